/** Quantiles of costs and who was cheapest, over many draws. */
import type { Spread3 } from './odds-result.ts'

const P10 = 0.1
const P50 = 0.5
const P90 = 0.9

/** Puts the k-th smallest of values[from …] at k, smaller ones before it and larger ones after (Hoare's selection, in place). */
const select = (values: Float64Array, k: number, from: number): void => {
  let low = from
  let high = values.length - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const swapped = values[i]!
      values[i] = values[j]!
      values[j] = swapped
      i++
      j--
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else return
  }
}

/** Quantile of type 7; what lies before it in `values` ends up smaller. */
const quantile = (values: Float64Array, p: number): number => {
  const position = p * (values.length - 1)
  const below = Math.floor(position)
  select(values, below, 0)
  const lower = values[below]!
  if (position === below) return lower
  let upper = Number.POSITIVE_INFINITY
  for (let at = below + 1; at < values.length; at++) if (values[at]! < upper) upper = values[at]!
  return lower + (position - below) * (upper - lower)
}

/** 10, 50 and 90 % of a sample, which is left in another order; null: empty, or one of them is beyond numbers. */
export const spreadOf = (values: Float64Array): Spread3 | null => {
  if (values.length === 0) return null
  const spread = { p10: quantile(values, P10), p50: quantile(values, P50), p90: quantile(values, P90) }
  return Number.isFinite(spread.p10) && Number.isFinite(spread.p50) && Number.isFinite(spread.p90) ? spread : null
}
