/**
 * What would the two options of the verdict cost if their models wrote as much more, or less, for the same task as was published (`method.md`
 * 1)? Layout, offer and plan are chosen anew. Shown beside the cost and drawn nowhere (docs/adr/0026).
 */
import type { Model } from '../../catalogue/schema.ts'
import type { OptionResult, VerbosityCheck } from '../result.ts'
import { apiOption } from './api-option.ts'
import { demandAt } from './demand-at.ts'
import { candidateWorkloads, REASONING, VISIBLE, type DemandRatios } from './demand-groups.ts'
import { ownedTermsIn } from './owned-option.ts'
import { cheapestOwned } from './owned-search.ts'
import { areTerms } from './owned-terms.ts'
import type { Endpoints } from './api-at-volume.ts'
import type { OwnedChoice } from './owned-search.ts'
import type { OpenModel, RentedContext } from './rented-option.ts'
import { contextRemarks } from './rented-remarks.ts'
import { cheapestChoice } from './rented-search.ts'
import { servableIn, type ServingCache } from './serving-cache.ts'
import type { Settings } from './settings.ts'

/** What the comparison found. */
interface Found {
  readonly settings: Settings
  readonly context: RentedContext
  readonly ownedChoices: ReadonlyMap<string, OwnedChoice>
  readonly endpoints: Endpoints
}

const isOpen = (model: Model | undefined): model is OpenModel => model !== undefined && model.architecture !== null

/** With answers and reasoning so many times as long as counted. */
const atLength = (modelId: string, times: number, { settings }: Found): Settings => {
  const { scenario, ratios } = settings.forModel(modelId)
  const tokens = ratios?.tokens ?? scenario.workloads.map(() => 1)
  const longer: DemandRatios = { tokens, visible: times, reasoning: times }
  const made: Settings = {
    ...settings,
    scenario: { ...scenario, workloads: candidateWorkloads(settings.counted, longer) },
    ratios: longer,
    forModel: () => made,
  }
  return made
}

const apiAt = ({ api, modelId }: OptionResult, times: number, all: Found): number | null => {
  const provider = all.settings.catalogue.apiProviders.find(({ id }) => id === api?.providerId)
  const offer = provider?.offers.find(({ id }) => id === api?.offerId)
  return provider === undefined || offer === undefined ? null : apiOption(provider, offer, atLength(modelId, times, all)).levelised
}

const fleetAt = (option: OptionResult, times: number, all: Found, cache: ServingCache): number | null => {
  const { catalogue } = all.settings
  const model = all.settings.models.get(option.modelId)
  const gpu = catalogue.gpus.find(({ id }) => id === (option.rented ?? option.owned)?.gpuId)
  if (!isOpen(model) || gpu === undefined) return null
  const settings = atLength(model.id, times, all)
  const { candidates } = servableIn(cache, settings.scenario, catalogue)(model, gpu)
  if (candidates.length === 0 || contextRemarks(model, settings).blocks !== null) return null
  const demand = demandAt(settings, 1)
  if (option.rented !== null)
    return cheapestChoice(candidates, all.context.marketOf(gpu), demand, all.context.factors, settings)?.levelised ?? null
  const terms = all.ownedChoices.get(option.id)?.terms ?? ownedTermsIn(all.context)(gpu)
  return areTerms(terms) ? (cheapestOwned(candidates, demand, terms, settings.scenario)?.levelised ?? null) : null
}

/** None for contracts by capacity, for models of the same kind as the one counted with, and where the buyer gave lengths. */
export const verbosityChecks = (options: readonly OptionResult[], all: Found, cache: ServingCache): VerbosityCheck[] =>
  options.flatMap((option) => {
    const { id, modelId, tokens, kind, api } = option
    const range = tokens?.verbosityRange
    const { verbosity } = all.settings.scenario
    const isOwn = [VISIBLE, REASONING].some((ending) => Object.hasOwn(verbosity, `${modelId}.${ending}`))
    if (range == null || isOwn || kind === 'hybrid' || all.endpoints.has(id) || api?.provisioned != null) return []
    const at = (times: number): number | null => (api === null ? fleetAt(option, times, all, cache) : apiAt(option, times, all))
    return [{ optionId: id, low: range.low, high: range.high, usdAtLow: at(range.low), usdAtHigh: at(range.high), note: range.note }]
  })
