/** Random scenarios as buyers enter them, for laws that hold to many digits; `arbitrary-scenario.ts` has the wild ones. */
import * as fc from 'fast-check'
import { settle } from '../../src/scenario/consistency.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import type { Scenario, Workload } from '../../src/scenario/schema.ts'

const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 10_000 }).map((n) => low + ((high - low) * n) / 10_000)
const decades = (low: number, high: number): fc.Arbitrary<number> => between(low, high).map((power) => Math.round(10 ** power))
const mostly = <T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })

const usual = defaultScenario()

const workload: fc.Arbitrary<Workload> = fc
  .record({
    requestsPerMonth: decades(3, 7.5),
    inputTokens: decades(1.5, 4.3),
    outputTokens: decades(1, 3.3),
    reasoningTokens: mostly(0, decades(1, 3)),
    cachedShare: between(0, 0.9),
    cacheWriteShare: mostly(0, between(0, 0.5)),
    sharedPrefixShare: mostly(0, between(0, 0.5)),
    cvInput: mostly(0.8, between(0, 1.5)),
    cvOutput: mostly(0.7, between(0, 1.5)),
    batchShare: mostly(0, fc.constantFrom(0.3, 1)),
    profile: fc.constantFrom('office_one_timezone', 'flat_24x7', 'global_consumer', 'nightly_batch'),
    utcOffsetHours: fc.integer({ min: -12, max: 14 }),
    ttftP95Seconds: between(0.5, 10),
    tpotP95Seconds: between(0.01, 0.2),
    growthPerMonth: mostly(0, between(-0.04, 0.06)),
    retryShare: mostly(0, between(0, 0.2)),
    callsPerRequest: mostly(0, between(0, 2)),
  })
  .map((values) => ({ ...usual.workloads[0]!, ...values }))

const money = fc.record({
  months: mostly(12, fc.integer({ min: 1, max: 36 })),
  discountRate: mostly(0.09, between(0, 0.2)),
  apiDiscount: mostly(0, between(0, 0.3)),
  apiSupportShare: mostly(0, between(0, 0.1)),
  apiCommitments: mostly<Record<string, number>>({}, fc.record({ openai: decades(2, 5), deepseek: decades(2, 4) })),
  apiPricePath: mostly(0, between(-0.4, 0.2)),
  gpuPricePath: mostly(0, between(-0.3, 0.3)),
  callFeeUsdPer1000: between(0, 20),
  cacheTtlHours: mostly(usual.cacheTtlHours, between(0.05, 24)),
  staffUsdPerYear: decades(4, 5.5),
  apiFte: between(0, 1),
  rentedFteBase: between(0, 1),
  rentedFtePerNode: between(0, 1),
  fteElasticity: between(0, 1),
  wageGrowth: mostly(0, between(0, 0.05)),
  apiOneOffUsd: mostly(0, decades(2, 6)),
  rentedOneOffUsd: mostly(0, decades(2, 6)),
  rentalAdderShare: between(0, 0.3),
  rentalSupportShare: mostly(0, between(0, 0.1)),
  licenceUsdPerGpuYear: mostly(0, decades(1, 3.5)),
})

const fleet = fc.record({
  policy: mostly<Scenario['policy']>('automatic', fc.constantFrom('always-on', 'autoscaled', 'to-zero', 'working-hours')),
  commitment: mostly<Scenario['commitment']>('automatic', fc.constantFrom('on-demand', '1-year', '3-year')),
  marketplaces: fc.boolean(),
  unknownCompetes: fc.boolean(),
  weakerCompetes: fc.boolean(),
  spareReplicas: fc.integer({ min: 0, max: 2 }),
  minReplicas: fc.integer({ min: 0, max: 3 }),
  startUpHours: mostly(usual.startUpHours, between(0, 6)),
  seasonalFactor: between(1, 2),
})

const owned = fc.record({
  purchasePricePath: mostly(0, between(-0.3, 0)),
  networkShare: mostly<number | null>(null, between(0, 0.3)),
  lifeMonths: mostly(60, fc.integer({ min: 3, max: 72 })),
  residualShare: mostly<number | null>(null, between(0, 0.5)),
  spareNodes: fc.integer({ min: 0, max: 2 }),
  leadMonths: mostly<number | null>(null, fc.integer({ min: 0, max: 6 })),
  site: fc.constantFrom<Scenario['site']>('colocation', 'own-room'),
  siteCovers: mostly<Scenario['siteCovers']>('space', fc.constantFrom('cooling', 'energy')),
  electricityPath: mostly(0.03, between(-0.1, 0.1)),
  ownedFtePerNode: between(0, 1),
  ownedOneOffUsd: mostly(0, decades(2, 6)),
  ownedExitUsd: mostly(0, decades(2, 5)),
  valueAtEnd: mostly<Scenario['valueAtEnd']>('not-recovered', fc.constant('resale')),
  swapEveryMonths: mostly(0, fc.integer({ min: 3, max: 12 })),
  selfHostedSwapUsd: decades(2, 5),
})

/** One to three workloads. */
export const plausibleScenario: fc.Arbitrary<Scenario> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.tuple(workload) }, { weight: 1, arbitrary: fc.array(workload, { minLength: 2, maxLength: 3 }) }),
    money,
    fleet,
    owned,
  )
  .map(([workloads, amounts, serving, servers]) => settle({ ...usual, ...amounts, ...serving, ...servers, workloads }).scenario)
