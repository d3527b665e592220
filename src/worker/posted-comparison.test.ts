import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../tests/helpers/sample-comparison.ts'
import { buffersOf, packed, unpacked } from './posted-comparison.ts'

describe('a comparison on its way to the page', () => {
  it('arrives as it was sent, and the one sent stays as it was', () => {
    const sent = sampleComparison()
    const posted = packed(sent)
    const arrived = unpacked(structuredClone(posted, { transfer: buffersOf(posted) }))
    expect(arrived).toEqual(sampleComparison())
    expect(sent).toEqual(sampleComparison())
  })

  it('keeps apart series of different lengths, and none at all', () => {
    const [first, second, ...others] = sampleComparison().options
    const sent = { ...sampleComparison(), options: [{ ...first!, monthly: [], lines: [] }, { ...second!, monthly: [1, 2, 3] }, ...others] }
    expect(unpacked(structuredClone(packed(sent)))).toEqual(sent)
  })

  it('shares what options shared, and takes one series for another nowhere', () => {
    const [first, second, ...others] = sampleComparison().options
    const shared = [1, 2, 3]
    const sent = {
      ...sampleComparison(),
      options: [
        { ...first!, monthly: shared, cash: shared, profitAndLoss: [1, 2, 4] },
        { ...second!, monthly: [1, 2, 3], lines: [...first!.lines, ...second!.lines, { ...first!.lines[0]!, monthly: shared }] },
        ...others,
      ],
    }
    const arrived = unpacked(structuredClone(packed(sent)))
    expect(arrived).toEqual(sent)
    expect(arrived.options[0]!.monthly).toBe(arrived.options[0]!.cash)
    expect(arrived.options[1]!.lines.at(-1)!.monthly).toBe(arrived.options[0]!.monthly)
  })
})
