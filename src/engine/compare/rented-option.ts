/** One open model on one GPU: the cheapest way to rent it for the whole demand, or why there is none. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import type { EnergyUse, OptionResult, RentedDetail, Remark } from '../result.ts'
import { demandAt } from './demand-at.ts'
import { wantedCountry } from './gpu-reach.ts'
import { energyUse, gridOf, kwhOfGpuHours } from './energy-use.ts'
import { fleetSizes, replicasOf, sizeMonths, utilisationOf, type FleetDemand, type FleetSizes } from './fleet-steps.ts'
import { totalsOf } from './lines.ts'
import { gpuShortName, rentedName, rentedSubtitle } from './names.ts'
import { planFleet, rentedLines } from './rent-series.ts'
import { rateCards, type RateCards } from './rate-cards.ts'
import { isOwnPrice, rentalMarket, spotServesFleet, type MayRent, type RentalMarket, type RentalOffer } from './rental-offers.ts'
import { priceFactors, type PriceFactors } from './rental-price.ts'
import { instancesUsed, oldestOf, planSteps, type PlanStep } from './rental-plan.ts'
import { impossibleOption, possibleOption, type OptionIdentity } from './option-result.ts'
import { workingHoursMask } from '../policies.ts'
import type { Site } from '../rules/option-findings.ts'
import { notPossible, remark, shareWords } from './remarks.ts'
import {
  infeasibleRemark,
  leftOutWords,
  modelWarnings,
  outOfReachRemark,
  planWarnings,
  refusalRemark,
  type ContextRemarks,
} from './rented-remarks.ts'
import { cheapestChoice, type GpuMarket, type RentedChoice } from './rented-search.ts'
import type { Servable } from './serving-cache.ts'
import { servingResult } from './serving-result.ts'
import type { Settings } from './settings.ts'

export interface RentedContext {
  readonly settings: Settings
  readonly demand: FleetDemand
  readonly factors: PriceFactors
  /** by GPU id */
  readonly offers: ReadonlyMap<string, readonly RentalOffer[]>
  readonly withoutCountry: RentalMarket['withoutCountry']
  readonly marketOf: (gpu: Gpu) => GpuMarket
  /** with the demand in the tokens of a model; itself where those are the tokens counted */
  readonly forModel: (modelId: string) => RentedContext
}

/** Which rows the rules let the buyer rent. */
export const mayRentIn = ({ catalogue, judge }: Settings): MayRent => {
  const gpus = new Map(catalogue.gpus.map((gpu) => [gpu.id, gpu]))
  return ({ country, provider }, gpuId) => {
    const gpu = gpus.get(gpuId)
    if (gpu === undefined) return 'yes'
    const site = { gpu, tenure: 'rented', country, provider } as const
    if (!judge.findings.maySite(site)) return 'no'
    return judge.findings.isPlaced(site) ? 'yes' : 'if-no-other'
  }
}

const NO_OFFERS: readonly RentalOffer[] = []
const NO_CARDS: RateCards = { fresh: [], all: [] }

/** What fleets are rented from and how it is priced, for a demand. */
export const rentedContext = (settings: Settings, demand: FleetDemand): RentedContext => {
  const { scenario, catalogue } = settings
  const { offers, spot, withoutCountry } = rentalMarket(scenario, catalogue, mayRentIn(settings))
  const beside = !spotServesFleet(scenario)
  const cards = new Map<string, RateCards>()
  const ofGroups = new Map<Settings, RentedContext>()
  const context: RentedContext = {
    settings,
    demand,
    factors: priceFactors(settings),
    offers,
    withoutCountry,
    marketOf: (gpu) => {
      const ofGpu = offers.get(gpu.id)
      let known = cards.get(gpu.id)
      if (known === undefined) cards.set(gpu.id, (known = ofGpu === undefined ? NO_CARDS : rateCards(ofGpu)))
      return {
        cards: known,
        spot: beside ? (spot.get(gpu.id) ?? NO_OFFERS) : NO_OFFERS,
        nodeGpus: nodeGpusOf(gpu),
        named: scenario.gpu === gpu.id,
      }
    },
    forModel: (modelId) => {
      const own = settings.forModel(modelId)
      if (own === settings) return context
      const known = ofGroups.get(own) ?? { ...context, settings: own, demand: demandAt(own, 1) }
      ofGroups.set(own, known)
      return known
    },
  }
  return context
}

const FALLBACK_NODE_GPUS = 8
export const nodeGpusOf = (gpu: Gpu): number => gpu.gpusPerNode ?? FALLBACK_NODE_GPUS
export type OpenModel = Model & { readonly architecture: Architecture }

export const rentedId = (modelId: string, gpuId: string): string => `rent:${modelId}:${gpuId}`

const detail = (
  choice: RentedChoice,
  plan: readonly PlanStep[],
  instances: number,
  model: OpenModel,
  gpu: Gpu,
  context: RentedContext,
): RentedDetail => {
  const { candidate, policy } = choice
  const { offer } = plan[0] ?? choice
  const first = choice.months[0]!
  const replicas = replicasOf(first)
  const month = context.demand.load.months[0]!
  return {
    gpuId: gpu.id,
    gpuName: gpu.name,
    serving: servingResult(candidate, model, gpu, context.settings),
    policy,
    offerId: offer.id,
    provider: offer.provider,
    country: offer.country,
    region: offer.row?.region ?? null,
    plan: instancesUsed(plan),
    usdPerGpuHour: offer.usdPerGpuHour,
    termMonths: offer.termMonths,
    gpusPerInstance: offer.gpusPerInstance,
    peakReplicas: replicas.peak,
    spareReplicas: choice.policy === 'to-zero' || month.peak === 0 ? 0 : Math.min(context.settings.scenario.spareReplicas, replicas.peak),
    instances,
    gpus: instances * offer.gpusPerInstance,
    replicaHoursPerMonth: replicas.hoursPerMonth,
    utilisation: first.utilisation ?? utilisationOf(month, candidate, replicas.hoursPerMonth),
  }
}

/** Used again for every option. */
const buffer = fleetSizes()

/** Instances and instance-hours of a choice: one month where every month is alike, else one per month. */
export const sizesOf = ({ candidate, card, months }: RentedChoice, settings: Settings, out = fleetSizes()): FleetSizes => {
  sizeMonths(months, months.length, candidate.layout.gpusPerReplica, card, settings.scenario.startUpHours, out)
  return out
}

const rentedEnergy = (choice: RentedChoice, sizes: FleetSizes, gpu: Gpu, { demand, settings }: RentedContext): EnergyUse | null => {
  const { candidate, card, months, spot } = choice
  let kwh: number | null = 0
  months.forEach((steps, m) => {
    const replicaHours = replicasOf(steps).hoursPerMonth
    const working = (steps.utilisation ?? utilisationOf(demand.load.months[m]!, candidate, replicaHours)) * replicaHours
    const onSpot = spot === null ? 0 : spot.boxHours[m]! * spot.offer.gpusPerInstance
    const drawn = kwhOfGpuHours(
      gpu,
      sizes.boxHours[m]! * card.gpusPerInstance + onSpot,
      working * candidate.layout.gpusPerReplica + onSpot,
      settings.scenario,
    )
    kwh = kwh === null || drawn === null ? null : kwh + drawn
  })
  return energyUse(kwh === null ? null : kwh / months.length, gridOf(choice.offer.country, settings))
}

const shareOutside = (hours: Float64Array, { scenario }: Settings): number => {
  const mask = workingHoursMask(scenario.workingHoursStart, scenario.workingHoursEnd)
  let outside = 0
  let all = 0
  hours.forEach((load, hour) => {
    all += load
    if (mask[hour] === 0) outside += load
  })
  return all > 0 ? outside / all : 0
}

const whyNoChoice = (servable: Servable, model: OpenModel, gpu: Gpu, offers: readonly RentalOffer[], context: RentedContext): Remark => {
  const { settings } = context
  if (servable.candidates.length === 0)
    return servable.infeasible === null
      ? refusalRemark(servable.refusal)
      : infeasibleRemark(servable.infeasible, model, gpu, settings.scenario)
  if (offers.length === 0) {
    const leftOut = context.withoutCountry.get(gpu.id) ?? 0
    return notPossible(
      'no-offer',
      `Not possible: no rental offer for ${gpuShortName(gpu)} that your settings allow.${leftOut > 0 ? ` ${leftOutWords(leftOut)}` : ''}`,
      leftOut > 0 ? [{ label: 'Offers that name no country', value: String(leftOut) }] : [],
      settings.scenario.marketplaces ? null : 'Allow marketplaces, or enter your own price.',
    )
  }
  const { policy } = settings.scenario
  if ((policy === 'autoscaled' || policy === 'to-zero' || policy === 'working-hours') && offers.every((offer) => offer.termMonths !== null))
    return notPossible(
      'term-always-on',
      'Not possible: a term is billed around the clock, so hours that stop and start are sold on demand only.',
      [],
      'Keep the fleet always on, or allow on-demand prices.',
    )
  if (settings.scenario.policy === 'working-hours') {
    const outside = shareOutside(context.demand.load.months[0]!.hours, settings)
    return notPossible(
      'outside-hours',
      `Not possible: ${shareWords(outside)} of the load arrives outside the working hours.`,
      [{ label: 'Load outside the working hours', value: shareWords(outside) }],
      'Let an API take the rest, keep the fleet always on, or let it follow the load.',
    )
  }
  const smallest = Math.min(...servable.candidates.map((candidate) => candidate.layout.gpusPerReplica))
  const largest = Math.max(...offers.map((offer) => offer.gpusPerInstance))
  return notPossible(
    'instance-too-small',
    `Not possible: a replica needs ${smallest} GPUs, the largest instance on offer has ${largest}.`,
    [
      { label: 'GPUs a replica', value: String(smallest) },
      { label: 'GPUs an instance', value: String(largest) },
    ],
    'Enter your own price for whole nodes of this GPU.',
  )
}

export interface RentedAnswer {
  readonly option: OptionResult
  /** null: not possible */
  readonly choice: RentedChoice | null
}

/** A GPU on which the serving model was never checked competes only where the buyer says so, or asks for it by name. */
export const mayCompete = (gpu: Gpu, { scenario }: Settings): boolean =>
  scenario.uncalibratedGpus || scenario.gpu === gpu.id || (gpu.serving !== null && gpu.serving.calibration !== 'not calibrated')

/** Where rented GPUs stand, and with whom, as the rules ask; at the buyer's own price, where the buyer wants them. */
export const rentedSite = (
  gpu: Gpu,
  rented: Pick<RentedDetail, 'offerId' | 'country' | 'provider'> | null,
  { scenario }: Settings,
): Site => {
  const isListed = rented !== null && !isOwnPrice(rented.offerId)
  return {
    gpu,
    tenure: 'rented',
    country: isListed ? rented.country : wantedCountry(scenario),
    provider: isListed ? rented.provider : null,
  }
}

/** What a choice costs month by month, what it is, and what is to be said of its prices. */
export interface RentedPart {
  /** as `totalsOf` takes them */
  readonly lines: ReturnType<typeof rentedLines>
  readonly rented: RentedDetail
  readonly energy: EnergyUse | null
  readonly oldestPrice: string | null
  /** rests on a price past its limit */
  readonly isStale: boolean
  /** a company of the place cannot usually order it */
  readonly isOutOfReach: boolean
  readonly warnings: readonly Remark[]
}

export const rentedPart = (choice: RentedChoice, model: OpenModel, gpu: Gpu, context: RentedContext): RentedPart => {
  const { settings, factors } = context
  const sizes = sizesOf(choice, settings, buffer)
  const layers = planFleet(sizes, choice.card, factors, settings)
  const plan = planSteps(layers, settings.horizon.months, choice.spot)
  const rented = detail(choice, plan, sizes.boxes[0]!, model, gpu, context)
  const isStale = plan.some(({ offer }) => offer.stale)
  const beyond = plan.find(({ offer }) => offer.outOfReach !== undefined)
  const stale = isStale
    ? [remark('stale-price', 'Its price is older than 90 days, or of unknown date, so it is shown but does not compete.')]
    : []
  return {
    lines: rentedLines(sizes, choice.card, layers, choice.spot, factors, settings),
    rented,
    energy: rentedEnergy(choice, sizes, gpu, context),
    oldestPrice: oldestOf(plan),
    isStale,
    isOutOfReach: beyond !== undefined,
    warnings: [
      ...(beyond?.offer.outOfReach === undefined ? [] : [outOfReachRemark(beyond.offer.outOfReach)]),
      ...stale,
      ...planWarnings(plan, context.withoutCountry.get(gpu.id) ?? 0, settings),
      ...modelWarnings(model, gpu, rented, settings.scenario),
    ],
  }
}

/** `length`: whether requests fit the context of the model, the same on every GPU. */
export const rentedOption = (
  model: OpenModel,
  gpu: Gpu,
  servable: Servable,
  length: ContextRemarks,
  context: RentedContext,
): RentedAnswer => {
  const { settings } = context
  const offers = context.offers.get(gpu.id) ?? []
  const choice =
    length.blocks !== null || servable.candidates.length === 0 || offers.length === 0
      ? null
      : cheapestChoice(servable.candidates, context.marketOf(gpu), context.demand, context.factors, settings)
  const identity = (
    gpus: number | null,
    subtitle: string,
    warnings: readonly Remark[],
    rented: RentedDetail | null,
    { isStale, isOutOfReach }: Pick<RentedPart, 'isStale' | 'isOutOfReach'> = { isStale: false, isOutOfReach: false },
  ): OptionIdentity => ({
    id: rentedId(model.id, gpu.id),
    kind: 'rented',
    modelId: model.id,
    modelName: model.name,
    name: rentedName(model, gpu, gpus),
    subtitle,
    judged: settings.judge.judged(
      model.id,
      mayCompete(gpu, settings) && !isOutOfReach && (settings.scenario.gpu === gpu.id || !isStale),
      settings.judge.findings.ofHardware(model, rentedSite(gpu, rented, settings)),
    ),
    warnings,
    task: settings.taskOf(model.id),
    api: null,
    rented,
    owned: null,
    hybrid: null,
  })
  if (choice === null)
    return {
      choice,
      option: impossibleOption(
        identity(null, 'Rented GPUs', [], null),
        length.blocks ?? whyNoChoice(servable, model, gpu, offers, context),
      ),
    }
  const part = rentedPart(choice, model, gpu, context)
  const { lines, rented, warnings, oldestPrice, energy } = part
  const totals = totalsOf(lines, settings)
  const interactive = context.demand.load.months[0]!.peak > 0
  return {
    choice,
    option: possibleOption(
      identity(rented.gpus, rentedSubtitle(rented), [...length.warnings, ...warnings], rented, part),
      totals,
      interactive ? rented.serving.ttft95Seconds : null,
      oldestPrice,
      { cash: totals.monthly, profitAndLoss: totals.monthly, valueAtEnd: 0, energy },
    ),
  }
}
