import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../tests/helpers/sample-comparison.ts'
import { packed, unpacked } from './posted-comparison.ts'

describe('a comparison on its way to the page', () => {
  it('arrives as it was sent, and the one sent stays as it was', () => {
    const sent = sampleComparison()
    const posted = packed(sent)
    const arrived = unpacked(structuredClone(posted, { transfer: [posted.series.buffer] }))
    expect(arrived).toEqual(sampleComparison())
    expect(sent).toEqual(sampleComparison())
  })

  it('keeps apart series of different lengths, and none at all', () => {
    const [first, second, ...others] = sampleComparison().options
    const sent = { ...sampleComparison(), options: [{ ...first!, monthly: [], lines: [] }, { ...second!, monthly: [1, 2, 3] }, ...others] }
    expect(unpacked(structuredClone(packed(sent)))).toEqual(sent)
  })
})
