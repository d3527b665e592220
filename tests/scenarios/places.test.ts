/**
 * Does a buyer in São Paulo, Mumbai, Frankfurt, Riyadh or Shanghai get their own answer? Electricity, salaries and carbon are read from the
 * files of data/places, not through the catalogue; export status from the words of data/rules/export-control.json.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import type { Catalogue, GpuOffer } from '../../src/catalogue/schema.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { explainFigure } from '../../src/engine/explanation/explain-figure.ts'
import { walk } from '../../src/engine/explanation/leaves.ts'
import type { Explained } from '../../src/engine/explain.ts'
import type { Comparison, OptionResult } from '../../src/engine/result.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

const catalogue = loadCatalogue('data')
const cache = servingCache()
const inPlace = (place: string, change: Partial<Scenario> = {}): Comparison =>
  compare({ ...defaultScenario(), place, ...change }, catalogue, { cache })

const CITIES = [
  ['São Paulo', 'BR'],
  ['Mumbai', 'IN'],
  ['Frankfurt', 'DE'],
  ['Riyadh', 'SA'],
  ['Shanghai', 'CN'],
] as const
const answers = new Map(CITIES.map(([, place]) => [place as string, inPlace(place)]))
const answerIn = (place: string): Comparison => answers.get(place) as Comparison

interface PlaceFile {
  readonly electricityUsdPerKwh: { readonly value: number; readonly source: string }
  readonly staffUsdPerYear: { readonly value: number; readonly source: string }
  readonly gridGramsPerKwh: { readonly value: number }
}
const fileOf = (place: string) => JSON.parse(readFileSync(`data/places/${place}.json`, 'utf8')) as PlaceFile

const nodesOf = (root: Explained | null): readonly Explained[] => {
  const nodes: Explained[] = []
  if (root !== null) walk(root, (node) => nodes.push(node))
  return nodes
}
const optionOf = ({ options }: Comparison, id: string): OptionResult => {
  const option = options.find((candidate) => candidate.id === id)
  if (option === undefined) throw new Error(`no option ${id}`)
  return option
}
/** The cheapest of its kind that takes part. */
const bestOf = (comparison: Comparison, kind: OptionResult['kind']): OptionResult | null =>
  comparison.ranking.map((id) => optionOf(comparison, id)).find((option) => option.kind === kind) ?? null

describe.each(CITIES)('a buyer in %s (%s)', (_city, place) => {
  const answer = answerIn(place)
  const scenario = { ...defaultScenario(), place }
  const file = fileOf(place)

  it('gets a whole comparison with a verdict', () => {
    expect(answer.ranking.length).toBeGreaterThan(5)
    expect(answer.verdict.kind).not.toBe('none')
    expect(answer.reach.here).toBe(place)
  })

  it('pays people as there, and sees the datum', () => {
    const today = optionOf(answer, 'api:openai/gpt-5.6-luna')
    const people = today.lines.find(({ id }) => id === 'people')
    // 0.15 people with an API (data/assumptions), first month
    expect(people?.monthly[0]).toBeCloseTo((0.15 * file.staffUsdPerYear.value) / 12, 6)
    const year = nodesOf(explainFigure(scenario, catalogue, { kind: 'line', optionId: today.id, line: 'people' }, { cache })).find(
      ({ unit }) => unit === 'USD/person-year',
    )
    expect(year?.value).toBe(file.staffUsdPerYear.value)
    expect(year?.origin).toMatchObject({ kind: 'datum', source: file.staffUsdPerYear.source, override: 'staffUsdPerYear' })
  })

  it('powers own servers at the price and carbon of the grid there', () => {
    const own = bestOf(answer, 'owned')
    expect(own).not.toBeNull()
    const kwh = nodesOf(explainFigure(scenario, catalogue, { kind: 'option', optionId: own!.id }, { cache })).find(
      ({ label, unit }) => label === 'Electricity' && unit === 'USD/kWh',
    )
    expect(kwh?.value).toBe(file.electricityUsdPerKwh.value)
    expect(kwh?.origin).toMatchObject({ kind: 'datum', source: file.electricityUsdPerKwh.source })
    const { kwhPerMonth, kgCo2PerMonth } = own!.energy!
    expect((1000 * kgCo2PerMonth!) / kwhPerMonth).toBeCloseTo(file.gridGramsPerKwh.value, 9)
  })

  it('rents where a company there can order, and sees the rest apart', () => {
    const abroad = answer.options.filter(({ kind, status }) => kind === 'rented' && status === 'possible')
    expect(abroad.length).toBeGreaterThan(20)
    for (const { rented, considered, apart, id } of abroad) {
      if (place === 'CN') expect([id, considered, apart]).toEqual([id, false, 'offer'])
      else if (considered) expect(rented?.country, id).not.toBe('CN')
    }
  })

  it('ranks lists in CNY only in China', () => {
    const cny = new Set(
      catalogue.apiProviders.flatMap(({ offers }) => offers.filter(({ currency }) => currency === 'CNY').map(({ id }) => `api:${id}`)),
    )
    const possible = answer.options.filter(({ id, status }) => cny.has(id) && status === 'possible')
    expect(possible.length).toBeGreaterThan(5)
    const apart = possible.filter((option) => option.apart === 'offer')
    if (place === 'CN') expect(apart).toEqual([])
    else expect(apart).toEqual(possible)
  })
})

/** What export control says of own GPUs at a place. */
const exportStatus = (place: string, gpuId: string): string => {
  const own = answerIn(place).options.find(({ id }) => id.startsWith('own:') && id.endsWith(`:${gpuId}`))
  return own?.findings.find(({ rule }) => rule === 'export-control')?.status ?? 'no finding'
}

describe('export control of own GPUs', () => {
  // data/rules/export-control.json: above-threshold (B200) and case-by-case (H100, H200, RTX PRO 6000), by country group
  it.each([
    ['BR', 'b200-sxm', 'allowed'],
    ['IN', 'b200-sxm', 'allowed'],
    ['DE', 'b200-sxm', 'allowed'],
    ['DE', 'h100-sxm', 'allowed'],
    // Saudi Arabia is in D:4: a licence is needed above the threshold, and the band of case-by-case is about China
    ['SA', 'b200-sxm', 'allowed-if'],
    ['SA', 'h100-sxm', 'not-verified'],
    ['CN', 'b200-sxm', 'not-allowed'],
    ['CN', 'gb300', 'not-allowed'],
    ['CN', 'h200-sxm', 'allowed-if'],
    ['CN', 'rtx-pro-6000-server', 'allowed-if'],
  ])('in %s of %s: %s', (place, gpuId, status) => {
    expect(exportStatus(place, gpuId)).toBe(status)
  })

  it('bars GPUs above the threshold in China, and in none of the other four', () => {
    for (const [, place] of CITIES)
      for (const { id, barredBy, kind } of answerIn(place).options)
        if (kind === 'owned' && barredBy === 'export-control') {
          expect(place).toBe('CN')
          expect(id).toMatch(/:(b200-sxm|b300-sxm|gb200|gb300)$/)
        }
    const without = inPlace('CN', { checksExport: false })
    expect(without.options.filter(({ barredBy }) => barredBy === 'export-control')).toEqual([])
    expect(without.options.some(({ id, considered }) => considered && /^own:.*:b[23]00-sxm$/.test(id))).toBe(true)
  })
})

describe('the price of export control', () => {
  // GPT-5.6 Sol as the floor (docs/adr/0023): what reaches it and can be hosted is large
  const ownIn = (place: string, checksExport: boolean) => bestOf(inPlace(place, { floorModel: 'gpt-5.6-sol', checksExport }), 'owned')

  it('is what other GPUs cost more in China, and nothing in the other four', () => {
    for (const [, place] of CITIES) {
      const ruled = ownIn(place, true)
      const free = ownIn(place, false)
      if (place !== 'CN') expect([place, ruled?.id]).toEqual([place, free?.id])
      else {
        expect(free?.owned?.gpuId).toMatch(/^(b|gb)[23]00/)
        expect(ruled?.owned?.gpuId).not.toMatch(/^(b|gb)[23]00/)
        expect(ruled!.levelised!).toBeGreaterThan(free!.levelised!)
      }
    }
  })
})

describe('GPU offers in reach', () => {
  it('keep to the country of the place where the buyer asks for it', () => {
    // in Saudi Arabia only Google Cloud's me-central2, Dammam
    for (const place of ['BR', 'SA'])
      for (const { rented, status } of inPlace(place, { gpuCountry: 'place' }).options)
        if (rented !== null && status === 'possible') expect(rented.country).toBe(place)
    const none = inPlace('CN', { gpuCountry: 'place' }).options.filter(({ kind, status }) => kind === 'rented' && status === 'possible')
    expect(none).toEqual([])
  })

  it('keep to the region that requests must be processed in', () => {
    const considered = inPlace('DE', { processingRegion: 'EU' }).options.filter((option) => option.rented !== null && option.considered)
    expect(considered.length).toBeGreaterThan(0)
    for (const { rented, findings } of considered) {
      // an offer may name the Union alone; one that names nothing is marked, and counts only where the buyer lets it
      if (rented!.country === null) expect(findings.find(({ rule }) => rule === 'processing-region')?.status).toBe('not-verified')
      else expect(['EU', 'BE', 'DE', 'ES', 'FI', 'FR', 'IE', 'IT', 'NL', 'PL', 'SE']).toContain(rented!.country)
    }
    const strict = inPlace('DE', { processingRegion: 'EU', notVerified: 'not-allowed' }).options
    for (const { rented, considered: competes } of strict) if (rented !== null && competes) expect(rented.country).not.toBeNull()
  })
})

/** No Chinese offer is for a GPU whose speed the data knows, so one is made up here: H100 at 7 CNY in China. */
const offered = catalogue.gpuOffers.find(
  ({ cnyPerGpuHour, gpuId, notAnOffer }) => cnyPerGpuHour !== null && gpuId === 'h20' && notAnOffer === null,
)
const madeUp: GpuOffer = {
  ...(offered as GpuOffer),
  id: 'made-up-h100-in-china',
  gpuId: 'h100-sxm',
  gpuWords: 'h100-sxm',
  gpusPerInstance: 8,
  cnyPerGpuHour: 7,
  checkedOn: '2026-11-01',
}
const withChinese: Catalogue = { ...catalogue, gpuOffers: [...catalogue.gpuOffers, madeUp] }
const MODEL = 'gemma-4-31b'
const ID = `rent:${MODEL}:h100-sxm`

describe('a GPU offered in CNY', () => {
  const asked = (place: string, change: Partial<Scenario> = {}): Scenario => ({
    ...defaultScenario(),
    place,
    models: [MODEL],
    gpu: 'h100-sxm',
    commitment: 'on-demand',
    ...change,
  })

  it('is rented by a company in China, at the rate of the data, and says both', () => {
    const scenario = asked('CN')
    const option = optionOf(compare(scenario, withChinese, { cache }), ID)
    expect(option.rented).toMatchObject({ offerId: madeUp.id, country: 'CN' })
    // data/fx.json, 2026-09-29
    const nodes = nodesOf(explainFigure(scenario, withChinese, { kind: 'option', optionId: ID }, { cache }))
    expect(nodes.find(({ unit }) => unit === 'CNY/GPU-hour')).toMatchObject({ value: 7, origin: { kind: 'datum', source: madeUp.source } })
    expect(nodes.find(({ unit }) => unit === 'CNY/USD')?.value).toBe(6.707784)
    expect(nodes.find(({ label }) => label === 'Price per GPU-hour')?.value).toBeCloseTo(7 / 6.707784, 12)
  })

  it('is converted at the buyer’s own rate', () => {
    const nodes = nodesOf(
      explainFigure(asked('CN', { rates: { CNY: 7 } }), withChinese, { kind: 'option', optionId: ID }, { cache: servingCache() }),
    )
    expect(nodes.find(({ label }) => label === 'Price per GPU-hour')?.value).toBeCloseTo(1, 12)
    expect(nodes.find(({ unit }) => unit === 'CNY/USD')?.origin).toMatchObject({ kind: 'input', field: 'rates.CNY' })
  })

  it('is not rented from elsewhere, however cheap', () => {
    expect(optionOf(compare(asked('DE'), withChinese, { cache }), ID).rented?.offerId).not.toBe(madeUp.id)
  })
})
