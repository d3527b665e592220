import { describe, expect, it } from 'vitest'
import { fillBatch } from './batch-fill.ts'

const week = (value: number): Float64Array => new Float64Array(168).fill(value)

describe('batch work in the idle hours of a week', () => {
  // 5.2 replicas of work on 5: the wait grows by 6.7 hours a week, so no work is a day late within the first three weeks
  it('adds a replica where a little more arrives than is served, though the first weeks hide it', () => {
    const fill = fillBatch({ replicas: week(5), load: week(0), capacity: 100, batchPerSecond: 1 / 3600, arrivals: week(5.2) })
    expect(fill.extraReplicas).toBe(1)
    expect(fill.servedPerWeek).toBeCloseTo(5 * 168, 9)
    expect(fill.latePerWeek).toBeCloseTo(0.2 * 168, 9)
    expect(fill.utilisationAll).toBeCloseTo(5.2 / 6, 12)
  })

  it('adds as many to fewer replicas as make up the difference', () => {
    for (const replicas of [0, 1, 3, 5])
      expect(
        fillBatch({ replicas: week(replicas), load: week(0), capacity: 100, batchPerSecond: 1 / 3600, arrivals: week(5.2) }).extraReplicas,
      ).toBe(6 - replicas)
  })

  it('adds none where work just fits', () => {
    expect(fillBatch({ replicas: week(5), load: week(0), capacity: 100, batchPerSecond: 1 / 3600, arrivals: week(5) }).extraReplicas).toBe(
      0,
    )
  })
})
