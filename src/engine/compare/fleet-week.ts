/** How many replicas and instances a layout needs in a month under each policy, and for how many hours (`method.md` 3 and 4). */
import { fillBatch } from '../batch-fill.ts'
import { boxesFor } from '../instances.ts'
import { alwaysOn, autoscaled, layerHours, workingHours, workingHoursMask } from '../policies.ts'
import { ceiling, replicasNeeded, replicasOfWeek, STANDARD_HEADROOM } from '../replicas.ts'
import type { RentedDetail } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'
import type { MonthLoad } from './fleet-load.ts'
import type { Candidate } from './serving-cache.ts'

export type Policy = RentedDetail['policy']

/** A month of a fleet; null hours mean that the policy cannot serve the demand. */
export interface FleetMonth {
  /** replicas in each hour [168], spare and batch included */
  readonly replicas: Float64Array
  /** instances in each hour [168] */
  readonly boxesOfHour: Float64Array
  readonly peakReplicas: number
  /** instances when all run, and instance-hours of the month */
  readonly boxes: number
  readonly boxHours: number
  readonly replicaHours: number
  readonly utilisation: number
}

const needOf = (load: number, candidate: Candidate): number =>
  replicasNeeded.bare({
    load: load * candidate.capacity.tpotSeconds,
    capacity: candidate.capacity.concurrency,
    z: STANDARD_HEADROOM.z,
    idc: STANDARD_HEADROOM.idc,
  })

const SPARE_OF_BATCH_ALONE = 0

const baseWeek = (month: MonthLoad, candidate: Candidate, policy: Policy, scenario: Scenario, volume: number): Float64Array | null => {
  const { minReplicas } = scenario
  const spare = month.peak > 0 ? scenario.spareReplicas : SPARE_OF_BATCH_ALONE
  if (policy === 'always-on')
    return new Float64Array(HOURS_PER_WEEK).fill(
      alwaysOn(needOf(month.peak * volume * scenario.seasonalFactor, candidate), minReplicas, spare),
    )
  const need = new Float64Array(HOURS_PER_WEEK)
  const scale = (policy === 'working-hours' ? scenario.seasonalFactor : 1) * volume
  replicasOfWeek(
    month.hours.map((load) => load * candidate.capacity.tpotSeconds * scale),
    candidate.capacity.concurrency,
    STANDARD_HEADROOM,
    need,
  )
  if (policy === 'working-hours')
    return workingHours(need, workingHoursMask(scenario.workingHoursStart, scenario.workingHoursEnd), minReplicas, spare)
  if (policy === 'to-zero') return need
  return autoscaled(need, minReplicas, spare, scenario.startUpHours)
}

/** Instances run while the first replica in them runs; a fleet never rents fewer than the offer's smallest order. */
const boxWeek = (replicas: Float64Array, gpusPerReplica: number, gpusPerBox: number, leastBoxes: number): Float64Array =>
  replicas.map((count) => (count === 0 ? 0 : Math.max(leastBoxes, boxesFor(count, gpusPerReplica, gpusPerBox))))

/** Replicas of each hour [168], spare and batch included, before any instance is chosen. */
export interface FleetWeek {
  readonly replicas: Float64Array
  readonly utilisation: number
}

/** `batch`: batch requests arriving in each hour [168]; null where the policy leaves demand outside its hours. */
export const fleetWeek = (
  month: MonthLoad,
  batch: Float64Array | null,
  candidate: Candidate,
  policy: Policy,
  scenario: Scenario,
  volume = 1,
): FleetWeek | null => {
  const base = baseWeek(month, candidate, policy, scenario, volume)
  if (base === null) return null
  const { capacity } = candidate
  const load = month.hours.map((value) => value * volume * capacity.tpotSeconds)
  let replicas = base
  let busy = 0
  for (const value of load) busy += value / capacity.concurrency
  if (batch !== null) {
    const fill = fillBatch({
      replicas: base,
      load,
      capacity: capacity.concurrency,
      batchPerSecond: candidate.batchPerSecond ?? capacity.requestsPerSecond,
      arrivals: volume === 1 ? batch : batch.map((requests) => requests * volume),
    })
    if (fill.extraReplicas > 0) replicas = base.map((count) => count + fill.extraReplicas)
    busy = fill.utilisationAll * replicas.reduce((sum, count) => sum + count, 0)
  }
  const running = replicas.reduce((sum, count) => sum + count, 0)
  return { replicas, utilisation: running > 0 ? busy / running : 0 }
}

/** The same week in instances. */
export const sizeOfWeek = (
  week: FleetWeek,
  candidate: Candidate,
  policy: Policy,
  gpusPerBox: number,
  minGpus: number,
  scenario: Scenario,
): FleetMonth => {
  const { replicas, utilisation } = week
  const boxes = boxWeek(replicas, candidate.layout.gpusPerReplica, gpusPerBox, ceiling(minGpus / gpusPerBox))
  let running = 0
  let peakReplicas = 0
  let most = 0
  let weekHours = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    running += replicas[hour]!
    weekHours += boxes[hour]!
    peakReplicas = Math.max(peakReplicas, replicas[hour]!)
    most = Math.max(most, boxes[hour]!)
  }
  const boxHours =
    policy === 'to-zero' ? layerHours(boxes, scenario.startUpHours).reduce((sum, layer) => sum + layer, 0) : weekHours * WEEKS_PER_MONTH
  return { replicas, boxesOfHour: boxes, peakReplicas, boxes: most, boxHours, replicaHours: running * WEEKS_PER_MONTH, utilisation }
}

/** The month in full, at `volume` times the load; null where the policy leaves demand outside its hours. */
export const fleetMonth = (
  month: MonthLoad,
  batch: Float64Array | null,
  candidate: Candidate,
  policy: Policy,
  gpusPerBox: number,
  minGpus: number,
  scenario: Scenario,
  volume = 1,
): FleetMonth | null => {
  const week = fleetWeek(month, batch, candidate, policy, scenario, volume)
  return week === null ? null : sizeOfWeek(week, candidate, policy, gpusPerBox, minGpus, scenario)
}

/** How many replicas run for how many hours of the typical week: all that a fleet without batch work needs to be priced. */
export interface ReplicaSteps {
  readonly replicas: Float64Array
  readonly hours: Float64Array
}

const ALL_WEEK = Float64Array.of(HOURS_PER_WEEK)

/** The same replicas as `fleetMonth` gives, without building the week: the search for the best layout asks this thousands of times. */
export const replicaSteps = (
  month: MonthLoad,
  candidate: Candidate,
  policy: 'always-on' | 'autoscaled',
  scenario: Scenario,
  volume = 1,
): ReplicaSteps => {
  const { minReplicas } = scenario
  const spare = month.peak > 0 ? scenario.spareReplicas : SPARE_OF_BATCH_ALONE
  if (policy === 'always-on')
    return {
      replicas: Float64Array.of(alwaysOn(needOf(month.peak * volume * scenario.seasonalFactor, candidate), minReplicas, spare)),
      hours: ALL_WEEK,
    }
  const { load, hours } = month.lagged
  const replicas = new Float64Array(load.length)
  if (month.peak > 0 || minReplicas > 0)
    for (let step = 0; step < load.length; step++) replicas[step] = Math.max(minReplicas, needOf(load[step]! * volume, candidate)) + spare
  return { replicas, hours }
}

export interface FleetSize {
  readonly peakReplicas: number
  readonly boxes: number
  readonly boxHours: number
  readonly replicaHours: number
}

export const sizeOfSteps = (steps: ReplicaSteps, gpusPerReplica: number, gpusPerBox: number, minGpus: number): FleetSize => {
  const leastBoxes = ceiling(minGpus / gpusPerBox)
  const { replicas, hours } = steps
  let peakReplicas = 0
  let boxes = 0
  let boxHours = 0
  let replicaHours = 0
  let last = -1
  let count = 0
  for (let step = 0; step < replicas.length; step++) {
    const running = replicas[step]!
    if (running !== last) {
      last = running
      count = running === 0 ? 0 : Math.max(leastBoxes, boxesFor(running, gpusPerReplica, gpusPerBox))
      if (count > boxes) boxes = count
      if (running > peakReplicas) peakReplicas = running
    }
    boxHours += count * hours[step]!
    replicaHours += running * hours[step]!
  }
  return { peakReplicas, boxes, boxHours: boxHours * WEEKS_PER_MONTH, replicaHours: replicaHours * WEEKS_PER_MONTH }
}

/** Share of replica-time that decodes, without batch work. */
export const utilisationOf = (month: MonthLoad, candidate: Candidate, replicaHours: number): number =>
  replicaHours > 0 ? (month.sum * candidate.capacity.tpotSeconds * WEEKS_PER_MONTH) / candidate.capacity.concurrency / replicaHours : 0

/** Where `flatSize` leaves its answer: it is asked hundreds of thousands of times, so it makes no object. */
export const BOXES = 0
export const BOX_HOURS = 1
export const sizeBuffer = (): Float64Array => new Float64Array(2)

/** `sizeOfSteps(replicaSteps(…))` of one month, written into `out`. */
export const flatSize = (
  month: MonthLoad,
  candidate: Candidate,
  policy: 'always-on' | 'autoscaled',
  scenario: Scenario,
  volume: number,
  gpusPerBox: number,
  minGpus: number,
  out: Float64Array,
): void => {
  const { gpusPerReplica } = candidate.layout
  const { minReplicas } = scenario
  const spare = month.peak > 0 ? scenario.spareReplicas : SPARE_OF_BATCH_ALONE
  const leastBoxes = ceiling(minGpus / gpusPerBox)
  if (policy === 'always-on') {
    const replicas = alwaysOn(needOf(month.peak * volume * scenario.seasonalFactor, candidate), minReplicas, spare)
    const boxes = replicas === 0 ? 0 : Math.max(leastBoxes, boxesFor(replicas, gpusPerReplica, gpusPerBox))
    out[BOXES] = boxes
    out[BOX_HOURS] = boxes * HOURS_PER_WEEK * WEEKS_PER_MONTH
    return
  }
  const { load, hours } = month.lagged
  let boxes = 0
  let weekHours = 0
  let last = -1
  let count = 0
  if (month.peak > 0 || minReplicas > 0)
    for (let step = 0; step < load.length; step++) {
      const replicas = Math.max(minReplicas, needOf(load[step]! * volume, candidate)) + spare
      if (replicas !== last) {
        last = replicas
        count = replicas === 0 ? 0 : Math.max(leastBoxes, boxesFor(replicas, gpusPerReplica, gpusPerBox))
        if (count > boxes) boxes = count
      }
      weekHours += count * hours[step]!
    }
  out[BOXES] = boxes
  out[BOX_HOURS] = weekHours * WEEKS_PER_MONTH
}
