/** Leaving out layouts that others dominate changes no answer: every layout is tried beside it, in scenarios drawn at random. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { allOptions } from '../../src/engine/compare/compare.ts'
import type { OpenModel } from '../../src/engine/compare/rented-option.ts'
import { cheapestChoice } from '../../src/engine/compare/rented-search.ts'
import { servableIn, servingCache } from '../../src/engine/compare/serving-cache.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

const catalogue = loadCatalogue('data')
const models = catalogue.models.filter((model): model is OpenModel => model.architecture !== null)
const gpus = catalogue.gpus.filter((gpu) => gpu.serving !== null)

/** Lengths, volume, growth and policy at random; no work that may wait. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    requests: fc.double({ min: 3, max: 8, noNaN: true }),
    inputTokens: fc.integer({ min: 100, max: 20_000 }),
    outputTokens: fc.integer({ min: 10, max: 3000 }),
    growthPerMonth: fc.constantFrom(0, 0.05),
    policy: fc.constantFrom('automatic' as const, 'always-on' as const, 'autoscaled' as const),
    startUpHours: fc.constantFrom(0.5, 1, 6),
    spareReplicas: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ requests, inputTokens, outputTokens, growthPerMonth, ...fleet }) => {
    const scenario = { ...defaultScenario(), ...fleet, months: 12 }
    const lengths = { requestsPerMonth: Math.round(10 ** requests), inputTokens, outputTokens, growthPerMonth }
    return { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, ...lengths })) }
  })

describe('layouts that others dominate', () => {
  it('would never be the cheapest', () => {
    let leftOut = 0
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const cache = servingCache()
        const { choices, context } = allOptions(scenario, catalogue, cache)
        // a fleet that stops between uses has every layout tried
        const every = servableIn(cache, { ...scenario, policy: 'to-zero' }, catalogue)
        const kept = servableIn(cache, scenario, catalogue)
        for (const model of models)
          for (const gpu of gpus) {
            const chosen = choices.get(`rent:${model.id}:${gpu.id}`)
            if (chosen === undefined) continue
            const { candidates } = every(model, gpu)
            leftOut += candidates.length - kept(model, gpu).candidates.length
            const best = cheapestChoice(candidates, context.marketOf(gpu), context.demand, context.factors, context.settings)
            expect(chosen.levelised).toBeLessThanOrEqual(best!.levelised * (1 + 1e-9))
          }
      }),
      { seed: 20261123, numRuns: 12, endOnFailure: true },
    )
    expect(leftOut).toBeGreaterThan(0)
  })

  it('are tried where stops are billed or work may wait, for there they can be', () => {
    const scenario = defaultScenario()
    const waiting = { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, batchShare: 0.5 })) }
    const total = (changed: Scenario): number => {
      const servable = servableIn(servingCache(), changed, catalogue)
      return models.reduce((sum, model) => sum + gpus.reduce((of, gpu) => of + servable(model, gpu).candidates.length, 0), 0)
    }
    const pruned = total(scenario)
    expect(total({ ...scenario, policy: 'to-zero' })).toBeGreaterThan(pruned)
    expect(total(waiting)).toBeGreaterThan(pruned)
  })
})
