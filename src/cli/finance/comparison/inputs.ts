/** The shape of a golden comparison (`tests/golden/finance-cases.md`), and what its workloads ask in each month. */
import { requestsOfMonth, type TokensPerRequest } from '../../../engine/demand.ts'
import { addLoad } from '../../../engine/week.ts'
import type { PriceBand } from '../../../engine/api-bill.ts'
import { tokensOf, type TokenInputs } from '../demand-kinds.ts'
import { profileOf, type BatchShape, type PeakShape, type ProfileShape } from '../shapes.ts'

export interface WorkloadShape extends TokenInputs {
  R0: number
  g: number
  retry: number
  beta: number
  cv: number
  profile: ProfileShape
}

export interface StaffShape {
  base: number
  perNode?: number
  elasticity?: number
  annual: number
  share: number
  wageGrowth: number
}

export interface ApiShape {
  id: string
  kind: 'api'
  entries: readonly { from: string; bands: readonly PriceBand[]; batch?: BatchShape; peak?: PeakShape }[]
  peak?: PeakShape
  batch?: BatchShape
  multiplier?: number
  discount?: number
  commitment?: number
  support?: number
  pricePath?: number
  feePerRequest?: number
  staff: StaffShape | null
  oneOff?: number
}

interface FleetShape {
  id: string
  /** how long a request holds a sequence */
  seconds: number
  C: number
  xb: number
  z: number
  idc: number
  gpusPerReplica: number
  staff: StaffShape
  oneOff: number
}

export interface RentedShape extends FleetShape {
  kind: 'rented'
  gpusPerInstance: number
  policy: 'always' | 'autoscaled'
  spare: number
  nMin: number
  lag: number
  onDemand: number
  oneYear: number | null
  threeYears: number | null
  pricePath: number
  adderShare: number
}

export interface OwnedShape extends FleetShape {
  kind: 'owned'
  gpusPerNode: number
  spareNodes: number
  usdPerGpu: number
  purchasePath: number
  uplift: number
  residualShare: number
  decommissionShare: number
  lifeMonths: number
  maxKw: number
  idle: number
  load: number
  pue: number
  usdPerKwh: number
  electricityPath: number
  provisionedKw: number
  usdPerKwMonth: number
  maintenanceShare: number
  insuranceShare: number
  licencePerGpuYear: number
  coloAllIn?: boolean
  coloCoversCooling?: boolean
}

export interface HybridShape {
  id: string
  kind: 'hybrid'
  base: string
  api: string
}

export type OptionShape = ApiShape | RentedShape | OwnedShape | HybridShape

export interface ComparisonShape {
  months: number
  discountRate: number
  start: string
  workloads: readonly WorkloadShape[]
  options: readonly OptionShape[]
  paybacks: readonly (readonly [string, string])[]
}

const HOURS_PER_WEEK = 168
const HOURS_PER_MONTH = 730

/** One workload in one month. */
export interface MonthUse {
  readonly requests: number
  readonly batchShare: number
  readonly weights: Float64Array
  readonly tokens: TokensPerRequest
  readonly cv: number
}

export const monthUses = (workloads: readonly WorkloadShape[], m: number): MonthUse[] =>
  workloads.map((w) => ({
    requests: requestsOfMonth.bare({ requests: w.R0, growth: w.g, monthIndex: m, retries: w.retry }),
    batchShare: w.beta,
    weights: profileOf(w.profile),
    tokens: tokensOf(w),
    cv: w.cv,
  }))

/** A_j of all workloads on one fleet [168]. */
export const loadOf = (uses: readonly MonthUse[], seconds: number): Float64Array => {
  const load = new Float64Array(HOURS_PER_WEEK)
  for (const use of uses) addLoad(load, { ...use, seconds })
  return load
}

/** Batch requests that arrive in each real hour [168]. */
export const batchArrivals = (uses: readonly MonthUse[]): Float64Array =>
  Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) =>
    uses.reduce((sum, use) => sum + (use.requests * use.batchShare * use.weights[hour]!) / HOURS_PER_MONTH, 0),
  )
