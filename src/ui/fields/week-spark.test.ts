import { describe, expect, it } from 'vitest'
import { weekSpark } from './week-spark.ts'

describe('week spark', () => {
  it('gives the busiest hour the whole height and marks six borders between days', () => {
    const weights = Array.from({ length: 168 }, (_, hour) => (hour === 10 ? 4 : 1))
    const { bars, days } = weekSpark(weights, 30)
    expect(bars).toContain('M10 30V0.00h1V30Z')
    expect(bars).toContain('M11 30V22.50h1V30Z')
    expect(days).toEqual([24, 48, 72, 96, 120, 144])
  })

  it('draws nothing for a week without load', () => {
    expect(weekSpark([0, 0], 30).bars).toBe('')
  })
})
