import { describe, expect, it } from 'vitest'
import { loadCatalogue } from './load-catalogue.ts'
import { countryOfRegion } from './region-country.ts'

const { gpuOffers, countries } = loadCatalogue('data')

describe('the country of an offer', () => {
  it('is that of the region of its cloud, where the row names no country', () => {
    // from the pages of the clouds: Eemshaven, Dammam, Northern Virginia
    expect(countryOfRegion('europe-west4')).toBe('NL')
    expect(countryOfRegion('me-central2')).toBe('SA')
    expect(countryOfRegion('us-east-1')).toBe('US')
    const eemshaven = gpuOffers.filter(({ region }) => region === 'europe-west4')
    expect(eemshaven.length).toBeGreaterThan(0)
    expect(eemshaven.every(({ country }) => country === 'NL')).toBe(true)
  })

  it('is unknown where the row says anywhere, several, or nothing', () => {
    for (const region of ['any', 'global', 'North America', 'IN/any', null]) expect(countryOfRegion(region)).toBeNull()
    expect(gpuOffers.some(({ country }) => country === null)).toBe(true)
  })

  it('is one that is known, or the EU as a whole', () => {
    const known = new Set([...countries.map(({ id }) => id), 'EU'])
    for (const { id, region, country } of gpuOffers)
      if (region !== null && countryOfRegion(region) !== null) expect(known.has(country ?? ''), id).toBe(true)
  })
})
