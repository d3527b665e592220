/**
 * What a token API bills for a month (`method.md` 2 [F4]): the mean price per kind over context tiers, peak hours and batch, then
 * (tokens, call fees, cache storage) × path × service tier × region × (1 − discount), the provider's commitment, support.
 */
import { priceOfKind, type KindPrices } from './api-prices.ts'
import { tierShares } from './context-tiers.ts'
import { TOKEN_KINDS, type TokenKind, type TokensPerRequest } from './demand.ts'
import { formula } from './explain.ts'

export const tokenVolume = formula({
  id: 'token-volume',
  title: 'Tokens of a kind in the month',
  unit: 'MTok/month',
  inputs: { requests: 'request/month', tokens: 'token/request' },
  text: 'requests * tokens / 1000000',
  source: 'method.md 2',
  compute: ({ requests, tokens }) => (requests * tokens) / TOKENS_PER_MTOK,
})

/** One band of the price of a kind: a context tier, inside or outside the peak, interactive or batch. */
export const priceShare = formula({
  id: 'price-share',
  title: 'Price weighted with the share of tokens that pay it',
  unit: 'USD/MTok',
  inputs: { share: '1', price: 'USD/MTok' },
  text: 'share * price',
  source: 'method.md 2',
  compute: ({ share, price }) => share * price,
})

export const billedPrice = formula({
  id: 'billed-price',
  title: 'Price after path, service tier, region and discount',
  unit: 'USD/MTok',
  inputs: { listed: 'USD/MTok', path: '1', serviceTier: '1', region: '1', discount: '1' },
  text: 'listed * path * serviceTier * region * (1 - discount)',
  source: 'method.md 2 [F4]',
  compute: ({ listed, path, serviceTier, region, discount }) => listed * path * serviceTier * region * (1 - discount),
})

export const tokenCost = formula({
  id: 'token-cost',
  title: 'Cost of the tokens of a kind',
  unit: 'USD/month',
  inputs: { volume: 'MTok/month', price: 'USD/MTok' },
  text: 'volume * price',
  source: 'method.md 2',
  compute: ({ volume, price }) => volume * price,
})

export const callFees = formula({
  id: 'call-fees',
  title: 'Fees per call (search and the like)',
  unit: 'USD/month',
  inputs: { requests: 'request/month', callsPerRequest: '1', usdPerCall: 'USD/request', factor: '1' },
  text: 'requests * callsPerRequest * usdPerCall * factor',
  source: 'method.md 2 [F4]',
  compute: ({ requests, callsPerRequest, usdPerCall, factor }) => requests * callsPerRequest * usdPerCall * factor,
})

export const cacheStorage = formula({
  id: 'cache-storage',
  title: 'Storage of cached input',
  unit: 'USD/month',
  inputs: { written: 'MTok/month', timeToLive: 'h', price: 'USD/MTok-hour', factor: '1' },
  text: 'written * timeToLive * price * factor',
  source: 'method.md 2 [F4]',
  compute: ({ written, timeToLive, price, factor }) => written * timeToLive * price * factor,
})

export const commitmentTopUp = formula({
  id: 'commitment-top-up',
  title: 'Top-up to the monthly commitment',
  unit: 'USD/month',
  inputs: { used: 'USD/month', commitment: 'USD/month' },
  text: 'max(commitment - used, 0)',
  source: 'method.md 2 [F4]',
  compute: ({ used, commitment }) => Math.max(commitment - used, 0),
})

export const apiSupport = formula({
  id: 'api-support',
  title: 'Support as a share of what is billed',
  unit: 'USD/month',
  inputs: { used: 'USD/month', commitment: 'USD/month', share: '1' },
  text: 'share * max(used, commitment)',
  source: 'method.md 2 [F4]',
  compute: ({ used, commitment, share }) => share * Math.max(used, commitment),
})

const TOKENS_PER_MTOK = 1e6

/** Prices of one context tier; the base has `above` null. With `offPeak`, `prices` are the peak ones. */
export interface PriceBand {
  readonly above: number | null
  readonly inclusive?: boolean
  readonly prices: KindPrices
  readonly offPeak?: KindPrices | null
}

export type BatchPrice = { readonly multiplier: number } | { readonly bands: readonly PriceBand[] } | null

/** How a workload uses an offer; `peakShare` and `batchPeakShare` as in `peak-hours.ts` (1 where an offer has no peak). */
export interface OfferUse {
  readonly tokens: TokensPerRequest
  /** coefficient of variation of the prompt length */
  readonly cv: number
  readonly batchShare: number
  readonly peakShare: number
  readonly batchPeakShare: number
}

export interface PricePart {
  /** of the tokens of the kind */
  readonly share: number
  /** USD per MTok; null: unknown */
  readonly price: number | null
  /** index into the bands: 0 is the base */
  readonly band: number
  readonly batch: boolean
  readonly offPeak: boolean
  /** the listed price is *as plain* [F2] */
  readonly asPlain: boolean
}

const partsOfBands = (
  parts: PricePart[],
  bands: readonly PriceBand[],
  kind: TokenKind,
  use: OfferUse,
  work: { readonly share: number; readonly peakShare: number; readonly factor: number; readonly batch: boolean },
): void => {
  const { tokens, cv } = use
  const prompt = tokens.plain + tokens.read + tokens.write
  const shares = tierShares(
    prompt,
    cv,
    bands.slice(1).map((band) => ({ above: band.above ?? 0, inclusive: band.inclusive ?? false })),
  )
  const ofKind = kind === 'out' ? shares.requests : shares.inputTokens
  bands.forEach((band, index) => {
    const inBand = work.share * ofKind[index]!
    const rates: readonly [KindPrices, number, boolean][] = band.offPeak
      ? [
          [band.prices, work.peakShare, false],
          [band.offPeak, 1 - work.peakShare, true],
        ]
      : [[band.prices, 1, false]]
    for (const [prices, share, offPeak] of rates) {
      if (!(inBand * share > 0)) continue
      const price = priceOfKind(prices, kind)
      parts.push({
        share: inBand * share,
        price: price === null ? null : price * work.factor,
        band: index,
        batch: work.batch,
        offPeak,
        asPlain: prices[kind] === 'as-plain',
      })
    }
  })
}

/** A tail of prompt lengths this thin decides nothing: its unknown price is taken as that of the rest. */
const NEGLIGIBLE = 1e-6

const withoutThinUnknown = (parts: PricePart[]): readonly PricePart[] => {
  if (parts.every(({ price, share }) => price !== null || share > NEGLIGIBLE)) return parts
  const kept = parts.filter(({ price, share }) => price !== null || share > NEGLIGIBLE)
  const known = kept.reduce((sum, { share }) => sum + share, 0)
  return kept.map((part) => ({ ...part, share: part.share / known }))
}

/**
 * The bands that the tokens of a kind pay, with their shares (they sum to 1): what the drawer lists and what `blendedPrices` adds up.
 * Batch work takes the batch price where there is one, in either case at the cheapest of its 24 hours.
 */
export const priceParts = (kind: TokenKind, bands: readonly PriceBand[], batch: BatchPrice, use: OfferUse): readonly PricePart[] => {
  const parts: PricePart[] = []
  const interactive = 1 - use.batchShare
  if (interactive > 0) partsOfBands(parts, bands, kind, use, { share: interactive, peakShare: use.peakShare, factor: 1, batch: false })
  if (use.batchShare > 0) {
    const work = { share: use.batchShare, peakShare: use.batchPeakShare, batch: true }
    if (batch !== null && 'bands' in batch) partsOfBands(parts, batch.bands, kind, use, { ...work, factor: 1 })
    else partsOfBands(parts, bands, kind, use, { ...work, factor: batch === null ? 1 : batch.multiplier })
  }
  return withoutThinUnknown(parts)
}

export type BlendedPrices =
  | { readonly possible: true; readonly prices: Readonly<Record<TokenKind, number>> }
  | { readonly possible: false; readonly unknown: TokenKind }

/** Mean listed price per kind [USD/MTok]; not possible, naming the kind, where a price that is used is unknown. Kinds not used cost 0. */
export const blendedPrices = (bands: readonly PriceBand[], batch: BatchPrice, use: OfferUse): BlendedPrices => {
  const prices: Record<TokenKind, number> = { plain: 0, read: 0, write: 0, out: 0 }
  for (const kind of TOKEN_KINDS) {
    if (!(use.tokens[kind] > 0)) continue
    for (const part of priceParts(kind, bands, batch, use)) {
      if (part.price === null) return { possible: false, unknown: kind }
      prices[kind] += priceShare.bare({ share: part.share, price: part.price })
    }
  }
  return { possible: true, prices }
}

/** Lines of one provider and month [USD]; `total` = the others' sum. */
export interface ApiBill {
  plain: number
  read: number
  write: number
  out: number
  fees: number
  storage: number
  topUp: number
  support: number
  total: number
}

/** One workload on one offer in one month. */
export interface ApiUse {
  readonly requests: number
  readonly tokens: TokensPerRequest
  /** from `blendedPrices` */
  readonly prices: Readonly<Record<TokenKind, number>>
  readonly path: number
  readonly serviceTier: number
  readonly region: number
  readonly discount: number
  /** per request, before path and discount */
  readonly callFee: number
  /** USD of the month, before path and discount */
  readonly storageUsd: number
}

export const emptyBill = (): ApiBill => ({ plain: 0, read: 0, write: 0, out: 0, fees: 0, storage: 0, topUp: 0, support: 0, total: 0 })

/** Adds a workload's use to a bill; `closeBill` then tops it up once per provider and month. */
export const addUse = (bill: ApiBill, use: ApiUse): void => {
  const { requests, path, serviceTier, region, discount } = use
  for (const kind of TOKEN_KINDS) {
    if (!(use.tokens[kind] > 0)) continue
    const volume = tokenVolume.bare({ requests, tokens: use.tokens[kind] })
    const price = billedPrice.bare({ listed: use.prices[kind], path, serviceTier, region, discount })
    bill[kind] += tokenCost.bare({ volume, price })
  }
  const factor = path * serviceTier * region * (1 - discount)
  bill.fees += callFees.bare({ requests, callsPerRequest: 1, usdPerCall: use.callFee, factor })
  bill.storage += use.storageUsd * factor
}

/** Commitment and support on the sum over workloads, per provider and month [F4]. */
export const closeBill = (bill: ApiBill, commitment: number, supportShare: number): ApiBill => {
  const used = bill.plain + bill.read + bill.write + bill.out + bill.fees + bill.storage
  bill.topUp = commitmentTopUp.bare({ used, commitment })
  bill.support = apiSupport.bare({ used, commitment, share: supportShare })
  bill.total = used + bill.topUp + bill.support
  return bill
}
