/**
 * Which part of a month's work lies above what a number of replicas carries, and so goes to an API (`method.md` 7)? The hours are sorted
 * by load once, with sums from each hour up, so any number of replicas is answered by one search among 168 hours.
 */
import { CEILING_SLACK, loadCarried, STANDARD_HEADROOM } from '../replicas.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import type { Candidate } from './serving-cache.ts'

/** Of each workload, what goes to the API of the work that falls in the API's peak hours and of the rest; each 0 … 1. */
export interface Kept {
  readonly peak: Float64Array
  readonly offPeak: Float64Array
}

/** Sums over the hours from a place in the sorted week up, one more entry than hours; `weight` is one of the weightings. */
interface Tails {
  readonly weight: Float64Array
  readonly weightPerLoad: Float64Array
  /** of the hours in which no replica runs */
  readonly closed: number
}

export interface SortedWeek {
  /** load of the hours that have any and in which replicas may run, rising [token/s] */
  readonly load: Float64Array
  /** sums of load from a place up, and the load of hours in which no replica runs */
  readonly above: Float64Array
  readonly closed: number
  readonly peak: readonly Tails[]
  readonly offPeak: readonly Tails[]
}

/** The weights of a workload inside and outside an API's peak hours, on the clock of the fleet. */
export interface PeakWeights {
  readonly peak: ArrayLike<number>
  readonly offPeak: ArrayLike<number>
}

const tailsOf = (weights: ArrayLike<number>, hours: readonly number[], closedHours: readonly number[], load: ArrayLike<number>): Tails => {
  const weight = new Float64Array(hours.length + 1)
  const weightPerLoad = new Float64Array(hours.length + 1)
  for (let at = hours.length - 1; at >= 0; at--) {
    const hour = hours[at]!
    weight[at] = weight[at + 1]! + weights[hour]!
    weightPerLoad[at] = weightPerLoad[at + 1]! + weights[hour]! / load[hour]!
  }
  return { weight, weightPerLoad, closed: closedHours.reduce((sum, hour) => sum + weights[hour]!, 0) }
}

/** `open`: 1 in the hours in which replicas may run; null: in all. */
export const sortedWeek = (load: ArrayLike<number>, open: ArrayLike<number> | null, weights: readonly PeakWeights[]): SortedWeek => {
  const hours: number[] = []
  const closedHours: number[] = []
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    if (!(load[hour]! > 0)) continue
    if (open === null || open[hour] === 1) hours.push(hour)
    else closedHours.push(hour)
  }
  hours.sort((a, b) => load[a]! - load[b]! || a - b)
  const above = new Float64Array(hours.length + 1)
  for (let at = hours.length - 1; at >= 0; at--) above[at] = above[at + 1]! + load[hours[at]!]!
  return {
    load: Float64Array.from(hours, (hour) => load[hour]!),
    above,
    closed: closedHours.reduce((sum, hour) => sum + load[hour]!, 0),
    peak: weights.map(({ peak }) => tailsOf(peak, hours, closedHours, load)),
    offPeak: weights.map(({ offPeak }) => tailsOf(offPeak, hours, closedHours, load)),
  }
}

/** Loads up to `whole` are served to the last request, of a larger one `carried` [token/s]. */
export interface Limit {
  readonly whole: number
  readonly carried: number
}

/**
 * What so many replicas may be given of a typical week. A fleet that is sized to stand still keeps its reserve for the worst week, with
 * any number of replicas: `season` times this load still fits.
 */
export const limitOf = (replicas: number, { capacity }: Pick<Candidate, 'capacity'>, season: number): Limit => {
  const perToken = 1 / (capacity.tpotSeconds * season)
  const bare = (count: number): number =>
    loadCarried.bare({ replicas: count, capacity: capacity.concurrency, ...STANDARD_HEADROOM }) * perToken
  return { whole: bare(replicas + CEILING_SLACK), carried: bare(replicas) }
}

/** The first hour whose load is more than `whole`. */
const firstAbove = (load: Float64Array, whole: number): number => {
  let low = 0
  let high = load.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (load[middle]! > whole) high = middle
    else low = middle + 1
  }
  return low
}

const keptOf = ({ weight, weightPerLoad, closed }: Tails, from: number, carried: number): number => {
  const total = closed + weight[0]!
  return total > 0 ? Math.min(1, Math.max(0, (closed + weight[from]! - carried * weightPerLoad[from]!) / total)) : 0
}

/** Writes what goes to the API into `out`; returns the load it is [token/s over the hours of the week]. */
export const keptAbove = (week: SortedWeek, { whole, carried }: Limit, out: Kept): number => {
  const from = firstAbove(week.load, whole)
  week.peak.forEach((tails, index) => (out.peak[index] = keptOf(tails, from, carried)))
  week.offPeak.forEach((tails, index) => (out.offPeak[index] = keptOf(tails, from, carried)))
  return week.closed + week.above[from]! - carried * (week.load.length - from)
}
