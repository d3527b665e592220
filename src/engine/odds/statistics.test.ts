import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleQuantile } from '../draws.ts'
import { spreadOf } from './statistics.ts'

describe('the quantiles of draws', () => {
  it('are those of the sorted sample', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 5 })), { minLength: 1 }),
        (sample) => {
          expect(spreadOf(Float64Array.from(sample))).toEqual({
            p10: sampleQuantile(sample, 0.1),
            p50: sampleQuantile(sample, 0.5),
            p90: sampleQuantile(sample, 0.9),
          })
        },
      ),
    )
  })

  it('are none where a quantile is beyond numbers', () => {
    expect(spreadOf(Float64Array.of())).toBeNull()
    expect(spreadOf(Float64Array.of(1, 2, Infinity))).toBeNull()
    expect(spreadOf(Float64Array.from({ length: 100 }, (_, i) => (i === 7 ? Infinity : i)))).not.toBeNull()
  })
})
