/** What a chosen fleet costs at a multiple of today's volume: steps, at volumes known in closed form where demand is the same every month. */
import type { Piece } from '../break-even.ts'
import { boxesFor } from '../instances.ts'
import { ceiling, loadCarried, STANDARD_HEADROOM } from '../replicas.ts'
import { levelisedCost } from './fleet-cost.ts'
import { fleetSizes, isClosed, sizeMonths, stepsOfMonths } from './fleet-steps.ts'
import { isIdle, needOf, spareOf } from './fleet-week.ts'
import type { RentedContext } from './rented-option.ts'
import type { RentedChoice } from './rented-search.ts'
import { HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'

/** Levelised USD a month at a multiple of today's volume. */
export type CostAt = (volume: number) => number

/** A fleet that steps more often than this in the range is read off the grid instead. */
const MOST_STEPS = 20000

/** Used again at every volume. */
const sizes = fleetSizes()

const sizeAt = (choice: RentedChoice, volume: number, context: RentedContext): void => {
  const { scenario } = context.settings
  const steps = stepsOfMonths(choice.candidate, choice.policy, context.demand, scenario, volume)
  if (steps === null) throw new Error('a chosen fleet leaves demand outside its hours')
  sizeMonths(steps, choice.months.length, choice.candidate.layout.gpusPerReplica, choice.offer, scenario.startUpHours, sizes)
}

export const fleetCost =
  (choice: RentedChoice, context: RentedContext): CostAt =>
  (volume) => {
    sizeAt(choice, volume, context)
    return levelisedCost(sizes, choice.offer, context.factors, context.settings)
  }

/** The most GPUs of any month. */
export const fleetGpus = (choice: RentedChoice, volume: number, context: RentedContext): number => {
  sizeAt(choice, volume, context)
  let most = 0
  for (let m = 0; m < sizes.months; m++) most = Math.max(most, sizes.boxes[m]!)
  return most * choice.offer.gpusPerInstance
}

/** Whether a fleet's steps over the volume are known: the same demand every month, and no batch work to place. */
export const isStepped = ({ policy }: RentedChoice, { demand }: RentedContext): boolean =>
  demand.load.constant && isClosed(policy, demand.batch)

/** Level costs over the volume: `usd[i]` holds up to and including `upTo[i]`, from the one before. */
export interface LevelCosts {
  readonly upTo: Float64Array
  readonly usd: Float64Array
}

/** Used again for every fleet: where a load starts instances, how many it then has and how many were added, and its hours of the week. */
const stepVolume = new Float64Array(MOST_STEPS)
const stepBoxes = new Float64Array(MOST_STEPS)
const stepHours = new Float64Array(MOST_STEPS)

const ALL_WEEK = Float64Array.of(HOURS_PER_WEEK)

/**
 * The fleet's cost in [lo, hi], level between steps: each load of the week needs one replica more at V = a(n) ÷ (load · TPOT), and
 * only those that start an instance matter. The value at a step belongs to the level below it. Null where the steps are not known in
 * closed form, or are too many.
 */
export const fleetLevels = (choice: RentedChoice, context: RentedContext, lo: number, hi: number): LevelCosts | null => {
  if (!isStepped(choice, context)) return null
  const { settings, demand, factors } = context
  const { scenario } = settings
  const { policy, candidate, offer } = choice
  const month = demand.load.months[0]!
  if (isIdle(month, candidate, scenario, lo)) return null
  const always = policy === 'always-on'
  const loads = always ? Float64Array.of(month.peak * scenario.seasonalFactor) : month.lagged.load
  const hours = always ? ALL_WEEK : month.lagged.hours
  const spare = spareOf(month, scenario)
  const leastBoxes = ceiling(offer.minGpus / offer.gpusPerInstance)
  const boxesOf = (need: number): number => {
    const replicas = Math.max(scenario.minReplicas, need) + spare
    return replicas === 0 ? 0 : Math.max(leastBoxes, boxesFor(replicas, candidate.layout.gpusPerReplica, offer.gpusPerInstance))
  }
  const { tpotSeconds, concurrency } = candidate.capacity
  let steps = 0
  let most = 0
  let weekHours = 0
  let replicaSteps = 0
  for (let load = 0; load < loads.length; load++) {
    const first = needOf(loads[load]! * lo, candidate)
    const last = needOf(loads[load]! * hi, candidate)
    replicaSteps += last - first
    if (replicaSteps > MOST_STEPS) return null
    let boxes = boxesOf(first)
    most = Math.max(most, boxes)
    weekHours += boxes * hours[load]!
    for (let replicas = first; replicas < last; replicas++) {
      const next = boxesOf(replicas + 1)
      if (next === boxes) continue
      const carried = loadCarried.bare({ replicas, capacity: concurrency, z: STANDARD_HEADROOM.z, idc: STANDARD_HEADROOM.idc })
      const volume = carried / (loads[load]! * tpotSeconds)
      if (volume < hi) {
        stepVolume[steps] = Math.max(lo, volume)
        stepBoxes[steps] = next
        stepHours[steps] = (next - boxes) * hours[load]!
        steps++
      }
      boxes = next
    }
  }
  const order = new Uint32Array(steps)
  for (let step = 0; step < steps; step++) order[step] = step
  // whole numbers: a difference would be a new object each time
  order.sort((a, b) => (stepVolume[a]! < stepVolume[b]! ? -1 : stepVolume[a]! > stepVolume[b]! ? 1 : 0))
  const upTo = new Float64Array(steps + 1)
  const usd = new Float64Array(steps + 1)
  sizes.months = 1
  for (let level = 0; level <= steps; level++) {
    sizes.boxes[0] = most
    sizes.boxHours[0] = weekHours * WEEKS_PER_MONTH
    usd[level] = levelisedCost(sizes, offer, factors, settings)
    if (level === steps) upTo[level] = hi
    else {
      const step = order[level]!
      upTo[level] = stepVolume[step]!
      most = Math.max(most, stepBoxes[step]!)
      weekHours += stepHours[step]!
    }
  }
  return { upTo, usd }
}

/** The cheapest of several stepped fleets as one side; all reach equally far. */
export const cheapestFleetPieces = (fleets: readonly LevelCosts[]): Piece[] => {
  let count = 0
  for (const { upTo } of fleets) count += upTo.length
  const ends = new Float64Array(count)
  count = 0
  for (const { upTo } of fleets) {
    ends.set(upTo, count)
    count += upTo.length
  }
  ends.sort()
  const index = new Int32Array(fleets.length)
  const side: Piece[] = []
  let upTo = Number.NEGATIVE_INFINITY
  let fixed = Number.POSITIVE_INFINITY
  for (let next = 0; next < ends.length; next++) {
    const end = ends[next]!
    if (end === upTo) continue
    let least = Number.POSITIVE_INFINITY
    for (let fleet = 0; fleet < fleets.length; fleet++) {
      const levels = fleets[fleet]!
      let at = index[fleet]!
      while (levels.upTo[at]! < end) at++
      index[fleet] = at
      if (levels.usd[at]! < least) least = levels.usd[at]!
    }
    if (least !== fixed && upTo !== Number.NEGATIVE_INFINITY) side.push({ upTo, fixed, slope: 0 })
    upTo = end
    fixed = least
  }
  side.push({ upTo, fixed, slope: 0 })
  return side
}

/** Reads level costs at rising volumes without searching from the start each time. */
export const levelCost = ({ upTo, usd }: LevelCosts): CostAt => {
  let index = 0
  return (volume) => {
    if (index > 0 && upTo[index - 1]! >= volume) index = 0
    while (index < upTo.length - 1 && upTo[index]! < volume) index++
    return usd[index]!
  }
}

/** Reads pieces at rising volumes without searching from the start each time. */
export const piecesCost = (pieces: readonly Piece[]): CostAt => {
  let index = 0
  return (volume) => {
    if (index > 0 && pieces[index - 1]!.upTo >= volume) index = 0
    while (index < pieces.length - 1 && pieces[index]!.upTo < volume) index++
    const piece = pieces[index]!
    return piece.fixed + piece.slope * volume
  }
}
