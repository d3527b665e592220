/** One open model on one GPU: the cheapest way to rent it for the whole demand, or why there is none. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import { shareOfCompute } from '../rental-bill.ts'
import type { OptionResult, RentedDetail, Remark } from '../result.ts'
import { evidenceOf } from '../serving/evidence.ts'
import { utilisationOf, type FleetMonth, type FleetSize } from './fleet-week.ts'
import { totalsOf } from './lines.ts'
import { gpuShortName, rentedName, rentedSubtitle } from './names.ts'
import type { RentalOffer } from './rental-offers.ts'
import { computeSeries, type PriceFactors } from './rental-price.ts'
import { impossibleOption, possibleOption, type OptionIdentity } from './option-result.ts'
import { notPossible } from './remarks.ts'
import { contextRemarks, infeasibleRemark, modelWarnings, refusalRemark } from './rented-remarks.ts'
import { cheapestChoice, licencesOf, peopleOf, sizesOf, type FleetDemand, type RentedChoice } from './rented-search.ts'
import type { Servable } from './serving-cache.ts'
import { onceInMonthZero, type Settings } from './settings.ts'

export interface RentedContext {
  readonly settings: Settings
  readonly demand: FleetDemand
  readonly factors: PriceFactors
  /** by GPU id */
  readonly offers: ReadonlyMap<string, readonly RentalOffer[]>
}

const FALLBACK_NODE_GPUS = 8
export type OpenModel = Model & { readonly architecture: Architecture }

export const rentedId = (modelId: string, gpuId: string): string => `rent:${modelId}:${gpuId}`

const monthsOf = (choice: RentedChoice, context: RentedContext): readonly FleetSize[] => {
  const sizes = sizesOf(choice.candidate, choice.policy, context.demand, context.settings)(choice.offer)
  if (sizes === null) throw new Error('a chosen fleet leaves demand outside its hours')
  return sizes
}

const detail = (choice: RentedChoice, first: FleetSize, model: OpenModel, gpu: Gpu, context: RentedContext): RentedDetail => {
  const { candidate, offer, policy } = choice
  const { capacity, layout } = candidate
  const month = context.demand.load.months[0]!
  return {
    gpuId: gpu.id,
    gpuName: gpu.name,
    serving: {
      layout: { ...layout, precision: candidate.precision, engine: context.settings.scenario.engine },
      concurrency: capacity.concurrency,
      memoryConcurrency: capacity.memoryConcurrency,
      tpotSeconds: capacity.tpotSeconds,
      tpot95Seconds: capacity.tpot95Seconds,
      ttftSeconds: capacity.ttftSeconds,
      ttft95Seconds: capacity.ttft95Seconds,
      requestsPerSecond: capacity.requestsPerSecond,
      outputTokensPerSecondPerGpu: capacity.outputTokensPerSecondPerGpu,
      binds: capacity.binds,
      evidence:
        gpu.serving === null ? 'extrapolated' : evidenceOf(model.architecture, gpu.serving, candidate.precision, layout.gpusPerReplica),
    },
    policy,
    offerId: offer.id,
    provider: offer.provider,
    country: offer.country,
    usdPerGpuHour: offer.usdPerGpuHour,
    termMonths: offer.termMonths,
    gpusPerInstance: offer.gpusPerInstance,
    peakReplicas: first.peakReplicas,
    spareReplicas: Math.min(context.settings.scenario.spareReplicas, first.peakReplicas),
    instances: first.boxes,
    gpus: first.boxes * offer.gpusPerInstance,
    replicaHoursPerMonth: first.replicaHours,
    utilisation: 'utilisation' in first ? (first as FleetMonth).utilisation : utilisationOf(month, candidate, first.replicaHours),
  }
}

const series = (choice: RentedChoice, sizes: readonly FleetSize[], context: RentedContext) => {
  const { settings, factors } = context
  const { scenario, horizon } = settings
  const { offer } = choice
  const flat = sizes.length === 1
  const every = (value: (size: FleetSize, m: number) => number): number[] => horizon.labels.map((_, m) => value(sizes[flat ? 0 : m]!, m))
  const compute = computeSeries(
    offer,
    every((size) => size.boxes),
    every((size) => size.boxHours),
    factors,
    settings,
  )
  const people = flat ? peopleOf(sizes[0]!.boxes, offer, settings) : null
  const shared = (part: number): number[] | null =>
    part === 0 ? null : compute.monthly.map((usd) => shareOfCompute.bare({ compute: usd, share: part }))
  return {
    compute: compute.monthly,
    'commitment-tail': compute.tail,
    platform: shared(scenario.rentalAdderShare),
    support: shared(scenario.rentalSupportShare),
    licences: scenario.licenceUsdPerGpuYear === 0 ? null : every((size) => licencesOf(size.boxes, offer, settings)),
    people: every((size, m) => (people ?? peopleOf(size.boxes, offer, settings)) * settings.usdPerPerson[m]!),
    'one-off': scenario.rentedOneOffUsd === 0 ? null : onceInMonthZero(scenario.rentedOneOffUsd, horizon.months),
  }
}

/** What one choice costs over the horizon, and its sizes: one where every month is alike, else one per month. */
export const rentedTotals = (choice: RentedChoice, context: RentedContext) => {
  const sizes = monthsOf(choice, context)
  return { sizes, totals: totalsOf(series(choice, sizes, context), context.settings) }
}

const whyNoChoice = (servable: Servable, model: OpenModel, gpu: Gpu, offers: readonly RentalOffer[], settings: Settings): Remark => {
  if (servable.candidates.length === 0)
    return servable.infeasible === null
      ? refusalRemark(servable.refusal)
      : infeasibleRemark(servable.infeasible, model, gpu, settings.scenario)
  if (offers.length === 0)
    return notPossible(
      'no-offer',
      `Not possible: no rental offer for ${gpuShortName(gpu)} that your settings allow.`,
      [],
      settings.scenario.marketplaces ? null : 'Allow marketplaces, or enter your own price.',
    )
  if (settings.scenario.policy === 'working-hours')
    return notPossible(
      'outside-hours',
      'Not possible: requests arrive outside the working hours.',
      [],
      'Keep the fleet always on, or autoscale it.',
    )
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
const mayCompete = (gpu: Gpu, { scenario }: Settings): boolean =>
  scenario.uncalibratedGpus || scenario.gpu === gpu.id || (gpu.serving !== null && gpu.serving.calibration !== 'not calibrated')

export const rentedOption = (model: OpenModel, gpu: Gpu, servable: Servable, context: RentedContext): RentedAnswer => {
  const { settings } = context
  const offers = context.offers.get(gpu.id) ?? []
  const length = contextRemarks(model, settings.scenario)
  const nodeGpus = gpu.gpusPerNode ?? FALLBACK_NODE_GPUS
  const choice =
    length.blocks !== null || servable.candidates.length === 0 || offers.length === 0
      ? null
      : cheapestChoice(servable.candidates, offers, nodeGpus, context.demand, context.factors, settings)
  const identity = (gpus: number | null, subtitle: string, warnings: readonly Remark[], rented: RentedDetail | null): OptionIdentity => ({
    id: rentedId(model.id, gpu.id),
    kind: 'rented',
    modelId: model.id,
    modelName: model.name,
    name: rentedName(model, gpu, gpus),
    subtitle,
    considered: settings.isConsidered(model.id) && mayCompete(gpu, settings),
    warnings,
    api: null,
    rented,
  })
  if (choice === null)
    return {
      choice,
      option: impossibleOption(
        identity(null, 'Rented GPUs', [], null),
        length.blocks ?? whyNoChoice(servable, model, gpu, offers, settings),
      ),
    }
  const { sizes, totals } = rentedTotals(choice, context)
  const rented = detail(choice, sizes[0]!, model, gpu, context)
  const warnings = [...length.warnings, ...modelWarnings(model, gpu, rented, settings.scenario)]
  const interactive = context.demand.load.months[0]!.peak > 0
  return {
    choice,
    option: possibleOption(
      identity(rented.gpus, rentedSubtitle(choice.offer.provider, choice.offer.termMonths, choice.policy), warnings, rented),
      totals,
      interactive ? rented.serving.ttft95Seconds : null,
      choice.offer.checkedOn,
    ),
  }
}
