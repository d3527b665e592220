/**
 * Which mix of on-demand hours and commitments costs least for one layer of instances over the horizon (`method.md` 4 [F7]):
 * dynamic programming from the last month back. What is owed after the horizon counts, as its own figure.
 */
import { HOURS_PER_MONTH } from '../units/unit.ts'

/** values closer than this are a tie: on demand, then the shorter term */
const TIE = 1e-12

export interface Term {
  readonly months: number
  /** USD per hour when signed in month m, fixed until the end; null: not offered then */
  readonly usdPerHour: ArrayLike<number | null>
}

export interface LayerPlan {
  /** V(0) [USD] */
  readonly presentValue: number
  /** undiscounted USD of each month of the horizon */
  readonly monthly: Float64Array
  /** undiscounted USD owed after the horizon */
  readonly owedAfter: number
  /** month of signing and term; runs on demand have term null and start in their first month */
  readonly choices: readonly { readonly month: number; readonly term: number | null }[]
}

/** What one layer may be run on, and what each choice counts for in the sum to be least: a present value, or a levelised cost. */
export interface PlanPrices {
  /** USD an hour on demand, and what a USD an hour in month m counts for */
  readonly usdPerHour: number
  readonly hour: ArrayLike<number>
  /** rising by months. `whole[m]`: what a whole term of 1 USD an hour counts for if signed in month m; Infinity: not offered then */
  readonly terms: readonly { readonly months: number; readonly usdPerHour: number; readonly whole: ArrayLike<number> }[]
}

/** Buffers for a horizon: V(m) and the choice of each month, −1: on demand, else the index of a term. */
export interface PlanBuffers {
  readonly value: Float64Array
  readonly chosen: Int32Array
}

export const planBuffers = (months: number): PlanBuffers => ({ value: new Float64Array(months + 1), chosen: new Int32Array(months) })

/**
 * V(0), with the choice of each month in `out.chosen`: V(m) = min(H·p_od + V(m+1), p_T·whole_T(m) + V(min(N, m+T))), V(N) = 0. Ties go
 * to on demand, then to the shorter term.
 */
export const leastPlan = (hours: ArrayLike<number>, prices: PlanPrices, months: number, { value, chosen }: PlanBuffers): number => {
  const { usdPerHour, hour, terms } = prices
  value[months] = 0
  for (let m = months - 1; m >= 0; m--) {
    let best = hours[m]! * usdPerHour * hour[m]! + value[m + 1]!
    let choice = -1
    for (let index = 0; index < terms.length; index++) {
      const term = terms[index]!
      const end = m + term.months
      const cost = term.usdPerHour * term.whole[m]! + value[end < months ? end : months]!
      if (cost < best - TIE * Math.abs(best)) {
        best = cost
        choice = index
      }
    }
    value[m] = best
    chosen[m] = choice
  }
  return value[0]!
}

/**
 * The plan with the least present value. `hours[m]`: hours of month m in which this layer runs; `onDemand[m]`: USD per hour; `terms` rising
 * by months; `monthlyRate` i. An hour counts d^(m+1), a term 730·Σ_{t<T} d^(m+t+1), beyond the horizon too.
 */
export const planLayer = (
  hours: ArrayLike<number>,
  onDemand: ArrayLike<number>,
  terms: readonly Term[],
  monthlyRate: number,
): LayerPlan => {
  const months = hours.length
  const d = 1 / (1 + monthlyRate)
  const discount = Float64Array.from({ length: months }, (_, m) => d ** (m + 1))
  const buffers = planBuffers(months)
  const presentValue = leastPlan(
    hours,
    {
      usdPerHour: 1,
      hour: discount.map((factor, m) => onDemand[m]! * factor),
      terms: terms.map((term) => {
        const annuity = d === 1 ? term.months : (1 - d ** term.months) / (1 - d)
        const whole = discount.map((factor, m) => (term.usdPerHour[m] ?? Number.POSITIVE_INFINITY) * HOURS_PER_MONTH * factor * annuity)
        return { months: term.months, usdPerHour: 1, whole }
      }),
    },
    months,
    buffers,
  )
  const monthly = new Float64Array(months)
  const choices: { month: number; term: number | null }[] = []
  let owedAfter = 0
  for (let m = 0; m < months;) {
    const term = terms[buffers.chosen[m]!]
    if (term === undefined) {
      monthly[m] = hours[m]! * onDemand[m]!
      if (choices.at(-1)?.term !== null) choices.push({ month: m, term: null })
      m++
      continue
    }
    const perMonth = HOURS_PER_MONTH * (term.usdPerHour[m] as number)
    const end = Math.min(months, m + term.months)
    monthly.fill(perMonth, m, end)
    owedAfter += perMonth * (m + term.months - end)
    choices.push({ month: m, term: term.months })
    m = end
  }
  return { presentValue, monthly, owedAfter, choices }
}

/** The cheapest way to run a layer in one month taken alone: on demand by the hour, or a term's whole month. */
export const cheapestOfMonth = (
  hours: number,
  onDemand: number,
  terms: readonly { readonly months: number; readonly usdPerHour: number | null }[],
): { readonly term: number | null; readonly usd: number } => {
  let best: { term: number | null; usd: number } = { term: null, usd: hours * onDemand }
  for (const { months, usdPerHour } of terms) {
    if (usdPerHour === null) continue
    const usd = HOURS_PER_MONTH * usdPerHour
    if (usd < best.usd - TIE * Math.abs(best.usd)) best = { term: months, usd }
  }
  return best
}
