/**
 * A fleet that keeps at most K replicas of what it needs in each month, hour by hour, and what is then left for an API (`method.md` 7).
 * Replicas serve a layout's interactive load first, batch work fills what is idle, and the API gets the rest of both.
 */
import { fillBatch } from '../batch-fill.ts'
import { workingHoursMask } from '../policies.ts'
import { HOURS_PER_WEEK, SECONDS_PER_HOUR } from '../../units/unit.ts'
import type { MonthLoad } from './fleet-load.ts'
import { distinctMonths, type FleetDemand, type ReplicaSteps } from './fleet-steps.ts'
import { needOf, spareOf, type Policy } from './fleet-week.ts'
import { limitOf } from './hybrid-load.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'
import type { SpotUse } from './spot-batch.ts'

/** How servers that are bought run: never stopping, spare nodes instead of spare replicas. */
export type HybridPolicy = Policy | 'owned'

interface WholeMonth {
  readonly load: MonthLoad
  readonly batch: Float64Array | null
  /** replicas that would serve all of it, spare not counted */
  readonly need: number
  readonly spare: number
  readonly least: number
  /** replicas of each hour that would, spare not counted [168] */
  readonly week: () => Float64Array
  /** its distinct numbers, and for how many hours of the week each; closed hours left out */
  readonly sizes: Float64Array
  readonly sizeHours: Float64Array
}

export interface FleetWay {
  readonly candidate: Candidate
  readonly policy: HybridPolicy
  /** batch work on spot instances beside the fleet, all of it while there is a fleet; null: in what is idle */
  readonly spot: SpotUse | null
}

export interface HybridFleet extends FleetWay {
  /** worst week ÷ typical week where the fleet stands still, else 1 */
  readonly season: number
  /** 1 in the hours in which replicas may run; null: in all */
  readonly open: Float64Array | null
  /** one where every month is alike */
  readonly months: readonly WholeMonth[]
  /** the largest need of any month */
  readonly most: number
}

const STANDS_STILL: ReadonlySet<HybridPolicy> = new Set<HybridPolicy>(['always-on', 'working-hours', 'owned'])

/** Replicas for the interactive work of each hour, spare not counted. */
const interactiveWeek = (
  load: MonthLoad,
  candidate: Candidate,
  policy: HybridPolicy,
  standing: number,
  open: Float64Array | null,
  least: number,
) => {
  const week = new Float64Array(HOURS_PER_WEEK)
  if (standing === 0) return week
  const hours = policy === 'autoscaled' ? load.laggedHours : load.hours
  const still = STANDS_STILL.has(policy)
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++)
    week[hour] = open !== null && open[hour] !== 1 ? 0 : still ? standing : Math.max(least, needOf(hours[hour]!, candidate))
  return week
}

/** The most of them. */
const standingOf = (
  load: MonthLoad,
  candidate: Candidate,
  policy: HybridPolicy,
  open: Float64Array | null,
  least: number,
  season: number,
): number => {
  let peak = load.peak
  if (open !== null) {
    peak = 0
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) if (open[hour] === 1) peak = Math.max(peak, load.hours[hour]!)
  }
  return Math.max(least, needOf(peak * season, candidate))
}

/** Used again for every month. */
const running = new Float64Array(HOURS_PER_WEEK)
const decoding = new Float64Array(HOURS_PER_WEEK)

/** `decoding` and `running` are filled in before. */
const filled = (arrivals: Float64Array, { capacity, batchPerSecond }: Candidate) =>
  fillBatch({
    replicas: running,
    load: decoding,
    capacity: capacity.concurrency,
    batchPerSecond: batchPerSecond ?? capacity.requestsPerSecond,
    arrivals,
  })

const wholeMonth = (
  load: MonthLoad,
  batch: Float64Array | null,
  candidate: Candidate,
  policy: HybridPolicy,
  open: Float64Array | null,
  season: number,
  { scenario }: Settings,
): WholeMonth => {
  const least = policy === 'to-zero' ? 0 : scenario.minReplicas
  const standing = standingOf(load, candidate, policy, open, least, season)
  const spare = policy === 'owned' || policy === 'to-zero' || standing === 0 ? 0 : spareOf(load, scenario)
  const interactive = (): Float64Array => interactiveWeek(load, candidate, policy, standing, open, least)
  const common = { load, batch, spare, least }
  if (batch === null) {
    if (STANDS_STILL.has(policy)) {
      const hours = open === null ? HOURS_PER_WEEK : open.reduce((sum, isOpen) => sum + isOpen, 0)
      return { ...common, need: standing, week: interactive, sizes: Float64Array.of(standing), sizeHours: Float64Array.of(hours) }
    }
    if (policy === 'autoscaled') {
      const sizes = load.lagged.load.map((tokens) => Math.max(least, needOf(tokens, candidate)))
      return { ...common, need: standing, week: interactive, sizes, sizeHours: load.lagged.hours }
    }
  }
  const week = interactive()
  let extra = 0
  if (batch !== null) {
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
      const isOpen = open === null || open[hour] === 1
      running[hour] = isOpen ? week[hour]! + spare : 0
      decoding[hour] = isOpen ? load.hours[hour]! * candidate.capacity.tpotSeconds : 0
    }
    // with replicas in some hours only, more of them are not looked for: what is late goes to the API
    extra = open === null ? filled(batch, candidate).extraReplicas : 0
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) week[hour]! += extra
  }
  const { replicas: sizes, hours: sizeHours } = stepsOfWeek(week, open)
  return { ...common, need: standing + extra, week: () => week, sizes, sizeHours }
}

/** `batch` false: as if no batch work ran on it, which is never dearer and needs no week to be gone through. */
export const hybridFleet = (
  { candidate, policy, spot }: FleetWay,
  demand: FleetDemand,
  settings: Settings,
  batch: boolean,
): HybridFleet => {
  const { scenario } = settings
  const open = policy === 'working-hours' ? workingHoursMask(scenario.workingHoursStart, scenario.workingHoursEnd) : null
  const season = STANDS_STILL.has(policy) ? scenario.seasonalFactor : 1
  const months = demand.load.months
    .slice(0, distinctMonths(demand.load))
    .map((load, m) =>
      wholeMonth(load, spot === null && batch ? (demand.batch?.[m] ?? null) : null, candidate, policy, open, season, settings),
    )
  return { candidate, policy, spot, season, open, months, most: months.reduce((top, { need }) => Math.max(top, need), 0) }
}

/** What a fleet with so many replicas is in one month. */
export interface CutMonth {
  /** replicas of each hour, spare included [168] */
  readonly running: Float64Array
  /** interactive load served in each hour [token/s] */
  readonly served: Float64Array
  /** of the batch work, what is not served in time */
  readonly late: number
  /** replica-hours of the typical week at work, batch included, and those that all work would be */
  readonly working: number
  readonly wanted: number
  /** most replicas that serve at a time, spare not counted */
  readonly kept: number
}

/** By the hour: `replicasAt` how many serve in each hour, spare not counted. */
const cutMonth = (
  fleet: HybridFleet,
  month: WholeMonth,
  replicasAt: (hour: number) => number,
  spareAt: (hour: number) => number,
): CutMonth => {
  const { candidate, season, open } = fleet
  const { tpotSeconds, concurrency } = candidate.capacity
  const served = new Float64Array(HOURS_PER_WEEK)
  const limits = new Map<number, ReturnType<typeof limitOf>>()
  let interactive = 0
  let wanted = 0
  let kept = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const isOpen = open === null || open[hour] === 1
    const replicas = isOpen ? replicasAt(hour) : 0
    kept = Math.max(kept, replicas)
    const limit = limits.get(replicas) ?? limitOf(replicas, candidate, season)
    limits.set(replicas, limit)
    const load = month.load.hours[hour]!
    served[hour] = replicas === 0 ? 0 : load <= limit.whole ? load : limit.carried
    running[hour] = isOpen ? replicas + spareAt(hour) : 0
    decoding[hour] = served[hour]! * tpotSeconds
    interactive += decoding[hour]!
    wanted += load * tpotSeconds
  }
  let late = 0
  let batchHours = 0
  if (month.batch !== null) {
    const { latePerWeek, servedPerWeek, extraReplicas } = filled(month.batch, candidate)
    const all = latePerWeek + servedPerWeek
    late = extraReplicas === 0 || all === 0 ? 0 : Math.min(1, latePerWeek / all)
    batchHours = all / ((candidate.batchPerSecond ?? candidate.capacity.requestsPerSecond) * SECONDS_PER_HOUR)
  }
  return {
    running: running.slice(),
    served,
    late,
    working: interactive / concurrency + batchHours * (1 - late),
    wanted: wanted / concurrency + batchHours,
    kept,
  }
}

/** Month `index` of those that differ, with at most `replicas` kept. */
export const cutTo = (fleet: HybridFleet, replicas: number, index: number): CutMonth => {
  const month = fleet.months[index]!
  const kept = keptIn(month, replicas)
  const week = month.week()
  return cutMonth(
    fleet,
    month,
    (hour) => (kept === 0 ? 0 : Math.max(month.least, Math.min(kept, week[hour]!))),
    () => (kept === 0 ? 0 : month.spare),
  )
}

/** The same where the replicas of each hour are given; spare stands by only where some serve. */
export const cutByHour = (fleet: HybridFleet, week: Float64Array, index: number): CutMonth => {
  const month = fleet.months[index]!
  return cutMonth(
    fleet,
    month,
    (hour) => week[hour]!,
    (hour) => (week[hour] === 0 ? 0 : month.spare),
  )
}

/** Steps to write into, one for each month that differs. */
export const cutBuffers = (fleet: HybridFleet): ReplicaSteps[] =>
  fleet.months.map(({ sizes }) => ({
    count: 0,
    replicas: new Float64Array(sizes.length),
    hours: new Float64Array(sizes.length),
    week: fleet.policy === 'to-zero' ? new Float64Array(HOURS_PER_WEEK) : null,
    utilisation: null,
  }))

/** Replicas that serve in a month of which at most `replicas` are kept; a minimum holds where any run. */
export const keptIn = (month: Pick<WholeMonth, 'need' | 'least'>, replicas: number): number =>
  Math.min(replicas, month.need) === 0 ? 0 : Math.max(month.least, Math.min(replicas, month.need))

/** The steps of the same fleet with at most `replicas`, spare included, without going through the week. */
export const cutSteps = (fleet: HybridFleet, replicas: number, out: readonly ReplicaSteps[]): void => {
  fleet.months.forEach((month, index) => {
    const steps = out[index]!
    const kept = keptIn(month, replicas)
    steps.count = kept === 0 ? 0 : month.sizes.length
    for (let at = 0; at < steps.count; at++) {
      steps.replicas[at] = Math.max(month.least, Math.min(kept, month.sizes[at]!)) + month.spare
      steps.hours[at] = month.sizeHours[at]!
    }
    if (steps.week === null) return
    const week = month.week()
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) steps.week[hour] = Math.min(kept, week[hour]!)
  })
}

/** Distinct numbers of a week with the hours each lasts. */
export const stepsOfWeek = (week: ArrayLike<number>, open: ArrayLike<number> | null): Pick<ReplicaSteps, 'replicas' | 'hours'> => {
  const hours = new Map<number, number>()
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++)
    if (open === null || open[hour] === 1) hours.set(week[hour]!, (hours.get(week[hour]!) ?? 0) + 1)
  return { replicas: Float64Array.from(hours.keys()), hours: Float64Array.from(hours.values()) }
}
