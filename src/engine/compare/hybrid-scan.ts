/**
 * What a hybrid costs with every number of replicas from none to all it could need (`method.md` 7 [F5]): the cost curve is not convex, so
 * each is worked out in full and none is skipped.
 */
import { bestReplicas } from '../hybrid.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
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

interface Week {
  readonly bySide: readonly SortedWeek[]
  readonly total: number
}

const weeksOf = (fleet: HybridFleet, sides: readonly ApiSide[]): Week[] =>
  fleet.months.map(({ load }) => ({ bySide: sides.map((side) => sortedWeek(load.hours, fleet.open, side.weights)), total: load.sum }))

const newPart = (workloads: number): { work: { peak: Float64Array; offPeak: Float64Array }; batch: number } => ({
  work: { peak: new Float64Array(workloads), offPeak: new Float64Array(workloads) },
  batch: 0,
})

/** Of the batch work, what goes to the API. Spot instances take all of it while there is a fleet. */
const lateShare = (fleet: HybridFleet, replicas: number, cut: CutMonth | null): number =>
  cut !== null ? cut.late : fleet.spot !== null && replicas === 0 ? 1 : 0

/** What goes to an API of each month that differs; `replicas` are kept at most. */
export const partsOf = (fleet: HybridFleet, replicas: number, side: ApiSide): readonly ApiPart[] => {
  const weeks = weeksOf(fleet, [side])
  return fleet.months.map((month, index) => {
    const part = newPart(side.weights.length)
    keptAbove(weeks[index]!.bySide[0]!, limitOf(keptIn(month, replicas), fleet.candidate, fleet.season), part.work)
    part.batch = lateShare(fleet, replicas, month.batch === null ? null : cutTo(fleet, replicas, index))
    return part
  })
}

/** By month of the horizon. */
export const byMonth = (parts: readonly ApiPart[]): ((m: number) => ApiPart) => (parts.length === 1 ? () => parts[0]! : (m) => parts[m]!)

/** Costs by K = 0 … most with each API, in the order of `sides`; Infinity where the fleet is not sold. */
export const scanReplicas = (fleet: HybridFleet, price: FleetPrice, sides: readonly ApiSide[], settings: Settings): number[][] => {
  const { candidate, season, months, most } = fleet
  const weeks = weeksOf(fleet, sides)
  const steps = cutBuffers(fleet)
  const replicas = new Float64Array(months.length)
  const working = new Float64Array(months.length)
  const sizes: CutSizes = { steps, use: { months: months.length, replicas, working } }
  const parts = sides.map(() => months.map(() => newPart(settings.weeks.length)))
  const perReplica = candidate.capacity.tpotSeconds / candidate.capacity.concurrency / HOURS_PER_WEEK
  const costs = sides.map((): number[] => [])
  for (let count = 0; count <= most; count++) {
    months.forEach((month, index) => {
      const kept = keptIn(month, count)
      const limit = limitOf(kept, candidate, season)
      const cut = month.batch === null ? null : cutTo(fleet, count, index)
      let toApi = 0
      sides.forEach((_, at) => {
        const part = parts[at]![index]!
        toApi = keptAbove(weeks[index]!.bySide[at]!, limit, part.work)
        part.batch = lateShare(fleet, count, cut)
      })
      replicas[index] = kept
      working[index] = cut === null ? (weeks[index]!.total - toApi) * perReplica : cut.working / HOURS_PER_WEEK
    })
    cutSteps(fleet, count, steps)
    const usd = count === 0 ? 0 : price(fleet, sizes)
    sides.forEach((side, at) => {
      costs[at]!.push(usd === null ? Number.POSITIVE_INFINITY : usd + levelisedApi(side, byMonth(parts[at]!), settings))
    })
  }
  return costs
}

export interface BestOfScan {
  readonly fleet: HybridFleet
  readonly replicas: number
  readonly costByReplicas: readonly number[]
}

/** Closer than this share is a tie, which goes to the fleet that comes first. */
const TIE = 1e-12

/** For each API the fleet and number of replicas that cost least; null: no fleet is sold. */
export const bestOfScans = (
  fleets: readonly HybridFleet[],
  price: FleetPrice,
  sides: readonly ApiSide[],
  settings: Settings,
): (BestOfScan | null)[] => {
  const best: (BestOfScan | null)[] = sides.map(() => null)
  for (const fleet of fleets) {
    if (fleet.most === 0) continue
    scanReplicas(fleet, price, sides, settings).forEach((costByReplicas, at) => {
      const replicas = bestReplicas(costByReplicas)
      const other = best[at]
      const least = other === null || other === undefined ? Number.POSITIVE_INFINITY : other.costByReplicas[other.replicas]!
      if (costByReplicas[replicas]! < least * (1 - TIE)) best[at] = { fleet, replicas, costByReplicas }
    })
  }
  return best
}
