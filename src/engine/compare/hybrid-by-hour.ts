/**
 * Replicas chosen hour by hour against the API's price of that hour (`method.md` 7): where hours stop and start and nothing is committed, a
 * fleet need not keep one number. Start-up lag and spare come on top, and the whole is priced in full like any other fleet.
 */
import { hybridByHour } from '../hybrid.ts'
import { lookAhead } from '../policies.ts'
import { STANDARD_HEADROOM } from '../replicas.ts'
import { HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'
import { levelisedApi, type ApiPart, type ApiSide } from './hybrid-api.ts'
import { cutByHour, stepsOfWeek, type CutMonth, type HybridFleet } from './hybrid-fleet.ts'
import type { PeakWeights } from './hybrid-load.ts'
import type { CutSizes, FleetPrice } from './hybrid-scan.ts'
import type { Settings } from './settings.ts'

export interface HourlyChoice {
  readonly cuts: readonly CutMonth[]
  readonly parts: readonly ApiPart[]
  readonly sizes: CutSizes
  readonly levelised: number
}

const keptOf = (weights: ArrayLike<number>, load: Float64Array, served: Float64Array): number => {
  let all = 0
  let kept = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const weight = weights[hour]!
    if (!(load[hour]! > 0)) continue
    all += weight
    kept += weight * (1 - served[hour]! / load[hour]!)
  }
  return all > 0 ? Math.max(0, kept / all) : 0
}

/** What a fleet that serves so much of each hour leaves for the API. */
export const partOfCut = (weights: readonly PeakWeights[], load: Float64Array, { served, late }: CutMonth): ApiPart => ({
  work: {
    peak: Float64Array.from(weights, ({ peak }) => keptOf(peak, load, served)),
    offPeak: Float64Array.from(weights, ({ offPeak }) => keptOf(offPeak, load, served)),
  },
  batch: late,
})

const utilisationOf = ({ running, working }: CutMonth): number => {
  const hours = running.reduce((sum, replicas) => sum + replicas, 0)
  return hours > 0 ? working / hours : 0
}

/** The sizes of a fleet in its months that differ, from their weeks. */
export const sizesOfCuts = (fleet: HybridFleet, cuts: readonly CutMonth[]): CutSizes => ({
  steps: cuts.map((cut) => {
    const { replicas, hours } = stepsOfWeek(cut.running, fleet.open)
    return {
      count: replicas.length,
      replicas,
      hours,
      week: fleet.policy === 'to-zero' ? cut.running : null,
      utilisation: utilisationOf(cut),
    }
  }),
  use: {
    months: cuts.length,
    replicas: Float64Array.from(cuts, ({ kept }) => kept),
    working: Float64Array.from(cuts, ({ working }) => working / HOURS_PER_WEEK),
  },
})

/** USD of the API for a sequence that decodes for an hour, by hour of the week. */
const usdPerSequence = (fleet: HybridFleet, side: ApiSide, index: number): Float64Array => {
  const { load } = fleet.months[index]!
  const { tpotSeconds } = fleet.candidate.capacity
  return Float64Array.from(load.hours, (tokens, hour) =>
    tokens > 0 ? side.usdOfHour(index, hour) / WEEKS_PER_MONTH / (tokens * tpotSeconds) : 0,
  )
}

/** `usdPerReplicaHour`: levelised, with what is charged on top. Null: the fleet is not sold. */
export const hourlyChoice = (
  fleet: HybridFleet,
  side: ApiSide,
  usdPerReplicaHour: number,
  price: FleetPrice,
  settings: Settings,
): HourlyChoice | null => {
  const { capacity } = fleet.candidate
  const cuts = fleet.months.map((month, index) => {
    const load = month.load.hours.map((tokens) => tokens * capacity.tpotSeconds)
    const { replicas } = hybridByHour(load, capacity.concurrency, STANDARD_HEADROOM, usdPerReplicaHour, usdPerSequence(fleet, side, index))
    return cutByHour(fleet, lookAhead(replicas, settings.scenario.startUpHours), index)
  })
  if (cuts.every(({ kept }) => kept === 0)) return null
  const parts = cuts.map((cut, index) => partOfCut(side.weights, fleet.months[index]!.load.hours, cut))
  const sizes = sizesOfCuts(fleet, cuts)
  const usd = price(fleet, sizes)
  return usd === null ? null : { cuts, parts, sizes, levelised: usd + levelisedApi(side, parts, settings) }
}
