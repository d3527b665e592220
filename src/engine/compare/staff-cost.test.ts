/** Is a person paid as where the buyer's people work, and is a figure that stands in tagged so? Figures of data/places, read by hand. */
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { staffOfPlace, staffUsdPerYear } from './staff-cost.ts'

const catalogue = loadCatalogue('data')

describe('the cost of a full-time person', () => {
  it.each([
    ['BR', 70_000],
    ['IN', 42_000],
    ['DE', 130_000],
    ['SA', 125_000],
    ['CN', 75_000],
    ['US-TX', 202_000],
  ])('in %s is that of the data', (place, usd) => {
    expect(staffUsdPerYear({ place, staffUsdPerYear: null }, catalogue)).toBe(usd)
    expect(staffOfPlace(place, catalogue).standsIn).toBe(false)
  })

  it('is the buyer’s own, wherever', () => {
    expect(staffUsdPerYear({ place: 'BR', staffUsdPerYear: 81_000 }, catalogue)).toBe(81_000)
    expect(staffUsdPerYear({ place: 'BR', staffUsdPerYear: 0 }, catalogue)).toBe(0)
  })

  it('is that of the United States where the data has none, tagged as assumed', () => {
    const { value, datum, standsIn } = staffOfPlace('ZA', catalogue)
    expect(value).toBe(202_000)
    expect(standsIn).toBe(true)
    expect(datum).toMatchObject({ basis: 'assumed', note: expect.stringContaining('South Africa') })
  })
})
