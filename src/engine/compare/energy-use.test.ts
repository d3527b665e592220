import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import { energyUse, gridOf } from './energy-use.ts'

const catalogue = loadCatalogue(new URL('../../../data', import.meta.url).pathname)
const settings = (gridGramsPerKwh: number | null) => ({ scenario: { ...defaultScenario(), gridGramsPerKwh }, catalogue })

describe('carbon of electricity', () => {
  it('is kWh times grams, in kilograms: 2,000 kWh at 342.06 g are 684.12 kg', () => {
    expect(energyUse(2000, { gridGramsPerKwh: 342.06 })?.kgCo2PerMonth).toBeCloseTo(684.12, 9)
  })

  it('is that of the place, as Ember has it, unless the buyer says another', () => {
    expect(gridOf('DE', settings(null)).gridGramsPerKwh).toBe(342.06)
    expect(gridOf('DE', settings(0)).gridGramsPerKwh).toBe(0)
  })

  it('is unknown, not zero, where the place is not named or not known', () => {
    expect(gridOf(null, settings(null)).gridGramsPerKwh).toBeNull()
    expect(gridOf('multi', settings(null)).gridGramsPerKwh).toBeNull()
    expect(energyUse(2000, { gridGramsPerKwh: null })).toEqual({ kwhPerMonth: 2000, kgCo2PerMonth: null })
    expect(energyUse(null, { gridGramsPerKwh: 342.06 })).toBeNull()
  })
})
