/** Which ids may a scenario name, given this catalogue? */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Known } from './field.ts'

const ids = (things: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(things.map(({ id }) => id))

/** The tier that needs no mention in an offer. */
const STANDARD_TIER = 'standard'

const EU = 'EU'
/** Countries that no place, maker or provider of the data stands for, but that buyers exclude. */
const OFTEN_EXCLUDED = ['HK', 'MO', 'RU', 'IR', 'KP', 'BY']
const ISO_COUNTRY = /^[A-Z]{2}$/

/** Every country the data names: where things stand, who makes and provides them, and whom rules are about. */
const countriesIn = ({ places, models, rules }: Catalogue): ReadonlySet<string> => {
  const named = [
    ...places.map(({ id }) => id),
    ...models.map(({ makerCountry }) => makerCountry),
    ...rules.providers.flatMap(({ contractCountry, parentCountry }) => [contractCountry, parentCountry]),
    ...rules.countryGroups.flatMap(({ countries }) => countries),
    ...OFTEN_EXCLUDED,
  ]
  return new Set(named.filter((code): code is string => code !== null && ISO_COUNTRY.test(code) && code !== EU).toSorted())
}

/** The country of the buyer's place, whichever it is. */
export const OWN_PLACE = 'place'

/** Countries that GPU offers name; some say "multi" instead. */
export const offerCountries = ({ gpuOffers }: Pick<Catalogue, 'gpuOffers'>): ReadonlySet<string> =>
  new Set(gpuOffers.flatMap(({ country }) => (country !== null && ISO_COUNTRY.test(country) && country !== EU ? [country] : [])))

export const knownFrom = (catalogue: Catalogue): Known => {
  const offers = catalogue.apiProviders.flatMap((provider) => provider.offers)
  const { quality, rules } = catalogue
  const ruleCountries = countriesIn(catalogue)
  return {
    models: ids(catalogue.models),
    offers: ids(offers),
    gpus: ids(catalogue.gpus),
    presets: ids(catalogue.presets),
    profiles: ids(catalogue.profiles),
    places: ids(catalogue.places),
    providers: ids(catalogue.apiProviders),
    currencies: new Set([catalogue.currencies.base, ...catalogue.currencies.rates.map(({ code }) => code)]),
    countries: new Set([OWN_PLACE, ...offerCountries(catalogue)]),
    yardsticks: ids(quality.yardsticks),
    languages: ids(quality.tokenizers.languages),
    rulePresets: ids(rules.presets),
    certifications: new Set(rules.providers.flatMap(({ certifications }) => Object.keys(certifications))),
    ruleCountries,
    regions: new Set([EU, ...ruleCountries]),
    subdivisions: new Set(rules.government.restrictions.flatMap(({ subdivisions }) => subdivisions)),
    serviceTiers: new Set([STANDARD_TIER, ...offers.flatMap((offer) => offer.serviceTiers.map(({ id }) => id))]),
  }
}
