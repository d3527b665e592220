import { describe, expect, it } from 'vitest'
import { US_DOLLAR } from '../../format/money.ts'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { tokensWords } from './tokens-words.ts'

const plain = sampleComparison()
const [first] = plain.options
const tokenRatio = { low: 1.2, typical: 1.2, high: 1.2, text: 'German: o200k_base to DeepSeek V3, counted on one text.' }
const option = { ...first!, tokens: { tokenRatio, visible: 1, reasoning: 1, verbosityRange: null } }

describe('words on tokens', () => {
  it('are none for a model that needs what was counted', () => {
    expect(tokensWords({ ...first!, tokens: null }, plain, US_DOLLAR)).toEqual([])
  })

  it('say the ratio, what it rests on, and its band', () => {
    expect(tokensWords(option, plain, US_DOLLAR)).toEqual([
      'Priced at 1.2 times the tokens counted for the same text. German: o200k_base to DeepSeek V3, counted on one text.',
    ])
    const wide = { ...option, tokens: { ...option.tokens, tokenRatio: { ...tokenRatio, low: 1, typical: 1, high: 1.1013 }, visible: 1.6 } }
    expect(tokensWords(wide, plain, US_DOLLAR)[0]).toMatch(
      /^Priced at 1 \(1–1\.1\) times the tokens counted for the same text, answers 1\.6 times as long\./,
    )
  })

  it('say what the option costs at the published length of answers', () => {
    const check = { optionId: option.id, low: 1.6, high: 2.9, usdAtLow: 4112, usdAtHigh: 4524, note: 'effort matters more' }
    expect(tokensWords(option, { ...plain, verbosityCheck: [check] }, US_DOLLAR)[1]).toBe(
      'At 1.6 to 2.9 times the output, as published between open and proprietary models, this option costs $4,110 to $4,520 a month (effort matters more). The comparison takes answers as long as those counted.',
    )
    expect(tokensWords(option, { ...plain, verbosityCheck: [{ ...check, usdAtLow: null, usdAtHigh: null }] }, US_DOLLAR)[1]).toContain(
      'is not possible',
    )
  })
})
