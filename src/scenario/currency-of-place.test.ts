import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { defaultScenario } from './defaults.ts'
import { withCurrencyOfPlace } from './currency-of-place.ts'

const catalogue = loadCatalogue('data')
const moved = (currency: string, from: string, to: string): string => {
  const before = { ...defaultScenario(), currency, place: from }
  return withCurrencyOfPlace(before, { ...before, place: to }, catalogue).currency
}

describe('the currency amounts are shown in', () => {
  it.each([
    ['BR', 'BRL'],
    ['IN', 'INR'],
    ['DE', 'EUR'],
    ['EU27', 'EUR'],
    ['SA', 'SAR'],
    ['CN', 'CNY'],
    ['US-TX', 'USD'],
  ])('goes with the place: %s → %s', (place, code) => {
    expect(moved('USD', 'US', place)).toBe(code)
  })

  it('goes on with the next place, and back', () => {
    expect(moved('BRL', 'BR', 'IN')).toBe('INR')
    expect(moved('BRL', 'BR', 'US')).toBe('USD')
  })

  it('stays what the buyer chose', () => {
    expect(moved('CHF', 'US', 'BR')).toBe('CHF')
    expect(moved('EUR', 'BR', 'IN')).toBe('EUR')
    expect(moved('USD', 'BR', 'IN')).toBe('USD')
  })

  // no rate of the Turkish lira in data/fx.json
  it('is US dollars where the data has no rate', () => {
    expect(moved('EUR', 'DE', 'TR')).toBe('USD')
  })
})
