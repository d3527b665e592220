import { describe, expect, it } from 'vitest'
import { cutsOf, levelOf, valueTicks } from './months-scale.ts'

const steady = (usd: number) => Array.from({ length: 36 }, () => usd)

describe('the level of a line', () => {
  it('leaves out a purchase', () => expect(levelOf([300_000, ...steady(8000)])).toBe(8000))
  it('is its highest month where it grows', () => expect(levelOf([100, 110, 121, 133])).toBe(133))
  it('is nothing where nothing is paid', () => expect(levelOf([])).toBe(0))
})

describe('the value axis over time', () => {
  it('does not stretch for one line far dearer than the others', () => {
    const lines = [
      { values: steady(9000), main: true },
      { values: steady(15_000), main: true },
      { values: steady(96_000), main: false },
    ]
    // 1.5 medians of 9, 15 and 96 thousand
    expect(valueTicks(lines, false, 1)).toEqual([0, 5000, 10_000, 15_000, 20_000, 25_000])
  })

  it('shows both sides in full, however dear', () => {
    const lines = [
      { values: steady(1000), main: true },
      { values: steady(60_000), main: true },
      { values: steady(1000), main: false },
    ]
    expect(valueTicks(lines, false, 1).at(-1)).toBeGreaterThanOrEqual(60_000)
  })

  it('reaches below zero where money comes back, not further than it needs', () => {
    const ticks = valueTicks([{ values: [...steady(10_000), -90_000], main: true }], false, 1)
    expect(ticks[0]).toBe(-4000)
    expect(ticks).toContain(0)
    expect(valueTicks([{ values: [...steady(10_000), -1500], main: true }], false, 1)[0]).toBe(-2000)
  })
})

describe('a line that leaves the plot', () => {
  const points = [300, 10, 10, -50, -50, 10].map((y, x) => ({ x, y }))
  it('is marked once for each time it does', () => {
    expect(cutsOf(points, -20, 100)).toEqual([
      { x: 0, edge: 'top' },
      { x: 3, edge: 'bottom' },
    ])
  })
  it('is not marked where it stays', () => expect(cutsOf(points.slice(1, 3), 0, 100)).toEqual([]))
})
