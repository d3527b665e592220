/** A part of the catalogue, and the catalogue with its prices or its order changed, for laws that compare many comparisons. */
import type { ApiOffer, Catalogue, Datum, PriceEntry, TokenPrice, UnitPrices } from '../../src/catalogue/schema.ts'

/** Every so many-th open model with all its APIs and all GPUs; models without architecture stay. */
export const smallCatalogue = (catalogue: Catalogue, everyModel = 6): Catalogue => {
  let open = 0
  const models = catalogue.models.filter((model) => model.architecture === null || open++ % everyModel === 0)
  return { ...catalogue, models }
}

const scaled = (price: TokenPrice, k: number): TokenPrice => (typeof price === 'number' ? price * k : price)

const scaledPrices = (prices: UnitPrices, k: number): UnitPrices => ({
  plain: prices.plain === null ? null : prices.plain * k,
  read: scaled(prices.read, k),
  writes: Object.fromEntries(Object.entries(prices.writes).map(([ttl, price]) => [ttl, scaled(price, k)])),
  out: prices.out === null ? null : prices.out * k,
})

const scaledEntry = (entry: PriceEntry, k: number): PriceEntry => ({
  ...entry,
  prices: scaledPrices(entry.prices, k),
  offPeak: entry.offPeak === null ? null : scaledPrices(entry.offPeak, k),
  tiers: entry.tiers.map((tier) => ({ ...tier, prices: scaledPrices(tier.prices, k) })),
})

const scaledOffer = (offer: ApiOffer, k: number): ApiOffer => ({
  ...offer,
  entries: offer.entries.map((entry) => scaledEntry(entry, k)),
  cacheStoragePerMTokHour: offer.cacheStoragePerMTokHour === null ? null : offer.cacheStoragePerMTokHour * k,
})

const scaledDatum = <D extends Datum | null>(datum: D, k: number): D =>
  datum === null || datum.value === null ? datum : { ...datum, value: datum.value * k }

/** Every price of APIs, GPUs, servers, space and electricity times k. */
export const withPricesTimes = (catalogue: Catalogue, k: number): Catalogue => ({
  ...catalogue,
  apiProviders: catalogue.apiProviders.map((provider) => ({ ...provider, offers: provider.offers.map((offer) => scaledOffer(offer, k)) })),
  gpus: catalogue.gpus.map((gpu) => ({ ...gpu, purchaseUsdPerGpuInServer: scaledDatum(gpu.purchaseUsdPerGpuInServer, k) })),
  places: catalogue.places.map((place) => ({ ...place, electricityUsdPerKwh: scaledDatum(place.electricityUsdPerKwh, k) })),
  assumptions: Object.fromEntries(
    Object.entries(catalogue.assumptions).map(([key, datum]) => [key, key.startsWith('colo.') ? scaledDatum(datum, k) : datum]),
  ),
  gpuOffers: catalogue.gpuOffers.map((offer) => ({
    ...offer,
    usdPerGpuHour: offer.usdPerGpuHour === null ? null : offer.usdPerGpuHour * k,
    cnyPerGpuHour: offer.cnyPerGpuHour === null ? null : offer.cnyPerGpuHour * k,
  })),
})

/** The same facts in the opposite order. */
export const reversed = (catalogue: Catalogue): Catalogue => ({
  ...catalogue,
  models: catalogue.models.toReversed(),
  gpus: catalogue.gpus.toReversed(),
  gpuOffers: catalogue.gpuOffers.toReversed(),
  apiProviders: catalogue.apiProviders.toReversed().map((provider) => ({ ...provider, offers: provider.offers.toReversed() })),
})
