/** Which share of a standard normal variable lies below x, and back. Exact to about 1e-15; no table, no fitted constants in the result. */

const SQRT_2PI = Math.sqrt(2 * Math.PI)
/** beyond this the series would lose the small tail, and the continued fraction has converged */
const TAIL_FROM = 3
const FRACTION_DEPTH = 200

export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / SQRT_2PI

/** P(Z > x) for x ≥ `TAIL_FROM`, by Laplace's continued fraction 1/(x + 1/(x + 2/(x + 3/(x + …)))). */
const upperTail = (x: number): number => {
  let fraction = x
  for (let k = FRACTION_DEPTH; k >= 1; k--) fraction = x + k / fraction
  return normalDensity(x) / fraction
}

/** Φ(x) = 1/2 + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia 2004), in the tails by continued fraction. */
export const normalCdf = (x: number): number => {
  if (x >= TAIL_FROM) return 1 - upperTail(x)
  if (x <= -TAIL_FROM) return upperTail(-x)
  let term = x
  let total = x
  for (let k = 3; Math.abs(term) > Number.EPSILON * Math.abs(total); k += 2) {
    term *= (x * x) / k
    total += term
  }
  return 1 / 2 + normalDensity(x) * total
}

/** from the start below, six reach the last digit for every p a double can hold */
const HALLEY_STEPS = 6

/** Inverse of `normalCdf`; ±Infinity at 0 and 1, NaN outside. */
export const normalQuantile = (p: number): number => {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0) return Number.NEGATIVE_INFINITY
  if (p === 1) return Number.POSITIVE_INFINITY
  if (p > 1 / 2) return -normalQuantile(1 - p)
  // start from the logistic curve of the same slope at 0, in the tail from φ(x) = p, then Halley's method on Φ(x) − p
  let x = Math.max((Math.log(p / (1 - p)) * SQRT_2PI) / 2 / 2, -Math.sqrt(2 * Math.log(1 / p)))
  for (let step = 0; step < HALLEY_STEPS; step++) {
    const newton = (normalCdf(x) - p) / normalDensity(x)
    x -= newton / (1 + (x * newton) / 2)
  }
  return x
}
