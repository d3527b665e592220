/** Where do an axis's ticks stand? Round values in the buyer's currency, few enough to read. */

const LOG_SLACK = 1e-9
const STEPS = [1, 2, 2.5, 5, 10] as const

/** Round, evenly spaced values from 0 to the first at or above `limit`, at most `most` steps. `scale` is display units per unit. */
export const linearTicks = (limit: number, most: number, scale = 1): readonly number[] => {
  if (!(limit > 0)) return [0]
  const wanted = (limit * scale) / most
  const decade = 10 ** Math.floor(Math.log10(wanted) + LOG_SLACK)
  const step = decade * (STEPS.find((factor) => factor * decade >= wanted * (1 - LOG_SLACK)) ?? 10)
  const count = Math.ceil((limit * scale) / step - LOG_SLACK)
  return Array.from({ length: count + 1 }, (_, index) => (index * step) / scale)
}

/** Round, evenly spaced values within [low, high], about `most` steps of them, and the decimals they need. */
export const ticksBetween = (low: number, high: number, most: number): { readonly values: readonly number[]; readonly places: number } => {
  const wanted = (high - low) / most
  if (!(wanted > 0)) return { values: [low], places: 0 }
  const power = Math.floor(Math.log10(wanted) + LOG_SLACK)
  const factor = STEPS.find((each) => each * 10 ** power >= wanted * (1 - LOG_SLACK)) ?? 10
  const step = factor * 10 ** power
  const first = Math.ceil(low / step - LOG_SLACK)
  const last = Math.floor(high / step + LOG_SLACK)
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step)
  return { values, places: Math.max(0, -power + (factor === 2.5 ? 1 : 0) - (factor === 10 ? 1 : 0)) }
}

export interface LogTick {
  readonly value: number
  /** 1, 2 … 9: the first digit */
  readonly digit: number
}

/** Every 1, 2 … 9 × 10ⁿ within [low, high]. `scale` is display units per unit. */
export const logTicks = (low: number, high: number, scale = 1): readonly LogTick[] => {
  const first = Math.floor(Math.log10(low * scale) + LOG_SLACK)
  const last = Math.ceil(Math.log10(high * scale))
  const ticks: LogTick[] = []
  for (let power = first; power <= last; power += 1)
    for (let digit = 1; digit <= 9; digit += 1) {
      const value = (digit * 10 ** power) / scale
      if (value >= low * (1 - LOG_SLACK) && value <= high * (1 + LOG_SLACK)) ticks.push({ value, digit })
    }
  return ticks
}

/** The largest 10ⁿ at or below `value`. */
export const decadeBelow = (value: number, scale = 1): number => 10 ** Math.floor(Math.log10(value * scale) + LOG_SLACK) / scale

/** The middle value, or the mean of the middle two; null of none. */
export const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
