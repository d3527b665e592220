/** At which value of which input does the cheaper side change, and which is nearest to doing so? */
import type { Sensitivity, SensitivityBar } from '../../engine/odds/odds-result.ts'

/** Where a likely range has no length on the side of a flip, a quarter of the typical value counts as its length. */
const SHARE_WITHOUT_RANGE = 0.25

export interface Flip {
  readonly bar: SensitivityBar
  readonly value: number
  /** way to the flip, in lengths of the likely range on that side: up to 1 the range holds it */
  readonly reach: number
}

const lengthTowards = ({ typical, low, high }: SensitivityBar, value: number): number => {
  const end = value > typical ? Math.max(low.value, high.value) : Math.min(low.value, high.value)
  return Math.abs(end - typical) || SHARE_WITHOUT_RANGE * Math.abs(typical)
}

/** The nearest value at which this input flips the answer; null: none in what was searched. */
export const nearestFlipOf = (bar: SensitivityBar): Flip | null => {
  const flips = bar.flipsAt.map((value): Flip => {
    const length = lengthTowards(bar, value)
    const way = Math.abs(value - bar.typical)
    return { bar, value, reach: length > 0 ? way / length : way === 0 ? 0 : Infinity }
  })
  return flips.toSorted((a, b) => a.reach - b.reach)[0] ?? null
}

/** Of all inputs, or of those that `wanted` lets through. */
export const nearestFlip = ({ bars }: Sensitivity, wanted: (bar: SensitivityBar) => boolean = () => true): Flip | null =>
  bars
    .filter(wanted)
    .flatMap((bar) => nearestFlipOf(bar) ?? [])
    .toSorted((a, b) => a.reach - b.reach)[0] ?? null

/** Can this input flip the answer within its likely range, at an end of it or between? */
export const flipsWithinRange = (bar: SensitivityBar, difference: number): boolean => {
  const other = (end: number | null): boolean => end !== null && end * difference < 0
  const [from, to] = [Math.min(bar.low.value, bar.high.value), Math.max(bar.low.value, bar.high.value)]
  return other(bar.low.difference) || other(bar.high.difference) || bar.flipsAt.some((value) => value >= from && value <= to)
}

/** A value that nobody calls uncertain: it is searched for flips, but has no likely range. */
export const isCertain = ({ low, high }: SensitivityBar): boolean => low.value === high.value

/** USD a month left at the end that comes nearer to a tie; Infinity where neither end does. */
export const leftAtBest = (bar: SensitivityBar, difference: number): number =>
  Math.min(
    ...[bar.low.difference, bar.high.difference].map((end) =>
      end === null || Math.abs(end) >= Math.abs(difference) ? Infinity : Math.abs(end),
    ),
  )
