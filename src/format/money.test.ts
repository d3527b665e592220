import { describe, expect, it } from 'vitest'
import { money, moneyFull, moneyShort } from './money.ts'

describe('an amount of money', () => {
  // left: the amount; right: as written in visual.md and its mock
  it.each([
    [9347.82, '$9,350'],
    [15_604, '$15,600'],
    [1_240_400, '$1.24M'],
    [2.69, '$2.69'],
    [2.4, '$2.40'],
    [0.83, '$0.83'],
    [0.1, '$0.10'],
    [0.075, '$0.075'],
    [0.0123, '$0.0123'],
    [12.34, '$12.3'],
    [10, '$10'],
    [999.6, '$1,000'],
    [999_999, '$1.00M'],
    [705_000, '$705,000'],
    [1.2e9, '$1.20bn'],
    [0, '$0'],
    [-0, '$0'],
    [-6250, '\u2212$6,250'],
    [5000, '$5,000'],
  ])('%d is %s', (usd, text) => {
    expect(money(usd)).toBe(text)
  })

  it.each([
    [0, '$0'],
    [10_000, '$10k'],
    [705_000, '$705k'],
    [2600, '$2.6k'],
    [14_600, '$14.6k'],
    [1_000_000, '$1M'],
    [1_240_000, '$1.24M'],
    [100, '$100'],
    [5, '$5'],
    [-6250, '\u2212$6.25k'],
  ])('on an axis %d is %s', (usd, text) => {
    expect(moneyShort(usd)).toBe(text)
  })

  it.each([
    [7854.8, '$7,854.80'],
    [15_604.374, '$15,604.37'],
    [0.012345678, '$0.0123457'],
    [0.83, '$0.83'],
    [0, '$0.00'],
    [-6250.5, '\u2212$6,250.50'],
  ])('in full %d is %s', (usd, text) => {
    expect(moneyFull(usd)).toBe(text)
  })

  it('is unknown where it is not known, which is not zero', () => {
    expect(money(null)).toBe('unknown')
    expect(moneyShort(null)).toBe('unknown')
    expect(moneyFull(null)).toBe('unknown')
  })

  it('is shown in another currency through its rate', () => {
    expect(money(10_000, { code: 'EUR', perUsd: 0.880226 })).toBe('€8,800')
    expect(money(10_000, { code: 'JPY', perUsd: 157.477293 })).toBe('¥1.57M')
    expect(money(10_000, { code: 'CHF', perUsd: 0.83337 })).toBe('CHF\u00a08,330')
    expect(money(100, { code: 'CNY', perUsd: 6.707784 })).toBe('CN¥671')
    expect(money(100, { code: 'nonsense', perUsd: 1 })).toBe('nonsense\u00a0100')
  })
})
