/** What a fleet's instances cost over the horizon at one rental offer: by the hour, or committed layer by layer (`method.md` 4). */
import { planLayer, type LayerPlan } from '../commitments.ts'
import { peopleNeeded } from '../people.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import type { FleetSizes } from './fleet-steps.ts'
import type { RentalOffer } from './rental-offers.ts'
import { blankSeries, monthlySeries, type Settings } from './settings.ts'
import { levelise } from './time.ts'

/** An offer that is only sold for a term has no hourly price; the plan must never choose one. */
const NO_HOURLY_PRICE = 1e15

export interface ComputeSeries {
  /** USD of each month */
  readonly monthly: readonly number[]
  /** USD owed after the horizon, in the last month; null: nothing */
  readonly tail: readonly number[] | null
}

/** Levelised USD a month of one committed instance at 1 USD an hour: paid in the horizon, and owed after it. */
export interface LayerCost {
  readonly compute: number
  readonly tail: number
  /** by month, at 1 USD an hour */
  readonly plan: LayerPlan
}

export interface PriceFactors {
  /** levelised price of an hour at 1 USD in month 0: the price path's weight */
  readonly onDemand: number
  /** the lowest price of any month */
  readonly least: number
  /** levelised USD a month of one full-time person */
  readonly wages: number
  /** full-time people by nodes to look after */
  readonly people: (nodes: number) => number
  /** of an instance that is needed from one month to before another */
  readonly committed: (termMonths: number, firstMonth: number, endMonth: number) => LayerCost
  /**
   * Of each offer, for a fleet that never changes: levelised USD a month of an instance-hour, or of a committed instance, with what is
   * charged on top
   */
  readonly flatRates: (offers: readonly RentalOffer[]) => Float64Array
}

/** One instance needed in the months in which `isNeeded`, at 1 USD an hour in month 0. */
const layerCost = (termMonths: number, isNeeded: (m: number) => boolean, { gpuPath, horizon }: Settings): LayerCost => {
  const plan = planLayer(
    gpuPath.map((_, m) => (isNeeded(m) ? HOURS_PER_MONTH : 0)),
    gpuPath.map(() => NO_HOURLY_PRICE),
    [{ months: termMonths, usdPerHour: gpuPath }],
    horizon.monthlyRate,
  )
  return { compute: levelise(plan.monthly, horizon), tail: plan.owedAfter * (horizon.weight.at(-1) ?? 0), plan }
}

/** Storage, egress, management and support on top of compute. */
export const withAdders = ({ scenario }: Settings): number => 1 + scenario.rentalAdderShare + scenario.rentalSupportShare

/** Fleets up to this size have their head count looked up: a power is dear. */
const NODES_KEPT = 4096

const peopleByNodes = ({ scenario }: Settings): ((nodes: number) => number) => {
  const known: (number | undefined)[] = []
  const people = (nodes: number): number => peopleNeeded(scenario.rentedFteBase, scenario.rentedFtePerNode, nodes, scenario.fteElasticity)
  return (nodes) => (nodes < NODES_KEPT ? (known[nodes] ??= people(nodes)) : people(nodes))
}

export const priceFactors = (settings: Settings): PriceFactors => {
  const { horizon } = settings
  const known = new Map<number, LayerCost>()
  const onDemand = levelise(settings.gpuPath, horizon)
  const committed = (termMonths: number, first: number, end: number): LayerCost => {
    const key = (termMonths * horizon.months + first) * (horizon.months + 1) + end
    const cost = known.get(key) ?? layerCost(termMonths, (m) => m >= first && m < end, settings)
    known.set(key, cost)
    return cost
  }
  const rates = new Map<readonly RentalOffer[], Float64Array>()
  const rateOf = ({ usdPerGpuHour, gpusPerInstance, termMonths }: RentalOffer): number => {
    const usdPerBoxHour = usdPerGpuHour * gpusPerInstance
    if (termMonths === null) return onDemand * usdPerBoxHour * withAdders(settings)
    const { compute, tail } = committed(termMonths, 0, horizon.months)
    return usdPerBoxHour * (compute * withAdders(settings) + tail)
  }
  return {
    onDemand,
    least: settings.gpuPath.reduce((low, path) => Math.min(low, path), 1),
    wages: levelise(settings.usdPerPerson, horizon),
    people: peopleByNodes(settings),
    committed,
    flatRates: (offers) => {
      const ofOffers = rates.get(offers) ?? Float64Array.from(offers, rateOf)
      rates.set(offers, ofOffers)
      return ofOffers
    },
  }
}

export interface CommittedLayers {
  /** instances needed in the same months */
  readonly count: number
  readonly each: LayerCost
}

/**
 * The instances of a fleet by the months in which they are needed: each is committed in the first and renewed while it is needed. A fleet
 * may have millions of instances, but no more sizes than months.
 */
export const committedLayers = (
  termMonths: number,
  { months: distinct, boxes }: FleetSizes,
  factors: PriceFactors,
  settings: Settings,
): CommittedLayers[] => {
  const { months } = settings.horizon
  if (distinct === 1) return boxes[0]! > 0 ? [{ count: boxes[0]!, each: factors.committed(termMonths, 0, months) }] : []
  const layers: CommittedLayers[] = []
  let below = 0
  for (const size of boxes.slice(0, distinct).sort()) {
    if (size === below) continue
    let first = months
    let end = 0
    let needed = 0
    for (let m = 0; m < months; m++) {
      if (boxes[m]! < size) continue
      first = Math.min(first, m)
      end = m + 1
      needed++
    }
    const isWhole = needed === end - first
    const each = isWhole ? factors.committed(termMonths, first, end) : layerCost(termMonths, (m) => boxes[m]! >= size, settings)
    layers.push({ count: size - below, each })
    below = size
  }
  return layers
}

const committedSeries = (offer: RentalOffer, layers: readonly CommittedLayers[], settings: Settings): ComputeSeries => {
  const { months } = settings.horizon
  const monthly = blankSeries(settings).fill(0)
  let tail = 0
  for (const { count, each } of layers) {
    const usd = count * offer.usdPerGpuHour * offer.gpusPerInstance
    for (let m = 0; m < months; m++) monthly[m]! += each.plan.monthly[m]! * usd
    tail += each.plan.owedAfter * usd
  }
  return { monthly, tail: tail === 0 ? null : monthlySeries(settings, (m) => (m < months - 1 ? 0 : tail)) }
}

/** Compute of each month of the horizon for a fleet of these sizes. */
export const computeSeries = (offer: RentalOffer, sizes: FleetSizes, factors: PriceFactors, settings: Settings): ComputeSeries => {
  if (offer.termMonths !== null) return committedSeries(offer, committedLayers(offer.termMonths, sizes, factors, settings), settings)
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  const { gpuPath } = settings
  const alike = sizes.months === 1
  const monthly = blankSeries(settings)
  for (let m = 0; m < monthly.length; m++) monthly[m] = sizes.boxHours[alike ? 0 : m]! * usdPerBoxHour * gpuPath[m]!
  return { monthly, tail: null }
}
