import { describe, expect, it } from 'vitest'
import { keptAbove, limitOf, sortedWeek, type Kept } from './hybrid-load.ts'

// C = 6 and z = 1: n replicas carry x² with x² + x = 6n, so 1 carries 4, 2 carry 9, 5 carry 25
const candidate = { capacity: { tpotSeconds: 1, concurrency: 6 } } as unknown as Parameters<typeof limitOf>[1]
const BUSY = 68
const busy = (hour: number): boolean => hour < BUSY
const load = Float64Array.from({ length: 168 }, (_, hour) => (busy(hour) ? 25 : 4))
// the API's peak hours are the busy ones
const peak = load.map((sequences, hour) => (busy(hour) ? sequences : 0))
const offPeak = load.map((sequences, hour) => (busy(hour) ? 0 : sequences))
const kept = (): Kept => ({ peak: new Float64Array(1), offPeak: new Float64Array(1) })

describe('what a number of replicas leaves for an API', () => {
  const week = sortedWeek(load, null, [{ peak, offPeak }])
  it('is all of it without any, and nothing with as many as the peak needs', () => {
    const out = kept()
    expect(keptAbove(week, limitOf(0, candidate, 1), out)).toBe(68 * 25 + 100 * 4)
    expect([out.peak[0], out.offPeak[0]]).toEqual([1, 1])
    expect(keptAbove(week, limitOf(5, candidate, 1), out)).toBe(0)
    expect([out.peak[0], out.offPeak[0]]).toEqual([0, 0])
  })
  it('is what lies above the load they carry, hour by hour', () => {
    const out = kept()
    // two carry 9 of 25 in each busy hour, and all of the quiet ones
    expect(keptAbove(week, limitOf(2, candidate, 1), out)).toBeCloseTo(68 * 16, 9)
    expect(out.peak[0]).toBeCloseTo(16 / 25, 12)
    expect(out.offPeak[0]).toBe(0)
  })
  it('keeps the reserve of a fleet that stands still for its worst week', () => {
    // a quarter more in the worst week: five replicas may be given 25 ÷ 1.25 = 20 in a typical one
    const out = kept()
    expect(keptAbove(week, limitOf(5, candidate, 1.25), out)).toBeCloseTo(68 * 5, 9)
    expect(out.peak[0]).toBeCloseTo(5 / 25, 12)
  })
  it('takes every hour in which no replica runs', () => {
    const open = Float64Array.from(load, (_, hour) => (hour < 34 ? 1 : 0))
    const out = kept()
    expect(keptAbove(sortedWeek(load, open, [{ peak, offPeak }]), limitOf(5, candidate, 1), out)).toBe(34 * 25 + 100 * 4)
    expect([out.peak[0], out.offPeak[0]]).toEqual([0.5, 1])
  })
})
