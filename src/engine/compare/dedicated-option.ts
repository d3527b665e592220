/**
 * An open model on GPUs that a provider runs for the buyer alone, at the buyer's quote per GPU-hour: sized like a rented fleet in
 * instances of the layout's own size, with the people of an API and nothing charged on top.
 */
import type { Gpu } from '../../catalogue/schema.ts'
import type { OptionResult, RentedDetail } from '../result.ts'
import { gpuShortName } from './names.ts'
import { rateCards } from './rate-cards.ts'
import { mayCompete, nodeGpusOf, rentedOption, type OpenModel, type RentedContext } from './rented-option.ts'
import { priceFactors } from './rental-price.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { ContextRemarks } from './rented-remarks.ts'
import type { RentedChoice } from './rented-search.ts'
import type { Servable } from './serving-cache.ts'
import type { Settings } from './settings.ts'

export const dedicatedId = (modelId: string, gpuId: string): string => `dedicated:${modelId}:${gpuId}`

/** The buyer's quote as an offer; its id starts with this. */
export const DEDICATED_OFFER = 'dedicated/'

/** A provider runs the software: no storage, support, licences or operators on top, and no spot. */
const endpointSettings = (settings: Settings): Settings => {
  const { scenario } = settings
  return {
    ...settings,
    scenario: {
      ...scenario,
      rentalAdderShare: 0,
      rentalSupportShare: 0,
      licenceUsdPerGpuYear: 0,
      rentedFteBase: scenario.apiFte,
      rentedFtePerNode: 0,
      rentedOneOffUsd: scenario.apiOneOffUsd,
      rentedExitUsd: scenario.apiExitUsd,
      selfHostedSwapUsd: scenario.apiSwapUsd,
      spotForBatch: false,
      gpuCountry: null,
    },
  }
}

/** The same demand, met by endpoints. */
export const dedicatedContext = (context: RentedContext): RentedContext => {
  const settings = endpointSettings(context.settings)
  return { ...context, settings, factors: priceFactors(settings), withoutCountry: new Map() }
}

const offersOf = (gpu: Gpu, usdPerGpuHour: number, sizes: readonly number[]): RentalOffer[] =>
  sizes.map((gpusPerInstance) => ({
    id: `${DEDICATED_OFFER}${gpu.id}/${gpusPerInstance}`,
    provider: 'your quote',
    country: null,
    usdPerGpuHour,
    gpusPerInstance,
    termMonths: null,
    spot: false,
    estimated: false,
    minGpus: 1,
    checkedOn: null,
    stale: false,
    row: null,
  }))

const POLICY_WORDS: Readonly<Record<RentedDetail['policy'], string>> = {
  'always-on': 'always on',
  'working-hours': 'working hours',
  autoscaled: 'autoscaled',
  'to-zero': 'scaled to zero',
}

/** As endpoints of the API side. */
const asEndpoint = (option: OptionResult, model: OpenModel, gpu: Gpu, settings: Settings): OptionResult => {
  const { judge } = settings
  const judged = judge.judged(model.id, mayCompete(gpu, settings), judge.findings.ofQuotedEndpoint(model))
  const gpus = option.rented?.gpus ?? 0
  const policy = option.rented === null ? '' : `, ${POLICY_WORDS[option.rented.policy]}`
  return {
    ...option,
    id: dedicatedId(model.id, gpu.id),
    kind: 'api-open',
    name: `${model.name}, dedicated endpoint on ${gpus} ${gpuShortName(gpu)}`,
    subtitle: `Hosted open model, your quote${policy}`,
    ...judged,
    considered: judged.apart === null,
    lines: option.lines.map((line) => (line.id === 'compute' ? { ...line, id: 'dedicated' } : line)),
  }
}

/** What an endpoint was chosen by, for other volumes and explanations. */
export interface DedicatedChoice {
  readonly choice: RentedChoice
  readonly context: RentedContext
}

export interface DedicatedAnswer extends DedicatedChoice {
  readonly option: OptionResult
}

/** Null: the model does not fit on this GPU, or the policy leaves demand outside its hours. `endpoints`: from `dedicatedContext`. */
export const dedicatedOption = (
  model: OpenModel,
  gpu: Gpu,
  servable: Servable,
  length: ContextRemarks,
  endpoints: RentedContext,
): DedicatedAnswer | null => {
  const usdPerGpuHour = endpoints.settings.scenario.dedicatedPrices[gpu.id]
  if (usdPerGpuHour === undefined || servable.candidates.length === 0) return null
  const sizes = [...new Set(servable.candidates.map(({ layout }) => layout.gpusPerReplica))].sort((a, b) => a - b)
  const offers = offersOf(gpu, usdPerGpuHour, sizes)
  const market = { cards: rateCards(offers), spot: [], nodeGpus: nodeGpusOf(gpu), named: true }
  const context: RentedContext = { ...endpoints, offers: new Map([[gpu.id, offers]]), marketOf: () => market }
  const { option, choice } = rentedOption(model, gpu, servable, length, context)
  return choice === null ? null : { option: asEndpoint(option, model, gpu, context.settings), choice, context }
}
