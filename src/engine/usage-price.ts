/**
 * What one usage costs on one offer at one instant. An offer is compiled once into flat numbers per token; pricing a usage then
 * is a few multiplications. The laws are those of `method.md` 2: the price in force, context tiers on the whole prompt, peak hours.
 */
import type { ApiOffer, UnitPrices } from '../catalogue/schema.ts'
import { ttlFor } from './cache-ttl.ts'
import { isPeak } from './peak-hours.ts'

const TOKENS_PER_MTOK = 1e6

export interface Usage {
  readonly uncachedInputTokens: number
  readonly cachedInputTokens: number
  /** written for the provider's usual (short) time to live */
  readonly cacheWriteTokens: number
  /** written for an hour */
  readonly cacheWrite1hTokens: number
  readonly outputTokens: number
}

/** When a usage was billed, in UTC; the engine has no clock and no calendar. */
export interface Instant {
  /** YYYY-MM-DD */
  readonly day: string
  /** hours since Monday 00:00, with fraction */
  readonly hourOfWeek: number
}

export type UsageCost = { readonly usd: number } | { readonly error: string }

/** USD per token; NaN: unknown. */
interface Rates {
  readonly plain: number
  readonly read: number
  readonly write: number
  readonly writeHour: number
  readonly out: number
}

interface Band {
  readonly above: number
  readonly inclusive: boolean
  readonly rates: Rates
  readonly offPeak: Rates | null
}

interface Entry {
  /** YYYY-MM-DD; empty: since before any day */
  readonly from: string
  /** base first, then rising thresholds */
  readonly bands: readonly Band[]
}

const ratesOf = (prices: UnitPrices, usdPerUnit: number): Rates => {
  const perToken = (price: number | 'as-plain' | null | undefined): number => {
    const listed = price === 'as-plain' ? prices.plain : price
    return listed === null || listed === undefined ? Number.NaN : (listed * usdPerUnit) / TOKENS_PER_MTOK
  }
  const writeAt = (hours: number): number => {
    const ttl = ttlFor(prices.writes, hours)
    return ttl === null ? Number.NaN : perToken(prices.writes[ttl])
  }
  return { plain: perToken(prices.plain), read: perToken(prices.read), write: writeAt(0), writeHour: writeAt(1), out: perToken(prices.out) }
}

const RATE_NAMES: readonly (readonly [keyof Rates, keyof Usage, string])[] = [
  ['plain', 'uncachedInputTokens', 'input'],
  ['read', 'cachedInputTokens', 'cache reads'],
  ['write', 'cacheWriteTokens', 'cache writes'],
  ['writeHour', 'cacheWrite1hTokens', 'cache writes kept for 1 h'],
  ['out', 'outputTokens', 'output'],
]

/** A used kind whose price is unknown is an error naming it; kinds not used may be unknown. */
const carefulCost = (rates: Rates, usage: Usage, multiplier: number): UsageCost => {
  let usd = 0
  for (const [rate, tokens, name] of RATE_NAMES) {
    if (!(usage[tokens] > 0)) continue
    if (Number.isNaN(rates[rate])) return { error: `the price of ${name} is not known` }
    usd += usage[tokens] * rates[rate]
  }
  return { usd: usd * multiplier }
}

export class OfferPricer {
  readonly #entries: readonly Entry[]
  readonly #offer: ApiOffer

  /** `perUsd`: units of the offer's currency for one USD. */
  constructor(offer: ApiOffer, perUsd: number) {
    this.#offer = offer
    this.#entries = offer.entries
      .map((entry): Entry => {
        const base: Band = {
          above: 0,
          inclusive: true,
          rates: ratesOf(entry.prices, 1 / perUsd),
          offPeak: entry.offPeak === null ? null : ratesOf(entry.offPeak, 1 / perUsd),
        }
        const tiers = entry.tiers.map((tier): Band => ({
          above: tier.aboveTokens,
          inclusive: tier.inclusive,
          rates: ratesOf(tier.prices, 1 / perUsd),
          offPeak: null,
        }))
        return { from: entry.from ?? '', bands: [base, ...tiers.sort((a, b) => a.above - b.above)] }
      })
      .sort((a, b) => (a.from < b.from ? -1 : 1))
  }

  /**
   * `serviceTier`: 'standard', 'batch', 'spot' or one the offer lists. A prompt longer than the context window cannot be one request in
   * one hour: it is priced without the off-peak rate.
   */
  price(usage: Usage, at: Instant, serviceTier: string, regional: boolean): UsageCost {
    const entry = this.#entryAt(at.day)
    if (entry === null) return { error: 'no price is known on that day' }
    const prompt = usage.uncachedInputTokens + usage.cachedInputTokens + usage.cacheWriteTokens + usage.cacheWrite1hTokens
    let band = entry.bands[0]!
    for (let index = 1; index < entry.bands.length; index++) {
      const tier = entry.bands[index]!
      if (prompt > tier.above || (tier.inclusive && prompt === tier.above)) band = tier
    }
    const rates = band.offPeak !== null && this.#isOffPeak(prompt, at.hourOfWeek) ? band.offPeak : band.rates
    let multiplier = 1
    if (serviceTier !== 'standard' || regional) {
      const found = this.#multiplier(serviceTier, regional, at.day)
      if (typeof found === 'string') return { error: found }
      multiplier = found
    }
    const usd =
      (usage.uncachedInputTokens * rates.plain +
        usage.cachedInputTokens * rates.read +
        usage.cacheWriteTokens * rates.write +
        usage.cacheWrite1hTokens * rates.writeHour +
        usage.outputTokens * rates.out) *
      multiplier
    return Number.isNaN(usd) ? carefulCost(rates, usage, multiplier) : { usd }
  }

  #entryAt(day: string): Entry | null {
    const entries = this.#entries
    for (let index = entries.length - 1; index >= 0; index--) if (entries[index]!.from <= day) return entries[index]!
    return null
  }

  #isOffPeak(prompt: number, hourOfWeek: number): boolean {
    const { peak, contextWindowTokens } = this.#offer
    if (peak === null || (contextWindowTokens !== null && prompt > contextWindowTokens)) return false
    return !isPeak(peak, hourOfWeek + peak.utcOffsetHours)
  }

  #multiplier(serviceTier: string, regional: boolean, day: string): number | string {
    const { regionalUplift } = this.#offer
    const uplift = !regional || regionalUplift === null || regionalUplift.included ? 1 : regionalUplift.multiplier
    if (uplift === null) return 'the price of regional processing is not known'
    const tier = this.#serviceTier(serviceTier, day)
    return typeof tier === 'string' ? tier : tier * uplift
  }

  #serviceTier(serviceTier: string, day: string): number | string {
    const { serves, batchMultiplier, serviceTiers } = this.#offer
    if (serviceTier === 'standard' || serviceTier === serves) return 1
    if (serviceTier === 'batch') return batchMultiplier ?? 'no batch price is known'
    const listed = serviceTiers.filter(({ id }) => id === serviceTier)
    if (listed.length === 0) return `the offer has no service tier "${serviceTier}"`
    const inForce = listed.find(({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until))
    if (inForce === undefined) return `service tier "${serviceTier}" is not offered on that day`
    return inForce.multiplier ?? `the price of service tier "${serviceTier}" is not known`
  }
}
