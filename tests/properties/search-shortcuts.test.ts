/** The search for the cheapest fleet and the cost over volume take shortcuts; here the same is worked out the long way. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { allOptions, compare, isOpenModel, type Options } from '../../src/engine/compare/compare.ts'
import { levelisedCost } from '../../src/engine/compare/fleet-cost.ts'
import { fleetSizes, sizeMonths, stepsOfMonths, type FleetSizes } from '../../src/engine/compare/fleet-steps.ts'
import { fleetCost, fleetLevels, levelCost } from '../../src/engine/compare/fleet-at-volume.ts'
import type { RentalOffer } from '../../src/engine/compare/rental-offers.ts'
import type { RentedChoice } from '../../src/engine/compare/rented-search.ts'
import { servableIn, servingCache } from '../../src/engine/compare/serving-cache.ts'
import type { OptionResult } from '../../src/engine/result.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { cheapestOfEvery, costOfFleet } from '../helpers/every-fleet.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'), 12)
const cache = servingCache()
const REL = 1e-9
const NODE_GPUS = 8

const forAll = (numRuns: number, check: (scenario: Scenario) => void): void =>
  fc.assert(fc.property(plausibleScenario, check), { seed: 20261124, numRuns, endOnFailure: true })

const expectClose = (got: number, expected: number, what: string): void =>
  expect(Math.abs(got - expected), `${what}: ${got} instead of ${expected}`).toBeLessThanOrEqual(REL * Math.max(Math.abs(expected), 1e-6))

const withVolume = (scenario: Scenario, volume: number): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((workload) => ({ ...workload, requestsPerMonth: workload.requestsPerMonth * volume })),
})

/** What a choice costs in another comparison's demand. */
const repriced = (choice: RentedChoice, { context, settings }: Options): number | null =>
  costOfFleet(choice.candidate, choice.policy, choice.card, context.demand, settings, choice.spot?.offer ?? null)

describe('the search for the cheapest fleet', () => {
  it('finds what trying every layout, policy and offer in full finds', () => {
    let compared = 0
    forAll(6, (drawn) => {
      const scenario = { ...drawn, months: Math.min(drawn.months, 10), ownGpus: false, hybrids: false }
      const { choices, context, settings } = allOptions(scenario, catalogue, cache)
      // to zero, every layout is kept
      const servable = servableIn(servingCache(), { ...scenario, policy: 'to-zero' }, catalogue)
      for (const model of catalogue.models.filter(isOpenModel))
        for (const gpu of catalogue.gpus) {
          if (gpu.serving === null) continue
          const { spot } = context.marketOf(gpu)
          const every = (rows: readonly RentalOffer[]): number | null =>
            cheapestOfEvery(servable(model, gpu).candidates, rows, spot, gpu.gpusPerNode ?? NODE_GPUS, context.demand, settings)
          const offers = context.offers.get(gpu.id) ?? []
          // older prices count where there is no other way
          const least = every(offers.filter(({ stale }) => !stale)) ?? every(offers)
          const found = choices.get(`rent:${model.id}:${gpu.id}`)?.levelised ?? null
          const fits = found !== null || least === null || contextBlocks(scenario, model.architecture.contextTokens)
          expect(fits, `${model.id} on ${gpu.id}: none instead of ${least}`).toBe(true)
          if (found === null) continue
          expectClose(found, least!, `${model.id} on ${gpu.id}`)
          compared++
        }
    })
    expect(compared).toBeGreaterThan(100)
  })

  it('is sure of the cost it reports', () => {
    forAll(10, (scenario) => {
      const { options, choices } = allOptions(scenario, catalogue, cache)
      for (const { id, levelised } of options) {
        const choice = choices.get(id)
        if (choice !== undefined) expectClose(choice.levelised, levelised!, id)
      }
    })
  })

  it('sizes a fleet from its loads as from its hours', () => {
    forAll(10, (drawn) => {
      const scenario: Scenario = { ...drawn, policy: 'automatic' }
      const none = { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, batchShare: 0 })) }
      const { choices, context } = allOptions(none, catalogue, cache)
      const { load } = context.demand
      const idle = load.months.map(() => new Float64Array(168))
      const sized = (choice: RentedChoice, policy: 'always-on' | 'autoscaled', batch: Float64Array[] | null): FleetSizes => {
        const sizes = fleetSizes()
        const steps = stepsOfMonths(choice.candidate, policy, { load, batch }, none, 1.3)!
        sizeMonths(steps, choice.months.length, choice.candidate.layout.gpusPerReplica, choice.card, none.startUpHours, sizes)
        return sizes
      }
      for (const choice of [...choices.values()].slice(0, 25))
        for (const policy of ['always-on', 'autoscaled'] as const) {
          const byLoads = sized(choice, policy, null)
          const byHours = sized(choice, policy, idle)
          expect(byLoads).toEqual(byHours)
        }
    })
  })
})

const contextBlocks = (scenario: Scenario, contextTokens: number | null): boolean =>
  contextTokens !== null &&
  scenario.workloads.some((workload) => workload.inputTokens + workload.outputTokens + workload.reasoningTokens > contextTokens)

const cheapestApi = (options: readonly OptionResult[]): number =>
  options.reduce(
    (least, { considered, kind, levelised }) =>
      considered && kind.startsWith('api') && levelised !== null ? Math.min(least, levelised) : least,
    Number.POSITIVE_INFINITY,
  )

describe('cost over volume', () => {
  it('is the cost of the options at today’s volume', () => {
    forAll(8, (scenario) => {
      const { options, volume, verdict } = compare(scenario, catalogue, { cache })
      if (volume === null) return
      const today = (volume.requests.length - 1) / 2
      const cost = new Map(options.map((option) => [option.id, option.levelised]))
      for (const { optionId, side, usdPerMonth } of volume.series)
        expectClose(usdPerMonth[today]!, cost.get(side === 'api' ? optionId : verdict.bestSelfHostedId!)!, `${side} ${optionId}`)
    })
  })

  it('is the cost of the same choice in a comparison at that volume', () => {
    forAll(8, (scenario) => {
      const today = allOptions(scenario, catalogue, cache)
      const chosen = [...today.choices.values()].filter((_, index) => index % 9 === 0)
      for (const volume of [0.0137, 0.31, 1.618, 7.77, 61.3]) {
        const there = allOptions(withVolume(scenario, volume), catalogue, cache)
        for (const choice of chosen) {
          const expected = repriced(choice, there)!
          expectClose(fleetCost(choice, today.context)(volume), expected, `${choice.offer.id} at ${volume}`)
          const levels = fleetLevels(choice, today.context, 0.01, 100)
          if (levels !== null) expectClose(levelCost(levels)(volume), expected, `levels of ${choice.offer.id} at ${volume}`)
        }
      }
    })
  })

  it('says self-hosting is cheaper only where a comparison at that volume says so, and agrees with it where fleets are chosen anew', () => {
    let claims = 0
    forAll(20, (drawn) => {
      // steady demand: crossings are solved, not read off a grid
      const scenario: Scenario = {
        ...drawn,
        models: 'all',
        policy: drawn.policy === 'to-zero' || drawn.policy === 'working-hours' ? 'automatic' : drawn.policy,
        apiCommitments: {},
        workloads: drawn.workloads.map((workload) => ({ ...workload, batchShare: 0, growthPerMonth: 0 })),
      }
      const { volume, requests } = compare(scenario, catalogue, { cache })
      if (volume === null || !volume.exact) return
      const anewAt = (at: number): { fleet: number; api: number } => {
        const there = allOptions(withVolume(scenario, at), catalogue, cache)
        const fleets = there.options
          .filter((option) => option.considered && (option.kind === 'rented' || option.kind === 'owned'))
          .map((option) => option.levelised ?? Infinity)
        return { fleet: Math.min(Infinity, ...fleets), api: cheapestApi(there.options) }
      }
      for (const crossing of volume.crossings.slice(0, 3)) {
        const side = crossing.cheaperAfter === 'self-hosted' ? 1 + 1e-6 : 1 - 1e-6
        const { fleet, api } = anewAt((crossing.requests / requests) * side)
        expect(fleet).toBeLessThan(api)
        claims++
      }
      const own = volume.series.find((series) => series.side === 'self-hosted')
      if (own !== undefined) expectClose(own.usdPerMonth.at(-1)!, anewAt(100).fleet, 'the end of the curve')
    })
    expect(claims).toBeGreaterThan(1)
  })
})

describe('a plan for each layer', () => {
  it('costs the same instance by instance as by size', () => {
    let mixed = 0
    forAll(8, (drawn) => {
      const scenario: Scenario = { ...drawn, policy: 'automatic', commitment: 'automatic', months: 30 }
      const { choices, options, context, settings } = allOptions(scenario, catalogue, cache)
      for (const [id, choice] of [...choices].slice(0, 12)) {
        const sizes = fleetSizes()
        sizeMonths(choice.months, choice.months.length, choice.candidate.layout.gpusPerReplica, choice.card, scenario.startUpHours, sizes)
        if (sizes.boxes.some((count) => count > 2000)) continue
        const naive = repriced(choice, { context, settings } as Options)!
        expectClose(levelisedCost(sizes, choice.card, context.factors, settings, choice.spot), naive, choice.card.provider)
        if ((options.find((option) => option.id === id)?.rented?.plan.length ?? 0) > 1) mixed++
      }
    })
    expect(mixed).toBeGreaterThan(3)
  })
})
