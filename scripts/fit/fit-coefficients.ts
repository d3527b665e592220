/** The coefficients that bring the model nearest to points, on logarithms, without letting a few bad points decide. */
import { boundsOf, type Form } from './forms.ts'
import { leastSquares } from './least-squares.ts'
import { cellOf, predictPoint, type Point, type Table } from './points.ts'

/** Errors beyond about this much count by their size, no more by their square (pseudo-Huber). */
const SCALE = 0.12
/** Throughput, TPOT, TTFT: the last is the noisiest and is half made of the host. */
const WEIGHTS = { throughput: 1, tpot: 1, ttft: 0.4 } as const
const FIGURES = ['throughput', 'tpot', 'ttft'] as const
/** A cell of so many points weighs as its count; larger ones less per point, so that no one model and GPU decides. */
const USUAL_CELL = 40
const CELL_POWER = 0.25
/** Pull of the starting values: a factor e away costs as much as this error at one point. */
const PRIOR = 1.5

/** Waits and the host's share of TTFT differ by engine and harness: physics says little of them. */
const HOST_PRIOR = 0.2
const OF_HOST = new Set(['pS', 'qL', 'qK', 'gL', 'gK', 'qO', 'pTok', 'moeP', 'pL', 'pMla', 'pLin', 'pMoe'])
const isOfHost = (name: string): boolean => OF_HOST.has(name) || OF_HOST.has(name.slice(0, name.lastIndexOf('_')))

export const weightsOf = (points: readonly Point[]): number[] => {
  const counts = new Map<string, number>()
  for (const point of points) counts.set(cellOf(point), (counts.get(cellOf(point)) ?? 0) + 1)
  return points.map((point) => (USUAL_CELL / counts.get(cellOf(point))!) ** CELL_POWER)
}

const robust = (error: number): number => Math.sign(error) * SCALE * Math.sqrt(2 * (Math.sqrt(1 + (error / SCALE) ** 2) - 1))

/** `weights`: of all points, so that a fold weighs its points as the full fit does; `from`: a table to begin at. */
export const fitCoefficients = (
  points: readonly Point[],
  weights: readonly number[],
  form: Form,
  passes: number,
  from: Table = form.start,
): Table => {
  const { fitted, start } = form
  const bounds = fitted.map((name) => boundsOf(name, start[name]!))
  const priors = fitted.map((name) => (isOfHost(name) ? HOST_PRIOR : PRIOR))
  const center = fitted.map((name) => Math.log(start[name]!))
  const tableAt = (x: readonly number[]): Table => ({
    ...start,
    ...Object.fromEntries(fitted.map((name, index) => [name, Math.exp(x[index]!)])),
  })
  const residuals = (x: readonly number[]): Float64Array => {
    const table = tableAt(x)
    const r = new Float64Array(points.length * FIGURES.length + x.length)
    let at = 0
    for (const [index, point] of points.entries()) {
      const predicted = predictPoint(point, table)
      for (const figure of FIGURES)
        r[at++] = WEIGHTS[figure] * weights[index]! * robust(Math.log(predicted[figure] / point.measured[figure]))
    }
    for (const [index, value] of x.entries()) r[at++] = priors[index]! * (value - center[index]!)
    return r
  }
  const problem = { residuals, low: bounds.map(([low]) => Math.log(low)), high: bounds.map(([, high]) => Math.log(high)) }
  const { x } = leastSquares(
    problem,
    fitted.map((name) => Math.log(from[name]!)),
    passes,
  )
  return tableAt(x)
}
