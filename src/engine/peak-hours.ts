/** Which share of the work falls into a provider's peak hours, over the 168-hour week and across time zones (`method.md` 2 [F3]). */
import { HOURS_PER_WEEK } from '../units/unit.ts'

const HOURS_PER_DAY = 24
const DAYS_PER_WEEK = 7
/** batch may wait this many hours, its own included: j … j+23 */
export const BATCH_WINDOW_HOURS = 24

export interface PeakWindows {
  /** 0 = Monday, in the window's own zone */
  readonly days: readonly number[]
  /** [start, end) hours of the day, may be fractional; an end before its start runs past midnight */
  readonly windows: readonly (readonly [number, number])[]
}

/** The part of [from, from+1) that lies in [start, end). */
const overlap = (from: number, start: number, end: number): number => Math.max(0, Math.min(from + 1, end) - Math.max(from, start))

/**
 * For each hour of the buyer's week the part of it that is peak, 0…1: an hour cut by a window counts by its minutes.
 * `zoneDifference` is the UTC offset of the windows minus the buyer's [h]; days are the window's own.
 */
export const peakFractions = (peak: PeakWindows, zoneDifference: number): Float64Array => {
  const fractions = new Float64Array(HOURS_PER_WEEK)
  for (const day of peak.days)
    for (const [start, end] of peak.windows) {
      const from = day * HOURS_PER_DAY + start - zoneDifference
      const to = from + (end > start ? end - start : end - start + HOURS_PER_DAY)
      for (let hour = Math.floor(from); hour < to; hour++) {
        const inWeek = ((hour % HOURS_PER_WEEK) + HOURS_PER_WEEK) % HOURS_PER_WEEK
        fractions[inWeek] = Math.min(1, fractions[inWeek]! + overlap(hour, from, to))
      }
    }
  return fractions
}

const weightedMean = (weights: ArrayLike<number>, value: (hour: number) => number): number => {
  let total = 0
  let sum = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    total += weights[hour]!
    sum += weights[hour]! * value(hour)
  }
  return total > 0 ? sum / total : 0
}

/** Share of the work that arrives in peak hours; `weights` of the buyer's 168 hours. */
export const peakShare = (weights: ArrayLike<number>, fractions: Float64Array): number => weightedMean(weights, (hour) => fractions[hour]!)

/** The same for work that waits for the cheapest of its 24 hours: the one with the least peak, or the most where peak is the cheaper. */
export const batchPeakShare = (weights: ArrayLike<number>, fractions: Float64Array, peakIsCheaper = false): number =>
  weightedMean(weights, (hour) => {
    let best = fractions[hour]!
    for (let wait = 1; wait < BATCH_WINDOW_HOURS; wait++) {
      const fraction = fractions[(hour + wait) % HOURS_PER_WEEK]!
      if (peakIsCheaper ? fraction > best : fraction < best) best = fraction
    }
    return best
  })

/** Whether an instant, in hours since Monday 00:00 in the window's own zone, is peak. */
export const isPeak = (peak: PeakWindows, hourOfWeek: number): boolean => {
  const week = DAYS_PER_WEEK * HOURS_PER_DAY
  return peak.days.some((day) =>
    peak.windows.some(([start, end]) => {
      const length = end > start ? end - start : end - start + HOURS_PER_DAY
      const since = (((hourOfWeek - day * HOURS_PER_DAY - start) % week) + week) % week
      return since < length
    }),
  )
}
