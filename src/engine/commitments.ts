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

/**
 * `hours[m]`: hours of month m in which this layer runs; `onDemand[m]`: USD per hour; `terms` rising by months; `monthlyRate` i.
 * V(m) = min(H·p_od·d^(m+1) + V(m+1), Σ_{t<T} 730·p_T(m)·d^(m+t+1) + V(min(N, m+T))), V(N) = 0.
 */
export const planLayer = (
  hours: ArrayLike<number>,
  onDemand: ArrayLike<number>,
  terms: readonly Term[],
  monthlyRate: number,
): LayerPlan => {
  const months = hours.length
  const d = 1 / (1 + monthlyRate)
  const value = new Float64Array(months + 1)
  const chosen = new Int32Array(months).fill(-1)
  for (let m = months - 1; m >= 0; m--) {
    const discount = d ** (m + 1)
    let best = hours[m]! * onDemand[m]! * discount + value[m + 1]!
    terms.forEach((term, index) => {
      const price = term.usdPerHour[m] ?? null
      if (price === null) return
      const annuity = monthlyRate === 0 ? term.months : (1 - d ** term.months) / (1 - d)
      const cost = HOURS_PER_MONTH * price * discount * annuity + value[Math.min(months, m + term.months)]!
      if (cost < best - TIE * Math.abs(best)) {
        best = cost
        chosen[m] = index
      }
    })
    value[m] = best
  }
  const monthly = new Float64Array(months)
  const choices: { month: number; term: number | null }[] = []
  let owedAfter = 0
  for (let m = 0; m < months;) {
    const term = terms[chosen[m]!]
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
  return { presentValue: value[0]!, monthly, owedAfter, choices }
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
