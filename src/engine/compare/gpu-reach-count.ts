/** How many GPU offers are in reach of a company of this place, how many of them in its country, and where the nearest are if none is. */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { GpuReach } from '../result.ts'
import { isInside } from '../rules/country-groups.ts'
import { countryOfPlace, siteOfPlace } from '../rules/scenario-rules.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { kilometresBetween, namesNoCountry, reachOf, wantedCountry } from './gpu-reach.ts'
import { competingRows, isLoose } from './rental-offers.ts'

/** The country nearest to the place among those that offers name; null: where the place or they are is not known. */
const nearestOf = (place: string, counts: ReadonlyMap<string, number>, { countries }: Catalogue): GpuReach['nearest'] => {
  const from = countries.find(({ id }) => id === countryOfPlace(place))
  let nearest: GpuReach['nearest'] = null
  if (from === undefined) return nearest
  for (const country of countries) {
    const offers = counts.get(country.id) ?? 0
    if (offers === 0) continue
    const kilometres = kilometresBetween(from, country)
    if (nearest === null || kilometres < nearest.kilometres)
      nearest = { country: country.id, name: country.name, city: country.city, kilometres, offers }
  }
  return nearest
}

/** Of rows with a price that no fresher one stands before; marketplaces only if the buyer takes them. */
const counted = (scenario: Scenario, catalogue: Catalogue): GpuReach => {
  const sized = new Set(catalogue.gpus.flatMap(({ id, serving }) => (serving === null ? [] : [id])))
  const here = siteOfPlace(scenario.place)
  const gpus = new Set<string>()
  const counts = new Map<string, number>()
  const unsized = new Map<string, number>()
  const found = { offers: 0, offersHere: 0, noCountry: 0, chinese: 0, outsideChina: 0 }
  for (const { row, gpuId } of competingRows(catalogue)) {
    if (row.usdPerGpuHour === null && row.cnyPerGpuHour === null) continue
    if (row.kind === 'spot' || (isLoose(row) && !scenario.marketplaces)) continue
    const anywhere = reachOf(row, { ...scenario, gpuCountry: null }, catalogue)
    if (anywhere === 'chinese') found.chinese++
    if (anywhere === 'outside-china') found.outsideChina++
    const { country } = row
    const isSized = sized.has(gpuId)
    // the nearest is asked for where the country that is wanted has none
    if (anywhere === 'in-reach' && isSized && country !== null && !namesNoCountry(country)) {
      counts.set(country, (counts.get(country) ?? 0) + 1)
      if (here !== null && isInside(country, here, catalogue.rules.countryGroups)) found.offersHere++
    }
    if (reachOf(row, scenario, catalogue) !== 'in-reach') continue
    if (!isSized) {
      unsized.set(gpuId, (unsized.get(gpuId) ?? 0) + 1)
      continue
    }
    found.offers++
    gpus.add(gpuId)
    if (namesNoCountry(country)) found.noCountry++
  }
  return {
    here,
    wanted: wantedCountry(scenario),
    gpus: gpus.size,
    ...found,
    nearest: found.offersHere > 0 ? null : nearestOf(scenario.place, counts, catalogue),
    unsized: catalogue.gpus.flatMap(({ id, name }) => (unsized.has(id) ? [{ gpuId: id, name, offers: unsized.get(id)! }] : [])),
  }
}

/** The last count of each catalogue: most edits leave the place alone. */
const last = new WeakMap<Catalogue, { readonly key: string; readonly reach: GpuReach }>()

export const gpuReach = (scenario: Scenario, catalogue: Catalogue): GpuReach => {
  const key = JSON.stringify([scenario.place, scenario.gpuCountry, scenario.marketplaces])
  const known = last.get(catalogue)
  if (known?.key === key) return known.reach
  const reach = counted(scenario, catalogue)
  last.set(catalogue, { key, reach })
  return reach
}
