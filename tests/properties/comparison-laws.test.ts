/** The laws of `method.md` 14 on whole comparisons of plausible scenarios, over a sixth of the open models and everything else. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { allOptions, compare } from '../../src/engine/compare/compare.ts'
import { staffUsdPerYear } from '../../src/engine/compare/staff-cost.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { isApi, isSelfHosted } from '../../src/engine/compare/verdict.ts'
import type { Comparison, OptionResult } from '../../src/engine/result.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { checkComparison } from '../helpers/check-comparison.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { reversed, smallCatalogue, withPricesTimes } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'))
const cache = servingCache()
const REL = 1e-9

const forAll = (numRuns: number, check: (scenario: Scenario) => void): void =>
  fc.assert(fc.property(plausibleScenario, check), { seed: 20261123, numRuns, endOnFailure: true })

const optionsOf = (scenario: Scenario, facts: Catalogue = catalogue): readonly OptionResult[] => allOptions(scenario, facts, cache).options

const costs = (options: readonly OptionResult[]): ReadonlyMap<string, number | null> =>
  new Map(options.map((option) => [option.id, option.levelised]))

const isClose = (got: number | null, expected: number | null): boolean =>
  got === null || expected === null ? got === expected : Math.abs(got - expected) <= REL * Math.max(Math.abs(expected), 1e-6)

/** Every option of `got` costs `factor` times what it costs in `expected`. */
const expectSame = (got: ReadonlyMap<string, number | null>, expected: ReadonlyMap<string, number | null>, factor = 1): void => {
  expect(got.size).toBe(expected.size)
  for (const [id, cost] of expected) {
    const scaled = cost === null ? null : cost * factor
    expect(isClose(got.get(id) ?? null, scaled), `${id}: ${got.get(id)} instead of ${scaled}`).toBe(true)
  }
}

const cheapest = (options: readonly OptionResult[], selfHosted: boolean): number =>
  options.reduce(
    (least, option) =>
      option.considered && option.levelised !== null && (selfHosted ? isSelfHosted : isApi)(option)
        ? Math.min(least, option.levelised)
        : least,
    Number.POSITIVE_INFINITY,
  )

const expectNoDearer = (looser: readonly OptionResult[], options: readonly OptionResult[]): void => {
  for (const side of [true, false]) expect(cheapest(looser, side)).toBeLessThanOrEqual(cheapest(options, side) * (1 + REL))
  // an old price that does not compete gives way to a fresh one, though it may be lower
  const before = costs(options.filter(({ warnings }) => warnings.every(({ code }) => code !== 'stale-price')))
  for (const { id, levelised } of looser) {
    const cost = before.get(id) ?? null
    if (cost !== null) expect(levelised ?? Number.POSITIVE_INFINITY, id).toBeLessThanOrEqual(cost * (1 + REL))
  }
}

const withWorkloads = (
  scenario: Scenario,
  change: (workload: Scenario['workloads'][number]) => Scenario['workloads'][number],
): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map(change),
})

describe('a comparison of any plausible scenario', () => {
  it('has no NaN and no negative cost, and its lines add up in every month', () => {
    forAll(12, (scenario) => {
      const comparison = compare(scenario, catalogue, { cache })
      checkComparison(comparison)
      const { discountRate, months } = scenario
      const i = (1 + discountRate) ** (1 / 12) - 1
      const annuity = i === 0 ? months : (1 - (1 + i) ** -months) / i
      for (const { id, levelised, lines, monthly, presentValue, total } of comparison.options) {
        if (levelised === null) continue
        monthly.forEach((usd, m) => {
          expect(
            isClose(
              lines.reduce((sum, line) => sum + line.monthly[m]!, 0),
              usd,
            ),
            `${id}, month ${m}`,
          ).toBe(true)
        })
        const worth = monthly.reduce((sum, usd, m) => sum + usd * (1 + i) ** -(m + 1), 0)
        expect(isClose(presentValue, worth), `${id}: present value`).toBe(true)
        expect(isClose(levelised, worth / annuity), `${id}: levelised`).toBe(true)
        expect(
          isClose(
            total,
            monthly.reduce((sum, usd) => sum + usd, 0),
          ),
          `${id}: total`,
        ).toBe(true)
      }
    })
  })

  it('is the same again, and the same without anything remembered', () => {
    forAll(4, (scenario) => {
      const warm = JSON.stringify(compare(scenario, catalogue, { cache }))
      expect(JSON.stringify(compare(scenario, catalogue, { cache }))).toBe(warm)
      expect(JSON.stringify(compare(scenario, catalogue))).toBe(warm)
    })
  })

  it('does not depend on the order of workloads or of the catalogue', () => {
    forAll(8, (scenario) => {
      const before = costs(optionsOf(scenario))
      expectSame(costs(optionsOf({ ...scenario, workloads: scenario.workloads.toReversed() })), before)
      expectSame(costs(optionsOf(scenario, reversed(catalogue))), before)
    })
  })

  it('scales with all money', () => {
    const k = 3.7
    const dear = withPricesTimes(catalogue, k)
    const times = (record: Record<string, number>): Record<string, number> =>
      Object.fromEntries(Object.entries(record).map(([key, usd]) => [key, usd * k]))
    forAll(10, (scenario) => {
      const scaled: Scenario = {
        ...scenario,
        apiCommitments: times(scenario.apiCommitments),
        apiPrices: times(scenario.apiPrices),
        gpuPrices: times(scenario.gpuPrices),
        callFeeUsdPer1000: scenario.callFeeUsdPer1000 * k,
        staffUsdPerYear: staffUsdPerYear(scenario, catalogue) * k,
        apiOneOffUsd: scenario.apiOneOffUsd * k,
        rentedOneOffUsd: scenario.rentedOneOffUsd * k,
        ownedOneOffUsd: scenario.ownedOneOffUsd * k,
        apiExitUsd: scenario.apiExitUsd * k,
        rentedExitUsd: scenario.rentedExitUsd * k,
        ownedExitUsd: scenario.ownedExitUsd * k,
        apiSwapUsd: scenario.apiSwapUsd * k,
        selfHostedSwapUsd: scenario.selfHostedSwapUsd * k,
        licenceUsdPerGpuYear: scenario.licenceUsdPerGpuYear * k,
      }
      expectSame(costs(optionsOf(scaled, dear)), costs(optionsOf(scenario)), k)
    })
  })
})

describe('a token API', () => {
  /** Offers on which a longer prompt never pays less for any token. */
  const rises = new Set(
    catalogue.apiProviders.flatMap(({ offers }) =>
      offers
        .filter(({ entries }) =>
          entries.every(({ prices, tiers }) =>
            tiers.every((tier, index) => {
              const below = index === 0 ? prices : tiers[index - 1]!.prices
              const kinds: [unknown, unknown][] = [
                [tier.prices.plain, below.plain],
                [tier.prices.read, below.read],
                [tier.prices.out, below.out],
                ...Object.keys(below.writes).map((ttl): [unknown, unknown] => [tier.prices.writes[ttl], below.writes[ttl]]),
              ]
              return kinds.every(([above, base]) => typeof above !== 'number' || typeof base !== 'number' || above >= base)
            }),
          ),
        )
        .map(({ id }) => `api:${id}`),
    ),
  )

  it('never costs less for more tokens', () => {
    expect(rises.size).toBeGreaterThan(50)
    forAll(10, (scenario) => {
      const before = costs(optionsOf(scenario))
      for (const more of [
        withWorkloads(scenario, (workload) => ({ ...workload, inputTokens: workload.inputTokens * 1.7 })),
        withWorkloads(scenario, (workload) => ({ ...workload, outputTokens: workload.outputTokens * 1.3 })),
        withWorkloads(scenario, (workload) => ({ ...workload, requestsPerMonth: workload.requestsPerMonth * 1.1 })),
      ])
        for (const { id, levelised } of optionsOf(more)) {
          const cost = before.get(id) ?? null
          if (rises.has(id) && cost !== null && levelised !== null) expect(levelised, id).toBeGreaterThanOrEqual(cost * (1 - REL))
        }
    })
  })

  it('costs the same for two halves of a workload', () => {
    forAll(8, (drawn) => {
      const scenario = { ...drawn, apiCommitments: {} }
      const halves = scenario.workloads.flatMap((workload) => {
        const half = { ...workload, requestsPerMonth: workload.requestsPerMonth / 2 }
        return [half, half]
      })
      const apis = (options: readonly OptionResult[]) => costs(options.filter(({ kind }) => kind !== 'rented'))
      expectSame(apis(optionsOf({ ...scenario, workloads: halves })), apis(optionsOf(scenario)))
    })
  })
})

describe('a rented fleet', () => {
  it('costs no more autoscaled than always on', () => {
    forAll(10, (drawn) => {
      const scenario: Scenario = withWorkloads({ ...drawn, commitment: 'on-demand' }, (workload) => ({ ...workload, batchShare: 0 }))
      const always = costs(optionsOf({ ...scenario, policy: 'always-on' }))
      for (const { id, kind, levelised } of optionsOf({ ...scenario, policy: 'autoscaled' })) {
        const cost = always.get(id) ?? null
        if (kind !== 'rented') continue
        expect(levelised === null, id).toBe(cost === null)
        if (levelised !== null && cost !== null) expect(levelised, id).toBeLessThanOrEqual(cost * (1 + REL))
      }
    })
  })
})

describe('more freedom never makes the best option dearer', () => {
  // Fewer replicas may start more often, or leave batch work less idle time, so a fleet that stops need not get cheaper (docs/adr/0008).
  it('with looser latency targets, for fleets that stand still or have no batch work', () => {
    forAll(14, (drawn) => {
      const waits = drawn.workloads.some(({ batchShare }) => batchShare > 0)
      const scenario: Scenario = { ...drawn, policy: waits ? 'always-on' : drawn.policy === 'to-zero' ? 'automatic' : drawn.policy }
      const loose = (factor: number) =>
        withWorkloads(scenario, (workload) => ({
          ...workload,
          ttftP95Seconds: workload.ttftP95Seconds * factor,
          tpotP95Seconds: workload.tpotP95Seconds * factor,
        }))
      expectNoDearer(optionsOf(loose(1.4)), optionsOf(scenario))
    })
  })

  it('with marketplaces allowed and every GPU taken as it is', () => {
    forAll(8, (scenario) => {
      expectNoDearer(optionsOf({ ...scenario, marketplaces: true }), optionsOf({ ...scenario, marketplaces: false }))
      const anyGpu = optionsOf({ ...scenario, uncalibratedGpus: true })
      expectNoDearer(anyGpu, optionsOf({ ...scenario, uncalibratedGpus: false }))
    })
  })

  it('with more models on the list', () => {
    forAll(6, (scenario) => {
      const list = catalogue.models.filter((_, index) => index % 2 === 0).map(({ id }) => id)
      const longer = catalogue.models.filter((_, index) => index % 4 !== 1).map(({ id }) => id)
      expectNoDearer(optionsOf({ ...scenario, models: longer }), optionsOf({ ...scenario, models: list }))
      expectNoDearer(optionsOf({ ...scenario, models: 'all' }), optionsOf({ ...scenario, models: longer }))
    })
  })

  it('with the policy and the term left open', () => {
    forAll(6, (scenario) => {
      const open = optionsOf({ ...scenario, policy: 'automatic', commitment: 'automatic' })
      for (const policy of ['always-on', 'autoscaled'] as const)
        expectNoDearer(open, optionsOf({ ...scenario, policy, commitment: 'on-demand' }))
      for (const commitment of ['1-year', '3-year'] as const)
        expectNoDearer(open, optionsOf({ ...scenario, policy: 'always-on', commitment }))
    })
  })

  it('with estimated prices, spot for work that may wait, and GPUs anywhere', () => {
    forAll(6, (drawn) => {
      // a buyer who asks for terms alone has them estimated where none is published, or no fleet
      const scenario: Scenario = { ...drawn, estimatedTerms: true, spotForBatch: true, gpuCountry: null }
      const rented = (change: Partial<Scenario>) =>
        optionsOf({ ...scenario, ownGpus: false, hybrids: false, ...change }).filter(({ kind }) => kind === 'rented')
      const open = rented({})
      expectNoDearer(open, rented({ estimatedTerms: false }))
      expectNoDearer(open, rented({ spotForBatch: false }))
      expectNoDearer(open, rented({ gpuCountry: 'US' }))
    })
  })

  it('with what is owed after the horizon left out', () => {
    forAll(6, (scenario) => {
      // the same terms: none longer than the horizon
      const long = { ...scenario, months: 36, commitment: '1-year' as const }
      expectNoDearer(optionsOf({ ...long, countsCommitmentTail: false }), optionsOf({ ...long, countsCommitmentTail: true }))
    })
  })
})

describe('the verdict', () => {
  it('ranks what is considered and possible by cost, and takes the best of each side', () => {
    forAll(6, (scenario) => {
      const comparison: Comparison = compare(scenario, catalogue, { cache })
      const { bestApiId, bestSelfHostedId, difference } = comparison.verdict
      const cost = costs(comparison.options)
      const [api, selfHosted] = [cheapest(comparison.options, false), cheapest(comparison.options, true)]
      if (bestApiId !== null) expect(isClose(cost.get(bestApiId) ?? null, api)).toBe(true)
      if (bestSelfHostedId !== null) expect(isClose(cost.get(bestSelfHostedId) ?? null, selfHosted)).toBe(true)
      if (difference !== null) expect(Math.abs(difference - (selfHosted - api))).toBeLessThanOrEqual(REL * (selfHosted + api))
      expect(comparison.ranking.length).toBe(
        comparison.options.filter(({ considered, status }) => considered && status === 'possible').length,
      )
    })
  })
})
