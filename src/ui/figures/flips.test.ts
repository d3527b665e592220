import { describe, expect, it } from 'vitest'
import type { SensitivityBar } from '../../engine/odds/odds-result.ts'
import { flipsWithinRange, leftAtBest, nearestFlip, nearestFlipOf } from './flips.ts'

const bar = (over: Partial<SensitivityBar>): SensitivityBar => ({
  path: 'months',
  label: 'x',
  typical: 10,
  low: { value: 8, difference: 4 },
  high: { value: 14, difference: 8 },
  flipsAt: [],
  searched: [0, 100],
  ...over,
})

describe('the nearest flip', () => {
  it('is measured in lengths of the likely range on its own side', () => {
    // 2 below of 2, and 6 above of 4
    expect(nearestFlipOf(bar({ flipsAt: [8, 16] }))).toMatchObject({ value: 8, reach: 1 })
    expect(nearestFlipOf(bar({ flipsAt: [2, 16] }))).toMatchObject({ value: 16, reach: 1.5 })
  })
  it('takes a quarter of the value where the range has no length on that side', () => {
    expect(nearestFlipOf(bar({ low: { value: 10, difference: 6 }, flipsAt: [5] }))?.reach).toBe(2)
  })
  it('is that of the input with the shortest way, among those asked for', () => {
    const sensitivity = {
      done: 2,
      of: 2,
      difference: 6,
      bars: [bar({ label: 'far', flipsAt: [30] }), bar({ path: 'spareReplicas', label: 'near', flipsAt: [9] })],
    }
    expect(nearestFlip(sensitivity)?.bar.label).toBe('near')
    expect(nearestFlip(sensitivity, ({ label }) => label !== 'near')?.bar.label).toBe('far')
    expect(nearestFlip({ ...sensitivity, bars: [bar({})] })).toBeNull()
  })
})

describe('a flip within the likely range', () => {
  it('is at an end, or between the ends though neither is beyond', () => {
    expect(flipsWithinRange(bar({}), 6)).toBe(false)
    expect(flipsWithinRange(bar({ low: { value: 8, difference: -1 } }), 6)).toBe(true)
    expect(flipsWithinRange(bar({ flipsAt: [11, 12] }), 6)).toBe(true)
    expect(flipsWithinRange(bar({ flipsAt: [15] }), 6)).toBe(false)
    // a certain value has no range that could hold a flip, however near
    const certain = { value: 10, difference: 6 }
    expect(flipsWithinRange(bar({ low: certain, high: certain, flipsAt: [10.1] }), 6)).toBe(false)
  })
  it('leaves what is missing to a tie at the better end', () => {
    expect(leftAtBest(bar({}), 6)).toBe(4)
    expect(leftAtBest(bar({ low: { value: 8, difference: null } }), 6)).toBe(Infinity)
  })
})
