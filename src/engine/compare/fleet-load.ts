/**
 * The interactive load of all workloads on one fleet over the week, before any layout is known. Sequences decoding in
 * hour j are `load_j · TPOT` (Little's law, `method.md` 3), so one pass over the profiles serves every layout.
 */
import type { Profile } from '../../catalogue/schema.ts'
import type { Scenario, Workload } from '../../scenario/schema.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import { requestsOfMonth } from '../demand.ts'
import { loadSteps, lookAhead, type LoadSteps } from '../policies.ts'
import { addLoad, sequencesDecoding } from '../week.ts'

export interface MonthLoad {
  /** [168] output tokens a second, scatter included: A_j = load_j · TPOT */
  readonly hours: Float64Array
  /** largest of `hours` */
  readonly peak: number
  readonly sum: number
  /** [168] the load as an autoscaler with start-up lag must meet it, and the same by distinct value */
  readonly laggedHours: Float64Array
  readonly lagged: LoadSteps
}

export interface FleetLoad {
  /** one per month of the horizon; months with the same load share the object */
  readonly months: readonly MonthLoad[]
  /** true: every month is the same */
  readonly constant: boolean
}

/** Requests of a workload in month m, retries included [request/month]. */
export const requestsInMonth = (workload: Workload, m: number): number =>
  requestsOfMonth.bare({
    requests: workload.requestsPerMonth,
    growth: workload.growthPerMonth,
    monthIndex: m,
    retries: workload.retryShare,
  })

export const tokensOut = (workload: Workload): number => workload.outputTokens + workload.reasoningTokens

/** An engine generates at least the token that ends an answer, as the capacity of a replica counts it. */
export const tokensGenerated = (workload: Workload): number => Math.max(1, tokensOut(workload))

interface LoadSettings {
  readonly scenario: Scenario
  readonly profiles: readonly Profile[]
  /** the profiles' weights on one clock */
  readonly weeks: readonly ArrayLike<number>[]
}

const monthLoad = (settings: LoadSettings, m: number): MonthLoad => {
  const { scenario, profiles, weeks } = settings
  const hours = new Float64Array(HOURS_PER_WEEK)
  scenario.workloads.forEach((workload, index) => {
    const profile = profiles[index]!
    const secondsPerTpot = sequencesDecoding.bare({
      arrivals: 1,
      scatter: profile.relSdOfRate1min,
      output: tokensGenerated(workload),
      tpot: 1,
    })
    addLoad(hours, {
      requests: requestsInMonth(workload, m),
      batchShare: workload.batchShare,
      weights: weeks[index]!,
      seconds: secondsPerTpot,
    })
  })
  let peak = 0
  let sum = 0
  for (const load of hours) {
    peak = Math.max(peak, load)
    sum += load
  }
  const laggedHours = lookAhead(hours, scenario.startUpHours)
  return { hours, peak, sum, laggedHours, lagged: loadSteps(laggedHours) }
}

/** The load of each month of the horizon. */
export const fleetLoad = (settings: LoadSettings): FleetLoad => {
  const { scenario } = settings
  const constant = scenario.workloads.every((workload) => workload.growthPerMonth === 0 || workload.requestsPerMonth === 0)
  const first = monthLoad(settings, 0)
  const months = Array.from({ length: scenario.months }, (_, m) => (m === 0 || constant ? first : monthLoad(settings, m)))
  return { months, constant }
}
