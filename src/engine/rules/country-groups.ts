/** Does a country belong to a region, or to a group of countries that a rule names? */
import type { RulesData } from '../../catalogue/rules-schema.ts'

type Group = RulesData['countryGroups'][number]

export const countriesOf = (region: string, groups: readonly Group[]): readonly string[] =>
  groups.find(({ id }) => id === region)?.countries ?? [region]

/** Is `place` (a country, or a region as a whole) inside `region` (a country or a group)? */
export const isInside = (place: string, region: string, groups: readonly Group[]): boolean =>
  place === region || countriesOf(region, groups).includes(place)

/** Is a country one of these, which may be groups? */
export const isAmong = (country: string, regions: readonly string[], groups: readonly Group[]): boolean =>
  regions.some((region) => isInside(country, region, groups))
