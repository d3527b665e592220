/**
 * What does an option cost under other values when every choice stays as it is (`method.md` 12 [F25])? The scenario is priced by the
 * functions that price the comparison, with the layout, offer, policy and plan of the typical scenario.
 */
import { apiOption } from '../compare/api-option.ts'
import { demandAt, type Options } from '../compare/compare.ts'
import { restOf, spotCostOf } from '../compare/fleet-cost.ts'
import { distinctMonths, fleetSizes, sizeMonths, stepsOfMonths, type FleetDemand } from '../compare/fleet-steps.ts'
import { cheapestBridge, ownedLevelised } from '../compare/owned-cost.ts'
import { useBuffer, useOf, type OwnedChoice } from '../compare/owned-search.ts'
import { areTerms, ownedTerms } from '../compare/owned-terms.ts'
import type { RateCard } from '../compare/rate-cards.ts'
import { planFleet } from '../compare/rent-series.ts'
import type { RentalOffer } from '../compare/rental-offers.ts'
import { priceFactors, type PriceFactors } from '../compare/rental-price.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import { sizesOf } from '../compare/rented-option.ts'
import { spotUse } from '../compare/spot-batch.ts'
import type { Candidate } from '../compare/serving-cache.ts'
import { settingsOf, type Settings } from '../compare/settings.ts'
import type { OptionResult } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { rentUnderPlan } from './fixed-rent.ts'

/** A scenario with what all options share, worked out when first asked for. */
export interface PricedCase {
  readonly settings: Settings
  readonly demand: FleetDemand
  readonly factors: PriceFactors
}

export const pricedCase = (scenario: Scenario, { catalogue }: Settings): PricedCase => {
  const settings = settingsOf(scenario, catalogue)
  let demand: FleetDemand | null = null
  let factors: PriceFactors | null = null
  return {
    settings,
    get demand() {
      return (demand ??= demandAt(settings, 1))
    },
    get factors() {
      return (factors ??= priceFactors(settings))
    },
  }
}

/** Levelised USD a month of one option; Infinity: not possible. `candidate`: its layout with what a replica carries; null: it cannot serve. */
export type ExactPrice = (given: PricedCase, candidate: Candidate | null) => number

const NOT_POSSIBLE = Number.POSITIVE_INFINITY

const apiPrice = (option: OptionResult, { catalogue }: Settings): ExactPrice | null => {
  for (const provider of catalogue.apiProviders)
    for (const offer of provider.offers)
      if (option.id === `api:${offer.id}`) return ({ settings }) => apiOption(provider, offer, settings).levelised ?? NOT_POSSIBLE
  return null
}

/** The price of its GPUs as a multiple of the typical one: a price of the buyer's own that is drawn. */
const gpuPriceScale = (gpuId: string, { scenario }: Settings, typical: Scenario): number =>
  Object.hasOwn(typical.gpuPrices, gpuId) ? scenario.gpuPrices[gpuId]! / typical.gpuPrices[gpuId]! : 1

const scaledOffer = (offer: RentalOffer, scale: number): RentalOffer => ({ ...offer, usdPerGpuHour: offer.usdPerGpuHour * scale })

const scaledCard = (card: RateCard, scale: number): RateCard =>
  scale === 1
    ? card
    : {
        ...card,
        hourly: card.hourly === null ? null : scaledOffer(card.hourly, scale),
        terms: card.terms.map((term) => scaledOffer(term, scale)),
      }

/** Used again for every fleet. */
const sizes = fleetSizes()

const rentedPrice = (choice: RentedChoice, gpuId: string, { settings: typical, context }: Options): ExactPrice => {
  const { policy, card } = choice
  const layers = planFleet(sizesOf(choice, typical), card, context.factors, typical)
  return ({ settings, demand, factors }, candidate) => {
    if (candidate === null) return NOT_POSSIBLE
    const { scenario } = settings
    const carried = choice.spot === null ? demand : { load: demand.load, batch: null }
    const months = distinctMonths(demand.load)
    const steps = stepsOfMonths(candidate, policy, carried, scenario)
    if (steps === null) return NOT_POSSIBLE
    sizeMonths(steps, months, candidate.layout.gpusPerReplica, card, scenario.startUpHours, sizes)
    const scale = gpuPriceScale(gpuId, settings, typical.scenario)
    const spot = choice.spot === null ? null : spotUse(candidate, scaledOffer(choice.spot.offer, scale), demand.batchPerWeek ?? [], months)
    return (
      rentUnderPlan(sizes, layers, scaledCard(card, scale), factors) +
      spotCostOf(spot, settings) +
      restOf(sizes, card, spot, factors, settings)
    )
  }
}

const ownedPrice = (choice: OwnedChoice): ExactPrice => {
  const { gpu } = choice.terms
  const bridge = choice.terms.leadMonths === 0 ? null : cheapestBridge(choice.use, choice.candidate.layout.gpusPerReplica, choice.terms)
  const offers = bridge === null ? [] : [bridge.offer]
  const use = useBuffer()
  return ({ settings, demand, factors }, candidate) => {
    if (candidate === null) return NOT_POSSIBLE
    const terms = ownedTerms(gpu, offers, factors, settings)
    if (!areTerms(terms)) return NOT_POSSIBLE
    const { gpusPerReplica } = candidate.layout
    return ownedLevelised(useOf(candidate, demand, settings.scenario, 1, use), gpusPerReplica, terms) ?? NOT_POSSIBLE
  }
}

/** How an option of the comparison is priced anew; null: no way is known. */
export const exactPrice = (option: OptionResult, all: Options): ExactPrice | null => {
  const rented = all.choices.get(option.id)
  const owned = all.ownedChoices.get(option.id)
  if (rented !== undefined && option.rented !== null) return rentedPrice(rented, option.rented.gpuId, all)
  return owned === undefined ? apiPrice(option, all.settings) : ownedPrice(owned)
}
