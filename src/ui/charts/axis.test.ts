import { describe, expect, it } from 'vitest'
import { decadeBelow, linearTicks, logTicks, median, ticksBetween } from './axis.ts'

describe('ticks of a linear axis', () => {
  it('are round and reach the limit', () => {
    expect(linearTicks(34_052, 4)).toEqual([0, 10_000, 20_000, 30_000, 40_000])
    expect(linearTicks(40_000, 4)).toEqual([0, 10_000, 20_000, 30_000, 40_000])
    expect(linearTicks(0.9, 5)).toHaveLength(6)
  })
  it('are round in the currency shown', () => {
    expect(linearTicks(10_000, 5, 0.9).map((usd) => Math.round(usd * 0.9))).toEqual([0, 2000, 4000, 6000, 8000, 10_000])
  })
  it('are 0 alone where there is nothing to show', () => {
    expect(linearTicks(0, 4)).toEqual([0])
    expect(linearTicks(Number.NaN, 4)).toEqual([0])
  })
})

describe('ticks within a range', () => {
  it('are round, and say how many decimals they need', () => {
    expect(ticksBetween(1283, 1507, 5)).toEqual({ values: [1300, 1350, 1400, 1450, 1500], places: 0 })
    const fine = ticksBetween(0.02, 0.11, 5)
    expect(fine.values.map((value) => value.toFixed(fine.places))).toEqual(['0.02', '0.04', '0.06', '0.08', '0.10'])
    expect(ticksBetween(7, 7, 5)).toEqual({ values: [7], places: 0 })
  })
})

describe('ticks of a logarithmic axis', () => {
  it('are all of 1 to 9 in each decade, ends included', () => {
    const values = logTicks(100_000, 1_000_000).map(({ value }) => value)
    expect(values).toEqual([1e5, 2e5, 3e5, 4e5, 5e5, 6e5, 7e5, 8e5, 9e5, 1e6])
  })
  it('start below one too', () => {
    expect(logTicks(0.5, 2).map(({ digit }) => digit)).toEqual([5, 6, 7, 8, 9, 1, 2])
  })
})

describe('decade and median', () => {
  it('finds the power of ten below', () => {
    expect([1000, 999, 12_345].map((value) => decadeBelow(value))).toEqual([1000, 100, 10_000])
  })
  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(median([])).toBeNull()
  })
})
