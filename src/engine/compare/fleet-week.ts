/** Which replicas run in each hour of the typical week under a policy, batch work included (`method.md` 3). */
import { fillBatch } from '../batch-fill.ts'
import { alwaysOn, workingHours, workingHoursMask } from '../policies.ts'
import { replicasFor, STANDARD_HEADROOM } from '../replicas.ts'
import type { RentedDetail } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import type { MonthLoad } from './fleet-load.ts'
import type { Candidate } from './serving-cache.ts'

export type Policy = RentedDetail['policy']

/** Replicas that hold a load of so many output tokens a second. */
export const needOf = (load: number, candidate: Candidate): number =>
  replicasFor(load * candidate.capacity.tpotSeconds, candidate.capacity.concurrency, STANDARD_HEADROOM.z, STANDARD_HEADROOM.idc)

const SPARE_OF_BATCH_ALONE = 0

/** Spare replicas stand by for interactive work only. */
export const spareOf = (month: MonthLoad, scenario: Scenario): number => (month.peak > 0 ? scenario.spareReplicas : SPARE_OF_BATCH_ALONE)

/** Replicas of a fleet that never changes size, for the worst week's peak hour. */
export const standingReplicas = (month: MonthLoad, candidate: Candidate, scenario: Scenario, volume: number): number =>
  alwaysOn(needOf(month.peak * volume * scenario.seasonalFactor, candidate), scenario.minReplicas, spareOf(month, scenario))

/** Nothing to run, so no spare replica stands by either. */
export const isIdle = (month: MonthLoad, candidate: Candidate, scenario: Scenario, volume: number): boolean =>
  scenario.minReplicas === 0 && needOf(month.peak * volume, candidate) === 0

const baseWeek = (month: MonthLoad, candidate: Candidate, policy: Policy, scenario: Scenario, volume: number): Float64Array | null => {
  const week = new Float64Array(HOURS_PER_WEEK)
  if (policy === 'always-on') return week.fill(standingReplicas(month, candidate, scenario, volume))
  const { minReplicas } = scenario
  if (policy === 'autoscaled') {
    if (isIdle(month, candidate, scenario, volume)) return week
    const spare = spareOf(month, scenario)
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++)
      week[hour] = Math.max(minReplicas, needOf(month.laggedHours[hour]! * volume, candidate)) + spare
    return week
  }
  const scale = (policy === 'working-hours' ? scenario.seasonalFactor : 1) * volume
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) week[hour] = needOf(month.hours[hour]! * scale, candidate)
  if (policy === 'to-zero') return week
  return workingHours(week, workingHoursMask(scenario.workingHoursStart, scenario.workingHoursEnd), minReplicas, spareOf(month, scenario))
}

/** Replicas of each hour [168], spare and batch included, before any instance is chosen. */
export interface FleetWeek {
  readonly replicas: Float64Array
  readonly utilisation: number
}

/** Used again for every week. */
const decoding = new Float64Array(HOURS_PER_WEEK)
const arriving = new Float64Array(HOURS_PER_WEEK)

/** `batch`: batch requests arriving in each hour [168]; null where the policy leaves demand outside its hours. */
export const fleetWeek = (
  month: MonthLoad,
  batch: Float64Array | null,
  candidate: Candidate,
  policy: Policy,
  scenario: Scenario,
  volume = 1,
): FleetWeek | null => {
  const replicas = baseWeek(month, candidate, policy, scenario, volume)
  if (replicas === null) return null
  const { capacity } = candidate
  if (batch === null) {
    let running = 0
    for (let hour = 0; hour < HOURS_PER_WEEK; hour++) running += replicas[hour]!
    const busy = (month.sum * volume * capacity.tpotSeconds) / capacity.concurrency
    return { replicas, utilisation: running > 0 ? busy / running : 0 }
  }
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    decoding[hour] = month.hours[hour]! * volume * capacity.tpotSeconds
    arriving[hour] = batch[hour]! * volume
  }
  const fill = fillBatch({
    replicas,
    load: decoding,
    capacity: capacity.concurrency,
    batchPerSecond: candidate.batchPerSecond ?? capacity.requestsPerSecond,
    arrivals: arriving,
  })
  if (fill.extraReplicas > 0) for (let hour = 0; hour < HOURS_PER_WEEK; hour++) replicas[hour]! += fill.extraReplicas
  return { replicas, utilisation: fill.utilisationAll }
}
