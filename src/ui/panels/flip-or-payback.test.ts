import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { sampleSensitivity } from '../../../tests/helpers/sample-odds.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { paybackFact, flipOrPayback } from './flip-or-payback.ts'

const comparison = sampleComparison()
const own = comparison.options.find(({ id }) => id === comparison.verdict.bestSelfHostedId)!
const withOwn = (over: Partial<typeof own>, paybackMonth: number | null = null) => ({
  ...comparison,
  paybackMonth,
  options: comparison.options.map((option) => (option === own ? { ...own, ...over } : option)),
})

describe('the third fact', () => {
  it('is the input with the shortest way to a flip, the volume apart', () => {
    // 2.69 → 0.83 is 2.9 lengths of its range; 5,000 → 15,900 is 6.8 and 300 → 1,140 is 7
    expect(flipOrPayback(comparison, sampleSensitivity(), US_DOLLAR)).toMatchObject({
      label: 'Nearest flip',
      headline: 'Price of an H100 below $0.83',
      sentence: 'Then self-hosting is cheaper. You are at $2.69, likely $2.04 to $3.49.',
      path: 'gpuPrices.h100-sxm',
    })
  })
  it('has its unit, where the number shows none', () => {
    const [bar] = sampleSensitivity().bars
    const calls = { ...bar!, path: 'workloads.0.callsPerRequest', label: 'Paid calls', typical: 0, flipsAt: [1.69] }
    expect(flipOrPayback(comparison, sampleSensitivity({ bars: [calls] }), US_DOLLAR)!.headline).toBe('Paid calls above 1.69 a request')
  })
  it('is the payback where no input flips the answer', () => {
    const bars = sampleSensitivity().bars.map((bar) => ({ ...bar, flipsAt: [] }))
    expect(flipOrPayback(withOwn({ oneOff: 10_000, valueAtEnd: 0 }, 19), sampleSensitivity({ bars }), US_DOLLAR)).toMatchObject({
      label: 'Payback',
      headline: 'in month 19',
    })
  })
})

describe('payback', () => {
  it('that does not come says what is still in the machines', () => {
    expect(paybackFact(withOwn({ oneOff: 0, valueAtEnd: 210_000 }), US_DOLLAR)).toMatchObject({
      headline: 'not within 36 months',
      sentence: `${own.name} does not pay back against the cheapest API; $210,000 is still in the machines then.`,
    })
  })
  it('is no question where nothing is paid up front', () => {
    expect(paybackFact(withOwn({ oneOff: 0, valueAtEnd: 0 }), US_DOLLAR)).toBeNull()
  })
})
