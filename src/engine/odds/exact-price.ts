/**
 * What does an option cost under other values when every choice stays as it is (`method.md` 12 [F25])? The scenario is priced by the
 * functions that price the comparison, with the layout, offer, policy and plan of the typical scenario.
 */
import { apiOption } from '../compare/api-option.ts'
import { isOpenModel, type Options } from '../compare/compare.ts'
import { demandAt } from '../compare/demand-at.ts'
import { dedicatedContext, dedicatedOption } from '../compare/dedicated-option.ts'
import { restOf, spotCostOf } from '../compare/fleet-cost.ts'
import { distinctMonths, fleetSizes, sizeMonths, stepsOfMonths, type FleetDemand, type ReplicaSteps } from '../compare/fleet-steps.ts'
import { apiSide, levelisedApi } from '../compare/hybrid-api.ts'
import { hourlyChoice, sizesOfCuts } from '../compare/hybrid-by-hour.ts'
import { cutTo, hybridFleet } from '../compare/hybrid-fleet.ts'
import type { HybridChoice } from '../compare/hybrid-option.ts'
import { rentedChoiceOf } from '../compare/hybrid-rented.ts'
import { partsOf, type CutSizes } from '../compare/hybrid-scan.ts'
import { cheapestBridge, ownedLevelised, type OwnedUse } from '../compare/owned-cost.ts'
import { useBuffer, useOf, type OwnedChoice } from '../compare/owned-search.ts'
import { areTerms, ownedTerms } from '../compare/owned-terms.ts'
import { provisionedOptions } from '../compare/provisioned-option.ts'
import type { RateCard } from '../compare/rate-cards.ts'
import { planFleet } from '../compare/rent-series.ts'
import type { RentalOffer } from '../compare/rental-offers.ts'
import { priceFactors, type PriceFactors } from '../compare/rental-price.ts'
import { rentedContext, sizesOf, type OpenModel } from '../compare/rented-option.ts'
import { contextRemarks } from '../compare/rented-remarks.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import type { Candidate } from '../compare/serving-cache.ts'
import { settingsOf, type Settings } from '../compare/settings.ts'
import { spotUse } from '../compare/spot-batch.ts'
import type { OptionResult } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { rentUnderPlan } from './fixed-rent.ts'

/** A scenario with what all options share, worked out when first asked for. */
export interface PricedCase {
  readonly settings: Settings
  readonly demand: FleetDemand
  readonly factors: PriceFactors
  /** in the tokens of a model */
  readonly forModel: (modelId: string) => PricedCase
}

export const pricedCase = (scenario: Scenario, { catalogue }: Settings): PricedCase => {
  const counted = settingsOf(scenario, catalogue)
  let factors: PriceFactors | null = null
  const cases = new Map<Settings, PricedCase>()
  const caseOf = (settings: Settings): PricedCase => {
    const known = cases.get(settings)
    if (known !== undefined) return known
    let demand: FleetDemand | null = null
    const made: PricedCase = {
      settings,
      get demand() {
        return (demand ??= demandAt(settings, 1))
      },
      get factors() {
        return (factors ??= priceFactors(counted))
      },
      forModel: (modelId) => caseOf(counted.forModel(modelId)),
    }
    cases.set(settings, made)
    return made
  }
  return caseOf(counted)
}

/** Levelised USD a month of one option; Infinity: not possible. `candidate`: its layout with what a replica carries; null: it cannot serve. */
export type ExactPrice = (given: PricedCase, candidate: Candidate | null) => number

const NOT_POSSIBLE = Number.POSITIVE_INFINITY

/** The same API option under other settings; null: it is none. */
const apiOf = ({ id }: OptionResult, { catalogue, scenario }: Settings): ((settings: Settings) => OptionResult) | null => {
  for (const provider of catalogue.apiProviders)
    for (const offer of provider.offers) if (id === `api:${offer.id}`) return (settings) => apiOption(provider, offer, settings)
  if (!Object.keys(scenario.provisioned).length) return null
  return (settings) => {
    const option = provisionedOptions(settings).find((candidate) => candidate.id === id)
    if (option === undefined) throw new Error(`no quote behind ${id}`)
    return option
  }
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

/** A rented fleet of a draw on the card and plan of the typical one. */
type RentOf = (steps: readonly ReplicaSteps[], candidate: Candidate, given: PricedCase) => number

const rentOf = (choice: RentedChoice, gpuId: string, { settings: typical, context }: Options): RentOf => {
  const { card, spot } = choice
  const layers = planFleet(sizesOf(choice, typical), card, context.factors, typical)
  return (steps, candidate, { settings, demand, factors }) => {
    const months = distinctMonths(demand.load)
    sizeMonths(steps, months, candidate.layout.gpusPerReplica, card, settings.scenario.startUpHours, sizes)
    const scale = gpuPriceScale(gpuId, settings, typical.scenario)
    const beside = spot === null ? null : spotUse(candidate, scaledOffer(spot.offer, scale), demand.batchPerWeek ?? [], months)
    return (
      rentUnderPlan(sizes, layers, scaledCard(card, scale), factors) +
      spotCostOf(beside, settings) +
      restOf(sizes, card, beside, factors, settings)
    )
  }
}

const rentedPrice = (choice: RentedChoice, gpuId: string, all: Options): ExactPrice => {
  const usd = rentOf(choice, gpuId, all)
  return (given, candidate) => {
    const { settings, demand } = given
    const carried = choice.spot === null ? demand : { load: demand.load, batch: null }
    const steps = candidate === null ? null : stepsOfMonths(candidate, choice.policy, carried, settings.scenario)
    return candidate === null || steps === null ? NOT_POSSIBLE : usd(steps, candidate, given)
  }
}

/** Servers as they are bought in a draw; until they arrive, what the typical scenario rents. */
type OwnedOf = (use: OwnedUse, candidate: Candidate, given: PricedCase) => number

const ownedOf = ({ terms: typical, use: typicalUse, candidate }: OwnedChoice): OwnedOf => {
  const bridge = typical.leadMonths === 0 ? null : cheapestBridge(typicalUse, candidate.layout.gpusPerReplica, typical)
  const offers = bridge === null ? [] : [bridge.offer]
  return (use, { layout }, { settings, factors }) => {
    const terms = ownedTerms(typical.gpu, offers, factors, settings)
    return areTerms(terms) ? (ownedLevelised(use, layout.gpusPerReplica, terms) ?? NOT_POSSIBLE) : NOT_POSSIBLE
  }
}

const ownedPrice = (choice: OwnedChoice): ExactPrice => {
  const usd = ownedOf(choice)
  const use = useBuffer()
  return (given, candidate) =>
    candidate === null ? NOT_POSSIBLE : usd(useOf(candidate, given.demand, given.settings.scenario, 1, use), candidate, given)
}

/** K stays; where replicas are chosen by the hour, the same rule chooses them for the hours of the draw. */
const hybridPrice = (
  { base, side, fleet: typical, sizes: typicalSizes, replicas, byHour }: HybridChoice,
  all: Options,
): ExactPrice | null => {
  const { gpu } = base
  const api = apiOf(side.option, all.settings)
  if (api === null) return null
  const rent = base.kind === 'rented' ? rentOf(rentedChoiceOf(typical, typicalSizes, gpu, all.context), gpu.id, all) : null
  const pure = all.ownedChoices.get(base.option.id)
  const own = base.kind === 'owned' && pure !== undefined ? ownedOf({ ...pure, candidate: typical.candidate, use: typicalSizes.use }) : null
  return (given, candidate) => {
    const { settings, demand } = given
    const option = api(settings)
    const sold = option.levelised === null ? null : apiSide(option, settings)
    if (candidate === null || sold === null) return NOT_POSSIBLE
    const fleetUsd = ({ steps, use }: CutSizes): number => rent?.(steps, candidate, given) ?? own?.(use, candidate, given) ?? NOT_POSSIBLE
    const spot =
      typical.spot === null ? null : spotUse(candidate, typical.spot.offer, demand.batchPerWeek ?? [], distinctMonths(demand.load))
    const fleet = hybridFleet({ candidate, policy: typical.policy, spot }, demand, settings, true)
    if (byHour) {
      const replicaHour = base.usdPerReplicaHour(fleet)
      const hourly = replicaHour === null ? null : hourlyChoice(fleet, sold, replicaHour, (_, cut) => fleetUsd(cut), settings)
      return hourly?.levelised ?? option.levelised ?? NOT_POSSIBLE
    }
    const cuts = fleet.months.map((_, index) => cutTo(fleet, replicas, index))
    return fleetUsd(sizesOfCuts(fleet, cuts)) + levelisedApi(sold, partsOf(fleet, replicas, sold), settings)
  }
}

/** An endpoint of one's own that a provider runs, on the layout of the typical scenario. */
const dedicatedPrice = ({ gpuId, model }: { gpuId: string; model: OpenModel }, { settings: { catalogue } }: Options): ExactPrice => {
  const gpu = catalogue.gpus.find(({ id }) => id === gpuId)
  return ({ settings, demand }, candidate) => {
    if (candidate === null || gpu === undefined) return NOT_POSSIBLE
    const length = contextRemarks(model, settings)
    const answer = dedicatedOption(
      model,
      gpu,
      { candidates: [candidate], infeasible: null, refusal: null },
      length,
      dedicatedContext(rentedContext(settings, demand)),
    )
    return answer?.option.levelised ?? NOT_POSSIBLE
  }
}

/** How an option of the comparison is priced anew; null: no way is known. */
export const exactPrice = (option: OptionResult, all: Options): ExactPrice | null => {
  const { id } = option
  const rented = all.choices.get(id)
  const owned = all.ownedChoices.get(id)
  const hybrid = all.hybrids.get(id)
  const endpoint = all.endpoints.get(id)
  if (rented !== undefined && option.rented !== null) return rentedPrice(rented, option.rented.gpuId, all)
  if (owned !== undefined) return ownedPrice(owned)
  if (hybrid !== undefined) return hybridPrice(hybrid, all)
  const model = all.settings.models.get(option.modelId)
  if (endpoint !== undefined && option.rented !== null && model !== undefined && isOpenModel(model))
    return dedicatedPrice({ gpuId: option.rented.gpuId, model }, all)
  const api = apiOf(option, all.settings)
  return api === null ? null : ({ settings }) => api(settings).levelised ?? NOT_POSSIBLE
}
