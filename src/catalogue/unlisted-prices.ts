/**
 * What does an offer bill where its provider lists no price for cache reads or writes? Files keep the gap; the catalogue
 * holds the provider's decision in its place: 'as-plain', or null for unknown.
 */
import type { ApiOffer, ApiProvider, PriceEntry, TokenPrice, UnitPrices, UnlistedPrice } from './schema.ts'

const billed = ({ decision }: UnlistedPrice): TokenPrice => (decision === 'as-plain' ? 'as-plain' : null)

/** Fills the gaps of one price set; a read that the offer lists elsewhere but not here stays unknown. */
const filled = (prices: UnitPrices, write: UnlistedPrice, read: UnlistedPrice | null): UnitPrices => ({
  ...prices,
  read: prices.read ?? (read === null ? null : billed(read)),
  writes: Object.keys(prices.writes).length > 0 ? prices.writes : { default: billed(write) },
})

const filledEntry = (entry: PriceEntry, write: UnlistedPrice, read: UnlistedPrice): PriceEntry => {
  const readElsewhere = entry.prices.read === null ? read : null
  return {
    ...entry,
    prices: filled(entry.prices, write, read),
    offPeak: entry.offPeak === null ? null : filled(entry.offPeak, write, readElsewhere),
    tiers: entry.tiers.map((tier) => ({ ...tier, prices: filled(tier.prices, write, readElsewhere) })),
  }
}

export const fillUnlistedPrices = (provider: ApiProvider): ApiProvider => ({
  ...provider,
  offers: provider.offers.map((offer: ApiOffer) => {
    const write = offer.cacheWriteDecision ?? provider.cacheWriteWhenUnlisted
    return { ...offer, entries: offer.entries.map((entry) => filledEntry(entry, write, provider.cacheReadWhenUnlisted)) }
  }),
})
