/**
 * Which layout, offer and policy make a model on a GPU cheapest: every combination is priced as the levelised cost of the whole
 * option, so a looser target or a wider choice can never make it dearer (`method.md` 14, last law).
 */
import { peopleNeeded, staffedNodes } from '../people.ts'
import { MONTHS_PER_YEAR, SECONDS_PER_HOUR, WEEKS_PER_MONTH } from '../../units/unit.ts'
import {
  BOX_HOURS,
  BOXES,
  fleetWeek,
  flatSize,
  replicaSteps,
  sizeBuffer,
  sizeOfSteps,
  sizeOfWeek,
  type FleetSize,
  type FleetWeek,
  type Policy,
} from './fleet-week.ts'
import type { FleetLoad } from './fleet-load.ts'
import type { RentalOffer } from './rental-offers.ts'
import { computeSeries, type PriceFactors } from './rental-price.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'
import { levelise } from './time.ts'

export interface RentedChoice {
  readonly candidate: Candidate
  readonly offer: RentalOffer
  readonly policy: Policy
  readonly levelised: number
}

export interface FleetDemand {
  readonly load: FleetLoad
  /** batch requests arriving in each hour [168] of each month; null: no batch work */
  readonly batch: readonly Float64Array[] | null
  /** their sum over the week, by month */
  readonly batchPerWeek: readonly number[] | null
}

export type Size = Pick<FleetSize, 'boxes' | 'boxHours'>

const policiesOf = (settings: Settings): readonly Policy[] =>
  settings.scenario.policy === 'automatic' ? ['always-on', 'autoscaled'] : [settings.scenario.policy]

/** Sizes of a fleet for any instance: one where every month is alike, else one per month; null: demand outside the policy's hours. */
export type Sizes = (offer: Pick<RentalOffer, 'gpusPerInstance' | 'minGpus'>) => readonly FleetSize[] | null

/** What a candidate needs at `volume` times the demand; the replicas are worked out once for all offers. */
export const sizesOf = (candidate: Candidate, policy: Policy, demand: FleetDemand, settings: Settings, volume = 1): Sizes => {
  const { load, batch } = demand
  const months = load.constant ? load.months.slice(0, 1) : load.months
  const { gpusPerReplica } = candidate.layout
  if (batch === null && (policy === 'always-on' || policy === 'autoscaled')) {
    const steps = months.map((month) => replicaSteps(month, candidate, policy, settings.scenario, volume))
    return (offer) => steps.map((step) => sizeOfSteps(step, gpusPerReplica, offer.gpusPerInstance, offer.minGpus))
  }
  // The replicas do not depend on the offer, so the week is worked out once.
  const weeks: FleetWeek[] = []
  for (const [m, month] of months.entries()) {
    const week = fleetWeek(month, batch?.[m] ?? null, candidate, policy, settings.scenario, volume)
    if (week === null) return () => null
    weeks.push(week)
  }
  return (offer) => weeks.map((week) => sizeOfWeek(week, candidate, policy, offer.gpusPerInstance, offer.minGpus, settings.scenario))
}

/** Everything but compute: people by nodes, licences by GPUs, both per month [USD]. */
export const peopleOf = (boxes: number, offer: Pick<RentalOffer, 'gpusPerInstance'>, settings: Settings): number => {
  const { rentedFteBase, rentedFtePerNode, fteElasticity } = settings.scenario
  const nodes = staffedNodes.bare({ gpus: boxes * offer.gpusPerInstance })
  return peopleNeeded(rentedFteBase, rentedFtePerNode, nodes, fteElasticity)
}

export const licencesOf = (boxes: number, offer: RentalOffer, settings: Settings): number =>
  (boxes * offer.gpusPerInstance * settings.scenario.licenceUsdPerGpuYear) / MONTHS_PER_YEAR

const addersOf = (settings: Settings): number => 1 + settings.scenario.rentalAdderShare + settings.scenario.rentalSupportShare

/** Levelised compute and tail of a fleet; one size stands for a fleet that never changes. */
const computeCost = (
  sizes: readonly Size[],
  offer: RentalOffer,
  factors: PriceFactors,
  settings: Settings,
): { compute: number; tail: number } => {
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  const flat = sizes.length === 1
  if (offer.termMonths === null) {
    if (flat) return { compute: sizes[0]!.boxHours * usdPerBoxHour * factors.onDemand, tail: 0 }
    let compute = 0
    sizes.forEach((size, m) => (compute += settings.horizon.weight[m]! * settings.gpuPath[m]! * size.boxHours * usdPerBoxHour))
    return { compute, tail: 0 }
  }
  if (sizes.every((size, m) => m === 0 || size.boxes >= sizes[m - 1]!.boxes)) {
    const term = offer.termMonths
    let compute = 0
    let tail = 0
    sizes.forEach((size, m) => {
      const added = size.boxes - (m === 0 ? 0 : sizes[m - 1]!.boxes)
      if (added === 0) return
      const layer = factors.committed(term, m)
      compute += added * layer.compute
      tail += added * layer.tail
    })
    return { compute: compute * usdPerBoxHour, tail: tail * usdPerBoxHour }
  }
  const series = computeSeries(
    offer,
    sizes.map((size) => size.boxes),
    sizes.map((size) => size.boxHours),
    factors,
    settings,
  )
  return { compute: levelise(series.monthly, settings.horizon), tail: series.tail === null ? 0 : levelise(series.tail, settings.horizon) }
}

/** Levelised cost of the whole option; `sizes` has one entry for a fleet that never changes, else one per month. */
export const levelisedCost = (
  sizes: readonly Size[],
  offer: RentalOffer,
  factors: PriceFactors,
  wages: number,
  settings: Settings,
): number => {
  const { compute, tail } = computeCost(sizes, offer, factors, settings)
  const { weight } = settings.horizon
  const once = settings.scenario.rentedOneOffUsd * weight[0]!
  if (sizes.length === 1)
    return (
      compute * addersOf(settings) +
      tail +
      peopleOf(sizes[0]!.boxes, offer, settings) * wages +
      licencesOf(sizes[0]!.boxes, offer, settings) +
      once
    )
  let rest = 0
  sizes.forEach(
    (size, m) =>
      (rest += weight[m]! * (peopleOf(size.boxes, offer, settings) * settings.usdPerPerson[m]! + licencesOf(size.boxes, offer, settings))),
  )
  return compute * addersOf(settings) + tail + rest + once
}

/** The cost of a fleet that never changes, for the search and the volume curve: numbers in, a number out. */
export const flatCost = (
  boxes: number,
  boxHours: number,
  offer: RentalOffer,
  factors: PriceFactors,
  wages: number,
  settings: Settings,
): number => {
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  const rest =
    peopleOf(boxes, offer, settings) * wages +
    licencesOf(boxes, offer, settings) +
    settings.scenario.rentedOneOffUsd * settings.horizon.weight[0]!
  if (offer.termMonths === null) return boxHours * usdPerBoxHour * factors.onDemand * addersOf(settings) + rest
  const layer = factors.committed(offer.termMonths, 0)
  return boxes * usdPerBoxHour * (layer.compute * addersOf(settings) + layer.tail) + rest
}

/** Whether a fleet has one size for the whole horizon that `flatSize` can give. */
export const isFlat = (policy: Policy, demand: FleetDemand): policy is 'always-on' | 'autoscaled' =>
  demand.load.constant && demand.batch === null && (policy === 'always-on' || policy === 'autoscaled')

/** A replica larger than an instance needs whole nodes with a fast link between them. */
export const holds = (candidate: Candidate, offer: RentalOffer, nodeGpus: number): boolean =>
  candidate.layout.gpusPerReplica <= offer.gpusPerInstance || offer.gpusPerInstance >= nodeGpus

const sameInstance = (a: RentalOffer, b: RentalOffer): boolean => a.gpusPerInstance === b.gpusPerInstance && a.minGpus === b.minGpus

/** Cheaper wins; a difference of rounding is a tie, which goes to the smaller replica. */
const TIE = 1e-12
const better = (levelised: number, candidate: Candidate, best: RentedChoice | null): boolean => {
  if (best === null) return true
  if (Math.abs(levelised - best.levelised) > TIE * best.levelised) return levelised < best.levelised
  return candidate.layout.gpusPerReplica < best.candidate.layout.gpusPerReplica
}

/** Levelised price of an hour of work at an offer of 1 USD, as low as it can be: the path may fall, and a term fixes the price at signing. */
const leastFactor = (offer: RentalOffer, factors: PriceFactors): number =>
  offer.termMonths === null ? factors.onDemand : Math.min(factors.onDemand, factors.least)

/** No fleet costs less: the work itself, without idle time, at the cheapest hour. Skips candidates that cannot win. */
const leastCost = (candidate: Candidate, demand: FleetDemand, cheapestHour: number, settings: Settings): number => {
  const { capacity, layout } = candidate
  const { horizon } = settings
  let gpuHours = 0
  demand.load.months.forEach((month, m) => {
    let replicaHours = (month.sum * capacity.tpotSeconds) / capacity.concurrency
    const batch = demand.batchPerWeek?.[m] ?? 0
    if (batch > 0) replicaHours += batch / ((candidate.batchPerSecond ?? capacity.requestsPerSecond) * SECONDS_PER_HOUR)
    gpuHours += horizon.weight[m]! * replicaHours * WEEKS_PER_MONTH * layout.gpusPerReplica
  })
  return gpuHours * cheapestHour * addersOf(settings)
}

/** Null: no offer holds a replica, or the policy leaves demand outside its hours. */
export const cheapestChoice = (
  candidates: readonly Candidate[],
  offers: readonly RentalOffer[],
  nodeGpus: number,
  demand: FleetDemand,
  factors: PriceFactors,
  settings: Settings,
): RentedChoice | null => {
  const wages = levelise(settings.usdPerPerson, settings.horizon)
  let best: RentedChoice | null = null
  const out = sizeBuffer()
  const cheapestHour = offers.reduce(
    (low, offer) => Math.min(low, offer.usdPerGpuHour * leastFactor(offer, factors)),
    Number.POSITIVE_INFINITY,
  )
  const consider = (candidate: Candidate, offer: RentalOffer, policy: Policy, levelised: number): void => {
    if (better(levelised, candidate, best)) best = { candidate, offer, policy, levelised }
  }
  for (const candidate of candidates)
    for (const policy of policiesOf(settings)) {
      if (best !== null && leastCost(candidate, demand, cheapestHour, settings) > (best as RentedChoice).levelised) continue
      const sizes = isFlat(policy, demand) ? null : sizesOf(candidate, policy, demand, settings)
      for (const [index, offer] of offers.entries()) {
        // Hours that stop and start are only sold by the hour.
        if (policy !== 'always-on' && offer.termMonths !== null) continue
        if (!holds(candidate, offer, nodeGpus)) continue
        if (isFlat(policy, demand)) {
          const before = offers[index - 1]
          // Offers come sorted by instance, so the same size is asked for in a row.
          if (
            before === undefined ||
            !sameInstance(before, offer) ||
            !holds(candidate, before, nodeGpus) ||
            (policy === 'autoscaled' && before.termMonths !== null)
          )
            flatSize(demand.load.months[0]!, candidate, policy, settings.scenario, 1, offer.gpusPerInstance, offer.minGpus, out)
          consider(candidate, offer, policy, flatCost(out[BOXES]!, out[BOX_HOURS]!, offer, factors, wages, settings))
          continue
        }
        const months = sizes?.(offer) ?? null
        if (months !== null) consider(candidate, offer, policy, levelisedCost(months, offer, factors, wages, settings))
      }
    }
  return best
}
