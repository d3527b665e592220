/**
 * Which layout, rate card and policy make a model on a GPU cheapest: every combination is priced with its least plan as the levelised
 * cost of the whole option, so a looser target or a wider choice can never make it dearer (`method.md` 14, last law).
 */
import { HOURS_PER_WEEK, SECONDS_PER_HOUR, WEEKS_PER_MONTH } from '../../units/unit.ts'
import { leastRentOf, rentOf, restOf, spotCostOf } from './fleet-cost.ts'
import {
  copySteps,
  distinctMonths,
  fleetSizes,
  isClosed,
  sizeMonths,
  stepsOfMonths,
  type FleetDemand,
  type ReplicaSteps,
} from './fleet-steps.ts'
import type { Policy } from './fleet-week.ts'
import { mainOffer, type RateCard, type RateCards } from './rate-cards.ts'
import type { RentalOffer } from './rental-offers.ts'
import { withAdders, type PriceFactors } from './rental-price.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'
import { cheapestSpot, spotUse, type SpotUse } from './spot-batch.ts'

/** What may be rented of one GPU. */
export interface GpuMarket {
  readonly cards: RateCards
  /** spot capacity for batch work beside the fleet; none where it serves the fleet itself or nothing may wait */
  readonly spot: readonly RentalOffer[]
  readonly nodeGpus: number
  /** the buyer asks for this GPU by name, so its old prices count too */
  readonly named: boolean
}

export interface RentedChoice {
  readonly candidate: Candidate
  /** what the fleet is rented on; its plan is `planFleet` of the sizes */
  readonly card: RateCard
  /** the offer the card is named by */
  readonly offer: RentalOffer
  readonly policy: Policy
  /** batch work on instances of its own, today; null: in the valleys of the fleet, or there is none */
  readonly spot: SpotUse | null
  readonly levelised: number
  /** replicas of each distinct month at today's volume */
  readonly months: readonly ReplicaSteps[]
}

const AUTOMATIC: readonly Policy[] = ['always-on', 'autoscaled']

export const policiesOf = ({ scenario: { policy } }: Settings): readonly Policy[] => (policy === 'automatic' ? AUTOMATIC : [policy])

/** A replica larger than an instance needs whole nodes with a fast link between them. */
export const holds = (candidate: Candidate, card: Pick<RateCard, 'gpusPerInstance'>, nodeGpus: number): boolean =>
  candidate.layout.gpusPerReplica <= card.gpusPerInstance || card.gpusPerInstance >= nodeGpus

/** Hours that stop and start are only sold by the hour. */
const sells = (card: RateCard, policy: Policy): boolean => policy === 'always-on' || card.hourly !== null

/** The least levelised USD that an hour of work can cost: the path may fall, and a term fixes the price at signing. */
const cheapestHour = (cards: readonly RateCard[], spot: readonly RentalOffer[], constant: boolean, factors: PriceFactors): number => {
  const inTerm = Math.min(factors.onDemand, factors.least)
  // more hours may fall in the cheaper months
  const byTheHour = constant ? factors.onDemand : inTerm
  let least = Number.POSITIVE_INFINITY
  for (const { hourly, terms } of cards) {
    if (hourly !== null) least = Math.min(least, hourly.usdPerGpuHour * byTheHour)
    for (const term of terms) least = Math.min(least, term.usdPerGpuHour * inTerm)
  }
  return spot.reduce((low, offer) => Math.min(low, offer.usdPerGpuHour * byTheHour), least)
}

/** No fleet costs less: the work itself, without idle time, at the cheapest hour. */
const leastCost = (candidate: Candidate, demand: FleetDemand, usdPerHour: number, settings: Settings): number => {
  const { capacity, layout } = candidate
  const { horizon } = settings
  let gpuHours = 0
  if (demand.load.constant && demand.batchPerWeek === null) {
    // every month is the first, and the weights sum to 1
    const replicaHours = (demand.load.months[0]!.sum * capacity.tpotSeconds) / capacity.concurrency
    return replicaHours * WEEKS_PER_MONTH * layout.gpusPerReplica * usdPerHour * withAdders(settings)
  }
  for (let m = 0; m < horizon.months; m++) {
    let replicaHours = (demand.load.months[m]!.sum * capacity.tpotSeconds) / capacity.concurrency
    const batch = demand.batchPerWeek?.[m] ?? 0
    if (batch > 0) replicaHours += batch / ((candidate.batchPerSecond ?? capacity.requestsPerSecond) * SECONDS_PER_HOUR)
    gpuHours += horizon.weight[m]! * replicaHours * WEEKS_PER_MONTH * layout.gpusPerReplica
  }
  return gpuHours * usdPerHour * withAdders(settings)
}

/** A layout under a policy, with batch work in its valleys or on spot; `order` is its place among all, which settles ties. */
interface Way {
  readonly candidate: Candidate
  readonly policy: Policy
  readonly spot: SpotUse | null
  readonly order: number
  /** it cannot cost less */
  readonly least: number
}

/** A difference of rounding is a tie, which goes to the smaller replica, then to the first. */
const TIE = 1e-12

const isBetter = (levelised: number, way: Way, best: RentedChoice | null, bestWay: Way | null): boolean => {
  if (best === null || bestWay === null) return true
  if (Math.abs(levelised - best.levelised) > TIE * best.levelised) return levelised < best.levelised
  const gpus = way.candidate.layout.gpusPerReplica - best.candidate.layout.gpusPerReplica
  return gpus !== 0 ? gpus < 0 : way.order < bestWay.order
}

export interface PricedCard {
  readonly card: RateCard
  readonly levelised: number
}

/** Used again for every fleet. */
const sizes = fleetSizes()
/** A bound is only trusted beyond this share. */
const ROUNDING = 1e-9

/** The cheapest card for these steps; null: none holds a replica or sells such hours, or none can cost less than `limit`. */
export const cheapestCard = (
  { candidate, policy, spot }: Pick<Way, 'candidate' | 'policy' | 'spot'>,
  steps: readonly ReplicaSteps[],
  months: number,
  cards: readonly RateCard[],
  nodeGpus: number,
  factors: PriceFactors,
  settings: Settings,
  limit: number,
): PricedCard | null => {
  let sized: RateCard | null = null
  let rest = 0
  let least = Number.POSITIVE_INFINITY
  let cheapest: RateCard | null = null
  // by index: this runs for every layout and policy
  for (let index = 0; index < cards.length; index++) {
    const card = cards[index]!
    if (!sells(card, policy) || !holds(candidate, card, nodeGpus)) continue
    // Cards come sorted by instance, so the same size is asked for in a row.
    if (sized === null || sized.gpusPerInstance !== card.gpusPerInstance || sized.minGpus !== card.minGpus) {
      sizeMonths(steps, months, candidate.layout.gpusPerReplica, card, settings.scenario.startUpHours, sizes)
      rest = restOf(sizes, card, spot, factors, settings) + spotCostOf(spot, settings)
      sized = card
    }
    if (months > 1 && leastRentOf(sizes, card, factors) + rest > Math.min(limit, least) * (1 + ROUNDING)) continue
    const levelised = rentOf(sizes, card, factors, settings) + rest
    if (cheapest === null || levelised < least * (1 - TIE)) {
      least = levelised
      cheapest = card
    }
  }
  return cheapest === null ? null : { card: cheapest, levelised: least }
}

/** Batch work that is late by rounding asks for no replica: so much of all work, and of one replica, at most. */
const LATE_SHARE = 1e-8
const BOUND_SLACK = 1e-6

/** To steps without batch work, the replicas that run all week at least for it: as many as there is work beyond their hours. */
const addBatchAtLeast = (steps: readonly ReplicaSteps[], candidate: Candidate, demand: FleetDemand, months: number): void => {
  const { tpotSeconds, concurrency, requestsPerSecond } = candidate.capacity
  const perReplicaHour = (candidate.batchPerSecond ?? requestsPerSecond) * SECONDS_PER_HOUR
  for (let m = 0; m < months; m++) {
    const month = steps[m]!
    let running = 0
    let hours = 0
    for (let step = 0; step < month.count; step++) {
      running += month.replicas[step]! * month.hours[step]!
      hours += month.hours[step]!
    }
    const work = (demand.load.months[m]!.sum * tpotSeconds) / concurrency + (demand.batchPerWeek?.[m] ?? 0) / perReplicaHour
    const more = Math.ceil((work * (1 - LATE_SHARE) - running) / HOURS_PER_WEEK - BOUND_SLACK)
    if (more <= 0) continue
    for (let step = 0; step < month.count; step++) month.replicas[step]! += more
    if (hours >= HOURS_PER_WEEK) continue
    month.replicas[month.count] = more
    month.hours[month.count] = HOURS_PER_WEEK - hours
    month.count++
  }
}

/** Steps that are cheap to work out are copied for the winner only. */
const LATER: readonly ReplicaSteps[] = []

/** The steps that were left for the winner. */
const withMonths = (
  choice: RentedChoice,
  demand: Pick<FleetDemand, 'load' | 'batch'>,
  alone: Pick<FleetDemand, 'load' | 'batch'>,
  scenario: Settings['scenario'],
  months: number,
): RentedChoice => {
  if (choice.months !== LATER) return choice
  const { candidate, policy, spot } = choice
  return { ...choice, months: copySteps(stepsOfMonths(candidate, policy, spot === null ? demand : alone, scenario) ?? [], months) }
}

/** Null: no card holds a replica, or the policy leaves demand outside its hours. */
const cheapestOn = (
  cards: readonly RateCard[],
  candidates: readonly Candidate[],
  { spot: spotOffers, nodeGpus }: GpuMarket,
  demand: FleetDemand,
  factors: PriceFactors,
  settings: Settings,
): RentedChoice | null => {
  const { scenario } = settings
  const months = distinctMonths(demand.load)
  const usdPerHour = cheapestHour(cards, spotOffers, demand.load.constant, factors)
  const alone = demand.batch === null ? demand : { load: demand.load, batch: null }
  const policies = policiesOf(settings)
  let best: RentedChoice | null = null
  let bestWay: Way | null = null
  const limit = (): number => best?.levelised ?? Number.POSITIVE_INFINITY
  const mayWin = (least: number): boolean => least <= limit() * (1 + ROUNDING)
  const consider = (way: Way): void => {
    const { candidate, policy, spot } = way
    const carried = spot === null ? demand : alone
    if (carried.batch !== null && best !== null && isClosed(policy, null)) {
      // Batch work only adds replicas, and placing it hour by hour is the dear part.
      const steps = stepsOfMonths(candidate, policy, alone, scenario)
      if (steps !== null) addBatchAtLeast(steps, candidate, demand, months)
      const bound = steps === null ? null : cheapestCard(way, steps, months, cards, nodeGpus, factors, settings, limit())
      if (bound === null || !mayWin(bound.levelised)) return
    }
    const steps = stepsOfMonths(candidate, policy, carried, scenario)
    const found = steps === null ? null : cheapestCard(way, steps, months, cards, nodeGpus, factors, settings, limit())
    if (steps === null || found === null || !isBetter(found.levelised, way, best, bestWay)) return
    const kept = isClosed(policy, carried.batch) ? LATER : copySteps(steps, months)
    best = { candidate, policy, spot, offer: mainOffer(found.card), card: found.card, levelised: found.levelised, months: kept }
    bestWay = way
  }
  if (demand.batchPerWeek === null) {
    // by index, and no list of what cannot win: this runs for every layout of a comparison
    for (let at = 0, order = 0; at < candidates.length; at++) {
      const candidate = candidates[at]!
      const least = leastCost(candidate, demand, usdPerHour, settings)
      for (let of = 0; of < policies.length; of++, order++)
        if (mayWin(least)) consider({ candidate, policy: policies[of]!, spot: null, order, least })
    }
  } else {
    const ways: Way[] = []
    for (const candidate of candidates) {
      const least = leastCost(candidate, demand, usdPerHour, settings)
      const offer = cheapestSpot(candidate, spotOffers, nodeGpus)
      const spot = offer === null ? null : spotUse(candidate, offer, demand.batchPerWeek, months)
      for (const policy of policies) {
        if (spot !== null) ways.push({ candidate, policy, spot, order: ways.length, least })
        ways.push({ candidate, policy, spot: null, order: ways.length, least })
      }
    }
    // Where batch work is placed hour by hour, the ways without that go first: what they cost leaves fewer to be placed.
    if (demand.batch !== null) ways.sort((a, b) => Number(a.spot === null) - Number(b.spot === null) || a.least - b.least)
    for (const way of ways) if (mayWin(way.least)) consider(way)
  }
  return best === null ? null : withMonths(best, demand, alone, scenario, months)
}

/** Fresh prices go first: older ones count only where there is no other way, or where the buyer names the GPU. */
export const cheapestChoice = (
  candidates: readonly Candidate[],
  market: GpuMarket,
  demand: FleetDemand,
  factors: PriceFactors,
  settings: Settings,
): RentedChoice | null => {
  const { fresh, all } = market.cards
  const first = market.named ? null : cheapestOn(fresh, candidates, market, demand, factors, settings)
  return first !== null || (fresh === all && !market.named) ? first : cheapestOn(all, candidates, market, demand, factors, settings)
}
