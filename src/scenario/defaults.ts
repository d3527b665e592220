/**
 * Which scenario a first visit shows. Defaults are dated and never edited: a link holds the date of the defaults it
 * differs from, so an old link keeps its meaning when a newer set is added here. Reasons stand in the field records.
 */
import type { Scenario, Workload } from './schema.ts'

const WORKLOAD_2026_11_23: Workload = {
  name: 'Internal knowledge assistant',
  preset: 'internal_rag',
  requestsPerMonth: 2_000_000,
  inputTokens: 5000,
  cachedShare: 0.35,
  cacheWriteShare: 0.1,
  sharedPrefixShare: 0.25,
  outputTokens: 300,
  reasoningTokens: 0,
  cvInput: 0.8,
  cvOutput: 0.7,
  batchShare: 0,
  profile: 'office_one_timezone',
  utcOffsetHours: 0,
  ttftP95Seconds: 2,
  tpotP95Seconds: 0.05,
  growthPerMonth: 0,
  retryShare: 0,
  callsPerRequest: 0,
}

const SCENARIO_2026_11_23: Scenario = {
  name: 'Internal knowledge assistant',
  workloads: [WORKLOAD_2026_11_23],
  models: 'shortlist',
  usedToday: 'openai/gpt-6.2-sol',
  months: 36,
  startMonth: '2026-12',
  discountRate: 0.09,
  currency: 'USD',
  rates: {},
  apiDiscount: 0,
  apiSupportShare: 0,
  apiCommitments: {},
  apiPricePath: 0,
  serviceTier: 'standard',
  regionalProcessing: false,
  callFeeUsdPer1000: 10,
  cacheTtlHours: 5 / 60,
  apiPrices: {},
  gpu: null,
  precision: null,
  engine: 'vllm',
  policy: 'automatic',
  commitment: 'automatic',
  marketplaces: false,
  uncalibratedGpus: false,
  spareReplicas: 1,
  minReplicas: 0,
  startUpHours: 1,
  workingHoursStart: 8,
  workingHoursEnd: 18,
  seasonalFactor: 1.3,
  gpuPricePath: 0,
  gpuPrices: {},
  rentalAdderShare: 0.15,
  rentalSupportShare: 0.05,
  licenceUsdPerGpuYear: 0,
  place: 'US',
  staffUsdPerYear: 202_000,
  apiFte: 0.15,
  rentedFteBase: 0.15,
  rentedFtePerNode: 0.325,
  fteElasticity: 0.54,
  staffShareCharged: 1,
  wageGrowth: 0.03,
  apiOneOffUsd: 0,
  rentedOneOffUsd: 0,
}

export const DEFAULTS_VERSION = '2026-11-23'

/** By date. A newer set is added, none is changed. */
export const DEFAULTS: ReadonlyMap<string, Scenario> = new Map([[DEFAULTS_VERSION, SCENARIO_2026_11_23]])

/** The newest defaults, as a copy that may be kept and changed. */
export const defaultScenario = (): Scenario => structuredClone(SCENARIO_2026_11_23)

/** What an added workload starts from. */
export const defaultWorkload = (): Workload => structuredClone(WORKLOAD_2026_11_23)
