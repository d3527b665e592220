/** The prices an offer bills this buyer, as bands: unlisted kinds decided per provider, the buyer's own prices on top, CNY lists in USD. */
import type { ApiOffer, ApiProvider, PriceEntry, TokenPrice, UnitPrices } from '../../catalogue/schema.ts'
import type { PriceBand } from '../api-bill.ts'
import type { KindPrices } from '../api-prices.ts'
import type { TokenKind } from '../demand.ts'
import type { Scenario } from '../../scenario/schema.ts'

const MINUTES_PER_HOUR = 60
const UNITS_IN_HOURS: Readonly<Record<string, number>> = { m: 1 / MINUTES_PER_HOUR, h: 1, d: 24 }
/** Providers that list one write price keep entries for minutes. */
const DEFAULT_TTL_HOURS = 5 / MINUTES_PER_HOUR

const ttlHours = (ttl: string): number => {
  const unit = UNITS_IN_HOURS[ttl.slice(-1)]
  const amount = Number(ttl.slice(0, -1))
  return unit === undefined || !(amount > 0) ? DEFAULT_TTL_HOURS : amount * unit
}

/** The time to live an offer bills for entries kept `hours`: the shortest listed one that is long enough, else the longest. */
export const writeTtl = (writes: UnitPrices['writes'], hours: number): string | null => {
  const rising = Object.keys(writes).sort((a, b) => ttlHours(a) - ttlHours(b))
  return rising.find((ttl) => ttlHours(ttl) >= hours - 1e-9) ?? rising.at(-1) ?? null
}

const inUsd = (price: TokenPrice, perUsd: number): TokenPrice => (typeof price === 'number' ? price / perUsd : price)

export interface PriceTerms {
  readonly scenario: Scenario
  readonly provider: ApiProvider
  readonly offer: ApiOffer
  /** units of the offer's currency per USD */
  readonly perUsd: number
}

/** `decided` says that the number is the provider's rule for a price it does not list. */
export const kindPrices = (prices: UnitPrices, terms: PriceTerms): KindPrices => {
  const { scenario, provider, offer, perUsd } = terms
  const ttl = writeTtl(prices.writes, scenario.cacheTtlHours)
  const listedWrite = ttl === null ? null : (prices.writes[ttl] ?? null)
  const unlisted = (decision: 'as-plain' | 'unknown'): TokenPrice => (decision === 'as-plain' ? 'as-plain' : null)
  const own = (kind: TokenKind): number | undefined => scenario.apiPrices[`${offer.id}.${kind}`]
  const plain = prices.plain === null ? null : prices.plain / perUsd
  const out = prices.out === null ? null : prices.out / perUsd
  return {
    plain: own('plain') ?? plain,
    read: own('read') ?? inUsd(prices.read ?? unlisted(provider.cacheReadWhenUnlisted.decision), perUsd),
    write: own('write') ?? inUsd(listedWrite ?? unlisted(provider.cacheWriteWhenUnlisted.decision), perUsd),
    out: own('out') ?? out,
  }
}

/** Base band first, then the context tiers of an entry. */
export const bandsOf = (entry: PriceEntry, terms: PriceTerms): PriceBand[] => [
  {
    above: null,
    prices: kindPrices(entry.prices, terms),
    offPeak: entry.offPeak === null ? null : kindPrices(entry.offPeak, terms),
  },
  ...entry.tiers.map((tier) => ({ above: tier.aboveTokens, inclusive: tier.inclusive, prices: kindPrices(tier.prices, terms) })),
]
