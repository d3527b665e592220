/** How a fleet is used hour by hour in a typical week of month 0: what the load needs, what runs, where batch work goes, what an API takes. */
import { placeBatch } from '../batch-fill.ts'
import type { OptionResult, WeekUse } from '../result.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import type { FleetDemand } from './fleet-steps.ts'
import { fleetWeek } from './fleet-week.ts'
import type { HybridChoice } from './hybrid-option.ts'
import type { OwnedChoice } from './owned-search.ts'
import type { RentedContext } from './rented-option.ts'
import type { RentedChoice } from './rented-search.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'

interface FleetHours {
  readonly candidate: Candidate
  /** replicas of each hour */
  readonly running: Float64Array
  /** interactive load that they serve [token/s], and batch requests that arrive in each hour; null: no batch work on this fleet */
  readonly served: Float64Array
  readonly arrivals: Float64Array | null
}

const ZEROS = new Float64Array(HOURS_PER_WEEK)

const weekUse = (optionId: string, { candidate, running, served, arrivals }: FleetHours, hours: Float64Array): WeekUse => {
  const { tpotSeconds, concurrency, requestsPerSecond } = candidate.capacity
  const batch =
    arrivals === null
      ? ZEROS
      : placeBatch({
          replicas: running,
          load: served.map((tokens) => tokens * tpotSeconds),
          capacity: concurrency,
          batchPerSecond: candidate.batchPerSecond ?? requestsPerSecond,
          arrivals,
        })
  return {
    optionId,
    load: Array.from(hours, (tokens) => (tokens * tpotSeconds) / concurrency),
    running: Array.from(running),
    batch: Array.from(batch),
    toApi: Array.from(hours, (tokens, hour) => (tokens > 0 ? Math.max(0, 1 - served[hour]! / tokens) : 0)),
  }
}

/** Null: the policy leaves hours out (then there is no such option). */
const rentedWeek = (optionId: string, choice: RentedChoice, { load, batch }: FleetDemand, settings: Settings): WeekUse | null => {
  const { candidate, policy, spot } = choice
  const month = load.months[0]!
  const arrivals = spot === null ? (batch?.[0] ?? null) : null
  const week = fleetWeek(month, arrivals, candidate, policy, settings.scenario)
  return week === null ? null : weekUse(optionId, { candidate, running: week.replicas, served: month.hours, arrivals }, month.hours)
}

const ownedWeek = (optionId: string, { candidate, use }: OwnedChoice, { load, batch }: FleetDemand): WeekUse => {
  const { hours } = load.months[0]!
  const running = new Float64Array(HOURS_PER_WEEK).fill(use.replicas[0]!)
  return weekUse(optionId, { candidate, running, served: hours, arrivals: batch?.[0] ?? null }, hours)
}

const hybridWeek = (optionId: string, { fleet, cuts }: Pick<HybridChoice, 'fleet' | 'cuts'>): WeekUse => {
  const month = fleet.months[0]!
  const { running, served } = cuts[0]!
  return weekUse(optionId, { candidate: fleet.candidate, running, served, arrivals: month.batch }, month.load.hours)
}

interface FleetsOfOptions {
  readonly choices: ReadonlyMap<string, RentedChoice>
  readonly ownedChoices: ReadonlyMap<string, OwnedChoice>
  readonly hybrids: ReadonlyMap<string, HybridChoice>
  readonly context: RentedContext
}

/** Of the best self-hosted option and of the best hybrid, as far as there are such. */
export const weeksOf = (
  selfHosted: OptionResult | null,
  hybrid: OptionResult | null,
  { choices, ownedChoices, hybrids, context }: FleetsOfOptions,
): WeekUse[] => {
  const rented = selfHosted === null ? undefined : choices.get(selfHosted.id)
  const owned = selfHosted === null ? undefined : ownedChoices.get(selfHosted.id)
  const own = selfHosted === null ? context : context.forModel(selfHosted.modelId)
  const joined = hybrid === null ? undefined : hybrids.get(hybrid.id)
  const weeks = [
    selfHosted !== null && rented !== undefined ? rentedWeek(selfHosted.id, rented, own.demand, own.settings) : null,
    selfHosted !== null && owned !== undefined ? ownedWeek(selfHosted.id, owned, own.demand) : null,
    hybrid !== null && joined !== undefined ? hybridWeek(hybrid.id, joined) : null,
  ]
  return weeks.filter((week) => week !== null)
}
