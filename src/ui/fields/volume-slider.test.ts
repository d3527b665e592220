import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { CURVE_BOX, requestsAt, sliderRange, stepsOf, switchCurve, thumbAt } from './volume-slider.ts'

describe('volume slider', () => {
  it('runs over four decades and widens to the decade of an unusual volume', () => {
    expect(sliderRange(2_000_000)).toEqual({ low: 4, high: 8 })
    expect(sliderRange(700)).toEqual({ low: 2, high: 8 })
    expect(sliderRange(3e9)).toEqual({ low: 4, high: 10 })
    expect(sliderRange(0)).toEqual({ low: 4, high: 8 })
  })

  it('never sticks: one step of a key changes the number at every position, up and down', () => {
    const range = sliderRange(1)
    for (let position = 0; position < stepsOf(range); position += 1) {
      const here = requestsAt(position, range)
      expect(requestsAt(thumbAt(here, range) + 1, range)).toBeGreaterThan(here)
      expect(requestsAt(thumbAt(here, range), range)).toBe(here)
    }
  })

  it('draws the API side above the line and flips where the verdict does', () => {
    const comparison = sampleComparison()
    const range = sliderRange(2_000_000)
    const curve = switchCurve(comparison, comparison.requests, range)
    const heights = (path: string) => [...path.matchAll(/L[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y))
    expect(Math.max(...heights(curve?.api ?? ''))).toBeLessThanOrEqual(CURVE_BOX.baseline)
    expect(Math.min(...heights(curve?.selfHosted ?? ''))).toBeGreaterThanOrEqual(CURVE_BOX.baseline)
    const requests = comparison.verdict.switchRequests ?? Number.NaN
    expect(curve?.flip).toBeCloseTo((Math.log10(requests) - 4) / 4, 12)
  })

  it('has no curve where one of the two sides is missing', () => {
    const comparison = sampleComparison()
    const verdict = { ...comparison.verdict, bestSelfHostedId: null }
    expect(switchCurve({ ...comparison, verdict }, 1, sliderRange(1))).toBeNull()
  })
})
