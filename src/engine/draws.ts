/** How an input with a low, typical and high value (10, 50, 90 %) is drawn, and odds in closed form (`method.md` 12 [F14, F21]). */
import { normalCdf, normalQuantile } from './normal-distribution.ts'

const NINETY_PERCENT = 0.9
/** standard normal quantile of 90 %: 1.28155… */
export const Z90 = normalQuantile(NINETY_PERCENT)
/** shares are kept this far from 0 and 1 */
const SHARE_END = 1e-6
const TOO_CLOSE_FROM = 1 / 3
const TOO_CLOSE_TO = 2 / 3

export type DrawKind = 'positive' | 'signed' | 'share'

export interface Spread {
  readonly low: number
  readonly typical: number
  readonly high: number
}

const logit = (share: number): number => {
  const p = Math.min(1 - SHARE_END, Math.max(SHARE_END, share))
  return Math.log(p / (1 - p))
}

/** The value at a standard normal z: multiplicative for positive quantities, additive for signed ones, additive on the logit for shares. */
export const drawn = (kind: DrawKind, spread: Spread, z: number): number => {
  const { low, typical, high } = spread
  if (z === 0 || low === high) return typical
  const steps = Math.abs(z) / Z90
  const end = z < 0 ? low : high
  if (kind === 'positive') return typical * (end / typical) ** steps
  if (kind === 'signed') return typical + (end - typical) * steps
  const x = logit(typical) + (logit(end) - logit(typical)) * steps
  return 1 / (1 + Math.exp(-x))
}

/** Quantile p of a drawn input. */
export const quantileOfDraw = (kind: DrawKind, spread: Spread, p: number): number => drawn(kind, spread, normalQuantile(p))

/** Mean of a positive drawn input: two halves of log-normals, typical·(e^(l²/2)·Φ(−l) + e^(h²/2)·Φ(h)). */
export const meanOfPositive = ({ low, typical, high }: Spread): number => {
  const l = Math.log(typical / low) / Z90
  const h = Math.log(high / typical) / Z90
  return typical * (Math.exp((l * l) / 2) * normalCdf(-l) + Math.exp((h * h) / 2) * normalCdf(h))
}

/** The z at which a positive drawn input has a value. */
const zOfPositive = ({ low, typical, high }: Spread, value: number): number => {
  const distance = Math.log(value / typical)
  if (distance === 0) return 0
  const scale = distance < 0 ? Math.log(typical / low) : Math.log(high / typical)
  return (distance / scale) * Z90
}

/** Chance that k·v < b for a positive drawn v. */
export const chanceBelow = (k: number, draw: Spread, b: number): number => normalCdf(zOfPositive(draw, b / k))

/** A constant times a product of symmetric log-normals (low·high = typical²). */
export interface LogNormalProduct {
  readonly k: number
  readonly draws: readonly Spread[]
}

const logSpread = ({ low, high }: Spread): number => Math.log(high / low) / (2 * Z90)

/** Chance that a < b. */
export const chanceRatio = (a: LogNormalProduct, b: LogNormalProduct): number => {
  const median = ({ k, draws }: LogNormalProduct): number => draws.reduce((sum, draw) => sum + Math.log(draw.typical), Math.log(k))
  const variance = [...a.draws, ...b.draws].reduce((sum, draw) => sum + logSpread(draw) ** 2, 0)
  const distance = median(b) - median(a)
  if (variance === 0) return distance > 0 ? 1 : distance < 0 ? 0 : 1 / 2
  return normalCdf(distance / Math.sqrt(variance))
}

/** Mean and standard deviation of a constant plus symmetric signed draws. */
export const signedSum = (constant: number, draws: readonly Spread[]): { readonly mean: number; readonly deviation: number } => ({
  mean: draws.reduce((sum, draw) => sum + draw.typical, constant),
  deviation: Math.sqrt(draws.reduce((sum, { low, high }) => sum + ((high - low) / (2 * Z90)) ** 2, 0)),
})

/** √(p(1−p)/n): standard error of odds from n draws. */
export const standardError = (chance: number, draws: number): number => Math.sqrt((chance * (1 - chance)) / draws)

/** Odds between 1/3 and 2/3. */
export const tooCloseToCall = (chance: number): boolean => chance >= TOO_CLOSE_FROM && chance <= TOO_CLOSE_TO

/** Quantile of a sample, type 7: linear between order statistics. Empty: NaN. */
export const sampleQuantile = (sample: ArrayLike<number>, p: number): number => {
  const rising = Float64Array.from(sample).sort()
  if (rising.length === 0) return Number.NaN
  const position = p * (rising.length - 1)
  const below = Math.floor(position)
  const lower = rising[below]!
  const upper = rising[Math.min(rising.length - 1, below + 1)]!
  return lower + (position - below) * (upper - lower)
}
