/** What a fleet's instances cost over the horizon at one rental offer: by the hour, or committed layer by layer (`method.md` 4). */
import { planLayer } from '../commitments.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { Settings } from './settings.ts'

/** An offer that is only sold for a term has no hourly price; the plan must never choose one. */
const NO_HOURLY_PRICE = 1e15

export interface ComputeSeries {
  /** USD of each month */
  readonly monthly: readonly number[]
  /** USD owed after the horizon, in the last month */
  readonly tail: readonly number[]
}

/** Levelised instance-hours of one instance-hour a month, price path included: what a flat need is multiplied with. */
export interface PriceFactors {
  readonly onDemand: number
  readonly committed: (termMonths: number) => number
}

const termPlan = (hours: ArrayLike<number>, usdPerHour: number, termMonths: number, settings: Settings) =>
  planLayer(
    hours,
    Array.from(hours, () => NO_HOURLY_PRICE),
    [{ months: termMonths, usdPerHour: settings.gpuPath.map((path) => usdPerHour * path) }],
    settings.horizon.monthlyRate,
  )

const discountedMonths = (settings: Settings): number => settings.horizon.discount.reduce((sum, factor) => sum + factor, 0)

export const priceFactors = (settings: Settings): PriceFactors => {
  const known = new Map<number, number>()
  const months = discountedMonths(settings)
  let onDemand = 0
  for (let m = 0; m < settings.horizon.months; m++) onDemand += settings.horizon.weight[m]! * settings.gpuPath[m]!
  return {
    onDemand,
    committed: (termMonths) => {
      const factor =
        known.get(termMonths) ??
        termPlan(
          settings.horizon.labels.map(() => HOURS_PER_MONTH),
          1,
          termMonths,
          settings,
        ).presentValue /
          months /
          HOURS_PER_MONTH
      known.set(termMonths, factor)
      return factor
    },
  }
}

/** `boxes` and `boxHours` by month. A committed layer starts in the first month that needs it and is renewed while it is needed. */
export const computeSeries = (
  offer: RentalOffer,
  boxes: readonly number[],
  boxHours: readonly number[],
  settings: Settings,
): ComputeSeries => {
  const { months } = settings.horizon
  const usdPerBoxHour = offer.usdPerGpuHour * offer.gpusPerInstance
  const tail = new Array<number>(months).fill(0)
  if (offer.termMonths === null) return { monthly: boxHours.map((hours, m) => hours * usdPerBoxHour * settings.gpuPath[m]!), tail }
  const monthly = new Array<number>(months).fill(0)
  const most = boxes.reduce((top, count) => Math.max(top, count), 0)
  const plans = new Map<string, ReturnType<typeof termPlan>>()
  for (let layer = 1; layer <= most; layer++) {
    const hours = boxes.map((count) => (count >= layer ? HOURS_PER_MONTH : 0))
    const key = hours.join()
    const plan = plans.get(key) ?? termPlan(hours, usdPerBoxHour, offer.termMonths, settings)
    plans.set(key, plan)
    for (let m = 0; m < months; m++) monthly[m]! += plan.monthly[m]!
    tail[months - 1]! += plan.owedAfter
  }
  return { monthly, tail }
}
