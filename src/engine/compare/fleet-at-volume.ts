/** What a chosen fleet costs at a multiple of today's volume: steps, at volumes known in closed form where demand is the same every month. */
import type { Piece } from '../break-even.ts'
import { boxesFor } from '../instances.ts'
import { ceiling, loadCarried, STANDARD_HEADROOM } from '../replicas.ts'
import { BOX_HOURS, BOXES, flatSize, replicaSteps, sizeBuffer, type FleetSize } from './fleet-week.ts'
import type { RentedContext } from './rented-option.ts'
import { flatCost, isFlat, levelisedCost, sizesOf, type RentedChoice } from './rented-search.ts'
import { levelise } from './time.ts'
import { HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'

/** Levelised USD a month at a multiple of today's volume. */
export type CostAt = (volume: number) => number

/** A fleet that steps more often than this in the range is read off the grid instead. */
const MOST_STEPS = 20000

const sizesAt = (choice: RentedChoice, volume: number, context: RentedContext): readonly FleetSize[] => {
  const sizes = sizesOf(choice.candidate, choice.policy, context.demand, context.settings, volume)(choice.offer)
  if (sizes === null) throw new Error('a chosen fleet leaves demand outside its hours')
  return sizes
}

export const fleetCost = (choice: RentedChoice, context: RentedContext): CostAt => {
  const { settings, factors, demand } = context
  const { candidate, offer, policy } = choice
  const wages = levelise(settings.usdPerPerson, settings.horizon)
  if (isFlat(policy, demand)) {
    const out = sizeBuffer()
    return (volume) => {
      flatSize(demand.load.months[0]!, candidate, policy, settings.scenario, volume, offer.gpusPerInstance, offer.minGpus, out)
      return flatCost(out[BOXES]!, out[BOX_HOURS]!, offer, factors, wages, settings)
    }
  }
  return (volume) => levelisedCost(sizesAt(choice, volume, context), choice.offer, context.factors, wages, context.settings)
}

export const fleetGpus = (choice: RentedChoice, volume: number, context: RentedContext): number =>
  sizesAt(choice, volume, context).reduce((most, size) => Math.max(most, size.boxes), 0) * choice.offer.gpusPerInstance

interface Step {
  readonly volume: number
  /** index of the load that grows by a replica */
  readonly load: number
}

/** Where each load of the week needs one replica more, in (lo, hi), rising; null: too many. */
const stepsOf = (loads: ArrayLike<number>, choice: RentedChoice, lo: number, hi: number): Step[] | null => {
  const { tpotSeconds, concurrency } = choice.candidate.capacity
  const steps: Step[] = []
  for (let load = 0; load < loads.length; load++) {
    if (!(loads[load]! > 0)) continue
    for (let replicas = 1; ; replicas++) {
      const volume =
        loadCarried.bare({ replicas, capacity: concurrency, z: STANDARD_HEADROOM.z, idc: STANDARD_HEADROOM.idc }) /
        (loads[load]! * tpotSeconds)
      if (volume >= hi) break
      if (volume > lo) steps.push({ volume, load })
      if (steps.length > MOST_STEPS) return null
    }
  }
  return steps.sort((a, b) => a.volume - b.volume)
}

const ALL_WEEK = Float64Array.of(HOURS_PER_WEEK)

/**
 * The fleet's cost in [lo, hi] as level pieces, worked out step by step: each step adds one replica to the hours of one load. The
 * value at a step belongs to the piece below it. Null where demand changes from month to month, batch work fills idle
 * hours, or the policy is another; then the steps are not known in closed form.
 */
export const fleetPieces = (choice: RentedChoice, context: RentedContext, lo: number, hi: number): Piece[] | null => {
  const { settings, demand, factors } = context
  const { scenario } = settings
  const { policy, candidate, offer } = choice
  if (!isFlat(policy, demand)) return null
  const month = demand.load.months[0]!
  const always = policy === 'always-on'
  const loads = always ? Float64Array.of(month.peak * scenario.seasonalFactor) : month.lagged.load
  const hours = always ? ALL_WEEK : month.lagged.hours
  const steps = stepsOf(loads, choice, lo, hi)
  if (steps === null) return null
  const wages = levelise(settings.usdPerPerson, settings.horizon)
  const start = replicaSteps(month, candidate, policy, scenario, lo)
  const needed = Float64Array.from(start.replicas, (replicas) => replicas - scenario.spareReplicas)
  const leastBoxes = ceiling(offer.minGpus / offer.gpusPerInstance)
  const boxesOf = (load: number): number => {
    const replicas = Math.max(scenario.minReplicas, needed[load]!) + scenario.spareReplicas
    return replicas === 0 ? 0 : Math.max(leastBoxes, boxesFor(replicas, candidate.layout.gpusPerReplica, offer.gpusPerInstance))
  }
  const boxes = Float64Array.from(needed, (_, load) => boxesOf(load))
  let most = boxes.reduce((top, count) => Math.max(top, count), 0)
  let boxHours = boxes.reduce((sum, count, load) => sum + count * hours[load]! * WEEKS_PER_MONTH, 0)
  const pieces: Piece[] = []
  let fixed = flatCost(most, boxHours, offer, factors, wages, settings)
  for (const { volume, load } of steps) {
    needed[load]!++
    const now = boxesOf(load)
    if (now === boxes[load]) continue
    pieces.push({ upTo: volume, fixed, slope: 0 })
    boxHours += (now - boxes[load]!) * hours[load]! * WEEKS_PER_MONTH
    boxes[load] = now
    most = Math.max(most, now)
    fixed = flatCost(most, boxHours, offer, factors, wages, settings)
  }
  pieces.push({ upTo: hi, fixed, slope: 0 })
  return pieces
}

/** The cheapest of several stepped fleets as one; all reach equally far. */
export const cheapestFleetPieces = (fleets: readonly (readonly Piece[])[]): Piece[] => {
  const ends = [...new Set(fleets.flatMap((pieces) => pieces.map((piece) => piece.upTo)))].sort((a, b) => a - b)
  const index = fleets.map(() => 0)
  const side: Piece[] = []
  for (const upTo of ends) {
    let fixed = Number.POSITIVE_INFINITY
    fleets.forEach((pieces, fleet) => {
      while (pieces[index[fleet]!]!.upTo < upTo) index[fleet]!++
      fixed = Math.min(fixed, pieces[index[fleet]!]!.fixed)
    })
    const last = side.at(-1)
    if (last?.fixed === fixed) side[side.length - 1] = { upTo, fixed, slope: 0 }
    else side.push({ upTo, fixed, slope: 0 })
  }
  return side
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
