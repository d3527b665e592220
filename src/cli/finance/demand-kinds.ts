/** Golden kinds of `method.md` 1 and 2: what a case's inputs give when put through the engine. */
import { addUse, blendedPrices, closeBill, emptyBill, type PriceBand } from '../../engine/api-bill.ts'
import { entryInForce, firstDayOfMonth, pathFactor } from '../../engine/api-prices.ts'
import { tierShares, type Threshold } from '../../engine/context-tiers.ts'
import { requestsFromBill, requestsOfMonth, tokensPerRequest, type TokensPerRequest } from '../../engine/demand.ts'
import { provisionedUnits } from '../../engine/provisioned.ts'
import { batchOf, peakSharesOf, type BatchShape, type PeakShape, type ProfileShape } from './shapes.ts'

export interface TokenInputs {
  I: number
  h: number
  s: number
  visible: number
  reasoning: number
}

export const tokensOf = (w: TokenInputs, tau = 1, k = 1): TokensPerRequest =>
  tokensPerRequest(
    { inputTokens: w.I, cachedShare: w.h, cacheWriteShare: w.s, outputTokens: w.visible, reasoningTokens: w.reasoning },
    { tokenizer: tau, verbosity: k, reasoning: k },
  )

const tokens = (x: TokenInputs & { R0: number; g: number; retry: number; months: number[]; tau: number; k: number }) => ({
  ...tokensOf(x, x.tau, x.k),
  requests: x.months.map((monthIndex) => requestsOfMonth.bare({ requests: x.R0, growth: x.g, monthIndex, retries: x.retry })),
})

const bill = (x: { bill: number; usdPerRequest: number; retry: number; discount: number; support: number; commitment: number }) => {
  const found = requestsFromBill({ ...x, retryShare: x.retry })
  return found.possible ? { R0: found.requestsPerMonth } : { notPossible: found.why }
}

const apiMonth = (x: {
  requests: number
  tokens: TokensPerRequest
  bands: readonly PriceBand[]
  cv?: number
  beta?: number
  batch?: BatchShape
  profile?: ProfileShape
  peak?: PeakShape
  multiplier?: number
  discount?: number
  commitment?: number
  support?: number
  feePerRequest?: number
  storageUsd?: number
}) => {
  const use = { tokens: x.tokens, cv: x.cv ?? 0, batchShare: x.beta ?? 0, ...peakSharesOf(x.profile, x.peak) }
  const blended = blendedPrices(x.bands, batchOf(x.batch), use)
  if (!blended.possible) return { notPossible: blended.unknown }
  const sum = emptyBill()
  addUse(sum, {
    requests: x.requests,
    tokens: x.tokens,
    prices: blended.prices,
    path: 1,
    serviceTier: x.multiplier ?? 1,
    region: 1,
    discount: x.discount ?? 0,
    callFee: x.feePerRequest ?? 0,
    storageUsd: x.storageUsd ?? 0,
  })
  return closeBill(sum, x.commitment ?? 0, x.support ?? 0)
}

const tiers = (x: { I: number; cv: number; tiers: readonly Threshold[] }) => {
  const shares = tierShares(x.I, x.cv, x.tiers)
  return { requestShares: shares.requests, inputTokenShares: shares.inputTokens }
}

const peak = (x: { profile: ProfileShape; peak: PeakShape; peakPrice: number; offPeakPrice: number }) => {
  const shares = peakSharesOf(x.profile, x.peak)
  const mean = (share: number): number => share * x.peakPrice + (1 - share) * x.offPeakPrice
  return { ...shares, meanPrice: mean(shares.peakShare), batchMeanPrice: mean(shares.batchPeakShare) }
}

const inForce = (x: { entries: readonly { from: string; price: number }[]; start: string; months: number[]; a: number }) => ({
  price: x.months.map((m) => {
    const entry = entryInForce(x.entries, firstDayOfMonth(x.start, m))
    return entry === null ? null : entry.price * pathFactor.bare({ perYear: x.a, monthIndex: m })
  }),
})

const provisioned = (x: { peakRate: number; perUnit: number; minimum: number; step: number; usdPerUnitMonth: number }) => {
  const units = provisionedUnits(x.peakRate, { ratePerUnit: x.perUnit, minimum: x.minimum, step: x.step })
  return { units, usd: units * x.usdPerUnitMonth }
}

export const DEMAND_KINDS = {
  tokens,
  'r0-from-bill': bill,
  'api-month': apiMonth,
  'tier-shares': tiers,
  'peak-share': peak,
  'price-in-force': inForce,
  'provisioned-units': provisioned,
}
