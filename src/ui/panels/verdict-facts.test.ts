import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { basisCounts, oldestPrice, reasonsForNone } from './verdict-facts.ts'

describe('verdict facts', () => {
  it('leave out a basis that does not occur', () => {
    const counts = { measured: 2, quoted: 0, estimated: 1, assumed: 0, yours: 3 }
    expect(basisCounts(sampleComparison({ basisCounts: counts })).map(({ text }) => text)).toEqual(['2 measured', '1 estimated', '3 yours'])
  })

  it('name the oldest price with its age on the buyer’s day, and put one past its limit first', () => {
    const comparison = sampleComparison({ oldestPrice: { date: '2026-11-02', label: 'GPT-6 Luna', ageDays: 21 } })
    expect(oldestPrice(comparison, '2026-11-23')).toEqual({ text: 'oldest price 21 days: GPT-6 Luna', stale: false })
    // the sample's rents are of 30 Aug 2026
    expect(oldestPrice(comparison, '2026-12-13')).toEqual({ text: 'oldest price 105 days: Qwen3.8-27B on 4 H100', stale: true })
    expect(oldestPrice({ ...comparison, oldestPrice: null }, '2026-11-23')).toBeNull()
  })

  it('give each reason why nothing is left once', () => {
    const reasons = reasonsForNone(sampleComparison())
    expect(reasons.map(({ text }) => text)).toEqual([
      'Weights need 2.4 TB, 8 H200 hold 1.0 TB.',
      'First token takes 4.1 s at best, the target is 2.0 s.',
    ])
  })
})
