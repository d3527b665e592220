/** The odds: what must hold whatever is drawn (`method.md` 12 and 14). */
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { automaticValue } from '../../src/engine/compare/automatic-value.ts'
import { allOptions } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { rank } from '../../src/engine/compare/verdict.ts'
import { Z90 } from '../../src/engine/draws.ts'
import { drawnAt, drawValues } from '../../src/engine/odds/drawn-values.ts'
import { evaluators } from '../../src/engine/odds/evaluate.ts'
import { followedOf } from '../../src/engine/odds/followed.ts'
import type { OptionResult } from '../../src/engine/result.ts'
import { tokenInputs } from '../../src/engine/odds/token-inputs.ts'
import type { Odds } from '../../src/engine/odds/odds-result.ts'
import { oddsSteps } from '../../src/engine/odds/run.ts'
import { atOnce } from '../../src/engine/odds/steps.ts'
import { strataQuantiles } from '../../src/engine/odds/streams.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import { oddsInputs } from '../../src/scenario/odds-inputs.ts'
import type { OddsInput } from '../../src/scenario/uncertain-input.ts'
import type { Scenario, Workload } from '../../src/scenario/schema.ts'

const catalogue = loadCatalogue('data')
const cache = servingCache()
const DRAWN = 20

const scenarioWith = (change: Partial<Scenario>, workload: Partial<Workload> = {}): Scenario => {
  const usual = defaultScenario()
  return { ...usual, draws: 100, ...change, workloads: usual.workloads.map((each) => ({ ...each, ...workload })) }
}

const BUSY = { requestsPerMonth: 150_000_000 }
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'the default': scenarioWith({}),
  'a large fleet, with a commitment': scenarioWith({ apiCommitments: { openai: 50_000 }, apiOneOffUsd: 5000 }, BUSY),
  'growing demand': scenarioWith({ months: 24 }, { ...BUSY, growthPerMonth: 0.02 }),
  'batch work': scenarioWith({ months: 12 }, { ...BUSY, batchShare: 0.3 }),
  'always on, three years': scenarioWith({ policy: 'always-on', commitment: '3-year' }, BUSY),
  'German text, with longer answers of some': scenarioWith(
    { verbosity: { 'glm-5.3.visible': 1.6, 'qwen3.8-27b.reasoning': 2 }, unknownCompetes: true },
    { ...BUSY, language: 'de', reasoningTokens: 100 },
  ),
  'bought only for a few': scenarioWith({ gpu: 'h100-sxm', models: ['qwen3.8-27b'], unknownCompetes: true, leadMonths: 3 }, BUSY),
}

const inputsOf = (scenario: Scenario): readonly OddsInput[] => oddsInputs(scenario, catalogue, automaticValue)
const oddsOf = (scenario: Scenario, inputs = inputsOf(scenario)): Odds => atOnce(oddsSteps(scenario, catalogue, inputs, { cache }))

/** What changes how much a replica carries, which is read off a surface. */
const SHAPES = /Tokens$|Share$.*workloads|^workloads.*(Share|cvInput|cvOutput|Seconds)$/

/** Ranges that only a buyer gives: path, kind, and factors or differences of the ends. */
const TYPED = [
  ['workloads.0.requestsPerMonth', 'positive', 0.5, 3],
  ['seasonalFactor', 'positive', 0.8, 1.3],
  ['wageGrowth', 'signed', -0.03, 0.05],
  ['apiPricePath', 'signed', -0.3, 0.1],
  ['purchasePricePath', 'signed', -0.2, 0.1],
  ['apiDiscount', 'signed', 0, 0.2],
  ['rentedOneOffUsd', 'signed', 0, 50_000],
  ['ownedExitUsd', 'signed', 0, 50_000],
  ['licenceUsdPerGpuYear', 'signed', 0, 2000],
  ['workloads.0.callsPerRequest', 'signed', 0, 0.1],
] as const

const hasFleet = (options: readonly OptionResult[], path: string): boolean =>
  options.some(({ modelId, rented, owned }) => path === `tokenRatios.${modelId}` && (rented !== null || owned !== null))

const typedRange = (scenario: Scenario, [path, kind, from, to]: (typeof TYPED)[number]): OddsInput => {
  const key = path.split('.').at(-1)!
  const typical = path.startsWith('workloads')
    ? (scenario.workloads[0]![key as keyof Workload] as number)
    : (scenario[key as keyof Scenario] as number)
  const [low, high] = kind === 'positive' ? [typical * from, typical * to] : [typical + from, typical + to]
  return { path, label: path, kind, low, typical, high, least: kind === 'signed' ? -1 : 0, most: 1e12, from: 'yours' }
}

describe.each(Object.entries(SCENARIOS))('odds of %s', (_, scenario) => {
  const all = allOptions(scenario, catalogue, cache)
  const { options } = followedOf(rank(all.options), null)

  it('follow both sides', () => {
    expect(options.length).toBeGreaterThan(3)
  })

  it('have every option cost what the comparison says where all is typical', () => {
    const inputs = inputsOf(scenario)
    const costs = new Float64Array(options.length)
    const steps = evaluators(
      options,
      all,
      drawnAt(
        inputs,
        inputs.map(() => 0),
      ),
    )
    atOnce(steps)(0, costs)
    options.forEach((option, at) => expect(costs[at]! / option.levelised!, option.id).toBeCloseTo(1, 9))
  })

  it('come to the same by sums as by pricing the scenario anew', () => {
    const inputs = [...inputsOf(scenario).filter(({ path }) => !SHAPES.test(path)), ...TYPED.map((range) => typedRange(scenario, range))]
    // of API models: a fleet's own is read off a surface
    inputs.push(
      ...tokenInputs(
        options.filter(({ api, hybrid }) => api !== null && hybrid === null),
        all,
      ).filter(({ path }) => !hasFleet(options, path)),
    )
    const values = drawValues(inputs, 5, atOnce(strataQuantiles(DRAWN)))
    const byAnyMeans = atOnce(evaluators(options, all, values))
    const anew = atOnce(evaluators(options, all, values, false))
    const [sums, exact] = [new Float64Array(options.length), new Float64Array(options.length)]
    for (let draw = 0; draw < DRAWN; draw++) {
      byAnyMeans(draw, sums)
      anew(draw, exact)
      options.forEach((option, at) => {
        if (exact[at] === Infinity) expect(sums[at], option.id).toBe(Infinity)
        else expect(sums[at]! / exact[at]!, option.id).toBeCloseTo(1, 9)
      })
    }
  })

  it('say the point value where nothing spreads', () => {
    const certain = inputsOf(scenario).map((input) => ({ ...input, low: input.typical, high: input.typical }))
    // numbers of the buyer's own are certain
    const tokenRatios = Object.fromEntries(all.options.map(({ modelId, tokens }) => [modelId, tokens?.tokenRatio.typical ?? 1]))
    for (const { optionId, cost } of oddsOf({ ...scenario, tokenRatios, draws: 100 }, certain).options) {
      const point = all.options.find(({ id }) => id === optionId)!.levelised!
      for (const quantile of [cost!.p10, cost!.p50, cost!.p90]) expect(quantile / point, optionId).toBeCloseTo(1, 9)
    }
  })

  it('rise with the quantile, share out one winner a draw, and repeat themselves', () => {
    const odds = oddsOf(scenario)
    for (const { cost } of odds.options) {
      if (cost === null) continue
      expect(cost.p10).toBeLessThanOrEqual(cost.p50)
      expect(cost.p50).toBeLessThanOrEqual(cost.p90)
    }
    expect(odds.options.reduce((sum, { cheapest }) => sum + cheapest, 0)).toBeCloseTo(1, 9)
    expect(oddsOf(scenario)).toEqual(odds)
    expect({ ...oddsOf(scenario, inputsOf(scenario).toReversed()), inputs: [] }).toEqual({ ...odds, inputs: [] })
  })
})

describe('one input at the ends of its range', () => {
  const scenario = SCENARIOS['a large fleet, with a commitment']!
  const all = allOptions(scenario, catalogue, cache)
  const { options } = followedOf(rank(all.options), null)
  const inputs = inputsOf(scenario)

  it('moves an option as its cost in the comparison moves, where the same choices stay the best', () => {
    const paths = ['staffUsdPerYear', 'rentalAdderShare', 'maintenanceShare', 'electricityUsdPerKwh']
    for (const path of paths) {
      const index = inputs.findIndex((input) => input.path === path)
      expect(index, path).toBeGreaterThanOrEqual(0)
      for (const z of [-Z90, Z90]) {
        const costs = new Float64Array(options.length)
        atOnce(
          evaluators(
            options,
            all,
            drawnAt(
              inputs,
              inputs.map((_, at) => (at === index ? z : 0)),
            ),
          ),
        )(0, costs)
        const value = z < 0 ? inputs[index]!.low : inputs[index]!.high
        const anew = allOptions({ ...scenario, [path]: value }, catalogue, cache)
        options.forEach((option, at) => {
          const then = anew.options.find(({ id }) => id === option.id)
          // a hybrid that is one no longer is one of the pure options
          if (then === undefined) return
          // choosing anew can only be cheaper
          expect(then.levelised!, `${option.id}, ${path}`).toBeLessThanOrEqual(costs[at]! * (1 + 1e-9))
          if (option.api !== null && option.hybrid === null) expect(then.levelised! / costs[at]!).toBeCloseTo(1, 9)
        })
      }
    }
  })
})
