/** Where is a thing of the catalogue by its id? Maps built once per catalogue. */
import type { ApiOffer, ApiProvider, Catalogue, Gpu, GpuOffer, Model, Place, Preset, Profile, Source } from './schema.ts'

export interface CatalogueIndex {
  readonly modelById: ReadonlyMap<string, Model>
  /** API offers, each with its provider */
  readonly offerById: ReadonlyMap<string, { readonly offer: ApiOffer; readonly provider: ApiProvider }>
  readonly offersByModel: ReadonlyMap<string, readonly ApiOffer[]>
  readonly gpuById: ReadonlyMap<string, Gpu>
  readonly gpuOfferById: ReadonlyMap<string, GpuOffer>
  /** GPU offers that may be taken (priced in USD or CNY, exact GPU, not superseded), by GPU id */
  readonly offersByGpu: ReadonlyMap<string, readonly GpuOffer[]>
  readonly sourceById: ReadonlyMap<string, Source>
  readonly profileById: ReadonlyMap<string, Profile>
  readonly presetById: ReadonlyMap<string, Preset>
  readonly placeById: ReadonlyMap<string, Place>
}

const byId = <T extends { id: string }>(things: readonly T[]): ReadonlyMap<string, T> => new Map(things.map((thing) => [thing.id, thing]))

const grouped = <T>(things: readonly T[], keyOf: (thing: T) => string | null): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [thing])
    else group.push(thing)
  }
  return groups
}

/** May a GPU be rented at this row's price? */
export const isRentable = (offer: GpuOffer): boolean =>
  offer.gpuId !== null &&
  (offer.usdPerGpuHour !== null || offer.cnyPerGpuHour !== null) &&
  offer.notAnOffer === null &&
  offer.supersededBy === null

const indexes = new WeakMap<Catalogue, CatalogueIndex>()

export const indexCatalogue = (catalogue: Catalogue): CatalogueIndex => {
  const known = indexes.get(catalogue)
  if (known !== undefined) return known
  const offers = catalogue.apiProviders.flatMap((provider) => provider.offers.map((offer) => ({ offer, provider })))
  const index: CatalogueIndex = {
    modelById: byId(catalogue.models),
    offerById: new Map(offers.map((pair) => [pair.offer.id, pair])),
    offersByModel: grouped(
      offers.map(({ offer }) => offer),
      (offer) => offer.modelId,
    ),
    gpuById: byId(catalogue.gpus),
    gpuOfferById: byId(catalogue.gpuOffers),
    offersByGpu: grouped(catalogue.gpuOffers, (offer) => (isRentable(offer) ? offer.gpuId : null)),
    sourceById: byId(catalogue.sources),
    profileById: byId(catalogue.profiles),
    presetById: byId(catalogue.presets),
    placeById: byId(catalogue.places),
  }
  indexes.set(catalogue, index)
  return index
}
