/** In which currency are amounts shown? That of the place, unless the buyer chose another. It changes no cost. */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Scenario } from './schema.ts'

type Known = Pick<Catalogue, 'places' | 'currencies'>

/** The currency used at a place where a rate for it is known, else US dollars. */
export const currencyOfPlace = (placeId: string, { places, currencies }: Known): string => {
  const code = places.find(({ id }) => id === placeId)?.currency ?? null
  return code !== null && currencies.rates.some((rate) => rate.code === code) ? code : currencies.base
}

/** `changed` is `before` at another place: the currency of the place before gives way to that of the new one, any other stays. */
export const withCurrencyOfPlace = (before: Scenario, changed: Scenario, catalogue: Known): Scenario =>
  before.currency === currencyOfPlace(before.place, catalogue)
    ? { ...changed, currency: currencyOfPlace(changed.place, catalogue) }
    : changed
