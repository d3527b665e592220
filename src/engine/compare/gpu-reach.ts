/**
 * Which GPU offers can a company of this place usually order, before any rule of its own (docs/adr/0025)? A company in mainland China rents
 * in China; others rent anywhere but in China and on Chinese platforms. A country that the buyer names goes before both.
 */
import type { Catalogue, Country, GpuOffer } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { isInside } from '../rules/country-groups.ts'
import { siteOfPlace } from '../rules/scenario-rules.ts'

const CHINA = 'CN'
/** Says that the country is that of the place (`gpuCountry`). */
const OWN_PLACE = 'place'

type Asked = Pick<Scenario, 'gpuCountry' | 'place'>

/** The country, or 'EU', in which rented GPUs must stand; null: anywhere in reach. */
export const wantedCountry = ({ gpuCountry, place }: Asked): string | null => (gpuCountry === OWN_PLACE ? siteOfPlace(place) : gpuCountry)

/** ISO code; rows also say "multi" or a continent */
const COUNTRY = /^(?!EU$)[A-Z]{2}$/
export const namesNoCountry = (country: string | null): boolean => country === null || !COUNTRY.test(country)

export type Reach = 'in-reach' | 'no-country' | 'elsewhere' | 'chinese' | 'outside-china'

type Where = Pick<GpuOffer, 'country' | 'providerType'>

/** May the offer be rented by a company of this place, and if not, why? */
export const reachOf = ({ country, providerType }: Where, asked: Asked, catalogue: Pick<Catalogue, 'rules'>): Reach => {
  const wanted = wantedCountry(asked)
  if (wanted !== null) {
    if (country !== null && isInside(country, wanted, catalogue.rules.countryGroups)) return 'in-reach'
    return namesNoCountry(country) ? 'no-country' : 'elsewhere'
  }
  const isChinese = country === CHINA || providerType === 'china-platform'
  if (siteOfPlace(asked.place) === CHINA) return isChinese ? 'in-reach' : 'outside-china'
  return isChinese ? 'chinese' : 'in-reach'
}

const EARTH_RADIUS_KM = 6371
const DEGREES_OF_HALF_TURN = 180

/** Great-circle distance [km]. */
export const kilometresBetween = (a: Pick<Country, 'latitude' | 'longitude'>, b: Pick<Country, 'latitude' | 'longitude'>): number => {
  const radians = (degrees: number): number => (degrees * Math.PI) / DEGREES_OF_HALF_TURN
  const halfLatitude = Math.sin(radians(b.latitude - a.latitude) / 2)
  const halfLongitude = Math.sin(radians(b.longitude - a.longitude) / 2)
  const chord = halfLatitude ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * halfLongitude ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord))
}
