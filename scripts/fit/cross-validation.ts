/** How far the model is from points it did not learn from: whole groups are left out in turn. */
import { fitCoefficients } from './fit-coefficients.ts'
import type { Form } from './forms.ts'
import { predictPoint, type Figures, type Point, type Table } from './points.ts'

/** A fold begins at the full fit, from which it goes only a little way. */
const FOLD_PASSES = 6

/** Predictions of each point by a fit that saw no point of its group. */
export const heldOut = (
  points: readonly Point[],
  weights: readonly number[],
  form: Form,
  full: Table,
  groupOf: (point: Point) => string,
): Figures[] => {
  const predicted: Figures[] = []
  for (const group of new Set(points.map(groupOf))) {
    const kept = [...points.keys()].filter((index) => groupOf(points[index]!) !== group)
    const table = fitCoefficients(
      kept.map((index) => points[index]!),
      kept.map((index) => weights[index]!),
      form,
      FOLD_PASSES,
      full,
    )
    for (const [index, point] of points.entries()) if (groupOf(point) === group) predicted[index] = predictPoint(point, table)
  }
  return predicted
}
