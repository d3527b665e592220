/** What a fleet of given sizes costs at a rental offer: the levelised cost of the whole option, numbers in, a number out. */
import { staffedNodes } from '../people.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import type { FleetSizes } from './fleet-steps.ts'
import type { RentalOffer } from './rental-offers.ts'
import { committedLayers, withAdders, type PriceFactors } from './rental-price.ts'
import type { Settings } from './settings.ts'

/** Full-time people for so many instances. */
export const peopleOf = (boxes: number, offer: Pick<RentalOffer, 'gpusPerInstance'>, factors: PriceFactors): number =>
  factors.people(staffedNodes.bare({ gpus: boxes * offer.gpusPerInstance }))

/** USD a month. */
export const licencesOf = (boxes: number, offer: Pick<RentalOffer, 'gpusPerInstance'>, settings: Settings): number =>
  (boxes * offer.gpusPerInstance * settings.scenario.licenceUsdPerGpuYear) / MONTHS_PER_YEAR

/** People, licences and one-off costs: the same at every offer of one instance size. */
export const restOf = (
  { months, boxes }: FleetSizes,
  offer: Pick<RentalOffer, 'gpusPerInstance'>,
  factors: PriceFactors,
  settings: Settings,
): number => {
  const { weight } = settings.horizon
  const once = settings.scenario.rentedOneOffUsd * weight[0]!
  if (months === 1) return peopleOf(boxes[0]!, offer, factors) * factors.wages + licencesOf(boxes[0]!, offer, settings) + once
  let rest = 0
  for (let m = 0; m < months; m++)
    rest += weight[m]! * (peopleOf(boxes[m]!, offer, factors) * settings.usdPerPerson[m]! + licencesOf(boxes[m]!, offer, settings))
  return rest + once
}

/** Levelised instance-hours, each weighted with the price path: what compute on demand costs at 1 USD an instance-hour. */
export const hoursOf = ({ months, boxHours }: FleetSizes, factors: PriceFactors, settings: Settings): number => {
  if (months === 1) return boxHours[0]! * factors.onDemand
  const { weight } = settings.horizon
  let hours = 0
  for (let m = 0; m < months; m++) hours += weight[m]! * settings.gpuPath[m]! * boxHours[m]!
  return hours
}

/** What is owed after the horizon carries no adders. */
const committedOf = (sizes: FleetSizes, offer: RentalOffer, termMonths: number, factors: PriceFactors, settings: Settings): number => {
  const adders = withAdders(settings)
  if (sizes.months === 1) {
    const each = factors.committed(termMonths, 0, settings.horizon.months)
    return sizes.boxes[0]! * (each.compute * adders + each.tail) * offer.usdPerGpuHour * offer.gpusPerInstance
  }
  let usd = 0
  for (const { count, each } of committedLayers(termMonths, sizes, factors, settings)) usd += count * (each.compute * adders + each.tail)
  return usd * offer.usdPerGpuHour * offer.gpusPerInstance
}

/** Compute with what is charged on top. `hours` is `hoursOf` the sizes. */
export const rentOf = (sizes: FleetSizes, hours: number, offer: RentalOffer, factors: PriceFactors, settings: Settings): number =>
  offer.termMonths === null
    ? hours * offer.usdPerGpuHour * offer.gpusPerInstance * withAdders(settings)
    : committedOf(sizes, offer, offer.termMonths, factors, settings)

export const levelisedCost = (sizes: FleetSizes, offer: RentalOffer, factors: PriceFactors, settings: Settings): number =>
  rentOf(sizes, hoursOf(sizes, factors, settings), offer, factors, settings) + restOf(sizes, offer, factors, settings)
