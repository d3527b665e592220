/**
 * What do the two sides cost under a scenario, and nothing else: no volumes, explanations or series? For who asks it hundreds of times. Worked
 * out a model at a time, as new lengths or targets need every layout sized anew.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { apiOption } from './api-option.ts'
import { demandAt, isOpenModel } from './compare.ts'
import type { OptionResult } from '../result.ts'
import { ownedOption, ownedTermsIn } from './owned-option.ts'
import { rentedContext, rentedOption } from './rented-option.ts'
import { contextRemarks } from './rented-remarks.ts'
import { servableIn, type ServingCache } from './serving-cache.ts'
import { settingsOf, type Settings } from './settings.ts'

/** The best considered option of each; null: none is possible. */
export interface Sides {
  readonly api: OptionResult | null
  readonly selfHosted: OptionResult | null
}

const cheaper = (best: OptionResult | null, option: OptionResult): OptionResult | null =>
  !option.considered || option.levelised === null || (best !== null && best.levelised! <= option.levelised) ? best : option

function* bestApi(settings: Settings): Generator<null, OptionResult | null> {
  let best: OptionResult | null = null
  for (const provider of settings.catalogue.apiProviders) {
    for (const offer of provider.offers)
      if (settings.isConsidered(offer.modelId)) best = cheaper(best, apiOption(provider, offer, settings))
    yield null
  }
  return best
}

function* bestSelfHosted(settings: Settings, cache: ServingCache): Generator<null, OptionResult | null> {
  const { scenario, catalogue } = settings
  const context = rentedContext(settings, demandAt(settings, 1))
  const termsOf = ownedTermsIn(context)
  const servable = servableIn(cache, scenario, catalogue)
  const gpus = catalogue.gpus.filter((gpu) => (scenario.gpu === null ? gpu.serving !== null : scenario.gpu === gpu.id))
  let best: OptionResult | null = null
  for (const model of catalogue.models.filter(isOpenModel)) {
    if (!settings.isConsidered(model.id)) continue
    const length = contextRemarks(model, scenario)
    for (const gpu of gpus) {
      best = cheaper(best, rentedOption(model, gpu, servable(model, gpu), length, context).option)
      if (scenario.ownGpus) best = cheaper(best, ownedOption(model, gpu, servable(model, gpu), length, termsOf, context).option)
      yield null
    }
  }
  return best
}

/** `known`: a side that need not be worked out again. */
export function* sidesOf(
  scenario: Scenario,
  catalogue: Catalogue,
  cache: ServingCache,
  known: Partial<Sides> = {},
): Generator<null, Sides> {
  const settings = settingsOf(scenario, catalogue)
  const api = known.api === undefined ? yield* bestApi(settings) : known.api
  return { api, selfHosted: known.selfHosted === undefined ? yield* bestSelfHosted(settings, cache) : known.selfHosted }
}
