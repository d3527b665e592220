/** Errors of predictions against measured points: relative, by figure, and of the cost at the best configuration. */
import { quantile } from '../../tests/bench/accuracy-table.ts'
import type { Figures, Point } from './points.ts'

export interface Spread {
  readonly median: number
  readonly p90: number
}

export interface Errors {
  readonly throughput: Spread
  readonly tpot: Spread
  readonly ttft: Spread
  readonly cost: Spread
}

const MEDIAN = 0.5
const P90 = 0.9
const spreadOf = (errors: readonly number[]): Spread => ({ median: quantile(errors, MEDIAN), p90: quantile(errors, P90) })

/** p95-like targets a buyer sets [s per output token]. */
const TPOT_TARGETS = [0.01, 0.015, 0.02, 0.03, 0.05, 0.1]

const bestUnder = (points: readonly number[], figures: (index: number) => Figures, target: number): number | null => {
  let best: number | null = null
  for (const index of points) {
    const { tpot, throughput } = figures(index)
    if (tpot <= target && (best === null || throughput > best)) best = throughput
  }
  return best
}

/**
 * A buyer asks for the cheapest configuration of a model on a GPU, at a precision and lengths, under a TPOT target: the
 * model's answer is the highest tokens/s per GPU it expects among the measured configurations, silicon's the highest
 * measured. Cost goes as one over it. Questions that only one side can answer are left out.
 */
const costErrors = (points: readonly Point[], predicted: readonly Figures[]): number[] => {
  const questions = new Map<string, number[]>()
  for (const [index, { architecture, system, precision, inputTokens, outputTokens }] of points.entries()) {
    const key = [architecture.name, system, precision, inputTokens, outputTokens].join('|')
    questions.set(key, [...(questions.get(key) ?? []), index])
  }
  const errors: number[] = []
  for (const indices of questions.values())
    for (const target of TPOT_TARGETS) {
      const expected = bestUnder(indices, (index) => predicted[index]!, target)
      const measured = bestUnder(indices, (index) => points[index]!.measured, target)
      if (expected !== null && measured !== null) errors.push(Math.abs(measured / expected - 1))
    }
  return errors
}

export const errorsOf = (points: readonly Point[], predicted: readonly Figures[]): Errors => {
  const of = (figure: keyof Figures): Spread =>
    spreadOf(points.map((point, index) => Math.abs(predicted[index]![figure] / point.measured[figure] - 1)))
  return { throughput: of('throughput'), tpot: of('tpot'), ttft: of('ttft'), cost: spreadOf(costErrors(points, predicted)) }
}
