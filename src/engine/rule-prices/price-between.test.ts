import { describe, expect, it } from 'vitest'
import type { OptionKind } from '../result.ts'
import { priceBetween } from './price-between.ts'

const option = (id: string, levelised: number, kind: OptionKind = 'rented') => ({ id, kind, levelised })

describe('the price of a rule', () => {
  it('is the best option with it less the best without it', () => {
    expect(priceBetween('model-origin', [option('dear', 400)], [option('cheap', 100), option('middle', 250), option('dear', 400)])).toEqual(
      {
        rule: 'model-origin',
        keepsOut: 2,
        bestWithId: 'dear',
        bestWithoutId: 'cheap',
        usdPerMonth: 300,
      },
    )
  })

  it('may be that the same option costs more', () => {
    const priced = priceBetween('processing-region', [option('api', 110, 'api-proprietary')], [option('api', 100, 'api-proprietary')])
    expect(priced).toMatchObject({ keepsOut: 0, bestWithId: 'api', bestWithoutId: 'api', usdPerMonth: 10 })
  })

  it('is not known where it leaves no option, or there was none', () => {
    expect(priceBetween('air-gap', [], [option('cheap', 100)])).toMatchObject({ keepsOut: 1, bestWithoutId: 'cheap', usdPerMonth: null })
    expect(priceBetween('air-gap', [], [])).toMatchObject({ keepsOut: 0, bestWithoutId: null, usdPerMonth: null })
  })

  it('is nothing where a hybrid was found with the rule only: it could be had without it too', () => {
    const hybrid = option('hybrid', 80, 'hybrid')
    expect(priceBetween('air-gap', [hybrid], [option('cheap', 100), option('other', 120, 'hybrid')])).toEqual({
      rule: 'air-gap',
      keepsOut: 1,
      bestWithId: 'hybrid',
      bestWithoutId: 'hybrid',
      usdPerMonth: 0,
    })
  })
})
