/** What a chosen fleet costs at a multiple of today's volume: steps, at volumes known in closed form where demand is the same every month. */
import type { Piece } from '../break-even.ts'
import { boxesFor } from '../instances.ts'
import { ceiling, loadCarried, STANDARD_HEADROOM } from '../replicas.ts'
import { levelisedCost, restOf } from './fleet-cost.ts'
import { fleetSizes, isClosed, sizeMonths, stepsOfMonths } from './fleet-steps.ts'
import { isIdle, needOf, spareOf } from './fleet-week.ts'
import { steadyLayer } from './rental-price.ts'
import type { RentedContext } from './rented-option.ts'
import type { RentedChoice } from './rented-search.ts'
import { spotUse, type SpotUse } from './spot-batch.ts'
import { HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'

/** Levelised USD a month at a multiple of today's volume. */
export type CostAt = (volume: number) => number

/** A fleet that steps more often than this in the range is read off the grid instead. */
const MOST_STEPS = 20000
/** Nor one of which so many instances run for part of the week. */
const MOST_LAYERS = 1_000_000

/** Used again at every volume. */
const sizes = fleetSizes()

const sizeAt = (choice: RentedChoice, volume: number, context: RentedContext): void => {
  const { scenario } = context.settings
  const demand = choice.spot === null ? context.demand : { load: context.demand.load, batch: null }
  const steps = stepsOfMonths(choice.candidate, choice.policy, demand, scenario, volume)
  if (steps === null) throw new Error('a chosen fleet leaves demand outside its hours')
  sizeMonths(steps, choice.months.length, choice.candidate.layout.gpusPerReplica, choice.card, scenario.startUpHours, sizes)
}

const spotAt = ({ candidate, spot, months }: RentedChoice, volume: number, { demand }: RentedContext): SpotUse | null =>
  spot === null ? null : spotUse(candidate, spot.offer, demand.batchPerWeek ?? [], months.length, volume)

export const fleetCost =
  (choice: RentedChoice, context: RentedContext): CostAt =>
  (volume) => {
    sizeAt(choice, volume, context)
    return levelisedCost(sizes, choice.card, context.factors, context.settings, spotAt(choice, volume, context))
  }

/** The most GPUs of any month. */
export const fleetGpus = (choice: RentedChoice, volume: number, context: RentedContext): number => {
  sizeAt(choice, volume, context)
  let most = 0
  for (let m = 0; m < sizes.months; m++) most = Math.max(most, sizes.boxes[m]!)
  return most * choice.card.gpusPerInstance
}

/** Whether a fleet's steps over the volume are known: the same demand every month, and no batch work to place. */
export const isStepped = ({ policy }: RentedChoice, { demand }: RentedContext): boolean =>
  demand.load.constant && isClosed(policy, demand.batch)

/** Costs over the volume: `usd[i]` + `slope` · volume holds up to and including `upTo[i]`, from the one before. */
export interface LevelCosts {
  readonly upTo: Float64Array
  readonly usd: Float64Array
  /** what the same fleet costs more as it works more: the power of owned servers; 0 where it is rented */
  readonly slope: number
}

/** Used again for every fleet: where a load starts instances, how many it has before and then, and its hours of the week. */
const stepVolume = new Float64Array(MOST_STEPS)
const stepFrom = new Float64Array(MOST_STEPS)
const stepTo = new Float64Array(MOST_STEPS)
const stepHours = new Float64Array(MOST_STEPS)
const stepOrder = new Uint32Array(MOST_STEPS)
/** likewise: instances that run at the lowest volume already, by load, and hours a week of each instance above those that always run */
const startedBoxes = new Float64Array(HOURS_PER_WEEK)
let hoursOfLayers = new Float64Array(0)

/** All zero. */
const noHours = (layers: number): Float64Array => {
  if (hoursOfLayers.length < layers) hoursOfLayers = new Float64Array(layers)
  else hoursOfLayers.fill(0, 0, layers)
  return hoursOfLayers
}

const ALL_WEEK = Float64Array.of(HOURS_PER_WEEK)

const mergedOrder = new Uint32Array(MOST_STEPS)
/** where each rising run of steps ends */
const runEnds = new Uint32Array(MOST_STEPS)

/** The first `steps` steps by rising volume, the first of equal ones first. Each load's come in rising order, so what is left is to merge them. */
const orderOfSteps = (steps: number): Uint32Array => {
  let runs = 0
  for (let step = 0; step < steps; step++) {
    stepOrder[step] = step
    if (step + 1 === steps || stepVolume[step + 1]! < stepVolume[step]!) runEnds[runs++] = step + 1
  }
  let from = stepOrder
  let to = mergedOrder
  while (runs > 1) {
    let left = 0
    let merged = 0
    for (let run = 0; run < runs; run += 2) {
      const middle = runEnds[run]!
      const end = run + 1 < runs ? runEnds[run + 1]! : middle
      let a = left
      let b = middle
      for (let at = left; at < end; at++)
        to[at] = b >= end || (a < middle && stepVolume[from[a]!]! <= stepVolume[from[b]!]!) ? from[a++]! : from[b++]!
      left = end
      runEnds[merged++] = end
    }
    runs = merged
    const read = from
    from = to
    to = read
  }
  return from
}

/**
 * The fleet's cost in [lo, hi], level between steps: each load of the week needs one replica more at V = a(n) ÷ (load · TPOT), and
 * only those that start an instance matter. The value at a step belongs to the level below it. Null where the steps are not known in
 * closed form, or are too many.
 */
export const fleetLevels = (choice: RentedChoice, context: RentedContext, lo: number, hi: number): LevelCosts | null => {
  if (!isStepped(choice, context)) return null
  const { settings, demand, factors } = context
  const { scenario } = settings
  const { policy, candidate, card } = choice
  const month = demand.load.months[0]!
  if (isIdle(month, candidate, scenario, lo)) return null
  const stands = policy === 'always-on'
  const loads = stands ? Float64Array.of(month.peak * scenario.seasonalFactor) : month.lagged.load
  const hours = stands ? ALL_WEEK : month.lagged.hours
  const spare = spareOf(month, scenario)
  const leastBoxes = ceiling(card.minGpus / card.gpusPerInstance)
  const boxesOf = (need: number): number => {
    const replicas = Math.max(scenario.minReplicas, need) + spare
    return replicas === 0 ? 0 : Math.max(leastBoxes, boxesFor(replicas, candidate.layout.gpusPerReplica, card.gpusPerInstance))
  }
  const { tpotSeconds, concurrency } = candidate.capacity
  const lines = factors.lines(card)
  const rentOf = (weekHours: number): number => steadyLayer(lines, weekHours * WEEKS_PER_MONTH)
  let steps = 0
  let most = 0
  let mostAtEnd = 0
  let replicaSteps = 0
  const atFirst = startedBoxes.subarray(0, loads.length)
  for (let load = 0; load < loads.length; load++) {
    const first = needOf(loads[load]! * lo, candidate)
    const last = needOf(loads[load]! * hi, candidate)
    replicaSteps += last - first
    if (replicaSteps > MOST_STEPS) return null
    let boxes = boxesOf(first)
    atFirst[load] = boxes
    most = Math.max(most, boxes)
    for (let replicas = first; replicas < last; replicas++) {
      const next = boxesOf(replicas + 1)
      if (next === boxes) continue
      const carried = loadCarried.bare({ replicas, capacity: concurrency, z: STANDARD_HEADROOM.z, idc: STANDARD_HEADROOM.idc })
      const volume = carried / (loads[load]! * tpotSeconds)
      if (volume < hi) {
        stepVolume[steps] = Math.max(lo, volume)
        stepFrom[steps] = boxes
        stepTo[steps] = next
        stepHours[steps] = hours[load]!
        mostAtEnd = Math.max(mostAtEnd, next)
        steps++
      }
      boxes = next
    }
  }
  const order = orderOfSteps(steps)
  // All loads keep as many instances as the smallest starts with; each above runs the hours of the loads that need it.
  const always = atFirst.reduce((low, boxes) => Math.min(low, boxes), Number.POSITIVE_INFINITY)
  if (Math.max(most, mostAtEnd) - always > MOST_LAYERS) return null
  const layerHours = noHours(Math.max(most, mostAtEnd) - always)
  let rent = always * rentOf(HOURS_PER_WEEK)
  const add = (from: number, to: number, weekHours: number): void => {
    for (let layer = from - always; layer < to - always; layer++) {
      const before = layerHours[layer]!
      layerHours[layer] = before + weekHours
      rent += rentOf(before + weekHours) - (before === 0 ? 0 : rentOf(before))
    }
  }
  for (let load = 0; load < loads.length; load++) add(always, atFirst[load]!, hours[load]!)
  const upTo = new Float64Array(steps + 1)
  const usd = new Float64Array(steps + 1)
  sizes.months = 1
  for (let level = 0; level <= steps; level++) {
    sizes.boxes[0] = most
    usd[level] = rent + restOf(sizes, card, null, factors, settings)
    if (level === steps) upTo[level] = hi
    else {
      const step = order[level]!
      upTo[level] = stepVolume[step]!
      most = Math.max(most, stepTo[step]!)
      add(stepFrom[step]!, stepTo[step]!, stepHours[step]!)
    }
  }
  return { upTo, usd, slope: 0 }
}

/** The cheapest of several stepped fleets as one side; all reach equally far. */
export const cheapestFleetPieces = (fleets: readonly LevelCosts[], lo: number): Piece[] => {
  let count = 0
  for (const { upTo } of fleets) count += upTo.length
  const ends = new Float64Array(count)
  count = 0
  for (const { upTo } of fleets) {
    ends.set(upTo, count)
    count += upTo.length
  }
  ends.sort()
  const level = fleets.every(({ slope }) => slope === fleets[0]!.slope)
  const index = new Int32Array(fleets.length)
  // of each fleet, the level it is at: read at every end of every fleet
  const reaches = Float64Array.from(fleets, ({ upTo }) => upTo[0]!)
  const levels = Float64Array.from(fleets, ({ usd }) => usd[0]!)
  const slopes = Float64Array.from(fleets, ({ slope }) => slope)
  const side: Piece[] = []
  let from = lo
  let last: { upTo: number; fixed: number; slope: number } | null = null
  const add = (upTo: number, fixed: number, slope: number): void => {
    if (last !== null && last.fixed === fixed && last.slope === slope) last.upTo = upTo
    else {
      last = { upTo, fixed, slope }
      side.push(last)
    }
  }
  for (let next = 0; next < ends.length; next++) {
    const end = ends[next]!
    if (last !== null && end === from) continue
    // the cheapest where the stretch begins; of two alike the one that grows less
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (let fleet = 0; fleet < fleets.length; fleet++) {
      let at = index[fleet]!
      if (reaches[fleet]! < end) {
        const { upTo, usd } = fleets[fleet]!
        while (upTo[at]! < end) at++
        index[fleet] = at
        reaches[fleet] = upTo[at]!
        levels[fleet] = usd[at]!
      }
      const slope = slopes[fleet]!
      const cost = levels[fleet]! + slope * from
      if (cost < least || (cost === least && slope < slopes[best]!)) {
        least = cost
        best = fleet
      }
    }
    if (!level) {
      // a fleet that grows less may become the cheapest before the stretch ends
      for (let begin = from; ;) {
        const { slope } = fleets[best]!
        const fixed = fleets[best]!.usd[index[best]!]!
        let cut = end
        let then = best
        for (let fleet = 0; fleet < fleets.length; fleet++) {
          const other = fleets[fleet]!
          if (other.slope >= slope) continue
          const meets = (other.usd[index[fleet]!]! - fixed) / (slope - other.slope)
          if (meets > begin && (meets < cut || (meets === cut && then !== best && other.slope < fleets[then]!.slope))) {
            cut = meets
            then = fleet
          }
        }
        if (then === best) break
        add(cut, fixed, slope)
        begin = cut
        best = then
      }
    }
    add(end, fleets[best]!.usd[index[best]!]!, fleets[best]!.slope)
    from = end
  }
  return side
}

/** Reads costs at rising volumes without searching from the start each time. */
export const levelCost = ({ upTo, usd, slope }: LevelCosts): CostAt => {
  let index = 0
  return (volume) => {
    if (index > 0 && upTo[index - 1]! >= volume) index = 0
    while (index < upTo.length - 1 && upTo[index]! < volume) index++
    return usd[index]! + slope * volume
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
