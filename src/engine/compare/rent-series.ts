/** What a fleet on a rate card costs month by month: its plan layer by layer, and every cost line of a rented option. */
import { leastPlan } from '../commitments.ts'
import type { LineId } from '../result.ts'
import { gpusOf, licencesOf, peopleOf, rentedOneOffs } from './fleet-cost.ts'
import { eachLayer, type FleetSizes } from './fleet-steps.ts'
import { oneOffLines } from './one-off-lines.ts'
import type { RateCard } from './rate-cards.ts'
import { chosenPlan, type LayerPlan, type PlanLine, type PriceFactors } from './rental-price.ts'
import { blankSeries, monthlySeries, peopleSeries, type Settings } from './settings.ts'
import type { SpotUse } from './spot-batch.ts'

/** The instances (from, to] of a fleet, counted from the one that runs most: the same hours, hence the same plan. */
export interface PlannedLayer {
  readonly from: number
  readonly to: number
  /** of each month of the horizon; one number where every month is alike */
  readonly hours: ArrayLike<number>
  readonly plan: LayerPlan
}

/** Hours of month m in which the instances of a layer run. */
export const hoursIn = ({ hours }: PlannedLayer, m: number): number => hours[hours.length === 1 ? 0 : m]!

const lineFor = (lines: readonly PlanLine[], hours: number): PlanLine =>
  lines.reduce((best, line) => {
    const [cost, least] = [line.fixed + line.slope * hours, best.fixed + best.slope * hours]
    return cost < least ? line : best
  })

/** The least plan of each layer of a fleet. */
export const planFleet = (sizes: FleetSizes, card: RateCard, factors: PriceFactors, settings: Settings): PlannedLayer[] => {
  const layers: PlannedLayer[] = []
  if (sizes.months === 1) {
    const lines = factors.lines(card)
    for (let level = 0, from = 0; level < sizes.ends[0]!; level++) {
      const to = sizes.levelBoxes[level]!
      const hours = sizes.levelHours[level]!
      layers.push({ from, to, hours: [hours], plan: lineFor(lines, hours) })
      from = to
    }
    return layers
  }
  const prices = factors.prices(card)
  eachLayer(sizes, new Float64Array(settings.horizon.months), (from, to, hours) => {
    leastPlan(hours, prices, hours.length, factors.buffers)
    layers.push({ from, to, hours: hours.slice(), plan: chosenPlan(factors.buffers, card, settings) })
    return true
  })
  return layers
}

export interface RentSeries {
  /** USD of each month */
  readonly monthly: readonly number[]
  /** USD owed after the horizon, in the last month; null: nothing */
  readonly tail: readonly number[] | null
}

/** Rent of each month under these plans, spot hours with it. */
export const rentSeries = (layers: readonly PlannedLayer[], spot: SpotUse | null, settings: Settings): RentSeries => {
  const { months } = settings.horizon
  const monthly = blankSeries(settings).fill(0)
  let tail = 0
  for (const { from, to, hours, plan } of layers) {
    const count = to - from
    const steady = hours.length === 1
    for (let m = 0; m < months; m++) monthly[m]! += count * (plan.committed[m]! + hours[steady ? 0 : m]! * plan.hourly[m]!)
    tail += count * plan.owed
  }
  if (spot !== null) {
    const usdPerHour = spot.offer.usdPerGpuHour * spot.offer.gpusPerInstance
    for (let m = 0; m < months; m++) monthly[m]! += spot.boxHours[spot.boxHours.length === 1 ? 0 : m]! * usdPerHour * settings.gpuPath[m]!
  }
  return { monthly, tail: tail === 0 ? null : monthlySeries(settings, (m) => (m < months - 1 ? 0 : tail)) }
}

const shareOf = (share: number, rent: RentSeries, settings: Settings): number[] | null =>
  share === 0 ? null : monthlySeries(settings, (m) => rent.monthly[m]! * share)

/** Every line of a rented option, as `totalsOf` takes them. */
export const rentedLines = (
  sizes: FleetSizes,
  card: RateCard,
  layers: readonly PlannedLayer[],
  spot: SpotUse | null,
  factors: PriceFactors,
  settings: Settings,
): Partial<Record<LineId, readonly number[] | null>> => {
  const { scenario } = settings
  const rent = rentSeries(layers, spot, settings)
  const gpus = (m: number): number => gpusOf(sizes, card, spot, sizes.months === 1 ? 0 : m)
  return {
    compute: rent.monthly,
    'commitment-tail': rent.tail,
    platform: shareOf(scenario.rentalAdderShare, rent, settings),
    support: shareOf(scenario.rentalSupportShare, rent, settings),
    licences: scenario.licenceUsdPerGpuYear === 0 ? null : monthlySeries(settings, (m) => licencesOf(gpus(m), settings)),
    people:
      sizes.months === 1
        ? peopleSeries(peopleOf(gpus(0), factors), settings)
        : monthlySeries(settings, (m) => peopleOf(gpus(m), factors) * settings.usdPerPerson[m]!),
    ...oneOffLines(rentedOneOffs(settings), settings),
  }
}
