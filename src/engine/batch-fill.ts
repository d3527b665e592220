/**
 * Does work that may wait a day fit into the idle replica-time of the week, and how many replicas must be added if not
 * (`method.md` 3 [F17])? First in, first out on the circular week; work of hour j runs within j … j+23; interactive work goes first.
 */
import { HOURS_PER_WEEK, SECONDS_PER_HOUR } from '../units/unit.ts'
import { BATCH_WINDOW_HOURS } from './peak-hours.ts'
import { ceiling } from './replicas.ts'

/** the queue holds at most a day, so two weeks of run-up forget how the week began */
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

/** Replica-hours served and late in a steady week, with `extra` replicas more in each hour. */
const steadyWeek = (week: BatchWeek, work: Float64Array, extra: number): { served: number; late: number } => {
  // one slot per hour of arrival; `oldest` is the first slot that may still hold work
  const hours = (RUN_UP_WEEKS + 1) * HOURS_PER_WEEK
  const queue = new Float64Array(hours)
  let oldest = 0
  let served = 0
  let late = 0
  for (let hour = 0; hour < hours; hour++) {
    const ofWeek = hour % HOURS_PER_WEEK
    const measured = hour >= RUN_UP_WEEKS * HOURS_PER_WEEK
    queue[hour] = work[ofWeek]!
    if (oldest <= hour - BATCH_WINDOW_HOURS) {
      if (measured) late += queue[oldest]!
      oldest++
    }
    let idle = Math.max(0, week.replicas[ofWeek]! + extra - week.load[ofWeek]! / week.capacity)
    while (idle > 0 && oldest <= hour) {
      const done = Math.min(idle, queue[oldest]!)
      queue[oldest]! -= done
      idle -= done
      if (measured) served += done
      if (queue[oldest]! > 0) break
      oldest++
    }
  }
  return { served, late }
}

export const fillBatch = (week: BatchWeek): BatchFill => {
  const perReplicaHour = week.batchPerSecond * SECONDS_PER_HOUR
  const work = new Float64Array(HOURS_PER_WEEK)
  let total = 0
  let most = 0
  let running = 0
  let interactive = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    work[hour] = week.arrivals[hour]! / perReplicaHour
    total += work[hour]!
    most = Math.max(most, work[hour]!)
    running += week.replicas[hour]!
    interactive += week.load[hour]! / week.capacity
  }
  const { served, late } = steadyWeek(week, work, 0)
  const slack = LATE_SLACK * Math.max(1, total)
  let low = 0
  if (late > slack) {
    // the most that arrives in one hour can always be served in that hour
    let high = Math.max(1, ceiling(most))
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (steadyWeek(week, work, middle).late > slack) low = middle
      else high = middle
    }
    low = high
  }
  const all = running + low * HOURS_PER_WEEK
  return {
    servedPerWeek: served * perReplicaHour,
    latePerWeek: late * perReplicaHour,
    extraReplicas: low,
    utilisationInteractive: all > 0 ? interactive / all : 0,
    utilisationAll: all > 0 ? (interactive + total) / all : 0,
  }
}
