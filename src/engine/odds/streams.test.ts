import { describe, expect, it } from 'vitest'
import { sampleQuantile, Z90 } from '../draws.ts'
import { atOnce } from './steps.ts'
import { normalsOf, strataOf, strataQuantiles, valuesAt } from './streams.ts'

const N = 2000

const correlation = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, value) => sum + value, 0) / x.length
  const [ma, mb] = [mean(a), mean(b)]
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb)
    aa += (a[i]! - ma) ** 2
    bb += (b[i]! - mb) ** 2
  }
  return ab / Math.sqrt(aa * bb)
}

describe('the draws of an input', () => {
  it('hit every stratum once', () => {
    for (const n of [1, 2, 100, N])
      expect([...strataOf('discountRate', 7, n)].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
  })

  it('are those of its id and the seed alone', () => {
    expect(strataOf('discountRate', 7, N)).toEqual(strataOf('discountRate', 7, N))
    expect(strataOf('discountRate', 8, N)).not.toEqual(strataOf('discountRate', 7, N))
    expect(strataOf('staffUsdPerYear', 7, N)).not.toEqual(strataOf('discountRate', 7, N))
  })

  it('go with no other input, nor with the order of the draws', () => {
    const ids = ['workloads.0.inputTokens', 'workloads.0.outputTokens', 'workloads.1.inputTokens', 'speedFactor', 'a', 'b']
    const streams = ids.flatMap((id) => [0, 1, 2].map((seed) => strataOf(id, seed, N)))
    const inOrder = Array.from({ length: N }, (_, i) => i)
    // five standard errors of a correlation of independent draws
    const bound = 5 / Math.sqrt(N)
    streams.forEach((stream, at) => {
      expect(Math.abs(correlation(stream, inOrder))).toBeLessThan(bound)
      expect(Math.abs(correlation(stream, [...stream.slice(1), stream[0]!]))).toBeLessThan(bound)
      for (const other of streams.slice(at + 1)) expect(Math.abs(correlation(stream, other))).toBeLessThan(bound)
    })
  })

  it('have the quantiles of the range they are drawn from', () => {
    const normals = normalsOf('requests', 1, atOnce(strataQuantiles(N)))
    // to the width of a stratum
    expect(sampleQuantile(normals, 0.9)).toBeCloseTo(Z90, 2)
    const values = valuesAt('positive', { low: 50, typical: 100, high: 300 }, normals)
    expect(sampleQuantile(values, 0.1) / 50).toBeCloseTo(1, 2)
    expect(sampleQuantile(values, 0.5) / 100).toBeCloseTo(1, 2)
    expect(sampleQuantile(values, 0.9) / 300).toBeCloseTo(1, 2)
  })
})
