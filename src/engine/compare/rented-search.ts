/**
 * Which layout, offer and policy make a model on a GPU cheapest: every combination is priced as the levelised cost of the whole
 * option, so a looser target or a wider choice can never make it dearer (`method.md` 14, last law).
 */
import { SECONDS_PER_HOUR, WEEKS_PER_MONTH } from '../../units/unit.ts'
import { hoursOf, rentOf, restOf } from './fleet-cost.ts'
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
import type { RentalOffer } from './rental-offers.ts'
import { withAdders, type PriceFactors } from './rental-price.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'

export interface RentedChoice {
  readonly candidate: Candidate
  readonly offer: RentalOffer
  readonly policy: Policy
  readonly levelised: number
  /** replicas of each distinct month at today's volume */
  readonly months: readonly ReplicaSteps[]
}

const policiesOf = (settings: Settings): readonly Policy[] =>
  settings.scenario.policy === 'automatic' ? ['always-on', 'autoscaled'] : [settings.scenario.policy]

/** A replica larger than an instance needs whole nodes with a fast link between them. */
export const holds = (candidate: Candidate, offer: RentalOffer, nodeGpus: number): boolean =>
  candidate.layout.gpusPerReplica <= offer.gpusPerInstance || offer.gpusPerInstance >= nodeGpus

/** Hours that stop and start are only sold by the hour. */
const sells = (offer: RentalOffer, policy: Policy): boolean => policy === 'always-on' || offer.termMonths === null

/** Levelised price of an hour of work at an offer of 1 USD, as low as it can be: the path may fall, and a term fixes the price at signing. */
const leastFactor = (offer: RentalOffer, factors: PriceFactors): number =>
  offer.termMonths === null ? factors.onDemand : Math.min(factors.onDemand, factors.least)

/** No fleet costs less: the work itself, without idle time, at the cheapest hour. */
const leastCost = (candidate: Candidate, demand: FleetDemand, cheapestHour: number, settings: Settings): number => {
  const { capacity, layout } = candidate
  const { horizon } = settings
  let gpuHours = 0
  if (demand.load.constant && demand.batchPerWeek === null) {
    // every month is the first, and the weights sum to 1
    const replicaHours = (demand.load.months[0]!.sum * capacity.tpotSeconds) / capacity.concurrency
    return replicaHours * WEEKS_PER_MONTH * layout.gpusPerReplica * cheapestHour * withAdders(settings)
  }
  for (let m = 0; m < horizon.months; m++) {
    let replicaHours = (demand.load.months[m]!.sum * capacity.tpotSeconds) / capacity.concurrency
    const batch = demand.batchPerWeek?.[m] ?? 0
    if (batch > 0) replicaHours += batch / ((candidate.batchPerSecond ?? capacity.requestsPerSecond) * SECONDS_PER_HOUR)
    gpuHours += horizon.weight[m]! * replicaHours * WEEKS_PER_MONTH * layout.gpusPerReplica
  }
  return gpuHours * cheapestHour * withAdders(settings)
}

/** A layout under a policy; `order` is its place among all, which settles ties. */
interface Way {
  readonly candidate: Candidate
  readonly policy: Policy
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

interface PricedOffer {
  readonly offer: RentalOffer
  readonly levelised: number
}

/** Used again for every fleet. */
const sizes = fleetSizes()

/** The cheapest offer for these steps; null: none holds a replica or sells such hours. */
const cheapestOffer = (
  { candidate, policy }: Way,
  steps: readonly ReplicaSteps[],
  months: number,
  offers: readonly RentalOffer[],
  nodeGpus: number,
  factors: PriceFactors,
  settings: Settings,
): PricedOffer | null => {
  const rates = months === 1 ? factors.flatRates(offers) : null
  let sized: RentalOffer | null = null
  let rest = 0
  let hours = 0
  let least = Number.POSITIVE_INFINITY
  let cheapest: RentalOffer | null = null
  // by index: this runs for every layout and policy
  for (let index = 0; index < offers.length; index++) {
    const offer = offers[index]!
    if (!sells(offer, policy) || !holds(candidate, offer, nodeGpus)) continue
    // Offers come sorted by instance, so the same size is asked for in a row.
    if (sized === null || sized.gpusPerInstance !== offer.gpusPerInstance || sized.minGpus !== offer.minGpus) {
      sizeMonths(steps, months, candidate.layout.gpusPerReplica, offer, settings.scenario.startUpHours, sizes)
      rest = restOf(sizes, offer, factors, settings)
      hours = rates === null ? hoursOf(sizes, factors, settings) : sizes.boxHours[0]!
      sized = offer
    }
    const rent =
      rates === null
        ? rentOf(sizes, hours, offer, factors, settings)
        : rates[index]! * (offer.termMonths === null ? hours : sizes.boxes[0]!)
    const levelised = rent + rest
    if (cheapest === null || levelised < least * (1 - TIE)) {
      least = levelised
      cheapest = offer
    }
  }
  return cheapest === null ? null : { offer: cheapest, levelised: least }
}

/** Steps that are cheap to work out are copied for the winner only. */
const LATER: readonly ReplicaSteps[] = []
/** A bound is only trusted beyond this share. */
const ROUNDING = 1e-9

/** Null: no offer holds a replica, or the policy leaves demand outside its hours. */
export const cheapestChoice = (
  candidates: readonly Candidate[],
  offers: readonly RentalOffer[],
  nodeGpus: number,
  demand: FleetDemand,
  factors: PriceFactors,
  settings: Settings,
): RentedChoice | null => {
  const { scenario } = settings
  const months = distinctMonths(demand.load)
  const cheapestHour = offers.reduce(
    (low, offer) => Math.min(low, offer.usdPerGpuHour * leastFactor(offer, factors)),
    Number.POSITIVE_INFINITY,
  )
  const ways: Way[] = []
  for (const candidate of candidates) {
    const least = leastCost(candidate, demand, cheapestHour, settings)
    for (const policy of policiesOf(settings)) ways.push({ candidate, policy, order: ways.length, least })
  }
  if (demand.batch !== null) ways.sort((a, b) => a.least - b.least)
  let best: RentedChoice | null = null
  let bestWay: Way | null = null
  const mayWin = (least: number): boolean => best === null || least <= best.levelised * (1 + ROUNDING)
  for (const way of ways) {
    const { candidate, policy } = way
    if (!mayWin(way.least)) continue
    if (demand.batch !== null && best !== null && isClosed(policy, null)) {
      // Batch work only adds replicas, and placing it hour by hour is the dear part.
      const alone = stepsOfMonths(candidate, policy, { load: demand.load, batch: null }, scenario)
      const bound = alone === null ? null : cheapestOffer(way, alone, months, offers, nodeGpus, factors, settings)
      if (bound === null || !mayWin(bound.levelised)) continue
    }
    const steps = stepsOfMonths(candidate, policy, demand, scenario)
    const found = steps === null ? null : cheapestOffer(way, steps, months, offers, nodeGpus, factors, settings)
    if (steps === null || found === null || !isBetter(found.levelised, way, best, bestWay)) continue
    best = { candidate, policy, ...found, months: isClosed(policy, demand.batch) ? LATER : copySteps(steps, months) }
    bestWay = way
  }
  if (best === null || best.months !== LATER) return best
  return { ...best, months: copySteps(stepsOfMonths(best.candidate, best.policy, demand, scenario) ?? [], months) }
}
