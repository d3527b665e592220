import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { ageWords, daysBetween, stalePrices } from './price-age.ts'

describe('price age', () => {
  it('counts whole days, over a change of the clocks too', () => {
    expect(daysBetween('2026-09-27', '2026-11-23')).toBe(57)
    expect(daysBetween('2026-11-23', '2026-11-23')).toBe(0)
    expect(daysBetween('2027-01-01', '2026-11-23')).toBe(0)
  })

  it('takes the last possible day of a coarse date, and knows no age of prose', () => {
    expect(daysBetween('2026-09', '2026-11-23')).toBe(54)
    expect(daysBetween('2026', '2026-11-23')).toBe(0)
    expect(daysBetween('2025', '2026-11-23')).toBe(327)
    expect(daysBetween('autumn 2026', '2026-11-23')).toBeNull()
  })

  it('says only as much of an age as the date does: a month is never "today"', () => {
    expect(ageWords('2026-11-23', '2026-11-23')).toBe('today')
    expect(ageWords('2026-09-27', '2026-11-23')).toBe('57 days')
    expect(ageWords('2026-11', '2026-11-23')).toBe('this month')
    expect(ageWords('2026-11', '2026-11-30')).toBe('this month')
    expect(ageWords('2026', '2026-11-23')).toBe('this year')
    expect(ageWords('2026-09', '2026-11-23')).toBe('at least 54 days')
    expect(ageWords('autumn 2026', '2026-11-23')).toBeNull()
  })

  it('calls a GPU rent stale after 90 days and a token price after 180', () => {
    // the sample's rents are of 30 Aug 2026, its token prices of 14 Sep 2026
    const names = (today: string) => stalePrices(sampleComparison(), today).map(({ option }) => option.kind)
    expect(names('2026-11-28')).toEqual([])
    expect(names('2026-11-29')).toEqual(['rented'])
    expect(names('2027-03-13')).toEqual(['rented'])
    expect(names('2027-03-14')).toEqual(['rented', 'api-proprietary'])
  })
})
