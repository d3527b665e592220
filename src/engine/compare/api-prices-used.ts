/** The prices an offer bills this buyer, as bands: the buyer's own prices on top, CNY lists in USD. */
import type { ApiOffer, ApiProvider, PriceEntry, TokenPrice, UnitPrices } from '../../catalogue/schema.ts'
import type { PriceBand } from '../api-bill.ts'
import type { KindPrices } from '../api-prices.ts'
import { ttlFor } from '../cache-ttl.ts'
import type { TokenKind } from '../demand.ts'
import type { Scenario } from '../../scenario/schema.ts'

const inUsd = (price: TokenPrice, perUsd: number): TokenPrice => (typeof price === 'number' ? price / perUsd : price)

export interface PriceTerms {
  readonly scenario: Scenario
  readonly provider: ApiProvider
  readonly offer: ApiOffer
  /** units of the offer's currency per USD */
  readonly perUsd: number
}

const isEmpty = (record: Readonly<Record<string, number>>): boolean => {
  for (const key in record) if (Object.hasOwn(record, key)) return false
  return true
}

/** Prices a list leaves open were decided per provider when the catalogue was loaded. */
export const kindPrices = (prices: UnitPrices, terms: PriceTerms): KindPrices => {
  const { scenario, offer, perUsd } = terms
  const ttl = ttlFor(prices.writes, scenario.cacheTtlHours)
  const listedWrite = ttl === null ? null : (prices.writes[ttl] ?? null)
  const plain = prices.plain === null ? null : prices.plain / perUsd
  const out = prices.out === null ? null : prices.out / perUsd
  const listed = { plain, read: inUsd(prices.read, perUsd), write: inUsd(listedWrite, perUsd), out }
  if (isEmpty(scenario.apiPrices)) return listed
  const own = (kind: TokenKind): number | undefined => scenario.apiPrices[`${offer.id}.${kind}`]
  return {
    plain: own('plain') ?? listed.plain,
    read: own('read') ?? listed.read,
    write: own('write') ?? listed.write,
    out: own('out') ?? listed.out,
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
