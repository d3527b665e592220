/**
 * What a hybrid costs with every number of replicas from none to all it could need (`method.md` 7 [F5]): the cost curve is not convex, so
 * the search goes by what a number cannot cost less than, and the curve of the fleet that wins is worked out in full.
 */
import { bestReplicas } from '../hybrid.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import type { MonthLoad } from './fleet-load.ts'
import type { ReplicaSteps } from './fleet-steps.ts'
import { levelisedApi, type ApiPart, type ApiSide } from './hybrid-api.ts'
import { cutBuffers, cutSteps, cutTo, keptIn, type CutMonth, type HybridFleet } from './hybrid-fleet.ts'
import { keptAbove, limitOf, sortedWeek, type SortedWeek } from './hybrid-load.ts'
import type { OwnedUse } from './owned-cost.ts'
import type { Settings } from './settings.ts'

/** What is left of a fleet with at most so many replicas, in each month that differs. */
export interface CutSizes {
  /** spare included */
  readonly steps: readonly ReplicaSteps[]
  /** replicas kept without spare, and at work on average */
  readonly use: OwnedUse
}

/** Levelised USD a month of a fleet; null: it is not sold. Never asked for no replicas: then there is no cost of a fleet. */
export type FleetPrice = (fleet: HybridFleet, sizes: CutSizes) => number | null

const weekOf = (side: ApiSide, load: MonthLoad, open: Float64Array | null): SortedWeek => {
  const hours = open === null ? 'all' : 'some'
  let weeks = side.weeks.get(hours)
  if (weeks === undefined) side.weeks.set(hours, (weeks = new WeakMap()))
  let week = weeks.get(load)
  if (week === undefined) weeks.set(load, (week = sortedWeek(load.hours, open, side.weights)))
  return week
}

type Part = { work: { peak: Float64Array; offPeak: Float64Array }; batch: number }

const newPart = (workloads: number): Part => ({
  work: { peak: new Float64Array(workloads), offPeak: new Float64Array(workloads) },
  batch: 0,
})

/** Of the batch work, what goes to the API. Spot instances take all of it while there is a fleet. */
const lateShare = (fleet: HybridFleet, replicas: number, cut: CutMonth | null): number =>
  cut !== null ? cut.late : fleet.spot !== null && replicas === 0 ? 1 : 0

/** What goes to an API of each month that differs; `replicas` are kept at most. */
export const partsOf = (fleet: HybridFleet, replicas: number, side: ApiSide): readonly ApiPart[] =>
  fleet.months.map((month, index) => {
    const part = newPart(side.weights.length)
    keptAbove(weekOf(side, month.load, fleet.open), limitOf(keptIn(month, replicas), fleet.candidate, fleet.season), part.work)
    part.batch = lateShare(fleet, replicas, month.batch === null ? null : cutTo(fleet, replicas, index))
    return part
  })

interface Scan {
  /** what the fleet costs with so many replicas; Infinity: not sold */
  readonly fleetUsd: (replicas: number) => number
  /** what the API of a place costs beside them */
  readonly apiUsd: (replicas: number, at: number) => number
}

/** `sides` are asked for by their place. */
const scanOf = (fleet: HybridFleet, price: FleetPrice, sides: readonly ApiSide[], settings: Settings): Scan => {
  const { candidate, season, months } = fleet
  const weeks = sides.map((side) => months.map(({ load }) => weekOf(side, load, fleet.open)))
  const steps = cutBuffers(fleet)
  const replicas = new Float64Array(months.length)
  const working = new Float64Array(months.length)
  const sizes: CutSizes = { steps, use: { months: months.length, replicas, working } }
  const parts = months.map(() => newPart(settings.weeks.length))
  const perReplica = candidate.capacity.tpotSeconds / candidate.capacity.concurrency / HOURS_PER_WEEK
  const cuts = months.map((): { count: number; cut: CutMonth } | null => null)
  const cutOf = (count: number, index: number): CutMonth | null => {
    if (months[index]!.batch === null) return null
    const known = cuts[index]
    if (known !== null && known !== undefined && known.count === count) return known.cut
    const cut = cutTo(fleet, count, index)
    cuts[index] = { count, cut }
    return cut
  }
  return {
    fleetUsd: (count) => {
      if (count === 0) return 0
      for (let index = 0; index < months.length; index++) {
        const month = months[index]!
        const kept = keptIn(month, count)
        const cut = cutOf(count, index)
        replicas[index] = kept
        working[index] =
          cut === null
            ? (month.load.sum - keptAbove(weeks[0]![index]!, limitOf(kept, candidate, season), parts[index]!.work)) * perReplica
            : cut.working / HOURS_PER_WEEK
      }
      cutSteps(fleet, count, steps)
      return price(fleet, sizes) ?? Number.POSITIVE_INFINITY
    },
    apiUsd: (count, at) => {
      for (let index = 0; index < months.length; index++) {
        const part = parts[index]!
        keptAbove(weeks[at]![index]!, limitOf(keptIn(months[index]!, count), candidate, season), part.work)
        part.batch = lateShare(fleet, count, cutOf(count, index))
      }
      return levelisedApi(sides[at]!, parts, settings)
    },
  }
}

/** Costs by K = 0 … most with one API; Infinity where the fleet is not sold. */
export const costByReplicas = (fleet: HybridFleet, price: FleetPrice, side: ApiSide, settings: Settings): number[] => {
  const { fleetUsd, apiUsd } = scanOf(fleet, price, [side], settings)
  return Array.from({ length: fleet.most + 1 }, (_, count) => fleetUsd(count) + apiUsd(count, 0))
}

/** A fleet that may need more is not split: a curve of so many points is read by nobody, and one replica more or less decides nothing. */
export const MOST_SPLIT = 1000

const isSplit = ({ most }: HybridFleet): boolean => most > 0 && most <= MOST_SPLIT

/** What the fleet costs at least as soon as it has a replica. */
export const costOfOne = (fleet: HybridFleet, price: FleetPrice, side: ApiSide, settings: Settings): number =>
  isSplit(fleet) ? scanOf(fleet, price, [side], settings).fleetUsd(1) : Number.POSITIVE_INFINITY

/** A bound is only trusted beyond this share. */
const ROUNDING = 1e-9

/**
 * The least cost with some replicas and some API for each side, below `limits`; null: none. More replicas never make a fleet cheaper nor
 * leave the API more, so where both ends of a stretch exclude it, all between is excluded.
 */
const leastBelow = (
  fleet: HybridFleet,
  price: FleetPrice,
  sides: readonly ApiSide[],
  limits: readonly number[],
  settings: Settings,
): (number | null)[] => {
  const { fleetUsd, apiUsd } = scanOf(fleet, price, sides, settings)
  const known = new Map<number, number>()
  const fleetAt = (count: number): number => {
    const usd = known.get(count) ?? fleetUsd(count)
    known.set(count, usd)
    return usd
  }
  return sides.map((_, at) => {
    let least: number | null = null
    let limit = limits[at]! * (1 - ROUNDING)
    const search = (low: number, high: number, apiHigh: number): void => {
      if (low > high || fleetAt(low) + apiHigh >= limit) return
      if (low === high) {
        least = fleetAt(low) + apiHigh
        limit = least
        return
      }
      const middle = Math.floor((low + high) / 2)
      search(low, middle, apiUsd(middle, at))
      search(middle + 1, high, apiHigh)
    }
    if (isSplit(fleet) && fleetAt(1) < limit) search(1, fleet.most, apiUsd(fleet.most, at))
    return least
  })
}

export interface BestOfScan {
  readonly fleet: HybridFleet
  readonly replicas: number
  readonly costByReplicas: readonly number[]
}

/**
 * For each API the fleet and number of replicas that cost least; null: not less than `limits`, what the pure options cost. `fleets` leave
 * batch work out; `withBatch` takes it in.
 */
export const bestOfScans = (
  fleets: readonly HybridFleet[],
  withBatch: ((fleet: HybridFleet) => HybridFleet) | null,
  price: FleetPrice,
  sides: readonly ApiSide[],
  limits: readonly number[],
  settings: Settings,
): (BestOfScan | null)[] => {
  const least = [...limits]
  const best: (HybridFleet | null)[] = sides.map(() => null)
  for (const alone of fleets) {
    const mayWin = (fleet: HybridFleet): (number | null)[] => leastBelow(fleet, price, sides, least, settings)
    let fleet = alone
    if (alone.most > MOST_SPLIT) continue
    let found = alone.most === 0 && withBatch !== null ? null : mayWin(alone)
    if (withBatch !== null && alone.spot === null && (found === null || found.some((usd) => usd !== null))) {
      fleet = withBatch(alone)
      found = mayWin(fleet)
    }
    found?.forEach((usd, at) => {
      if (usd === null) return
      least[at] = usd
      best[at] = fleet
    })
  }
  return best.map((fleet, at) => {
    if (fleet === null) return null
    const costs = costByReplicas(fleet, price, sides[at]!, settings)
    return { fleet, replicas: bestReplicas(costs), costByReplicas: costs }
  })
}
