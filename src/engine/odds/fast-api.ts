/**
 * What an API offer costs in a draw, in a few dozen sums: mean prices of its entries are worked out once, and only shares of context tiers
 * anew where lengths are drawn. Gives the same as the comparison (`tests/properties/odds.test.ts`).
 */
import type { ApiOffer, ApiProvider, PriceEntry } from '../../catalogue/schema.ts'
import { blendedPrices, type BatchPrice, type OfferUse, type PriceBand } from '../api-bill.ts'
import { apiFactors } from '../compare/api-option.ts'
import { bandsOf } from '../compare/api-prices-used.ts'
import { batchPriceOf, entriesByMonth, offerUses } from '../compare/api-use.ts'
import type { Options } from '../compare/compare.ts'
import { isSwapMonth } from '../compare/one-off-lines.ts'
import { tierShares, type Threshold, type TierShares } from '../context-tiers.ts'
import { TOKEN_KINDS, type TokenKind } from '../demand.ts'
import type { OptionResult } from '../result.ts'
import { onceReader, type DrawState, type WorkloadState } from './draw-state.ts'

const PER_THOUSAND = 1000
const TOKENS_PER_MTOK = 1e6
/** As in the comparison: a thinner tail of unknown price decides nothing. */
const NEGLIGIBLE = 1e-6
const NOT_POSSIBLE = Number.POSITIVE_INFINITY

/** Paths that change more than this file works out. */
const OTHERWISE = /^(cacheTtlHours$|apiPrices\.|apiCommitments\.|rates\.|provisioned\.|workloads\.\d\.(batchShare|utcOffsetHours)$)/

type SharesOf = (tiers: readonly Threshold[]) => TierShares

/** Shares of context tiers of a workload: many offers have the same tiers, and their shares are dear. */
const known = new WeakMap<DrawState, Map<string, { input: number; cv: number; shares: TierShares }>>()

const sharesIn = (w: number, state: DrawState): SharesOf => {
  const ofState = known.get(state) ?? new Map<string, { input: number; cv: number; shares: TierShares }>()
  known.set(state, ofState)
  const keys = new Map<readonly Threshold[], string>()
  return (tiers) => {
    const key = keys.get(tiers) ?? JSON.stringify([w, tiers])
    keys.set(tiers, key)
    const { input, cvInput } = state.workloads[w]!
    let found = ofState.get(key)
    if (found === undefined) ofState.set(key, (found = { input: Number.NaN, cv: Number.NaN, shares: tierShares(0, 0, tiers) }))
    if (found.input !== input || found.cv !== cvInput) {
      found.input = input
      found.cv = cvInput
      found.shares = tierShares(input, cvInput, tiers)
    }
    return found.shares
  }
}

type BandPrices = Readonly<Record<TokenKind, number | null>>

/** USD per MTok of each kind if all of its tokens fell into this band; null: unknown. */
const pricesOfBand = (band: PriceBand, batch: BatchPrice, use: OfferUse): BandPrices => {
  const none = { plain: 0, read: 0, write: 0, out: 0 }
  const of = (kind: TokenKind): number | null => {
    const blended = blendedPrices([{ ...band, above: null }], batch, { ...use, tokens: { ...none, [kind]: 1 } })
    return blended.possible ? blended.prices[kind] : null
  }
  return { plain: of('plain'), read: of('read'), write: of('write'), out: of('out') }
}

/** USD of a request's tokens in the current draw; Infinity: a price that is used is unknown. */
const requestUsd = (
  entry: PriceEntry,
  bands: readonly PriceBand[],
  batch: BatchPrice,
  use: OfferUse,
  at: WorkloadState,
  sharesOf: SharesOf,
): (() => number) => {
  const prices = bands.map((band) => pricesOfBand(band, batch, use))
  const [base] = prices
  if (entry.tiers.length === 0 && base !== undefined && TOKEN_KINDS.every((kind) => base[kind] !== null)) {
    const [plain, read, write, out] = [base.plain!, base.read!, base.write!, base.out!]
    return () => (at.plain * plain + at.read * read + at.write * write + at.out * out) / TOKENS_PER_MTOK
  }
  const tiers = bands.slice(1).map((band) => ({ above: band.above ?? 0, inclusive: band.inclusive ?? false }))
  let shares = sharesOf(tiers)
  const priceOf = (kind: TokenKind, tokens: number): number => {
    if (!(tokens > 0)) return 0
    const ofBands = kind === 'out' ? shares.requests : shares.inputTokens
    let known = 0
    let usd = 0
    for (let band = 0; band < prices.length; band++) {
      const share = ofBands[band]!
      const price = prices[band]![kind]
      if (!(share > 0)) continue
      if (price !== null) {
        known += share
        usd += share * price
      } else if (share > NEGLIGIBLE) return NOT_POSSIBLE
    }
    return known > 0 ? (tokens * usd) / known / TOKENS_PER_MTOK : NOT_POSSIBLE
  }
  return () => {
    shares = sharesOf(tiers)
    return priceOf('plain', at.plain) + priceOf('read', at.read) + priceOf('write', at.write) + priceOf('out', at.out)
  }
}

/** Months that one entry is in force for, and what a request of each workload costs then. */
interface Segment {
  readonly months: readonly number[]
  readonly usd: readonly (() => number)[]
}

/** Null: something is drawn, or set, that this does not work out. */
export const fastApi = (
  provider: ApiProvider,
  offer: ApiOffer,
  option: OptionResult,
  all: Options,
  state: DrawState,
): (() => number) | null => {
  const { settings } = all
  const { scenario, horizon } = settings
  const { factors } = apiFactors(offer, settings)
  if (factors === null || option.levelised === null || scenario.serviceTier !== 'standard') return null
  const workloads = scenario.workloads
    .map((workload, w) => ({ workload, w }))
    .filter(({ workload, w }) => workload.requestsPerMonth > 0 || state.isDrawn(`workloads.${w}.requestsPerMonth`))
  if (state.drawnPaths.some((path) => OTHERWISE.test(path))) return null
  const uses = offerUses(offer, settings)
  const batch = batchPriceOf(offer)
  const entries = entriesByMonth(offer, horizon.labels)
  const segments: Segment[] = []
  for (const entry of new Set(entries)) {
    if (entry === null) return null
    const bands = bandsOf(entry, { scenario, provider, offer, perUsd: factors.perUsd })
    segments.push({
      months: entries.flatMap((other, m) => (other === entry ? [m] : [])),
      usd: workloads.map(({ w }) => requestUsd(entry, bands, batch, uses[w]!, state.workloads[w]!, sharesIn(w, state))),
    })
  }
  const discount = state.reader('apiDiscount', scenario.apiDiscount)
  const support = state.reader('apiSupportShare', scenario.apiSupportShare)
  const callFee = state.reader('callFeeUsdPer1000', scenario.callFeeUsdPer1000)
  const fte = state.reader('apiFte', scenario.apiFte)
  const storage = (scenario.cacheTtlHours * (offer.cacheStoragePerMTokHour ?? 0)) / factors.perUsd / TOKENS_PER_MTOK
  const commitment = scenario.apiCommitments[provider.id] ?? 0
  const once = onceReader(
    { once: 'apiOneOffUsd', swap: 'apiSwapUsd', exit: 'apiExitUsd' },
    { once: scenario.apiOneOffUsd, swap: scenario.apiSwapUsd, exit: scenario.apiExitUsd },
    horizon.labels.flatMap((_, m) => (isSwapMonth(m, scenario.swapEveryMonths) ? [m] : [])),
    state,
  )
  const window = offer.contextWindowTokens ?? Number.POSITIVE_INFINITY
  const longest = offer.maxOutputTokens ?? Number.POSITIVE_INFINITY
  const { weight, use, used } = state
  const monthly = new Float64Array(horizon.months)
  return () => {
    let usd = 0
    if (commitment > 0) monthly.fill(0)
    const fee = callFee() / PER_THOUSAND
    for (let index = 0; index < workloads.length; index++) {
      const { w } = workloads[index]!
      const at = state.workloads[w]!
      if (at.input + at.out > window || at.out > longest) return NOT_POSSIBLE
      const other = at.calls * fee + at.write * storage
      for (let segment = 0; segment < segments.length; segment++) {
        const { months, usd: usdOf } = segments[segment]!
        const bill = at.requests * (usdOf[index]!() + other)
        if (commitment > 0) for (const m of months) monthly[m]! += bill * use[w]![m]!
        else if (segments.length === 1) usd += bill * used[w]!
        else for (const m of months) usd += bill * use[w]![m]! * weight[m]!
      }
    }
    const factor = factors.region * (1 - discount())
    if (commitment > 0) {
      usd = 0
      for (let m = 0; m < monthly.length; m++) usd += weight[m]! * Math.max(monthly[m]! * factor, commitment)
    } else usd *= factor
    return usd * (1 + support()) + fte() * state.wages + once()
  }
}
