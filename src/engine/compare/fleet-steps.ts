/**
 * How many replicas run for how many hours of the typical week, and how many instances hold them: all that pricing a fleet needs. The
 * search asks it of every layout and month, so answers are written into buffers that are used again.
 */
import { boxesPerReplica, replicasPerBox } from '../instances.ts'
import { ceiling, replicasFor, STANDARD_HEADROOM } from '../replicas.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'
import type { FleetLoad, MonthLoad } from './fleet-load.ts'
import { fleetWeek, isIdle, spareOf, standingReplicas, type FleetWeek, type Policy } from './fleet-week.ts'
import type { RateCard } from './rate-cards.ts'
import type { Candidate } from './serving-cache.ts'

export interface FleetDemand {
  readonly load: FleetLoad
  /** batch requests arriving in each hour [168] of each month; null: no batch work */
  readonly batch: readonly Float64Array[] | null
  /** their sum over the week, by month */
  readonly batchPerWeek: readonly number[] | null
}

/** The first `count` entries hold numbers of replicas and the hours of the week in which so many run. */
export interface ReplicaSteps {
  count: number
  readonly replicas: Float64Array
  readonly hours: Float64Array
  /** the hours in their order, where starts are billed */
  week: Float64Array | null
  /** share of replica-time at work; null: not worked out */
  utilisation: number | null
}

const newSteps = (size: number): ReplicaSteps => ({
  count: 0,
  replicas: new Float64Array(size),
  hours: new Float64Array(size),
  week: null,
  utilisation: null,
})

const buffers: ReplicaSteps[] = []

/** Steps of so many months to write into; valid until the next call. */
const stepBuffers = (months: number): ReplicaSteps[] => {
  while (buffers.length < months) buffers.push(newSteps(HOURS_PER_WEEK))
  return buffers
}

/** The first `months` of them, to keep. */
export const copySteps = (steps: readonly ReplicaSteps[], months: number): ReplicaSteps[] =>
  steps.slice(0, months).map(({ count, replicas, hours, week, utilisation }) => ({
    count,
    replicas: replicas.slice(0, count),
    hours: hours.slice(0, count),
    week,
    utilisation,
  }))

type Closed = 'always-on' | 'autoscaled'

/** Whether the steps follow from the loads alone, without going through the week. */
export const isClosed = (policy: Policy, batch: readonly unknown[] | null): policy is Closed =>
  batch === null && (policy === 'always-on' || policy === 'autoscaled')

/** Without batch work. Replicas never fall when the load rises, so each number's last load is found by halving. */
const closedSteps = (
  month: MonthLoad,
  candidate: Candidate,
  policy: Closed,
  scenario: Scenario,
  volume: number,
  out: ReplicaSteps,
): void => {
  out.week = null
  out.utilisation = null
  if (policy === 'always-on') {
    out.count = 1
    out.replicas[0] = standingReplicas(month, candidate, scenario, volume)
    out.hours[0] = HOURS_PER_WEEK
    return
  }
  const { minReplicas } = scenario
  const { load, hours } = month.lagged
  const { length } = load
  out.count = 0
  if (isIdle(month, candidate, scenario, volume)) return
  const spare = spareOf(month, scenario)
  const { tpotSeconds, concurrency } = candidate.capacity
  const { z, idc } = STANDARD_HEADROOM
  for (let first = 0; first < length;) {
    let need = 0
    // loads[first … same] need as many replicas, loads[other] more
    let same = first
    let other = length
    for (let at = first; ; at = at === first ? length - 1 : (same + other) >> 1) {
      const needed = Math.max(minReplicas, replicasFor(load[at]! * volume * tpotSeconds, concurrency, z, idc))
      if (at === first) need = needed
      else if (needed === need) same = at
      else other = at
      if (other - same <= 1) break
    }
    let sum = 0
    for (; first <= same; first++) sum += hours[first]!
    out.replicas[out.count] = need + spare
    out.hours[out.count] = sum
    out.count++
  }
}

const stepsOfWeek = ({ replicas, utilisation }: FleetWeek, policy: Policy, out: ReplicaSteps): void => {
  out.count = 0
  out.week = policy === 'to-zero' ? replicas : null
  out.utilisation = utilisation
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const running = replicas[hour]!
    let at = 0
    while (at < out.count && out.replicas[at] !== running) at++
    if (at === out.count) {
      out.replicas[at] = running
      out.hours[at] = 0
      out.count++
    }
    out.hours[at]!++
  }
}

/** Months that differ: one where every month is alike. */
export const distinctMonths = (load: FleetLoad): number => (load.constant ? 1 : load.months.length)

/** The steps of each distinct month, at `volume` times the demand; null: demand outside the policy's hours. Valid until the next call. */
export const stepsOfMonths = (
  candidate: Candidate,
  policy: Policy,
  demand: Pick<FleetDemand, 'load' | 'batch'>,
  scenario: Scenario,
  volume = 1,
): readonly ReplicaSteps[] | null => {
  const { load, batch } = demand
  const months = distinctMonths(load)
  const out = stepBuffers(months)
  for (let m = 0; m < months; m++) {
    const month = load.months[m]!
    if (isClosed(policy, batch)) closedSteps(month, candidate, policy, scenario, volume, out[m]!)
    else {
      const week = fleetWeek(month, batch?.[m] ?? null, candidate, policy, scenario, volume)
      if (week === null) return null
      stepsOfWeek(week, policy, out[m]!)
    }
  }
  return out
}

/**
 * Instances of each of the first `months` months: when all run, their hours, and by level: level i of month m stands at `ends[m − 1] + i`,
 * in rising order, with the hours of the month in which at least so many run.
 */
export interface FleetSizes {
  months: number
  boxes: Float64Array
  boxHours: Float64Array
  ends: Int32Array
  levelBoxes: Float64Array
  levelHours: Float64Array
}

export const fleetSizes = (): FleetSizes => ({
  months: 0,
  boxes: new Float64Array(1),
  boxHours: new Float64Array(1),
  ends: new Int32Array(1),
  levelBoxes: new Float64Array(HOURS_PER_WEEK),
  levelHours: new Float64Array(HOURS_PER_WEEK),
})

const makeRoom = (sizes: FleetSizes, months: number): void => {
  if (sizes.boxes.length >= months) return
  sizes.boxes = new Float64Array(months)
  sizes.boxHours = new Float64Array(months)
  sizes.ends = new Int32Array(months)
  sizes.levelBoxes = new Float64Array(months * HOURS_PER_WEEK)
  sizes.levelHours = new Float64Array(months * HOURS_PER_WEEK)
}

/** Used again for every month. */
const stepOrder = new Int32Array(HOURS_PER_WEEK)
const stepBoxes = new Float64Array(HOURS_PER_WEEK)

/**
 * Calls `visit` for the instances (from, to] that run the same hours in every month, from those that run most, until it says false; `hours`
 * [months] is used again.
 */
export const eachLayer = (
  sizes: FleetSizes,
  hours: Float64Array,
  visit: (from: number, to: number, hours: Float64Array) => boolean,
): void => {
  const { months, ends, levelBoxes, levelHours } = sizes
  let below = 0
  if (months === 1) {
    for (let level = 0; level < ends[0]!; level++) {
      const boxes = levelBoxes[level]!
      if (!visit(below, boxes, hours.fill(levelHours[level]!))) return
      below = boxes
    }
    return
  }
  const at = new Int32Array(months)
  for (let m = 1; m < months; m++) at[m] = ends[m - 1]!
  for (;;) {
    let boxes = Number.POSITIVE_INFINITY
    for (let m = 0; m < months; m++) {
      const level = at[m]!
      if (level >= ends[m]!) {
        hours[m] = 0
        continue
      }
      hours[m] = levelHours[level]!
      if (levelBoxes[level]! < boxes) boxes = levelBoxes[level]!
    }
    if (boxes === Number.POSITIVE_INFINITY || !visit(below, boxes, hours)) return
    for (let m = 0; m < months; m++) if (at[m]! < ends[m]! && levelBoxes[at[m]!] === boxes) at[m]!++
    below = boxes
  }
}

/** Instances run while the first replica in them runs; a fleet never rents fewer than the smallest order. */
const boxesOf = (replicas: number, packed: boolean, each: number, leastBoxes: number): number => {
  if (replicas === 0) return 0
  const boxes = packed ? ceiling(replicas / each) : replicas * each
  return boxes > leastBoxes ? boxes : leastBoxes
}

/** How often at least `level` instances start to run in a week, circular. */
const startsOf = (week: Float64Array, level: number, packed: boolean, each: number, leastBoxes: number): number => {
  let starts = 0
  let before = boxesOf(week[HOURS_PER_WEEK - 1]!, packed, each, leastBoxes)
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const running = boxesOf(week[hour]!, packed, each, leastBoxes)
    if (running >= level && before < level) starts++
    before = running
  }
  return starts
}

/** The same steps in instances of a rate card. Where a fleet stops between uses, each start is billed for the time it takes. */
export const sizeMonths = (
  steps: readonly ReplicaSteps[],
  months: number,
  gpusPerReplica: number,
  card: Pick<RateCard, 'gpusPerInstance' | 'minGpus'>,
  startUpHours: number,
  out: FleetSizes,
): void => {
  const gpusPerBox = card.gpusPerInstance
  const leastBoxes = ceiling(card.minGpus / gpusPerBox)
  const packed = gpusPerReplica <= gpusPerBox
  const each = packed ? replicasPerBox.bare({ gpusPerBox, gpusPerReplica }) : boxesPerReplica.bare({ gpusPerReplica, gpusPerBox })
  makeRoom(out, months)
  out.months = months
  let level = 0
  for (let m = 0; m < months; m++) {
    const { count, replicas, hours, week } = steps[m]!
    const first = level
    for (let step = 0; step < count; step++) {
      const boxes = boxesOf(replicas[step]!, packed, each, leastBoxes)
      stepBoxes[step] = boxes
      // steps mostly come in rising order
      let at = step
      for (; at > 0 && stepBoxes[stepOrder[at - 1]!]! > boxes; at--) stepOrder[at] = stepOrder[at - 1]!
      stepOrder[at] = step
    }
    for (let place = 0; place < count; place++) {
      const step = stepOrder[place]!
      const boxes = stepBoxes[step]!
      if (boxes === 0) continue
      if (level > first && out.levelBoxes[level - 1] === boxes) out.levelHours[level - 1]! += hours[step]!
      else {
        out.levelBoxes[level] = boxes
        out.levelHours[level] = hours[step]!
        level++
      }
    }
    let weekHours = 0
    let above = 0
    for (let at = level - 1; at >= first; at--) {
      above += out.levelHours[at]!
      const boxes = out.levelBoxes[at]!
      const starts = week !== null && startUpHours > 0 ? startUpHours * startsOf(week, boxes, packed, each, leastBoxes) : 0
      out.levelHours[at] = (above + starts) * WEEKS_PER_MONTH
      weekHours += (above + starts) * (boxes - (at > first ? out.levelBoxes[at - 1]! : 0))
    }
    out.ends[m] = level
    out.boxes[m] = level > first ? out.levelBoxes[level - 1]! : 0
    out.boxHours[m] = weekHours * WEEKS_PER_MONTH
  }
}

/** Most replicas at a time, and replica-hours of the month. */
export const replicasOf = ({ count, replicas, hours }: ReplicaSteps): { readonly peak: number; readonly hoursPerMonth: number } => {
  let peak = 0
  let weekHours = 0
  for (let step = 0; step < count; step++) {
    peak = Math.max(peak, replicas[step]!)
    weekHours += replicas[step]! * hours[step]!
  }
  return { peak, hoursPerMonth: weekHours * WEEKS_PER_MONTH }
}

/** Share of replica-time that decodes, without batch work. */
export const utilisationOf = (month: MonthLoad, candidate: Candidate, replicaHours: number): number =>
  replicaHours > 0 ? (month.sum * candidate.capacity.tpotSeconds * WEEKS_PER_MONTH) / candidate.capacity.concurrency / replicaHours : 0
