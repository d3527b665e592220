import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { explainOption } from '../explanation/explain-option.ts'
import { ASSUMED } from '../explanation/leaves.ts'
import { allOptions } from './compare.ts'
import { apiCost, apiSideLines, contendingApis, lowerEnvelope } from './api-at-volume.ts'
import { piecesCost } from './fleet-at-volume.ts'
import { servingCache } from './serving-cache.ts'

const loaded = loadCatalogue(new URL('../../../data', import.meta.url).pathname)
const catalogue = { ...loaded, models: loaded.models.filter(({ id }) => id === 'qwen3.8-27b') }
const ID = 'dedicated:qwen3.8-27b:h100-sxm'

const answered = (edit: Partial<Scenario> = {}) =>
  allOptions(
    { ...defaultScenario(), dedicatedPrices: { 'h100-sxm': 4 }, ownGpus: false, hybrids: false, ...edit },
    catalogue,
    servingCache(),
  )
const endpointOf = (edit: Partial<Scenario> = {}) => answered(edit).options.find(({ id }) => id === ID)!

describe('a dedicated endpoint', () => {
  it('is on the side of the APIs, with the people of an API', () => {
    const option = endpointOf()
    expect(option.kind).toBe('api-open')
    expect(option.lines.map(({ id }) => id)).toEqual(['dedicated', 'people'])
    const api = answered().options.find(({ id, status }) => id.startsWith('api:') && status === 'possible')!
    const peopleOf = ({ lines }: typeof api) => lines.find(({ id }) => id === 'people')?.levelised
    expect(peopleOf(option)).toBeCloseTo(peopleOf(api)!, 9)
  })

  it('never stops where that is asked for: GPUs × 730 h × the quote', () => {
    const option = endpointOf({ policy: 'always-on', apiFte: 0 })
    expect(option.rented!.gpus).toBeGreaterThan(0)
    expect(option.levelised).toBeCloseTo(option.rented!.gpus * 730 * 4, 6)
    expect(option.name).toContain(`dedicated endpoint on ${option.rented!.gpus} H100`)
  })

  it('costs twice as much at twice the quote', () => {
    const once = endpointOf({ apiFte: 0 }).levelised!
    expect(endpointOf({ apiFte: 0, dedicatedPrices: { 'h100-sxm': 8 } }).levelised).toBeCloseTo(2 * once, 6)
  })

  it('is not there without a quote', () => {
    expect(answered({ dedicatedPrices: {} }).options.some(({ id }) => id.startsWith('dedicated:'))).toBe(false)
  })

  it('is a stair over volume, and the lines find the same costs', () => {
    const { options, endpoints, settings } = answered({ policy: 'always-on' })
    const option = options.find(({ id }) => id === ID)!
    const stair = piecesCost(lowerEnvelope(apiSideLines(option, settings, endpoints, 0.01, 100)!, 0.01, 100))
    const cost = apiCost(option, settings, endpoints)
    expect(cost(1)).toBeCloseTo(option.levelised!, 6)
    for (const volume of [0.02, 0.7, 1, 3.3, 42]) expect(stair(volume)).toBeCloseTo(cost(volume), 6)
  })

  it('is left out of the curve only where other APIs are cheaper at every volume', () => {
    const { options, endpoints, settings } = answered({ policy: 'always-on' })
    const apis = options.filter(({ kind, levelised }) => kind.startsWith('api') && levelised !== null)
    const all = Array.from({ length: 41 }, (_, index) => 10 ** (index / 10 - 2))
    const kept = contendingApis(apis, settings, endpoints, all)
    const least = (of: readonly (typeof apis)[number][], volume: number): number =>
      Math.min(...of.map((option) => apiCost(option, settings, endpoints)(volume)))
    for (const volume of [0.013, 0.5, 1, 2.2, 17, 95]) expect(least(kept, volume)).toBe(least(apis, volume))
    // a quote of next to nothing wins somewhere, one beyond reason nowhere
    const withQuote = (usd: number): boolean => {
      const given = answered({ policy: 'always-on', dedicatedPrices: { 'h100-sxm': usd } })
      const sides = given.options.filter(({ kind, levelised }) => kind.startsWith('api') && levelised !== null)
      return contendingApis(sides, given.settings, given.endpoints, all).some(({ id }) => id === ID)
    }
    expect(withQuote(0.001)).toBe(true)
    expect(withQuote(10_000)).toBe(false)
  })

  it('explains itself down to the quote', () => {
    const { options, choices, ownedChoices, endpoints, context, settings } = answered()
    const option = options.find(({ id }) => id === ID)!
    const node = explainOption(option, { settings, context, choices, ownedChoices, endpoints, basisOf: ASSUMED })
    expect(node?.value).toBeCloseTo(option.levelised!, 6)
    expect(JSON.stringify(node)).toContain('dedicatedPrices.h100-sxm')
  })
})
