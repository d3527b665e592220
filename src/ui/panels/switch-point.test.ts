import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import type { Comparison, VolumeCurve } from '../../engine/result.ts'
import { switchPoint } from './switch-point.ts'
import { strip } from './switch-strip.ts'

const volume = sampleComparison().volume as VolumeCurve
const at = (requests: number, switchRequests: number | null, curve: Partial<VolumeCurve> = {}): Comparison => {
  const comparison = sampleComparison()
  return { ...comparison, requests, volume: { ...volume, ...curve }, verdict: { ...comparison.verdict, switchRequests } }
}
const up = (requests: number) => ({ requests, kind: 'line', cheaperBefore: 'api', cheaperAfter: 'self-hosted' }) as const

describe('switch point', () => {
  it('says where it is, what is cheaper above it, and where the buyer is', () => {
    const point = switchPoint(at(2e6, 5e6, { crossings: [up(5e6)], staysCheaperFrom: 5e6 }))
    expect(point?.headline).toBe('5.0M requests a month')
    expect(point?.sentence).toBe('Above it self-hosting is cheaper. You are at 0.4 of it.')
    expect(point?.strip?.selfHosted).toBe('after')
  })

  it('says so where the buyer is beyond it, and where the answer settles later', () => {
    const crossings = [up(5e5), { ...up(7e5), cheaperBefore: 'self-hosted', cheaperAfter: 'api' } as const, up(9e5)]
    const point = switchPoint(at(2e6, 5e5, { crossings, staysCheaperFrom: 9e5 }))
    expect(point?.sentence).toBe('Above it self-hosting is cheaper. You are at 4 times it. From 900,000 on it stays so.')
  })

  it('turns round where the API is cheaper above', () => {
    const point = switchPoint(
      at(2e6, 5e6, { crossings: [{ ...up(5e6), cheaperBefore: 'self-hosted', cheaperAfter: 'api' }], staysCheaperFrom: null }),
    )
    expect(point?.sentence).toContain('Above it an API is cheaper.')
    expect(point?.strip?.selfHosted).toBe('before')
  })

  it('answers "none" where nothing switches, and nothing where there is only one side', () => {
    expect(switchPoint(at(2e6, null, { crossings: [] }))?.headline).toBe('none')
    const comparison = at(2e6, 5e6)
    expect(switchPoint({ ...comparison, verdict: { ...comparison.verdict, bestApiId: null } })).toBeNull()
  })
})

describe('the strip', () => {
  const drawn = (share: number) => {
    const point = switchPoint(at(5e6 * share, 5e6, { crossings: [up(5e6)], staysCheaperFrom: 5e6 }))
    return strip(point?.strip as NonNullable<NonNullable<typeof point>['strip']>)
  }
  it('keeps the proportion between the buyer and the switch point', () => {
    const { you, flip } = drawn(0.4)
    expect((you.x - 8) / (flip.x - 8)).toBeCloseTo(0.4, 9)
  })
  it('keeps every mark on the strip, however far apart', () => {
    for (const share of [1e-4, 0.02, 0.5, 0.95, 1, 1.1, 3, 80, 5000])
      for (const mark of Object.values({ you: drawn(share).you, flip: drawn(share).flip })) {
        expect(mark.x).toBeGreaterThanOrEqual(8)
        expect(mark.x).toBeLessThanOrEqual(224)
      }
  })
  it('moves labels apart that would touch', () => {
    expect([drawn(0.95).you.anchor, drawn(0.95).flip.anchor]).toEqual(['end', 'start'])
    expect([drawn(1.05).you.anchor, drawn(1.05).flip.anchor]).toEqual(['start', 'end'])
  })
})
