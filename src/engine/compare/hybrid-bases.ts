/**
 * Which fleets and which APIs are joined: the few cheapest considered self-hosted options, each with the cheapest API of all and the
 * cheapest of its own model (`method.md` 7). All pairs of some hundred options would cost more than the comparison itself.
 */
import type { Gpu } from '../../catalogue/schema.ts'
import { loadSteps, workingHoursMask } from '../policies.ts'
import type { OptionResult } from '../result.ts'
import { apiSide, type ApiSide } from './hybrid-api.ts'
import type { HybridBase } from './hybrid-base.ts'
import { hybridFleet, type HybridFleet } from './hybrid-fleet.ts'
import { ownedFleetPart, ownedPrice } from './hybrid-owned.ts'
import { rentedChoiceOf, rentedFleetPart, rentedFleets, rentedPrice, rentedReplicaHour } from './hybrid-rented.ts'
import type { FleetDemand } from './fleet-steps.ts'
import type { MonthLoad } from './fleet-load.ts'
import type { OwnedTermsOf } from './owned-option.ts'
import { areTerms } from './owned-terms.ts'
import type { OpenModel, RentedContext } from './rented-option.ts'
import { cheapestChoice } from './rented-search.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'
import { isApi, isSelfHosted, rank } from './verdict.ts'

export interface SelfHostedPair {
  readonly model: OpenModel
  readonly gpu: Gpu
  readonly candidates: readonly Candidate[]
}

const BASES = 5

const withBatch = ({ demand, settings }: RentedContext): ((fleet: HybridFleet) => HybridFleet) | null =>
  demand.batch === null ? null : (fleet) => hybridFleet(fleet, demand, settings, true)

const rentedBase = (option: OptionResult, { model, gpu, candidates }: SelfHostedPair, context: RentedContext): HybridBase => ({
  option,
  kind: 'rented',
  model,
  gpu,
  fleets: () => rentedFleets(candidates, gpu, context),
  withBatch: withBatch(context),
  price: rentedPrice(gpu, context),
  usdPerReplicaHour: rentedReplicaHour(gpu, context),
  part: ({ fleet, sizes }) => rentedFleetPart(rentedChoiceOf(fleet, sizes, gpu, context), model, gpu, context),
})

const ownedBase = (
  option: OptionResult,
  { model, gpu, candidates }: SelfHostedPair,
  termsOf: OwnedTermsOf,
  context: RentedContext,
): HybridBase | null => {
  const terms = termsOf(gpu)
  if (!areTerms(terms)) return null
  const { demand, settings } = context
  return {
    option,
    kind: 'owned',
    model,
    gpu,
    fleets: () => candidates.map((candidate) => hybridFleet({ candidate, policy: 'owned', spot: null }, demand, settings, false)),
    withBatch: withBatch(context),
    price: ownedPrice(terms),
    usdPerReplicaHour: () => null,
    part: ({ fleet, sizes }) => ownedFleetPart(fleet.candidate, sizes.use, terms, model, gpu, demand),
  }
}

/** The interactive demand inside the working hours alone. */
const insideHours = ({ load }: FleetDemand, { scenario }: Settings): FleetDemand => {
  const mask = workingHoursMask(scenario.workingHoursStart, scenario.workingHoursEnd)
  const inside = (month: MonthLoad): MonthLoad => {
    const hours = month.hours.map((tokens, hour) => tokens * mask[hour]!)
    return {
      hours,
      peak: hours.reduce((top, tokens) => Math.max(top, tokens), 0),
      sum: hours.reduce((sum, tokens) => sum + tokens, 0),
      laggedHours: hours,
      lagged: loadSteps(hours),
    }
  }
  const first = inside(load.months[0]!)
  return {
    load: { constant: load.constant, months: load.months.map((month) => (load.constant ? first : inside(month))) },
    batch: null,
    batchPerWeek: null,
  }
}

export interface HybridsGiven {
  readonly options: readonly OptionResult[]
  readonly pairOf: (option: OptionResult) => SelfHostedPair | null
  readonly termsOf: OwnedTermsOf
  readonly context: RentedContext
}

/** Fleets that run inside working hours are not possible alone where work arrives outside them: ranked by what the inside costs. */
const outsideHours = ({ options, pairOf, context }: HybridsGiven): OptionResult[] => {
  if (context.settings.scenario.policy !== 'working-hours') return []
  const demands = new Map<RentedContext, FleetDemand>()
  const costs = new Map<OptionResult, number>()
  for (const option of options) {
    if (!option.considered || option.reasons[0]?.code !== 'outside-hours') continue
    const pair = pairOf(option)
    const own = context.forModel(option.modelId)
    const demand = demands.get(own) ?? insideHours(own.demand, own.settings)
    demands.set(own, demand)
    const choice = pair === null ? null : cheapestChoice(pair.candidates, own.marketOf(pair.gpu), demand, own.factors, own.settings)
    if (choice !== null) costs.set(option, choice.levelised)
  }
  return [...costs.keys()].sort((a, b) => costs.get(a)! - costs.get(b)! || (a.id < b.id ? -1 : 1)).slice(0, BASES)
}

/** By cost, the cheapest first. */
export const hybridBases = (given: HybridsGiven): HybridBase[] => {
  const { options, pairOf, termsOf, context } = given
  return [...rank(options).filter(isSelfHosted).slice(0, BASES), ...outsideHours(given)].flatMap((option) => {
    const pair = pairOf(option)
    if (pair === null) return []
    const own = context.forModel(option.modelId)
    return (option.kind === 'owned' ? ownedBase(option, pair, termsOf, own) : rentedBase(option, pair, own)) ?? []
  })
}

/** The APIs a base is joined with, each worked out once. */
export const hybridSides = (options: readonly OptionResult[], settings: Settings): ((base: HybridBase) => ApiSide[]) => {
  const byToken = ({ lines }: OptionResult): boolean => lines.every(({ id }) => id !== 'provisioned' && id !== 'dedicated')
  const apis = rank(options).filter((option) => isApi(option) && byToken(option))
  const sides = new Map<OptionResult, ApiSide | null>()
  return ({ model }) => {
    const wanted = new Set([apis[0], apis.find(({ modelId }) => modelId === model.id)])
    return [...wanted].flatMap((option) => {
      if (option === undefined) return []
      if (!sides.has(option)) sides.set(option, apiSide(option, settings))
      return sides.get(option) ?? []
    })
  }
}
