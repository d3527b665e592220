/** Which ids may a scenario name, given this catalogue? */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Known } from './field.ts'

const ids = (things: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(things.map(({ id }) => id))

/** The tier that needs no mention in an offer. */
const STANDARD_TIER = 'standard'

export const knownFrom = (catalogue: Catalogue): Known => {
  const offers = catalogue.apiProviders.flatMap((provider) => provider.offers)
  return {
    models: ids(catalogue.models),
    offers: ids(offers),
    gpus: ids(catalogue.gpus),
    presets: ids(catalogue.presets),
    profiles: ids(catalogue.profiles),
    places: ids(catalogue.places),
    providers: ids(catalogue.apiProviders),
    currencies: new Set([catalogue.currencies.base, ...catalogue.currencies.rates.map(({ code }) => code)]),
    countries: new Set(catalogue.gpuOffers.flatMap(({ country }) => (country === null ? [] : [country]))),
    serviceTiers: new Set([STANDARD_TIER, ...offers.flatMap((offer) => offer.serviceTiers.map(({ id }) => id))]),
  }
}
