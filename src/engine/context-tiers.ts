/**
 * What share of requests and of their tokens falls into each context tier (`method.md` 2): prompt lengths are log-normal
 * with mean I and coefficient of variation c, and a tier reprices the whole request.
 */
import { normalCdf } from './normal-distribution.ts'

export interface Threshold {
  readonly above: number
  /** true: the tier starts at the threshold itself (≥) */
  readonly inclusive?: boolean
}

export interface TierShares {
  /** base first, then each tier in rising order; sums to 1 */
  readonly requests: readonly number[]
  /** the same for input tokens */
  readonly inputTokens: readonly number[]
}

/** Shares above one threshold: of requests Φ((μ−ln T)/σ), of input tokens Φ((μ+σ²−ln T)/σ); c = 0 compares I with T. */
export const shareAbove = (meanTokens: number, cv: number, threshold: Threshold): { requests: number; inputTokens: number } => {
  const { above, inclusive = false } = threshold
  if (meanTokens <= 0) return { requests: 0, inputTokens: 0 }
  if (above <= 0) return { requests: 1, inputTokens: 1 }
  if (cv <= 0) {
    const share = meanTokens > above || (inclusive && meanTokens === above) ? 1 : 0
    return { requests: share, inputTokens: share }
  }
  const variance = Math.log(1 + cv * cv)
  const sigma = Math.sqrt(variance)
  const mu = Math.log(meanTokens) - variance / 2
  const distance = mu - Math.log(above)
  return { requests: normalCdf(distance / sigma), inputTokens: normalCdf((distance + variance) / sigma) }
}

/** Thresholds in rising order. Bands are differences of the shares above. */
export const tierShares = (meanTokens: number, cv: number, tiers: readonly Threshold[]): TierShares => {
  const requests = [1]
  const inputTokens = [1]
  tiers.forEach((tier, index) => {
    const above = shareAbove(meanTokens, cv, tier)
    requests[index]! -= above.requests
    inputTokens[index]! -= above.inputTokens
    requests.push(above.requests)
    inputTokens.push(above.inputTokens)
  })
  return { requests, inputTokens }
}
