/** One open model on one GPU: the cheapest way to rent it for the whole demand, or why there is none. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import type { EnergyUse, OptionResult, RentedDetail, Remark } from '../result.ts'
import { energyUse, kwhOfGpuHours } from './energy-use.ts'
import { licencesOf, peopleOf } from './fleet-cost.ts'
import { fleetSizes, replicasOf, sizeMonths, utilisationOf, type FleetDemand, type FleetSizes } from './fleet-steps.ts'
import { totalsOf } from './lines.ts'
import { gpuShortName, rentedName, rentedSubtitle } from './names.ts'
import type { RentalOffer } from './rental-offers.ts'
import { computeSeries, type PriceFactors } from './rental-price.ts'
import { impossibleOption, possibleOption, type OptionIdentity } from './option-result.ts'
import { workingHoursMask } from '../policies.ts'
import { notPossible, remark, shareWords } from './remarks.ts'
import { infeasibleRemark, modelWarnings, refusalRemark, type ContextRemarks } from './rented-remarks.ts'
import { cheapestChoice, type RentedChoice } from './rented-search.ts'
import type { Servable } from './serving-cache.ts'
import { servingResult } from './serving-result.ts'
import { blankSeries, monthlySeries, onceInMonthZero, peopleSeries, type Settings } from './settings.ts'

export interface RentedContext {
  readonly settings: Settings
  readonly demand: FleetDemand
  readonly factors: PriceFactors
  /** by GPU id */
  readonly offers: ReadonlyMap<string, readonly RentalOffer[]>
}

const FALLBACK_NODE_GPUS = 8
export const nodeGpusOf = (gpu: Gpu): number => gpu.gpusPerNode ?? FALLBACK_NODE_GPUS
export type OpenModel = Model & { readonly architecture: Architecture }

export const rentedId = (modelId: string, gpuId: string): string => `rent:${modelId}:${gpuId}`

const detail = (choice: RentedChoice, instances: number, model: OpenModel, gpu: Gpu, context: RentedContext): RentedDetail => {
  const { candidate, offer, policy } = choice
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

const seriesOf = (offer: RentalOffer, sizes: FleetSizes, context: RentedContext) => {
  const { settings, factors } = context
  const { scenario } = settings
  const compute = computeSeries(offer, sizes, factors, settings)
  const shareOf = (share: number): number[] | null => {
    if (share === 0) return null
    const series = blankSeries(settings)
    for (let m = 0; m < series.length; m++) series[m] = compute.monthly[m]! * share
    return series
  }
  return {
    compute: compute.monthly,
    'commitment-tail': compute.tail,
    platform: shareOf(scenario.rentalAdderShare),
    support: shareOf(scenario.rentalSupportShare),
    licences:
      scenario.licenceUsdPerGpuYear === 0
        ? null
        : monthlySeries(settings, (m) => licencesOf(sizes.boxes[sizes.months === 1 ? 0 : m]!, offer, settings)),
    people:
      sizes.months === 1
        ? peopleSeries(peopleOf(sizes.boxes[0]!, offer, factors), settings)
        : monthlySeries(settings, (m) => peopleOf(sizes.boxes[m]!, offer, factors) * settings.usdPerPerson[m]!),
    'one-off': scenario.rentedOneOffUsd === 0 ? null : onceInMonthZero(scenario.rentedOneOffUsd, settings),
  }
}

/** Used again for every option. */
const buffer = fleetSizes()

/** Instances and instance-hours of a choice: one month where every month is alike, else one per month. */
export const sizesOf = ({ candidate, offer, months }: RentedChoice, settings: Settings, out = fleetSizes()): FleetSizes => {
  sizeMonths(months, months.length, candidate.layout.gpusPerReplica, offer, settings.scenario.startUpHours, out)
  return out
}

const rentedEnergy = (choice: RentedChoice, sizes: FleetSizes, gpu: Gpu, { demand, settings }: RentedContext): EnergyUse | null => {
  const { candidate, offer, months } = choice
  let kwh: number | null = 0
  months.forEach((steps, m) => {
    const replicaHours = replicasOf(steps).hoursPerMonth
    const working = (steps.utilisation ?? utilisationOf(demand.load.months[m]!, candidate, replicaHours)) * replicaHours
    const drawn = kwhOfGpuHours(
      gpu,
      sizes.boxHours[m]! * offer.gpusPerInstance,
      working * candidate.layout.gpusPerReplica,
      settings.scenario,
    )
    kwh = kwh === null || drawn === null ? null : kwh + drawn
  })
  return energyUse(kwh === null ? null : kwh / months.length, settings.scenario)
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
  if (offers.length === 0)
    return notPossible(
      'no-offer',
      `Not possible: no rental offer for ${gpuShortName(gpu)} that your settings allow.`,
      [],
      settings.scenario.marketplaces ? null : 'Allow marketplaces, or enter your own price.',
    )
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
      'Keep the fleet always on, or autoscale it.',
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
  const nodeGpus = nodeGpusOf(gpu)
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
    considered:
      settings.isConsidered(model.id) &&
      mayCompete(gpu, settings) &&
      (choice === null || settings.scenario.gpu === gpu.id || !choice.offer.stale),
    warnings,
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
  const sizes = sizesOf(choice, settings, buffer)
  const totals = totalsOf(seriesOf(choice.offer, sizes, context), settings)
  const rented = detail(choice, sizes.boxes[0]!, model, gpu, context)
  const stale = choice.offer.stale
    ? [remark('stale-price', 'Its price is older than 90 days, or of unknown date, so it is shown but does not compete.')]
    : []
  const warnings = [...stale, ...length.warnings, ...modelWarnings(model, gpu, rented, settings.scenario)]
  const interactive = context.demand.load.months[0]!.peak > 0
  return {
    choice,
    option: possibleOption(
      identity(rented.gpus, rentedSubtitle(choice.offer.provider, choice.offer.termMonths, choice.policy), warnings, rented),
      totals,
      interactive ? rented.serving.ttft95Seconds : null,
      choice.offer.checkedOn,
      { cash: totals.monthly, profitAndLoss: totals.monthly, valueAtEnd: 0, energy: rentedEnergy(choice, sizes, gpu, context) },
    ),
  }
}
