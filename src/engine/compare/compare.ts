/**
 * The whole comparison: every API offer and every open model on every GPU for one demand, ranked, with the verdict and the volume
 * curve. A pure function of scenario and catalogue; the cache only remembers what they determine.
 */
import type { Architecture, Catalogue, Model } from '../../catalogue/schema.ts'
import type { Comparison, OptionResult } from '../result.ts'
import type { Gpu } from '../../catalogue/schema.ts'
import { batchArrivals } from './batch-arrivals.ts'
import { apiOption } from './api-option.ts'
import { explainFirstMonth } from '../explanation/explain-option.ts'
import { ASSUMED, type BasisOf } from '../explanation/leaves.ts'
import { basisCounts, evidenceOf, oldestPriceOf } from './evidence-counts.ts'
import { fleetLoad, requestsInMonth } from './fleet-load.ts'
import { unitsIn } from './lines.ts'
import { nameNearest } from './nearest.ts'
import { notCounted } from './not-counted.ts'
import { contextRemarks } from './rented-remarks.ts'
import { rentedContext, rentedOption, type OpenModel, type RentedContext } from './rented-option.ts'
import { cheapestChoice, type RentedChoice } from './rented-search.ts'
import type { FleetDemand } from './fleet-steps.ts'
import { servableIn, servingCache, type ServingCache } from './serving-cache.ts'
import { settingsOf, type Settings } from './settings.ts'
import { bestOfSides, isApi, paybackOf, rank, verdictOf } from './verdict.ts'
import { volumeCurve } from './volume.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** What a comparison may be given beside its scenario. */
export interface CompareContext {
  /** keeps serving shapes between comparisons */
  readonly cache?: ServingCache
  /** where the value of a scenario field comes from, for the counts under the verdict */
  readonly basisOf?: BasisOf
}

/** Options drawn on the volume chart beside the two compared ones. */
const OTHERS_DRAWN = 3

export const isOpenModel = (model: Model): model is OpenModel => model.architecture !== (null as Architecture | null)

export interface Options {
  readonly options: readonly OptionResult[]
  readonly choices: ReadonlyMap<string, RentedChoice>
  readonly context: RentedContext
  readonly settings: Settings
  /** the cheapest way to rent an option's model and GPU at a multiple of today's volume */
  readonly choiceAt: (optionId: string, volume: number) => RentedChoice | null
}

export const demandAt = (settings: Settings, volume: number): FleetDemand => {
  const workloads = settings.scenario.workloads.map((workload) => ({ ...workload, requestsPerMonth: workload.requestsPerMonth * volume }))
  const scenario = volume === 1 ? settings.scenario : { ...settings.scenario, workloads }
  const batch = batchArrivals(scenario, settings.weeks)
  return {
    load: fleetLoad({ ...settings, scenario }),
    batch,
    batchPerWeek: batch?.map((hours) => hours.reduce((sum, requests) => sum + requests, 0)) ?? null,
  }
}

/** All options of a scenario, in the order of the catalogue. */
export const allOptions = (scenario: Scenario, catalogue: Catalogue, cache: ServingCache): Options => {
  const settings = settingsOf(scenario, catalogue)
  const options: OptionResult[] = []
  for (const provider of catalogue.apiProviders) for (const offer of provider.offers) options.push(apiOption(provider, offer, settings))
  const context = rentedContext(settings, demandAt(settings, 1))
  const servable = servableIn(cache, scenario, catalogue)
  const choices = new Map<string, RentedChoice>()
  const pairs = new Map<string, { model: OpenModel; gpu: Gpu }>()
  const gpus = catalogue.gpus.filter((gpu) => (scenario.gpu === null ? gpu.serving !== null : scenario.gpu === gpu.id))
  for (const model of catalogue.models.filter(isOpenModel)) {
    const length = contextRemarks(model, scenario)
    for (const gpu of gpus) {
      const { option, choice } = rentedOption(model, gpu, servable(model, gpu), length, context)
      options.push(option)
      if (choice === null) continue
      choices.set(option.id, choice)
      pairs.set(option.id, { model, gpu })
    }
  }
  const demands = new Map<number, FleetDemand>()
  const choiceAt = (optionId: string, volume: number): RentedChoice | null => {
    const pair = pairs.get(optionId)
    if (pair === undefined) return null
    const demandThen = demands.get(volume) ?? demandAt(settings, volume)
    demands.set(volume, demandThen)
    const { model, gpu } = pair
    return cheapestChoice(servable(model, gpu).candidates, context.marketOf(gpu), demandThen, context.factors, settings)
  }
  return { options: nameNearest(options), choices, context, settings, choiceAt }
}

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
  const { options, choices, context, settings, choiceAt } = allOptions(scenario, catalogue, given.cache ?? servingCache())
  const ranked = rank(options)
  const sides = bestOfSides(ranked)
  const usedToday = scenario.usedToday === null ? null : (options.find((option) => option.id === `api:${scenario.usedToday}`) ?? null)
  const volume = volumeCurve({
    ...sides,
    usedToday,
    others: othersToDraw(ranked, usedToday, sides.api),
    ranked,
    choices,
    choiceAt,
    context,
  })
  const requests = scenario.workloads.reduce((sum, workload) => sum + requestsInMonth(workload, 0), 0)
  const compared = [sides.api, sides.selfHosted].filter((option) => option !== null)
  const evidence = evidenceOf(
    compared.flatMap((option) => {
      const node = explainFirstMonth(option, { settings, context, choices, basisOf: given.basisOf ?? ASSUMED })
      return node === null ? [] : [{ optionId: option.id, node }]
    }),
  )
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
    verdict: verdictOf(sides, ranked, volume, requests, usedToday?.id ?? null),
    volume,
    weeks: [],
    paybackMonth: paybackOf(sides.selfHosted, sides.api),
    evidence,
    basisCounts: basisCounts(evidence),
    oldestPrice: oldestPriceOf(compared, catalogue.asOf),
    notCounted: notCounted(scenario, catalogue),
  }
}
