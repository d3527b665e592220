import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import { applyRulePreset } from '../../scenario/rule-presets.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { compare } from '../compare/compare.ts'
import { servingCache } from '../compare/serving-cache.ts'
import { atOnce } from '../odds/steps.ts'
import type { RuleId, RulePrices } from '../rules/rule-result.ts'
import { rulePriceSteps } from './rule-price-steps.ts'

const catalogue = loadCatalogue('data')
const cache = servingCache()
const pricesOf = (scenario: Scenario): RulePrices => atOnce(rulePriceSteps(scenario, catalogue, { cache }))
const costOfBest = (scenario: Scenario): number | null => {
  const { options, ranking } = compare(scenario, catalogue, { cache })
  return options.find(({ id }) => id === ranking[0])?.levelised ?? null
}

const relaxed: Scenario = { ...defaultScenario(), unknownCompetes: true, contestedCompetes: true }
const strict: Scenario = {
  ...relaxed,
  processingRegion: 'EU',
  place: 'DE',
  excludedOrigins: ['CN'],
  excludedJurisdictions: ['CN'],
  retentionDays: 0,
  noTraining: true,
}
const without: readonly (readonly [RuleId, Partial<Scenario>])[] = [
  ['processing-region', { processingRegion: null }],
  ['provider-jurisdiction', { excludedJurisdictions: [] }],
  ['model-origin', { excludedOrigins: [] }],
  ['licence', { checksLicence: false }],
  ['retention', { retentionDays: null }],
  ['training', { noTraining: false }],
  ['export-control', { checksExport: false }],
  ['government', { checksGovernment: false }],
]

describe('the price of each rule in force', () => {
  const found = pricesOf(strict)

  it('is that of the best option with it less that of a whole comparison without it', () => {
    const withAll = costOfBest(strict)!
    expect(found.prices.map(({ rule }) => rule)).toEqual(without.map(([rule]) => rule))
    for (const [rule, change] of without) {
      const { usdPerMonth } = found.prices.find((price) => price.rule === rule)!
      expect(usdPerMonth, rule).toBeCloseTo(withAll - costOfBest({ ...strict, ...change })!, 6)
    }
  })

  it('is never below zero: a rule only takes options away', () => {
    for (const { usdPerMonth } of [...found.prices, ...found.wouldCost]) expect(usdPerMonth ?? 0).toBeGreaterThanOrEqual(0)
  })

  it('is nothing for a rule that keeps nothing out', () => {
    for (const { rule, keepsOut, usdPerMonth, bestWithId, bestWithoutId } of found.prices) {
      // providers take more for processing in a region
      if (keepsOut > 0 || rule === 'processing-region') continue
      expect(usdPerMonth).toBe(0)
      expect(bestWithoutId).toBe(bestWithId)
    }
  })

  it('comes to its end', () => {
    expect(found.done).toBe(found.of)
    expect(found.done).toBe(found.prices.length + 1 + found.wouldCost.length)
  })
})

/** All of `without` at once. */
const unruled = (scenario: Scenario): Scenario => ({
  ...scenario,
  ...Object.assign({}, ...without.map(([, change]) => change)),
  airGap: false,
  certifications: [],
})

describe('the price of all rules together', () => {
  const preset = catalogue.rules.presets.find(({ id }) => id === 'air-gapped-ministry')!
  const ministry = applyRulePreset({ ...defaultScenario(), place: 'FR' }, preset)

  it.each([
    ['of several that each keep out something', strict],
    ['of those of an air-gapped ministry, which bar the same', ministry],
    ['of those in force where nobody set one', relaxed],
  ])('is the difference of two comparisons, and no less than that of each rule: %s', (_, scenario) => {
    const { together, prices } = pricesOf(scenario)
    expect(together!.usdPerMonth).toBeCloseTo(costOfBest(scenario)! - costOfBest(unruled(scenario))!, 6)
    for (const { rule, usdPerMonth, keepsOut } of prices) {
      expect(together!.usdPerMonth, rule).toBeGreaterThanOrEqual(usdPerMonth ?? 0)
      expect(together!.keepsOut, rule).toBeGreaterThanOrEqual(keepsOut)
    }
  })

  it('is more than nothing where each rule alone costs nothing, as another keeps out the same', () => {
    const { together, prices } = pricesOf(ministry)
    expect(prices.map(({ usdPerMonth }) => usdPerMonth)).toEqual(prices.map(() => 0))
    expect(together!.usdPerMonth).toBeGreaterThan(10_000)
  })

  it('is that of the only rule in force, and none where none is', () => {
    const { prices, together } = pricesOf({ ...unruled(strict), excludedOrigins: ['CN'] })
    expect(prices.map(({ rule, ...price }) => [rule, price])).toEqual([['model-origin', together]])
    expect(pricesOf(unruled(strict)).together).toBeNull()
  })

  it('is not known where the rules leave no option', () => {
    const { together } = pricesOf({ ...ministry, ownGpus: false })
    expect(together).toMatchObject({ bestWithId: null, usdPerMonth: null })
    expect(together!.bestWithoutId).not.toBeNull()
  })
})

describe('what a rule that is not set would cost', () => {
  it('is the price it has once it is set', () => {
    const { wouldCost } = pricesOf(relaxed)
    const examples: readonly (readonly [RuleId, string, Partial<Scenario>])[] = [
      ['processing-region', 'Processed in: United States', { processingRegion: 'US' }],
      ['model-origin', 'No model made in: China', { excludedOrigins: ['CN'] }],
      ['retention', 'Kept at most: 0 days', { retentionDays: 0 }],
      ['training', 'No training on your data: on', { noTraining: true }],
      ['air-gap', 'Air gap: on', { airGap: true }],
    ]
    expect(wouldCost.map(({ rule, example }) => [rule, example])).toEqual(examples.map(([rule, words]) => [rule, words]))
    for (const [rule, , change] of [examples[0]!, examples[1]!, examples[4]!]) {
      const then = pricesOf({ ...relaxed, ...change }).prices.find((price) => price.rule === rule)!
      const { usdPerMonth, bestWithId, keepsOut } = wouldCost.find((price) => price.rule === rule)!
      expect({ rule, usdPerMonth, bestWithId, keepsOut }).toEqual({
        rule,
        usdPerMonth: then.usdPerMonth,
        bestWithId: then.bestWithId,
        keepsOut: then.keepsOut,
      })
    }
  })

  it('takes the European Union for a place in it, and nothing where the place is no country', () => {
    const exampleAt = (place: string) => pricesOf({ ...relaxed, place }).wouldCost.find(({ rule }) => rule === 'processing-region')?.example
    expect(exampleAt('DE')).toBe('Processed in: European Union')
    expect(exampleAt('IN')).toBe('Processed in: India')
  })

  it('is not known where it leaves no option', () => {
    // behind an air gap only servers of one's own are left
    const { wouldCost } = pricesOf({ ...relaxed, ownGpus: false })
    expect(wouldCost.find(({ rule }) => rule === 'air-gap')).toMatchObject({ bestWithId: null, usdPerMonth: null })
  })
})
