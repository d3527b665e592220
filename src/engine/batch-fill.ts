/**
 * Does work that may wait a day fit into the idle replica-time of the week, and how many replicas must be added if not
 * (`method.md` 3 [F17])? First in, first out on the circular week; work of hour j runs within j … j+23; interactive work goes first.
 */
import { HOURS_PER_WEEK, SECONDS_PER_HOUR } from '../units/unit.ts'
import { BATCH_WINDOW_HOURS } from './peak-hours.ts'
import { ceiling } from './replicas.ts'

/** a week that can serve all its work repeats from the second on; the run-up is for those that cannot */
const RUN_UP_WEEKS = 2
/** replica-hours a week below this are rounding */
const LATE_SLACK = 1e-9

export interface BatchWeek {
  /** replicas running in each hour [168] */
  readonly replicas: ArrayLike<number>
  /** A_j: sequences decoding interactively [168] */
  readonly load: ArrayLike<number>
  /** C: sequences a replica decodes at the latency targets */
  readonly capacity: number
  /** batch requests/s of one replica that serves nothing else */
  readonly batchPerSecond: number
  /** batch requests that arrive in each hour [168] */
  readonly arrivals: ArrayLike<number>
}

export interface BatchFill {
  /** requests a week served in time by the fleet as it is, and too late */
  readonly servedPerWeek: number
  readonly latePerWeek: number
  /** least whole replicas, running all week, with which nothing is late */
  readonly extraReplicas: number
  /** Σ A_j/C ÷ Σ n_j, without and with batch, the extra replicas included */
  readonly utilisationInteractive: number
  readonly utilisationAll: number
}

interface SteadyWeek {
  /** replica-hours in time, and too late */
  served: number
  late: number
}

/** Buffers of one call at a time: a comparison fills hundreds of thousands of weeks. */
const queue = new Float64Array((RUN_UP_WEEKS + 1) * HOURS_PER_WEEK)
const work = new Float64Array(HOURS_PER_WEEK)
const busy = new Float64Array(HOURS_PER_WEEK)

const slackOf = (total: number): number => LATE_SLACK * Math.max(1, total)

/**
 * What a steady week serves of `total`, with `extra` replicas more in each hour. A week that ends with nothing waiting began like that too, so
 * every later week is the same. `placed`: what it serves in each hour.
 */
const steadyWeek = (
  replicas: ArrayLike<number>,
  extra: number,
  total: number,
  out: SteadyWeek,
  placed: Float64Array | null = null,
): void => {
  // one slot per hour of arrival; `oldest` is the first slot that may still hold work
  let oldest = 0
  for (let week = 0; week <= RUN_UP_WEEKS; week++) {
    let served = 0
    let late = 0
    for (let ofWeek = 0; ofWeek < HOURS_PER_WEEK; ofWeek++) {
      const hour = week * HOURS_PER_WEEK + ofWeek
      queue[hour] = work[ofWeek]!
      if (oldest <= hour - BATCH_WINDOW_HOURS) {
        late += queue[oldest]!
        oldest++
      }
      let idle = Math.max(0, replicas[ofWeek]! + extra - busy[ofWeek]!)
      const before = served
      while (idle > 0 && oldest <= hour) {
        const done = Math.min(idle, queue[oldest]!)
        queue[oldest]! -= done
        idle -= done
        served += done
        if (queue[oldest]! > 0) break
        oldest++
      }
      if (placed !== null) placed[ofWeek] = served - before
    }
    out.served = served
    out.late = late
    if (week === 0 && oldest === HOURS_PER_WEEK) return
  }
  // Where more arrives than is ever served, the wait grows week by week and passes a day in the end, however slowly.
  const leftOver = total - out.served
  if (leftOver > out.late + slackOf(total)) out.late = leftOver
}

/** The least whole number that is enough: 0 is not, `most` is. Looks around the guess first, as it is nearly always next to it. */
const leastEnough = (isEnough: (value: number) => boolean, guess: number, most: number): number => {
  let low = 0
  let high = most
  let at = Math.min(most - 1, Math.max(1, guess))
  for (let step = 1; high - low > 1 && at > low && at < high; step *= 2) {
    if (isEnough(at)) high = at
    else low = at
    at = low === 0 ? Math.max(1, high - step) : high === most ? Math.min(most - 1, low + step) : Math.floor((low + high) / 2)
  }
  return high
}

/** Batch work done in each hour of a steady week by the replicas as they are [replica-hours, 168]. */
export const placeBatch = (week: BatchWeek): Float64Array => {
  const perReplicaHour = week.batchPerSecond * SECONDS_PER_HOUR
  let total = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    work[hour] = week.arrivals[hour]! / perReplicaHour
    busy[hour] = week.load[hour]! / week.capacity
    total += work[hour]!
  }
  const placed = new Float64Array(HOURS_PER_WEEK)
  steadyWeek(week.replicas, 0, total, { served: 0, late: 0 }, placed)
  return placed
}

export const fillBatch = (week: BatchWeek): BatchFill => {
  const { replicas } = week
  const perReplicaHour = week.batchPerSecond * SECONDS_PER_HOUR
  let total = 0
  let most = 0
  let running = 0
  let interactive = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    work[hour] = week.arrivals[hour]! / perReplicaHour
    busy[hour] = week.load[hour]! / week.capacity
    total += work[hour]!
    most = Math.max(most, work[hour]!)
    running += replicas[hour]!
    interactive += busy[hour]!
  }
  const steady = { served: 0, late: 0 }
  steadyWeek(replicas, 0, total, steady)
  const { served, late } = steady
  const slack = slackOf(total)
  const isEnough = (extra: number): boolean => {
    steadyWeek(replicas, extra, total, steady)
    return steady.late <= slack
  }
  // What is late needs at least this many; the most that arrives in one hour can always be served in that hour.
  const extraReplicas = late > slack ? leastEnough(isEnough, ceiling(late / HOURS_PER_WEEK), Math.max(1, ceiling(most))) : 0
  const all = running + extraReplicas * HOURS_PER_WEEK
  return {
    servedPerWeek: served * perReplicaHour,
    latePerWeek: late * perReplicaHour,
    extraReplicas,
    utilisationInteractive: all > 0 ? interactive / all : 0,
    utilisationAll: all > 0 ? (interactive + total) / all : 0,
  }
}
