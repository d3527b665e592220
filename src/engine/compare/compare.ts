/**
 * The whole comparison: every API offer and every open model on every GPU for one demand, ranked, with the verdict and the volume
 * curve. A pure function of scenario and catalogue; the cache only remembers what they determine.
 */
import type { Architecture, Catalogue, Model } from '../../catalogue/schema.ts'
import type { Comparison, OptionResult } from '../result.ts'
import type { Gpu } from '../../catalogue/schema.ts'
import { apiOption } from './api-option.ts'
import type { BasisOf } from '../explanation/leaves.ts'
import type { evidenceFrom } from '../explanation/evidence-from.ts'
import { breakEvenUtilisation } from './break-even-utilisation.ts'
import { basisCounts, oldestPriceOf } from './evidence-counts.ts'
import { dedicatedContext, dedicatedOption, type DedicatedAnswer } from './dedicated-option.ts'
import { demandAt } from './demand-at.ts'
import { requestsInMonth } from './fleet-load.ts'
import { floorWanted, qualityOfOptions } from './floor-wanted.ts'
import { rulesInForce, rulesOf } from '../rules/scenario-rules.ts'
import { gpuReach } from './gpu-reach-count.ts'
import { hybridBases, hybridSides } from './hybrid-bases.ts'
import { hybridOptions, type HybridChoice } from './hybrid-option.ts'
import { keptOptions, type FleetOptions } from './kept-options.ts'
import { unitsIn } from './lines.ts'
import { nameNearest } from './nearest.ts'
import { notCounted } from './not-counted.ts'
import { ownedId, ownedOption, ownedTermsIn, type OwnedTermsOf } from './owned-option.ts'
import { cheapestOwned, type OwnedChoice } from './owned-search.ts'
import { provisionedOptions } from './provisioned-option.ts'
import { contextRemarks } from './rented-remarks.ts'
import { rentedContext, rentedId, rentedOption, type OpenModel, type RentedContext } from './rented-option.ts'
import { cheapestChoice, type RentedChoice } from './rented-search.ts'
import type { FleetDemand } from './fleet-steps.ts'
import { servableByModel, servingCache, type Servable, type ServingCache } from './serving-cache.ts'
import type { SelfHostedChoice } from './self-hosted-at-volume.ts'
import { settingsOf, type Settings } from './settings.ts'
import { judgingUsdPerRequest } from './task-view.ts'
import { atOnce } from '../odds/steps.ts'
import { bestOfSides, isApi, paybackOf, rank, verdictOf } from './verdict.ts'
import { verbosityChecks } from './verbosity-check.ts'
import { volumeCurve } from './volume.ts'
import { weeksOf } from './week-use.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** What a comparison may be given beside its scenario. */
export interface CompareContext {
  /** keeps serving shapes between comparisons */
  readonly cache?: ServingCache
  /** where the value of a scenario field comes from, for the counts under the verdict */
  readonly basisOf?: BasisOf
  /** reads the values behind the verdict off its explanations; without it none are listed */
  readonly evidenceFrom?: typeof evidenceFrom
}

/** Options drawn on the volume chart beside the two compared ones. */
const OTHERS_DRAWN = 3

export const isOpenModel = (model: Model): model is OpenModel => model.architecture !== (null as Architecture | null)

export interface Options {
  readonly options: readonly OptionResult[]
  readonly fleets: FleetOptions
  readonly choices: ReadonlyMap<string, RentedChoice>
  readonly ownedChoices: ReadonlyMap<string, OwnedChoice>
  readonly hybrids: ReadonlyMap<string, HybridChoice>
  readonly endpoints: ReadonlyMap<string, DedicatedAnswer>
  readonly context: RentedContext
  readonly settings: Settings
  /** the cheapest way to rent, or to own, an option's model and GPU at a multiple of today's volume */
  readonly choiceAt: (optionId: string, volume: number) => SelfHostedChoice | null
}

interface FleetsGiven {
  readonly pairs: ReadonlyMap<string, { readonly model: OpenModel; readonly gpu: Gpu }>
  readonly servable: (model: OpenModel, gpu: Gpu) => Servable
  readonly termsOf: OwnedTermsOf
  readonly context: RentedContext
}

/** The hybrids of the cheapest fleets with the cheapest APIs. */
const joined = (options: readonly OptionResult[], { pairs, servable, termsOf, context }: FleetsGiven) => {
  const pairOf = (option: OptionResult) => {
    const pair = pairs.get(option.id)
    return pair === undefined ? null : { ...pair, candidates: servable(pair.model, pair.gpu).candidates }
  }
  const bases = hybridBases({ options, pairOf, termsOf, context })
  return bases.length === 0 ? [] : hybridOptions(bases, hybridSides(options, context.settings), context.settings)
}

/** Open models on endpoints of their own, where the buyer has a quote for the GPU. By option id. */
export const dedicatedEndpoints = (
  scenario: Scenario,
  catalogue: Catalogue,
  servable: (model: OpenModel, gpu: Gpu) => Servable,
  context: RentedContext,
): ReadonlyMap<string, DedicatedAnswer> => {
  const quoted = catalogue.gpus.filter((gpu) => Object.hasOwn(scenario.dedicatedPrices, gpu.id))
  const found = new Map<string, DedicatedAnswer>()
  if (quoted.length === 0) return found
  const shared = new Map<RentedContext, RentedContext>()
  for (const model of catalogue.models.filter(isOpenModel)) {
    const own = context.forModel(model.id)
    const endpoints = shared.get(own) ?? dedicatedContext(own)
    shared.set(own, endpoints)
    const length = contextRemarks(model, own.settings)
    for (const gpu of quoted) {
      const answer = dedicatedOption(model, gpu, servable(model, gpu), length, endpoints)
      if (answer !== null) found.set(answer.option.id, answer)
    }
  }
  return found
}

function* apiOptions(settings: Settings): Generator<null, readonly OptionResult[]> {
  const options: OptionResult[] = []
  for (const provider of settings.catalogue.apiProviders) {
    for (const offer of provider.offers) options.push(apiOption(provider, offer, settings))
    yield null
  }
  return options
}

function* fleetOptions(gpus: readonly Gpu[], { servable, termsOf, context }: Omit<FleetsGiven, 'pairs'>): Generator<null, FleetOptions> {
  const { scenario, catalogue } = context.settings
  const options: OptionResult[] = []
  const choices = new Map<string, RentedChoice>()
  const ownedChoices = new Map<string, OwnedChoice>()
  for (const model of catalogue.models.filter(isOpenModel)) {
    const ofModel = context.forModel(model.id)
    const length = contextRemarks(model, ofModel.settings)
    for (const gpu of gpus) {
      const held = servable(model, gpu)
      const { option, choice } = rentedOption(model, gpu, held, length, ofModel)
      options.push(option)
      if (choice !== null) choices.set(option.id, choice)
      if (!scenario.ownGpus) continue
      const own = ownedOption(model, gpu, held, length, termsOf, ofModel)
      options.push(own.option)
      if (own.choice !== null) ownedChoices.set(own.option.id, own.choice)
    }
    yield null
  }
  return { options, choices, ownedChoices }
}

/** All options of a scenario, in the order of the catalogue; hybrids last. A step ends with each provider and each open model. */
export function* optionSteps(scenario: Scenario, catalogue: Catalogue, cache: ServingCache): Generator<null, Options> {
  const settings = settingsOf(scenario, catalogue)
  const kept = keptOptions(cache, catalogue)
  const options = [...(yield* kept.apis.get(scenario, () => apiOptions(settings))), ...provisionedOptions(settings)]
  const context = rentedContext(settings, demandAt(settings, 1))
  const servable = servableByModel(cache, settings)
  const termsOf = ownedTermsIn(context)
  const pairs = new Map<string, { model: OpenModel; gpu: Gpu }>()
  const gpus = catalogue.gpus.filter((gpu) => (scenario.gpu === null ? gpu.serving !== null : scenario.gpu === gpu.id))
  for (const model of catalogue.models.filter(isOpenModel))
    for (const gpu of gpus) {
      const pair = { model, gpu }
      pairs.set(rentedId(model.id, gpu.id), pair)
      pairs.set(ownedId(model.id, gpu.id), pair)
    }
  const fleets = yield* kept.fleets.get(scenario, () => fleetOptions(gpus, { servable, termsOf, context }))
  const { choices, ownedChoices } = fleets
  for (const option of fleets.options) options.push(option)
  const demands = new Map<Settings, Map<number, FleetDemand>>()
  const choiceAt = (optionId: string, volume: number): SelfHostedChoice | null => {
    const pair = pairs.get(optionId)
    if (pair === undefined) return null
    const { model, gpu } = pair
    const ofModel = settings.forModel(model.id)
    const byVolume = demands.get(ofModel) ?? new Map<number, FleetDemand>()
    demands.set(ofModel, byVolume)
    const demandThen = byVolume.get(volume) ?? demandAt(ofModel, volume)
    byVolume.set(volume, demandThen)
    const owned = ownedChoices.get(optionId)
    if (owned !== undefined) return cheapestOwned(servable(model, gpu).candidates, demandThen, owned.terms, scenario)
    return cheapestChoice(servable(model, gpu).candidates, context.marketOf(gpu), demandThen, context.factors, ofModel)
  }
  const endpoints = dedicatedEndpoints(scenario, catalogue, servable, context)
  for (const { option } of endpoints.values()) options.push(option)
  const alone = nameNearest(options)
  const hybrids = scenario.hybrids ? joined(alone, { pairs, servable, termsOf, context }) : []
  return {
    options: [...alone, ...hybrids.map(({ option }) => option)],
    fleets,
    choices,
    ownedChoices,
    hybrids: new Map(hybrids.map(({ option, choice }) => [option.id, choice])),
    endpoints,
    context,
    settings,
    choiceAt,
  }
}

export const allOptions = (scenario: Scenario, catalogue: Catalogue, cache: ServingCache): Options =>
  atOnce(optionSteps(scenario, catalogue, cache))

/** The best option of a kind that neither side of the verdict already is. */
const othersToDraw = (ranked: readonly OptionResult[], usedToday: OptionResult | null, api: OptionResult | null): OptionResult[] => {
  const others: OptionResult[] = []
  if (usedToday !== null && usedToday.levelised !== null && usedToday !== api) others.push(usedToday)
  for (const option of ranked) {
    if (others.length >= OTHERS_DRAWN) break
    const drawn = [api, ...others].some((other) => other !== null && other.modelId === option.modelId)
    if (isApi(option) && !drawn && (option.kind !== api?.kind || others.length > 1)) others.push(option)
  }
  return others
}

export const compare = (scenario: Scenario, catalogue: Catalogue, given: CompareContext = {}): Comparison => {
  const cache = given.cache ?? servingCache()
  const all = allOptions(scenario, catalogue, cache)
  const { options, choices, ownedChoices, hybrids, endpoints, context, settings, choiceAt } = all
  const ranked = rank(options)
  const sides = bestOfSides(ranked)
  const usedToday = scenario.usedToday === null ? null : (options.find((option) => option.id === `api:${scenario.usedToday}`) ?? null)
  const volume = volumeCurve({
    ...sides,
    usedToday,
    others: othersToDraw(ranked, usedToday, sides.api),
    ranked,
    fleets: all.fleets,
    choiceAt,
    endpoints,
    context,
  })
  const requests = scenario.workloads.reduce((sum, workload) => sum + requestsInMonth(workload, 0), 0)
  const compared = [sides.api, sides.selfHosted].filter((option) => option !== null)
  const evidence = given.evidenceFrom?.(compared, { settings, context, choices, ownedChoices, endpoints }, given.basisOf) ?? []
  return {
    dataVersion: catalogue.version,
    asOf: catalogue.asOf,
    months: scenario.months,
    startMonth: scenario.startMonth,
    monthLabels: settings.horizon.labels,
    requests,
    units: unitsIn(settings),
    options,
    ranking: ranked.map((option) => option.id),
    verdict: verdictOf(sides, ranked, volume, requests, usedToday?.id ?? null, {
      options,
      isGoodEnough: (modelId) => settings.judge.apartByQuality(modelId) === null,
      bars: settings.judge.findings.bars,
    }),
    volume,
    weeks: weeksOf(sides.selfHosted, ranked.find(({ kind }) => kind === 'hybrid') ?? null, { choices, ownedChoices, hybrids, context }),
    paybackMonth: paybackOf(sides.selfHosted, sides.api),
    utilisation: breakEvenUtilisation(sides.api, sides.selfHosted, settings, endpoints),
    evidence,
    basisCounts: basisCounts(evidence),
    oldestPrice: oldestPriceOf(compared, catalogue.asOf),
    notCounted: notCounted(scenario, catalogue),
    judgingUsdPerRequest: judgingUsdPerRequest(scenario),
    verbosityCheck: verbosityChecks(compared, all, cache),
    reach: gpuReach(scenario, catalogue),
    quality: qualityOfOptions(options, settings),
    floorWanted: floorWanted(scenario, catalogue),
    rulesInForce: rulesInForce(rulesOf(scenario)),
  }
}
