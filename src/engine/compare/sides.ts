/**
 * What do the two sides cost under a scenario, and nothing else: no volumes, explanations or series? For who asks it hundreds of times. Worked
 * out a GPU at a time, as new lengths or targets need every layout sized anew.
 */
import type { Catalogue, Gpu } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { apiOption } from './api-option.ts'
import { dedicatedEndpoints, isOpenModel } from './compare.ts'
import { demandAt } from './demand-at.ts'
import { ownedSite, ownedTermsIn, priceCompetes } from './owned-option.ts'
import { cheapestOwned } from './owned-search.ts'
import { areTerms } from './owned-terms.ts'
import { provisionedOptions } from './provisioned-option.ts'
import { planFleet } from './rent-series.ts'
import { planSteps } from './rental-plan.ts'
import { mayCompete, rentedContext, rentedSite, sizesOf, type OpenModel, type RentedContext } from './rented-option.ts'
import { contextRemarks } from './rented-remarks.ts'
import { cheapestChoice, type RentedChoice } from './rented-search.ts'
import { servableByModel, type ServingCache } from './serving-cache.ts'
import { settingsOf, type Settings } from './settings.ts'

export interface SelfHostedSide {
  /** levelised USD a month */
  readonly usd: number
  readonly gpu: Gpu
  /** USD per GPU-hour it is named by; null: bought */
  readonly usdPerGpuHour: number | null
}

/** The best considered option of each; null: none is possible. */
export interface Sides {
  /** levelised USD a month */
  readonly api: number | null
  readonly selfHosted: SelfHostedSide | null
}

function* bestApi(settings: Settings): Generator<null, number | null> {
  let best: number | null = null
  for (const provider of settings.catalogue.apiProviders) {
    for (const offer of provider.offers) {
      if (!settings.isConsidered(offer.modelId)) continue
      const { considered, levelised } = apiOption(provider, offer, settings)
      if (considered && levelised !== null && (best === null || levelised < best)) best = levelised
    }
    yield null
  }
  for (const { considered, levelised } of provisionedOptions(settings))
    if (considered && levelised !== null && (best === null || levelised < best)) best = levelised
  return best
}

/**
 * May it be rented under the rules where most of it stands? Prices past their limit are shown, but do not compete unless the buyer names
 * the GPU.
 */
const mayRentFleet = (choice: RentedChoice, model: OpenModel, gpu: Gpu, { settings, factors }: RentedContext): boolean => {
  const layers = planFleet(sizesOf(choice, settings), choice.card, factors, settings)
  const plan = planSteps(layers, settings.horizon.months, choice.spot)
  const { offer } = plan[0] ?? choice
  const site = rentedSite(gpu, { ...offer, offerId: offer.id }, settings)
  if (settings.judge.findings.ofHardware(model, site).barredBy !== null) return false
  return settings.scenario.gpu === gpu.id || !plan.some((step) => step.offer.stale)
}

function* bestSelfHosted(settings: Settings, cache: ServingCache): Generator<null, SelfHostedSide | null> {
  const { scenario, catalogue } = settings
  const context = rentedContext(settings, demandAt(settings, 1))
  const { factors } = context
  const termsOf = ownedTermsIn(context)
  const servable = servableByModel(cache, settings)
  const gpus = catalogue.gpus.filter((gpu) => (scenario.gpu === null ? gpu.serving !== null : scenario.gpu === gpu.id))
  let best: SelfHostedSide | null = null
  const isBetter = (usd: number): boolean => best === null || usd < best.usd
  for (const model of catalogue.models.filter(isOpenModel)) {
    const own = context.forModel(model.id)
    if (!settings.isConsidered(model.id) || contextRemarks(model, own.settings).blocks !== null) continue
    for (const gpu of gpus) {
      if (!mayCompete(gpu, settings)) continue
      const { candidates } = servable(model, gpu)
      yield null
      if (candidates.length === 0) continue
      const rented = context.offers.has(gpu.id)
        ? cheapestChoice(candidates, context.marketOf(gpu), own.demand, factors, own.settings)
        : null
      if (rented !== null && isBetter(rented.levelised) && mayRentFleet(rented, model, gpu, own))
        best = { usd: rented.levelised, gpu, usdPerGpuHour: rented.offer.usdPerGpuHour }
      if (!scenario.ownGpus || settings.judge.findings.ofHardware(model, ownedSite(gpu, scenario)).barredBy !== null) continue
      const terms = termsOf(gpu)
      if (!areTerms(terms) || !priceCompetes(terms)) continue
      const owned = cheapestOwned(candidates, own.demand, terms, own.settings.scenario)
      if (owned !== null && isBetter(owned.levelised)) best = { usd: owned.levelised, gpu, usdPerGpuHour: null }
    }
  }
  return best
}

/** Endpoints of one's own stand on the side of the APIs: a provider runs them. */
const bestEndpoint = (settings: Settings, cache: ServingCache): number | null => {
  const { scenario, catalogue } = settings
  if (Object.keys(scenario.dedicatedPrices).length === 0) return null
  const context = rentedContext(settings, demandAt(settings, 1))
  const endpoints = [...dedicatedEndpoints(scenario, catalogue, servableByModel(cache, settings), context).values()]
  const costs = endpoints.flatMap(({ option: { considered, levelised } }) => (considered && levelised !== null ? [levelised] : []))
  return costs.length === 0 ? null : Math.min(...costs)
}

const lower = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b))

/** `known`: a side that need not be worked out again. */
export function* sidesOf(
  scenario: Scenario,
  catalogue: Catalogue,
  cache: ServingCache,
  known: Partial<Sides> = {},
): Generator<null, Sides> {
  const settings = settingsOf(scenario, catalogue)
  const api = known.api === undefined ? lower(yield* bestApi(settings), bestEndpoint(settings, cache)) : known.api
  return { api, selfHosted: known.selfHosted === undefined ? yield* bestSelfHosted(settings, cache) : known.selfHosted }
}
