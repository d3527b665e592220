import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import type { Catalogue } from '../../catalogue/schema.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { OptionResult } from '../result.ts'
import { breakEvenUtilisation } from './break-even-utilisation.ts'
import { settingsOf } from './settings.ts'

let catalogue: Catalogue
beforeAll(() => {
  catalogue = loadCatalogue('data')
})

/** An API of 1,000 a month for people and 3,000 for today's tokens. */
const api = {
  id: 'api:a',
  levelised: 4000,
  api: { providerId: 'a', provisioned: null },
  lines: [
    { id: 'people', levelised: 1000, monthly: [1000] },
    { id: 'tokens-plain', levelised: 3000, monthly: [3000] },
  ],
} as unknown as OptionResult

const fleet = (levelised: number, utilisation: number): OptionResult =>
  ({ id: 'rent:m:g', levelised, rented: { utilisation }, owned: null }) as unknown as OptionResult

describe('break-even by utilisation', () => {
  it('is where the API’s bill for the work of busier machines reaches their cost', () => {
    const settings = settingsOf(defaultScenario(), catalogue)
    // 1,000 + 3,000·V = 10,000 at V = 3, so machines 20 % busy today break even at 60 %
    expect(breakEvenUtilisation(api, fleet(10_000, 0.2), settings)?.breakEven).toBeCloseTo(0.6, 12)
    // 1,000 + 3,000·V = 2,500 at V = 0.5
    expect(breakEvenUtilisation(api, fleet(2500, 0.2), settings)?.breakEven).toBeCloseTo(0.1, 12)
  })

  it('is none where even full machines cost more, and 0 where idle ones cost less', () => {
    const settings = settingsOf(defaultScenario(), catalogue)
    // full machines do 1 ÷ 0.5 of today's work, for which the API asks 7,000
    expect(breakEvenUtilisation(api, fleet(7001, 0.5), settings)).toEqual({ optionId: 'rent:m:g', now: 0.5, breakEven: null })
    expect(breakEvenUtilisation(api, fleet(900, 0.5), settings)?.breakEven).toBeLessThan(1e-12)
  })

  it('asks for both sides and a fleet that works', () => {
    const settings = settingsOf(defaultScenario(), catalogue)
    expect(breakEvenUtilisation(null, fleet(10_000, 0.2), settings)).toBeNull()
    expect(breakEvenUtilisation(api, fleet(10_000, 0), settings)).toBeNull()
  })
})
