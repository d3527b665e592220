import { describe, expect, it } from 'vitest'
import type { ApiOffer, ApiProvider, PriceEntry, UnitPrices } from './schema.ts'
import { fillUnlistedPrices } from './unlisted-prices.ts'

const prices = (change: Partial<UnitPrices> = {}): UnitPrices => ({ plain: 2, read: 0.2, writes: {}, out: 8, ...change })

const entry = (change: Partial<PriceEntry> = {}): PriceEntry => ({
  from: null,
  status: 'in-force',
  prices: prices(),
  offPeak: null,
  tiers: [],
  source: 's',
  checkedOn: '2026-11-01',
  confidence: 'A',
  ...change,
})

const offer = (entries: PriceEntry[], change: Partial<ApiOffer> = {}): ApiOffer => ({
  id: 'p/m',
  modelId: 'm',
  modelName: 'M',
  variant: null,
  channel: 'first-party',
  currency: 'USD',
  contextWindowTokens: null,
  maxOutputTokens: null,
  entries,
  peak: null,
  batchMultiplier: null,
  serves: 'interactive',
  restricted: null,
  serviceTiers: [],
  regionalUplift: null,
  toolFees: null,
  cacheStoragePerMTokHour: null,
  reasoningBilledAsOutput: true,
  promo: null,
  sources: [],
  notes: null,
  ...change,
})

const provider = (offers: ApiOffer[], write: 'as-plain' | 'unknown', read: 'as-plain' | 'unknown'): ApiProvider => ({
  id: 'p',
  name: 'P',
  cacheWriteWhenUnlisted: { decision: write, why: '', source: 's' },
  cacheReadWhenUnlisted: { decision: read, why: '', source: 's' },
  offers,
})

const filled = (one: ApiOffer, write: 'as-plain' | 'unknown', read: 'as-plain' | 'unknown' = 'unknown') =>
  fillUnlistedPrices(provider([one], write, read)).offers[0]?.entries[0]

describe('a price the provider does not list', () => {
  it('is billed as plain input where there is no such charge', () => {
    expect(filled(offer([entry()]), 'as-plain')?.prices.writes).toEqual({ default: 'as-plain' })
  })

  it('is unknown, not zero, where there may be one', () => {
    expect(filled(offer([entry()]), 'unknown')?.prices.writes).toEqual({ default: null })
  })

  it('leaves listed prices alone', () => {
    const listed = entry({ prices: prices({ writes: { '5m': 2.5 } }) })
    expect(filled(offer([listed]), 'as-plain', 'as-plain')?.prices).toEqual(listed.prices)
  })

  it('follows the offer where it differs from its provider', () => {
    const own = offer([entry()], { cacheWriteDecision: { decision: 'as-plain', why: '', source: 's' } })
    expect(filled(own, 'unknown')?.prices.writes).toEqual({ default: 'as-plain' })
  })

  it('stays unknown in a tier without a read price when the base has one', () => {
    const tiers = [{ aboveTokens: 32_000, inclusive: false, prices: prices({ read: null }) }]
    expect(filled(offer([entry({ tiers })]), 'as-plain', 'as-plain')?.tiers[0]?.prices.read).toBeNull()
  })

  it('reads as plain in every tier when no read price exists at all', () => {
    const tiers = [{ aboveTokens: 32_000, inclusive: false, prices: prices({ read: null }) }]
    const none = entry({ prices: prices({ read: null }), tiers })
    const found = filled(offer([none]), 'as-plain', 'as-plain')
    expect([found?.prices.read, found?.tiers[0]?.prices.read]).toEqual(['as-plain', 'as-plain'])
  })
})
