/**
 * The laws of hybrids (`method.md` 7 and 14): at its ends a hybrid costs what the pure options cost, its optimum is never dearer than
 * either, and the search finds what working out every number of replicas finds.
 */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { apiSide, levelisedApi } from '../../src/engine/compare/hybrid-api.ts'
import { hybridId } from '../../src/engine/compare/hybrid-option.ts'
import { costByReplicas } from '../../src/engine/compare/hybrid-scan.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { checkComparison } from '../helpers/check-comparison.ts'
import { joinedIn } from '../helpers/hybrid-bases.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'))
const cache = servingCache()
const REL = 1e-9
/** Fleets larger than this are left to the bench: here every number of replicas of every fleet is worked out. */
const MOST = 60

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= REL * Math.max(1, Math.abs(a), Math.abs(b))

const checkHybrids = (scenario: Scenario): number => {
  const { options, bases, sidesOf, settings } = joinedIn(scenario, catalogue, cache)
  let joined = 0
  for (const base of bases) {
    const alone = base.fleets()
    if (alone.some(({ most }) => most > MOST)) continue
    const fleets = alone.map((fleet) => (base.withBatch === null || fleet.spot !== null ? fleet : base.withBatch(fleet)))
    for (const side of sidesOf(base)) {
      const what = `${base.option.id} with ${side.option.id}`
      const api = side.option.levelised!
      const pure = base.option.levelised ?? Infinity
      const curves = fleets.map((fleet) => costByReplicas(fleet, base.price, side, settings))
      for (const curve of curves) expect(isClose(curve[0]!, api), `${what}: ${curve[0]} without replicas, ${api}`).toBe(true)
      const ends = Math.min(...curves.map((curve) => curve.at(-1)!))
      // batch work alone on spot keeps no replicas; inside working hours what is late goes to the API, where a fleet alone never stops
      const runs = fleets.every(({ most, open }) => most > 0 && (open === null || base.withBatch === null))
      if (base.option.levelised !== null && runs) expect(isClose(ends, pure), `${what}: ${ends} with all replicas, ${pure}`).toBe(true)
      const least = Math.min(...curves.flat())
      const hybrid = options.find(({ id }) => id === hybridId(base.option.id, side.option.id))
      if (hybrid === undefined) {
        // hours may be left to the API by the policy: then even all replicas are a hybrid
        expect(least >= Math.min(api, pure) * (1 - 1e-8), `${what}: ${least} is missed, ${api} and ${pure}`).toBe(true)
        continue
      }
      joined++
      const { levelised } = hybrid
      expect(levelised! <= Math.min(api, pure), what).toBe(true)
      if (hybrid.hybrid!.byHour) expect(levelised! <= least * (1 + REL), what).toBe(true)
      else expect(isClose(levelised!, least), `${what}: ${levelised}, but every number worked out gives ${least}`).toBe(true)
      const { shareServed, replicas, mostReplicas, byHour } = hybrid.hybrid!
      expect(shareServed > 0 && shareServed < 1, `${what} serves ${shareServed}`).toBe(true)
      expect(replicas > 0 && replicas <= mostReplicas, what).toBe(true)
      if (!byHour) expect(isClose(hybrid.hybrid!.costByReplicas[replicas]!, levelised!), what).toBe(true)
    }
  }
  return joined
}

// many models, good or not: what is held does not depend on which of them take part
const usual: Scenario = { ...defaultScenario(), unknownCompetes: true, weakerCompetes: true }
const withDemand = (over: Partial<Scenario>, workload: Partial<Scenario['workloads'][number]>): Scenario => ({
  ...usual,
  ...over,
  workloads: [{ ...usual.workloads[0]!, ...workload }],
})

describe('hybrids', () => {
  it('keep the laws in random scenarios', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(plausibleScenario, (scenario) => {
        checkHybrids(scenario)
      }),
      { seed: 20261123, numRuns: 40 },
    )
  })

  it.each([
    ['many requests', withDemand({ months: 12 }, { requestsPerMonth: 3e7 })],
    ['growth', withDemand({ months: 12, apiOneOffUsd: 9000, apiExitUsd: 500 }, { requestsPerMonth: 1e7, growthPerMonth: 0.1 })],
    ['work that may wait', withDemand({ months: 12 }, { requestsPerMonth: 2e7, batchShare: 0.4 })],
    ['working hours', withDemand({ months: 12, policy: 'working-hours' }, { requestsPerMonth: 2e7 })],
    [
      'an autoscaled fleet by the hour',
      withDemand({ months: 12, policy: 'autoscaled', commitment: 'on-demand' }, { requestsPerMonth: 2e7 }),
    ],
    ['a commitment', withDemand({ months: 12, apiCommitments: { openai: 20_000, deepseek: 9000 } }, { requestsPerMonth: 2e7 })],
  ] as const)('keep the laws with %s', (_, scenario) => {
    checkHybrids(scenario)
    checkComparison(compare(scenario, catalogue, { cache }))
  })

  it('are found where an API of the same model is dear, and never without the switch', () => {
    const scenario = withDemand(
      { months: 12, policy: 'working-hours', models: ['qwen3.8-27b'], unknownCompetes: true },
      { requestsPerMonth: 2e7 },
    )
    const whole = loadCatalogue('data')
    const hybrids = compare(scenario, whole).options.filter(({ kind }) => kind === 'hybrid')
    expect(hybrids.length).toBeGreaterThan(0)
    expect(compare({ ...scenario, hybrids: false }, whole).options.some(({ kind }) => kind === 'hybrid')).toBe(false)
    expect(compare(scenario, whole).options.filter(({ kind }) => kind === 'hybrid')).toEqual(hybrids)
  })
})

describe('the part of a bill', () => {
  it('is the bill of every token API if all goes there, with its people and what falls once', () => {
    const scenario = withDemand(
      { apiOneOffUsd: 9000, apiExitUsd: 500, apiSwapUsd: 100, swapEveryMonths: 12, apiSupportShare: 0.04, serviceTier: 'priority' },
      { batchShare: 0.3, growthPerMonth: 0.02, utcOffsetHours: 5.5 },
    )
    const { options, settings } = joinedIn(scenario, loadCatalogue('data'), cache)
    const all = { work: { peak: Float64Array.of(1), offPeak: Float64Array.of(1) }, batch: 1 }
    let checked = 0
    for (const option of options) {
      const side = apiSide(option, settings)
      if (side === null) continue
      checked++
      expect(isClose(levelisedApi(side, [all], settings), option.levelised!), option.id).toBe(true)
    }
    expect(checked).toBeGreaterThan(50)
  })
})
