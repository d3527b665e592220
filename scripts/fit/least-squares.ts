/** Robust least squares on logarithms: Levenberg–Marquardt with a numeric Jacobian, between bounds. Deterministic. */

export interface Problem {
  /** residuals at x, always as many */
  readonly residuals: (x: readonly number[]) => Float64Array
  readonly low: readonly number[]
  readonly high: readonly number[]
}

const STEP = 1e-5
const FIRST_DAMPING = 1e-2
const LEAST_DAMPING = 1e-9
const MOST_DAMPING = 1e9
const DAMPING_FACTOR = 4
/** A step that gains less, relatively, is the last. */
const ENOUGH = 1e-7

const halfSquare = (r: Float64Array): number => {
  let sum = 0
  for (const value of r) sum += value * value
  return sum / 2
}

/** Solves the symmetric positive definite A·x = b by Cholesky; null where A is not. */
const solve = (a: readonly Float64Array[], b: readonly number[]): number[] | null => {
  const n = b.length
  const l = a.map((row) => Float64Array.from(row))
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = l[i]![j]!
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!
      if (i === j && sum <= 0) return null
      l[i]![j] = i === j ? Math.sqrt(sum) : sum / l[j]![j]!
    }
  const x = [...b]
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i]![k]! * x[k]!
    x[i]! /= l[i]![i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k]![i]! * x[k]!
    x[i]! /= l[i]![i]!
  }
  return x
}

const clipped = (x: readonly number[], { low, high }: Problem): number[] =>
  x.map((value, index) => Math.min(high[index]!, Math.max(low[index]!, value)))

/** From `start`, at most `passes` accepted steps. */
export const leastSquares = (problem: Problem, start: readonly number[], passes: number): { x: number[]; cost: number } => {
  let x = clipped(start, problem)
  let r = problem.residuals(x)
  let cost = halfSquare(r)
  let damping = FIRST_DAMPING
  for (let pass = 0; pass < passes; pass++) {
    const n = x.length
    const columns: Float64Array[] = x.map((value, j) => {
      // away from a bound, so that the difference is taken where the model is defined
      const step = value + STEP > problem.high[j]! ? -STEP : STEP
      const moved = [...x]
      moved[j] = value + step
      const there = problem.residuals(moved)
      return there.map((value, i) => (value - r[i]!) / step)
    })
    const gradient = columns.map((column) => column.reduce((sum, value, i) => sum + value * r[i]!, 0))
    // at a bound and pushed outward: not free in this step
    const free = x.map((value, j) => !((value <= problem.low[j]! && gradient[j]! > 0) || (value >= problem.high[j]! && gradient[j]! < 0)))
    const normal = columns.map((one, i) =>
      Float64Array.from(columns, (other, j) => {
        if (i === j && !free[i]) return 1
        if (!free[i] || !free[j] || j > i) return 0
        let sum = 0
        for (let p = 0; p < one.length; p++) sum += one[p]! * other[p]!
        return sum
      }),
    )
    let gained = 0
    while (damping <= MOST_DAMPING) {
      const damped = normal.map((row, i) => {
        const copy = Float64Array.from(row)
        copy[i]! *= 1 + damping
        return copy
      })
      const step = solve(
        damped,
        gradient.map((value, j) => (free[j] ? -value : 0)),
      )
      if (step !== null) {
        const next = clipped(
          x.map((value, j) => value + step[j]!),
          problem,
        )
        const there = problem.residuals(next)
        const costThere = halfSquare(there)
        if (costThere < cost) {
          gained = (cost - costThere) / cost
          x = next
          r = there
          cost = costThere
          damping = Math.max(LEAST_DAMPING, damping / DAMPING_FACTOR)
          break
        }
      }
      damping *= DAMPING_FACTOR
    }
    if (gained < ENOUGH) break
    if (n === 0) break
  }
  return { x, cost }
}
