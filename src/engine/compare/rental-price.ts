/** What a fleet's instances cost over the horizon at one rental offer: by the hour, or committed layer by layer (`method.md` 4). */
import { planLayer, type LayerPlan } from '../commitments.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { Settings } from './settings.ts'
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
    committed: (termMonths, firstMonth) => {
      const key = termMonths * horizon.months + firstMonth
      const cost = known.get(key) ?? layer(firstMonth, termMonths)
      known.set(key, cost)
      return cost
    },
  }
}

/** `boxes` and `boxHours` by month. A committed layer starts in the first month that needs it and is renewed while it is needed. */
export const computeSeries = (
  offer: RentalOffer,
  boxes: readonly number[],
  boxHours: readonly number[],
  factors: PriceFactors,
  settings: Settings,
): ComputeSeries => {
  const { months } = settings.horizon
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  if (offer.termMonths === null) return { monthly: boxHours.map((hours, m) => hours * usdPerBoxHour * settings.gpuPath[m]!), tail: null }
  if (boxes.every((count) => count === boxes[0]) && boxes[0]! > 0) {
    const { plan } = factors.committed(offer.termMonths, 0)
    const usd = boxes[0]! * usdPerBoxHour
    return {
      monthly: Array.from(plan.monthly, (hours) => hours * usd),
      tail: plan.owedAfter === 0 ? null : boxes.map((_, m) => (m === months - 1 ? plan.owedAfter * usd : 0)),
    }
  }
  const tail = new Array<number>(months).fill(0)
  const monthly = new Array<number>(months).fill(0)
  // Layers needed in the same months share one plan; a fleet may have millions of instances, but no more sizes than months.
  let below = 0
  for (const size of [...new Set(boxes)].sort((a, b) => a - b)) {
    const count = size - below
    below = size
    if (count === 0) continue
    const plan = termPlan(
      boxes.map((running) => (running >= size ? HOURS_PER_MONTH : 0)),
      usdPerBoxHour,
      offer.termMonths,
      settings,
    )
    for (let m = 0; m < months; m++) monthly[m]! += plan.monthly[m]! * count
    tail[months - 1]! += plan.owedAfter * count
  }
  return { monthly, tail }
}
