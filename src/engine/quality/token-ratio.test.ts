import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { loadQuality } from '../../catalogue/load-quality.ts'
import { tokenRatio } from './token-ratio.ts'
import { verbosityRange } from './verbosity-range.ts'

const data = join(import.meta.dirname, '../../../data')
const { tokenizers, verbosity } = loadQuality(data, loadCatalogue(data).models)
const ratio = (from: string, to: string, language: string) => tokenRatio(from, to, language, tokenizers)

// counts of the same text, from data/quality/tokenizers.json
describe('tokenRatio', () => {
  it('is what was counted where a language is told apart', () => {
    // German: 2957 tokens of DeepSeek V3 for 2466 of o200k_base
    expect(ratio('gpt-6.2-sol', 'deepseek-v4-pro-0813', 'de')).toEqual({
      low: expect.closeTo(1.19911, 5) as number,
      typical: expect.closeTo(1.19911, 5) as number,
      high: expect.closeTo(1.19911, 5) as number,
      kind: 'measured',
      text: 'German: o200k_base to DeepSeek V3, counted on one text.',
    })
    // Chinese: 1632 for 2253
    expect(ratio('gpt-oss-120b', 'deepseek-v3.2', 'zh').typical).toBeCloseTo(0.72437, 5)
  })

  it('is the geometric mean of several texts, and their least and greatest', () => {
    // JSON 78350/66145 = 1.184518, YAML 43818/41046 = 1.067534, √(1.184518 × 1.067534) = 1.124506
    const found = ratio('gpt-6.2-sol', 'qwen3-32b', 'data')
    expect([found.low, found.typical, found.high].map((value) => Number(value.toFixed(5)))).toEqual([1.06753, 1.12451, 1.18452])
  })

  it('is 1 for English and code between measured tokenizers, as the data says, with what was counted as the band', () => {
    // 1967/1977 and 8119/7949
    expect(ratio('gpt-6.2-sol', 'deepseek-v4.1-flash', 'en')).toMatchObject({ typical: 1, kind: 'default' })
    expect(ratio('gpt-6.2-sol', 'deepseek-v4.1-flash', 'en').low).toBeCloseTo(0.99494, 5)
    expect(ratio('gpt-6.2-sol', 'deepseek-v4.1-flash', 'en').high).toBeCloseTo(1.02139, 5)
  })

  it('is 1 for a tokenizer nobody measured, within what measured ones differ by', () => {
    // least 1967/1977 (DeepSeek), most 8754/7949 (Gemma); the old Claude tokenizer is not among them
    const found = ratio('gpt-6.2-sol', 'kimi-k3', 'en')
    expect(found).toMatchObject({ typical: 1, kind: 'default' })
    expect([found.low, found.high].map((value) => Number(value.toFixed(5)))).toEqual([0.99494, 1.10127])
    // Qwen3.5 has another vocabulary than the Qwen3 that was measured. Hindi: 2554/3065 (Gemma), 10020/3065 (Qwen3)
    const hindi = ratio('gpt-6.2-sol', 'qwen3.5-397b-a17b', 'hi')
    expect(hindi).toMatchObject({ typical: 1, kind: 'default' })
    expect([hindi.low, hindi.high].map((value) => Number(value.toFixed(4)))).toEqual([0.8333, 3.2692])
  })

  it('is 1.3 towards current Claude, and the inverse for a history counted with it', () => {
    const there = ratio('gpt-6.2-sol', 'claude-opus-5.5', 'en')
    expect(there).toMatchObject({ typical: 1.3, kind: 'published' })
    // 1.101271 × 1.35
    expect(there.high).toBeCloseTo(1.48672, 5)
    expect(ratio('claude-opus-5.5', 'deepseek-v3.2', 'en').typical).toBeCloseTo(0.769231, 6)
    // "Hindi on Claude above 3": inside the band, 11834/3065 × 1.35
    expect(ratio('gpt-6.2-sol', 'claude-opus-5.5', 'hi').high).toBeCloseTo(5.2124, 4)
  })

  it('is exactly 1 inside a family', () => {
    expect(ratio('gpt-6.2-sol', 'gpt-oss-120b', 'hi')).toMatchObject({ low: 1, typical: 1, high: 1, kind: 'same' })
    expect(ratio('claude-opus-5.5', 'claude-sonnet-5', 'ja')).toMatchObject({ low: 1, typical: 1, high: 1, kind: 'same' })
  })

  it('does not know a language without counts', () => {
    expect(() => ratio('gpt-6.2-sol', 'kimi-k3', 'tlh')).toThrow('There are no token counts for the language "tlh".')
  })
})

describe('verbosityRange', () => {
  it('is 1.6 to 2.9 from a proprietary to an open model, the inverse back, and unknown otherwise; 1 is used', () => {
    const open = { openWeights: true }
    const closed = { openWeights: false }
    expect(verbosityRange(closed, open, verbosity)).toMatchObject({ used: 1, range: { low: 1.6, high: 2.9 }, checkedOn: '2026-08-22' })
    const back = verbosityRange(open, closed, verbosity).range!
    expect([back.low, back.high].map((value) => Number(value.toFixed(6)))).toEqual([0.344828, 0.625])
    expect(verbosityRange(open, open, verbosity)).toMatchObject({ used: 1, range: null, note: null })
    expect(verbosityRange(closed, { openWeights: null }, verbosity).range).toBeNull()
  })
})
