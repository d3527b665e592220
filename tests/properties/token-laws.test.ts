/** Laws of tokens a task (`method.md` 1 and 14): what a model's ratios do to its own options on both sides, and leave alone elsewhere. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { allOptions, compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { explainFigure } from '../../src/engine/explanation/explain-figure.ts'
import { sidesOf } from '../../src/engine/compare/sides.ts'
import { drawValues } from '../../src/engine/odds/drawn-values.ts'
import { evaluators } from '../../src/engine/odds/evaluate.ts'
import { atOnce } from '../../src/engine/odds/steps.ts'
import { strataQuantiles } from '../../src/engine/odds/streams.ts'
import type { OptionResult } from '../../src/engine/result.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import type { OddsInput } from '../../src/scenario/uncertain-input.ts'
import type { Scenario, Workload } from '../../src/scenario/schema.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'))
const cache = servingCache()
const REL = 1e-9

const optionsOf = (scenario: Scenario): readonly OptionResult[] => allOptions(scenario, catalogue, cache).options
const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= REL * Math.max(Math.abs(a), Math.abs(b), 1e-9)

const base: Scenario = { ...defaultScenario(), countedModel: 'gpt-5.6-luna', unknownCompetes: true, weakerCompetes: true }
const german: Scenario = { ...base, workloads: base.workloads.map((workload): Workload => ({ ...workload, language: 'de' })) }
const open = catalogue.models.filter(({ architecture, openWeights }) => architecture !== null && openWeights === true)
const served = open.find(({ id }) => catalogue.apiProviders.some(({ offers }) => offers.some(({ modelId }) => modelId === id)))!

const costsOf = (options: readonly OptionResult[]) => new Map(options.map(({ id, levelised }) => [id, levelised]))

describe('tokens a task', () => {
  it('change nothing at a ratio of 1, to the last bit', () => {
    fc.assert(
      fc.property(plausibleScenario, (scenario) => {
        const same = Object.fromEntries(catalogue.models.map(({ id }) => [id, 1]))
        const plain = compare({ ...scenario, usedToday: null, countedModel: null }, catalogue, { cache })
        const ones = compare({ ...scenario, usedToday: null, countedModel: null, tokenRatios: same }, catalogue, { cache })
        const silent = (options: readonly OptionResult[]) => options.map((option) => ({ ...option, tokens: null }))
        expect({ ...ones, options: silent(ones.options), evidence: [], basisCounts: {} }).toEqual({
          ...plain,
          options: silent(plain.options),
          evidence: [],
          basisCounts: {},
        })
      }),
      { seed: 20261123, numRuns: 3, endOnFailure: true },
    )
  })

  it('of one model change only its own options', () => {
    const before = costsOf(optionsOf(base))
    const twice = optionsOf({ ...base, tokenRatios: { [served.id]: 2 } })
    let dearer = 0
    for (const { id, kind, modelId, levelised } of twice) {
      if (kind === 'hybrid') continue
      if (modelId !== served.id) expect(levelised, id).toBe(before.get(id) ?? null)
      else if (levelised !== null && levelised > before.get(id)!) dearer++
    }
    expect(dearer).toBeGreaterThan(1)
  })

  it('make the bill of an API in proportion, where prices know no lengths', () => {
    const offers = catalogue.apiProviders.flatMap((provider) => provider.offers)
    const flat = new Set(offers.filter(({ entries }) => entries.every(({ tiers }) => tiers.length === 0)).map(({ id }) => `api:${id}`))
    // nothing is known of any tokenizer
    const counted: Scenario = { ...base, countedModel: null, usedToday: null }
    const before = new Map(optionsOf(counted).map((option) => [option.id, option]))
    const ratios = Object.fromEntries(offers.map(({ modelId }) => [modelId, 1.25]))
    const lengths = Object.fromEntries(offers.map(({ modelId }) => [`${modelId}.visible`, 1.6]))
    let compared = 0
    for (const option of optionsOf({ ...counted, tokenRatios: ratios, verbosity: lengths })) {
      const plain = before.get(option.id)
      if (!flat.has(option.id) || option.status !== 'possible' || plain?.status !== 'possible') continue
      for (const { id, levelised } of option.lines) {
        const was = plain.lines.find((line) => line.id === id)!.levelised
        if (id === 'tokens-out') expect(isClose(levelised, was * 1.25 * 1.6), option.id).toBe(true)
        else if (id.startsWith('tokens-')) expect(isClose(levelised, was * 1.25), option.id).toBe(true)
      }
      // a unit is what the buyer counts
      expect(isClose(option.usdPerMTok! / plain.usdPerMTok!, option.levelised! / plain.levelised!)).toBe(true)
      compared++
    }
    expect(compared).toBeGreaterThan(20)
  })

  it('never make an option cheaper by longer answers, on either side', () => {
    let before: ReadonlyMap<string, number | null> | null = null
    for (const length of [1, 1.3, 1.6, 2.9]) {
      const now = costsOf(optionsOf({ ...base, verbosity: { [`${served.id}.visible`]: length } }))
      if (before !== null)
        for (const [id, cost] of before) {
          // a hybrid is found or not
          if (id.startsWith('hybrid:')) continue
          expect(now.get(id) ?? Number.POSITIVE_INFINITY, id).toBeGreaterThanOrEqual((cost ?? Number.POSITIVE_INFINITY) * (1 - REL))
        }
      before = now
    }
  })

  it('give the same sides as the whole comparison, and explain themselves', () => {
    const given = { cache }
    const { verdict, options } = compare(german, catalogue, given)
    const sides = atOnce(sidesOf(german, catalogue, cache))
    const costOf = (id: string | null) => options.find((option) => option.id === id)?.levelised ?? null
    expect(isClose(sides.api!, costOf(verdict.bestApiId)!)).toBe(true)
    expect(isClose(sides.selfHosted!.usd, costOf(verdict.bestSelfHostedId)!)).toBe(true)
    for (const optionId of [verdict.bestApiId, verdict.bestSelfHostedId]) {
      if (optionId === null) continue
      const root = explainFigure(german, catalogue, { kind: 'option', optionId }, given)
      expect(isClose(root!.value!, costOf(optionId)!), optionId).toBe(true)
    }
  })

  it('price German text on another tokenizer by what was counted', () => {
    // data/quality/tokenizers.json, udhr_deu_1996: 2466 tokens of o200k_base are 2957 of DeepSeek V3
    const whole = loadCatalogue('data')
    const at = (scenario: Scenario, id: string) =>
      allOptions({ ...scenario, ownGpus: false, hybrids: false, gpu: 'none' }, whole, cache).options.find((o) => o.id === id)!
    const offer = whole.apiProviders
      .flatMap(({ offers }) => offers)
      .find(({ modelId, entries }) => modelId.startsWith('deepseek-v') && entries.every(({ tiers }) => tiers.length === 0))!
    const english = at(base, `api:${offer.id}`)
    const inGerman = at(german, `api:${offer.id}`)
    const outOf = ({ lines }: OptionResult) => lines.find(({ id }) => id === 'tokens-out')!.levelised
    expect(outOf(inGerman) / outOf(english)).toBeCloseTo(2957 / 2466, 9)
    expect(inGerman.tokens?.tokenRatio.typical).toBeCloseTo(2957 / 2466, 12)
    expect(inGerman.tokens?.tokenRatio.text).toBe('German: o200k_base to DeepSeek V3, counted on one text.')
  })

  it('that are drawn move an option as the comparison moves, on both sides', () => {
    const rentable = new Set(
      optionsOf(base).flatMap(({ rented, levelised, modelId }) => (rented !== null && levelised !== null ? [modelId] : [])),
    )
    const { modelId } = optionsOf(base).find((option) => option.api !== null && option.levelised !== null && rentable.has(option.modelId))!
    const scenario: Scenario = { ...base, hybrids: false, models: [modelId], tokenRatios: { [modelId]: 1.2 } }
    const all = allOptions(scenario, catalogue, cache)
    const possible = all.options.filter((option) => option.modelId === modelId && option.levelised !== null)
    const sides = [possible.filter(({ api }) => api !== null), possible.filter(({ rented }) => rented !== null)].map(
      (side) => side.toSorted((a, b) => a.levelised! - b.levelised!)[0]!,
    )
    const input = (path: string, low: number, typical: number, high: number): OddsInput => ({
      path,
      label: path,
      kind: 'positive',
      low,
      typical,
      high,
      least: 0.05,
      most: 50,
      from: 'yours',
    })
    const inputs = [input(`tokenRatios.${modelId}`, 1, 1.2, 1.5), input(`verbosity.${modelId}.visible`, 0.8, 1, 2)]
    const values = drawValues(inputs, 7, atOnce(strataQuantiles(30)))
    const bySums = atOnce(evaluators(sides, all, values))
    const anew = atOnce(evaluators(sides, all, values, false))
    const [sums, exact] = [new Float64Array(2), new Float64Array(2)]
    const seen = new Set<number>()
    for (let draw = 0; draw < 30; draw++) {
      bySums(draw, sums)
      anew(draw, exact)
      expect(isClose(sums[0]!, exact[0]!)).toBe(true)
      // what a replica carries is read off a surface: a draw beside a step of whole GPUs may take one more or fewer
      if (exact[1]! < Number.POSITIVE_INFINITY) expect(Math.abs(sums[1]! / exact[1]! - 1)).toBeLessThan(0.2)
      const [ratio, length] = [values.valuesOf(inputs[0]!.path)![draw]!, values.valuesOf(inputs[1]!.path)![draw]!]
      const then = optionsOf({ ...scenario, tokenRatios: { [modelId]: ratio }, verbosity: { [`${modelId}.visible`]: length } })
      expect(isClose(then.find(({ id }) => id === sides[0]!.id)!.levelised!, exact[0]!)).toBe(true)
      // choices made anew can only be cheaper
      expect(then.find(({ id }) => id === sides[1]!.id)!.levelised ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(exact[1]! * (1 + REL))
      seen.add(exact[0]!)
    }
    expect(seen.size).toBeGreaterThan(20)
  })
})
