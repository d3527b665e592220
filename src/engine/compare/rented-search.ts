/**
 * Which layout, offer and policy make a model on a GPU cheapest: every combination is priced as the levelised cost of the whole
 * option, so a looser target or a wider choice can never make it dearer (`method.md` 14, last law).
 */
import { peopleNeeded } from '../people.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import { fleetMonth, fleetSize, type Policy } from './fleet-week.ts'
import type { FleetLoad, MonthLoad } from './fleet-load.ts'
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
}

export interface Size {
  readonly boxes: number
  readonly boxHours: number
}

const policiesOf = (settings: Settings): readonly Policy[] =>
  settings.scenario.policy === 'automatic' ? ['always-on', 'autoscaled'] : [settings.scenario.policy]

export const sizeOf = (
  month: MonthLoad,
  batch: Float64Array | null,
  candidate: Candidate,
  policy: Policy,
  offer: RentalOffer,
  settings: Settings,
  volume = 1,
): Size | null => {
  const { gpusPerInstance, minGpus } = offer
  if (batch === null && (policy === 'always-on' || policy === 'autoscaled'))
    return fleetSize(month, candidate, policy, gpusPerInstance, minGpus, settings.scenario, volume)
  return fleetMonth(month, batch, candidate, policy, gpusPerInstance, minGpus, settings.scenario, volume)
}

/** Everything but compute: people by instances, licences by GPUs, both per month [USD]. */
export const peopleOf = (boxes: number, settings: Settings): number => {
  const { rentedFteBase, rentedFtePerNode, fteElasticity } = settings.scenario
  return peopleNeeded(rentedFteBase, rentedFtePerNode, boxes, fteElasticity)
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
    const table = factors.committed(offer.termMonths)
    let compute = 0
    let tail = 0
    sizes.forEach((size, m) => {
      const added = size.boxes - (m === 0 ? 0 : sizes[m - 1]!.boxes)
      compute += added * table[m]!.compute
      tail += added * table[m]!.tail
    })
    return { compute: compute * usdPerBoxHour, tail: tail * usdPerBoxHour }
  }
  const series = computeSeries(
    offer,
    sizes.map((size) => size.boxes),
    sizes.map((size) => size.boxHours),
    settings,
  )
  return { compute: levelise(series.monthly, settings.horizon), tail: levelise(series.tail, settings.horizon) }
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
      peopleOf(sizes[0]!.boxes, settings) * wages +
      licencesOf(sizes[0]!.boxes, offer, settings) +
      once
    )
  let rest = 0
  sizes.forEach(
    (size, m) =>
      (rest += weight[m]! * (peopleOf(size.boxes, settings) * settings.usdPerPerson[m]! + licencesOf(size.boxes, offer, settings))),
  )
  return compute * addersOf(settings) + tail + rest + once
}

/** A replica larger than an instance needs whole nodes with a fast link between them. */
export const holds = (candidate: Candidate, offer: RentalOffer, nodeGpus: number): boolean =>
  candidate.layout.gpusPerReplica <= offer.gpusPerInstance || offer.gpusPerInstance >= nodeGpus

/** Cheaper wins; a difference of rounding is a tie, which goes to the smaller replica. */
const TIE = 1e-12
const better = (levelised: number, candidate: Candidate, best: RentedChoice | null): boolean => {
  if (best === null) return true
  if (Math.abs(levelised - best.levelised) > TIE * best.levelised) return levelised < best.levelised
  return candidate.layout.gpusPerReplica < best.candidate.layout.gpusPerReplica
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
  const { months, constant } = demand.load
  let best: RentedChoice | null = null
  for (const candidate of candidates)
    for (const policy of policiesOf(settings)) {
      const known = new Map<string, readonly Size[] | null>()
      for (const offer of offers) {
        // Hours that stop and start are only sold by the hour.
        if (policy !== 'always-on' && offer.termMonths !== null) continue
        if (!holds(candidate, offer, nodeGpus)) continue
        const key = `${offer.gpusPerInstance}|${offer.minGpus}`
        let sizes = known.get(key)
        if (sizes === undefined) {
          const found = (constant ? months.slice(0, 1) : months).map((month, m) =>
            sizeOf(month, demand.batch?.[m] ?? null, candidate, policy, offer, settings),
          )
          sizes = found.every((size) => size !== null) ? found : null
          known.set(key, sizes)
        }
        if (sizes === null) continue
        const levelised = levelisedCost(sizes, offer, factors, wages, settings)
        if (better(levelised, candidate, best)) best = { candidate, offer, policy, levelised }
      }
    }
  return best
}
