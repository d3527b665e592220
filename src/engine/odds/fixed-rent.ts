/**
 * What does a fleet cost whose contracts are signed, when it runs other hours than they were signed for? Terms are paid whether they are
 * used or not; instances beyond the plan run by the hour, or on the plan of its last instance where nothing is sold by the hour.
 */
import type { RateCard } from '../compare/rate-cards.ts'
import type { PlannedLayer } from '../compare/rent-series.ts'
import type { PriceFactors } from '../compare/rental-price.ts'
import { eachLayer, type FleetSizes } from '../compare/fleet-steps.ts'

/** Levelised USD a month of one instance of a plan: its terms, and by month what an hour of it counts for. */
interface PricedPlan {
  readonly terms: number
  readonly hour: Float64Array
}

const priced = ({ plan }: PlannedLayer, card: RateCard, factors: PriceFactors): PricedPlan => {
  const { usdPerHour, hour, terms } = factors.prices(card)
  const hourly = new Float64Array(hour.length)
  let committed = 0
  for (const { from, to, offer } of plan.runs) {
    if (offer.termMonths === null) for (let m = from; m < to; m++) hourly[m] = usdPerHour * hour[m]!
    else {
      const term = terms.find(({ months }) => months === offer.termMonths)
      if (term === undefined) throw new Error(`a plan on a term of ${offer.termMonths} months that its card does not sell`)
      committed += term.usdPerHour * term.whole[from]!
    }
  }
  return { terms: committed, hour: hourly }
}

const byTheHour = (card: RateCard, factors: PriceFactors): PricedPlan => {
  const { usdPerHour, hour } = factors.prices(card)
  return { terms: 0, hour: Float64Array.from(hour, (weight) => weight * usdPerHour) }
}

/** `layers`: the plan of the typical fleet, from its first instance on. Levelised USD a month with what is charged on top. */
export const rentUnderPlan = (sizes: FleetSizes, layers: readonly PlannedLayer[], card: RateCard, factors: PriceFactors): number => {
  const plans = layers.map((layer) => priced(layer, card, factors))
  let rent = 0
  layers.forEach(({ from, to }, at) => (rent += (to - from) * plans[at]!.terms))
  const planned = layers.at(-1)?.to ?? 0
  const beyond = card.hourly === null ? plans.at(-1) : byTheHour(card, factors)
  const months = factors.prices(card).hour.length
  eachLayer(sizes, new Float64Array(months), (from, to, hours) => {
    const hoursAt = (hour: Float64Array): number => {
      let usd = 0
      for (let m = 0; m < months; m++) usd += hours[m]! * hour[m]!
      return usd
    }
    layers.forEach((layer, at) => {
      const count = Math.min(to, layer.to) - Math.max(from, layer.from)
      if (count > 0) rent += count * hoursAt(plans[at]!.hour)
    })
    const more = to - Math.max(from, planned)
    if (more > 0 && beyond !== undefined) rent += more * (beyond.terms * Number(card.hourly === null) + hoursAt(beyond.hour))
    return true
  })
  return rent
}
