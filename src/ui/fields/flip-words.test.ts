import { describe, expect, it } from 'vitest'
import { sampleSensitivity } from '../../../tests/helpers/sample-odds.ts'
import { findField } from '../../scenario/fields.ts'
import { flipWords } from './flip-words.ts'

describe('the line under a field whose value can flip the answer', () => {
  const field = (path: string) => findField(path)!.field
  const sensitivity = sampleSensitivity()
  it('says at which value', () => {
    expect(flipWords(sensitivity, field('workloads.0.outputTokens'), 0)).toBe('The answer flips at 1,140.')
  })
  it('says all of them', () => {
    const bars = sensitivity.bars.map((bar) => (bar.path === 'discountRate' ? { ...bar, flipsAt: [0.021, 0.4] } : bar))
    expect(flipWords({ ...sensitivity, bars }, field('discountRate'), 0)).toBe('The answer flips at 2.1\u202f% and 40\u202f%.')
  })
  it('is not there for a field without a flip, of another workload, with a curve that shows it, or before anybody has looked', () => {
    expect(flipWords(sensitivity, field('discountRate'), 0)).toBeNull()
    expect(flipWords(sensitivity, field('workloads.0.outputTokens'), 1)).toBeNull()
    expect(flipWords(sensitivity, field('workloads.0.requestsPerMonth'), 0)).toBeNull()
    expect(flipWords(null, field('workloads.0.outputTokens'), 0)).toBeNull()
  })
})
