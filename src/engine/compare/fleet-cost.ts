/** What a fleet of given sizes costs on a rate card: the levelised cost of the whole option, numbers in, a number out. */
import { leastPlan } from '../commitments.ts'
import { staffedNodes } from '../people.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import { eachLayer, type FleetSizes } from './fleet-steps.ts'
import { levelisedOneOffs } from './one-off-lines.ts'
import type { RateCard } from './rate-cards.ts'
import { steadyLayer, withAdders, type PriceFactors } from './rental-price.ts'
import type { Settings } from './settings.ts'
import type { SpotUse } from './spot-batch.ts'

/** GPUs to look after in month m of those that differ: the fleet's, and as many as the spot hours would keep busy all month. */
export const gpusOf = ({ boxes }: FleetSizes, card: Pick<RateCard, 'gpusPerInstance'>, spot: SpotUse | null, m: number): number =>
  boxes[m]! * card.gpusPerInstance + (spot === null ? 0 : spot.gpus[m]!)

/** Full-time people for so many GPUs. */
export const peopleOf = (gpus: number, factors: PriceFactors): number => factors.people(staffedNodes.bare({ gpus }))

/** USD a month. */
export const licencesOf = (gpus: number, settings: Settings): number => (gpus * settings.scenario.licenceUsdPerGpuYear) / MONTHS_PER_YEAR

export const rentedOneOffs = ({ scenario }: Settings) => ({
  once: scenario.rentedOneOffUsd,
  swap: scenario.selfHostedSwapUsd,
  exit: scenario.rentedExitUsd,
})

const onceKnown = new WeakMap<Settings, number>()
/** One-off costs, levelised: asked for at every price of a fleet. */
const onceOf = (settings: Settings): number => {
  const known = onceKnown.get(settings)
  if (known !== undefined) return known
  const usd = levelisedOneOffs(rentedOneOffs(settings), settings)
  onceKnown.set(settings, usd)
  return usd
}

/** People, licences and one-off costs: the same on every card of one instance size. */
export const restOf = (
  sizes: FleetSizes,
  card: Pick<RateCard, 'gpusPerInstance'>,
  spot: SpotUse | null,
  factors: PriceFactors,
  settings: Settings,
): number => {
  const { weight } = settings.horizon
  const once = onceOf(settings)
  // no function for both: this runs for every layout, policy and volume
  if (sizes.months === 1) {
    const gpus = gpusOf(sizes, card, spot, 0)
    return peopleOf(gpus, factors) * factors.wages + licencesOf(gpus, settings) + once
  }
  let rest = 0
  for (let m = 0; m < sizes.months; m++) {
    const gpus = gpusOf(sizes, card, spot, m)
    rest += weight[m]! * (peopleOf(gpus, factors) * settings.usdPerPerson[m]! + licencesOf(gpus, settings))
  }
  return rest + once
}

/** No plan of the fleet on the card costs less: each month by itself, on demand or at the cheapest term, whichever is less. */
export const leastRentOf = (sizes: FleetSizes, card: RateCard, factors: PriceFactors): number => {
  const { usdPerHour, hour } = factors.prices(card)
  const ofTerms = factors.leastOfTerms(card)
  const { levelBoxes, levelHours, ends } = sizes
  let rent = 0
  for (let m = 0, level = 0; m < sizes.months; m++) {
    const term = ofTerms[m]!
    const price = usdPerHour * hour[m]!
    for (let below = 0; level < ends[m]!; level++) {
      const onDemand = levelHours[level]! * price
      rent += (levelBoxes[level]! - below) * (onDemand < term ? onDemand : term)
      below = levelBoxes[level]!
    }
  }
  return rent
}

/** Used again for every layer. */
let hoursOfLayer = new Float64Array(1)

const layerBuffer = ({ horizon }: Settings): Float64Array => {
  if (hoursOfLayer.length !== horizon.months) hoursOfLayer = new Float64Array(horizon.months)
  return hoursOfLayer
}

/** Hours of the instances above the first `from`, each month's times its weight. */
const hoursAbove = (from: number, { months, ends, levelBoxes, levelHours }: FleetSizes, weight: ArrayLike<number>): number => {
  let sum = 0
  for (let m = 0, level = 0; m < months; m++) {
    for (let below = from; level < ends[m]!; level++) {
      const boxes = levelBoxes[level]!
      if (boxes <= below) continue
      sum += (boxes - below) * levelHours[level]! * weight[m]!
      below = boxes
    }
  }
  return sum
}

/**
 * Levelised USD a month of the instances with the least plan of each layer: hours and terms with what is charged on top, and what is owed
 * after the horizon.
 */
export const rentOf = (sizes: FleetSizes, card: RateCard, factors: PriceFactors, settings: Settings): number => {
  const { levelBoxes, levelHours, ends } = sizes
  let rent = 0
  if (sizes.months === 1) {
    const lines = factors.lines(card)
    let below = 0
    for (let level = 0; level < ends[0]!; level++) {
      rent += (levelBoxes[level]! - below) * steadyLayer(lines, levelHours[level]!)
      below = levelBoxes[level]!
    }
    return rent
  }
  const prices = factors.prices(card)
  const { usdPerHour, hour } = prices
  if (prices.terms.length === 0) {
    for (let m = 0; m < sizes.months; m++) rent += sizes.boxHours[m]! * hour[m]!
    return rent * usdPerHour
  }
  const ofTerms = factors.leastOfTerms(card)
  let onDemandFrom = Number.POSITIVE_INFINITY
  eachLayer(sizes, layerBuffer(settings), (from, to, hours) => {
    let isNever = true
    for (let m = 0; m < hours.length && isNever; m++) isNever = hours[m]! * usdPerHour * hour[m]! <= ofTerms[m]!
    // Where no month taken alone is worth a term, no plan is, nor for the instances above, which run for no more hours.
    if (isNever) onDemandFrom = from
    else rent += (to - from) * leastPlan(hours, prices, hours.length, factors.buffers)
    return !isNever
  })
  return rent + hoursAbove(onDemandFrom, sizes, hour) * usdPerHour
}

/** Spot hours with what is charged on top. */
export const spotCostOf = (spot: SpotUse | null, settings: Settings): number => {
  if (spot === null) return 0
  const { horizon, gpuPath } = settings
  const usdPerHour = spot.offer.usdPerGpuHour * spot.offer.gpusPerInstance * withAdders(settings)
  let hours = 0
  for (let m = 0; m < horizon.months; m++) hours += horizon.weight[m]! * gpuPath[m]! * spot.boxHours[spot.boxHours.length === 1 ? 0 : m]!
  return hours * usdPerHour
}

/** Of the whole option [USD/month]. */
export const levelisedCost = (
  sizes: FleetSizes,
  card: RateCard,
  factors: PriceFactors,
  settings: Settings,
  spot: SpotUse | null = null,
): number => rentOf(sizes, card, factors, settings) + spotCostOf(spot, settings) + restOf(sizes, card, spot, factors, settings)
