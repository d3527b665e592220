/**
 * How far does the value axis of figure 2 reach? As far as the two sides need, and 1.5 times the median of the lines; a purchase, or a
 * line far dearer than the others, runs past it, is cut, and is named in the foot.
 */
import { linearTicks, median } from '../charts/axis.ts'
import type { Point } from './volume-model.ts'

/** A month this many times dearer than nine in ten of the others is an event, not the level of the line. */
const OUTLIER = 1.5
const USUAL_SHARE = 0.9
const STEPS = 5
/** Below zero the axis reaches at most this share of what it reaches above. */
const BELOW = 0.4
const EQUAL = 1e-9

/** The highest month of a line, leaving out those that stick out of it: a purchase, a one-off cost. */
export const levelOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const usual = sorted[Math.max(0, Math.ceil(sorted.length * USUAL_SHARE) - 1)] ?? 0
  const level = sorted.findLast((usd) => usd <= usual * OUTLIER) ?? usual
  return Math.max(0, level)
}

export interface ScaledLine {
  readonly values: readonly number[]
  /** one of the two sides of the verdict: its level is always in sight */
  readonly main: boolean
}

/** USD at the ticks, rising, the first at or below zero. */
export const valueTicks = (lines: readonly ScaledLine[], cumulative: boolean, perUsd: number): readonly number[] => {
  const tops = lines.map(({ values }) => (cumulative ? Math.max(0, ...values) : levelOf(values)))
  const sides = tops.filter((_, index) => lines[index]!.main)
  const highest = Math.max(0, ...lines.flatMap(({ values }) => values))
  const limit = Math.min(highest, Math.max((median(tops) ?? 0) * OUTLIER, ...sides))
  const above = linearTicks(limit > 0 ? limit : highest, STEPS, perUsd)
  const step = above[1] ?? 0
  const lowest = Math.min(0, ...lines.flatMap(({ values }) => values))
  if (lowest === 0 || step === 0) return above
  const reach = Math.min(-lowest, above.at(-1)! * BELOW)
  const below = Array.from({ length: Math.max(1, Math.ceil(reach / step - EQUAL)) }, (_, index) => -(index + 1) * step)
  return [...below.toReversed(), ...above]
}

export interface Cut {
  readonly x: number
  readonly edge: 'top' | 'bottom'
}

/** Where a line leaves the plot: once for each time it does, at the month where it does. */
export const cutsOf = (points: readonly Point[], low: number, high: number): readonly Cut[] => {
  const edgeOf = ({ y }: Point): Cut['edge'] | null => {
    if (y === null) return null
    if (y > high * (1 + EQUAL)) return 'top'
    return y < low * (1 + EQUAL) && low <= 0 && y < 0 ? 'bottom' : null
  }
  return points.flatMap((point, index) => {
    const edge = edgeOf(point)
    const before = points[index - 1]
    return edge === null || (before !== undefined && edgeOf(before) === edge) ? [] : [{ x: point.x, edge }]
  })
}
