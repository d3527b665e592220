/** What a fleet's instances cost over the horizon at one rental offer: by the hour, or committed layer by layer (`method.md` 4). */
import { planLayer, type LayerPlan } from '../commitments.ts'
import { peopleNeeded } from '../people.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import type { FleetSizes } from './fleet-steps.ts'
import type { RentalOffer } from './rental-offers.ts'
import { monthlySeries, type Settings } from './settings.ts'
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
  /** by the month in which an instance is first needed, to the end of the horizon */
  readonly committed: (termMonths: number, firstMonth: number) => LayerCost
}

const termPlan = (hours: readonly number[], usdPerHour: number, termMonths: number, settings: Settings): LayerPlan =>
  planLayer(
    hours,
    hours.map(() => NO_HOURLY_PRICE),
    [{ months: termMonths, usdPerHour: settings.gpuPath.map((path) => usdPerHour * path) }],
    settings.horizon.monthlyRate,
  )

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
  const lastWeight = horizon.weight.at(-1) ?? 0
  const layer = (first: number, termMonths: number): LayerCost => {
    const plan = termPlan(
      horizon.labels.map((_, m) => (m >= first ? HOURS_PER_MONTH : 0)),
      1,
      termMonths,
      settings,
    )
    return { compute: levelise(plan.monthly, horizon), tail: plan.owedAfter * lastWeight, plan }
  }
  return {
    onDemand: levelise(settings.gpuPath, horizon),
    least: settings.gpuPath.reduce((low, path) => Math.min(low, path), 1),
    wages: levelise(settings.usdPerPerson, horizon),
    people: peopleByNodes(settings),
    committed: (termMonths, firstMonth) => {
      const key = termMonths * horizon.months + firstMonth
      const cost = known.get(key) ?? layer(firstMonth, termMonths)
      known.set(key, cost)
      return cost
    },
  }
}

/** A committed layer starts in the first month that needs it and is renewed while it is needed. */
const committedSeries = (
  offer: RentalOffer,
  termMonths: number,
  { months: distinct, boxes }: FleetSizes,
  factors: PriceFactors,
  settings: Settings,
): ComputeSeries => {
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  const { months } = settings.horizon
  const inLastMonth = (usd: number): readonly number[] | null =>
    usd === 0 ? null : monthlySeries(settings, (m) => (m < months - 1 ? 0 : usd))
  if (distinct === 1 && boxes[0]! > 0) {
    const { plan } = factors.committed(termMonths, 0)
    const usd = boxes[0]! * usdPerBoxHour
    return { monthly: monthlySeries(settings, (m) => plan.monthly[m]! * usd), tail: inLastMonth(plan.owedAfter * usd) }
  }
  const monthly = monthlySeries(settings, () => 0)
  if (distinct === 1) return { monthly, tail: null }
  let tail = 0
  // Layers needed in the same months share one plan; a fleet may have millions of instances, but no more sizes than months.
  let below = 0
  for (const size of new Float64Array(new Set(boxes.subarray(0, distinct))).sort()) {
    const count = size - below
    below = size
    if (count === 0) continue
    const plan = termPlan(
      settings.horizon.labels.map((_, m) => (boxes[m]! >= size ? HOURS_PER_MONTH : 0)),
      usdPerBoxHour,
      termMonths,
      settings,
    )
    for (let m = 0; m < months; m++) monthly[m]! += plan.monthly[m]! * count
    tail += plan.owedAfter * count
  }
  return { monthly, tail: inLastMonth(tail) }
}

/** Compute of each month of the horizon for a fleet of these sizes. */
export const computeSeries = (offer: RentalOffer, sizes: FleetSizes, factors: PriceFactors, settings: Settings): ComputeSeries => {
  if (offer.termMonths !== null) return committedSeries(offer, offer.termMonths, sizes, factors, settings)
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  const alike = sizes.months === 1
  return {
    monthly: monthlySeries(settings, (m) => sizes.boxHours[alike ? 0 : m]! * usdPerBoxHour * settings.gpuPath[m]!),
    tail: null,
  }
}
