import { describe, expect, it } from 'vitest'
import { ruledComparison } from '../../../tests/helpers/sample-rules.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { qualitySentence, verifiedSentence } from './quality-words.ts'

const comparison = ruledComparison()
const nameOf = (id: string) => (id === 'gemini-3.8-flash' ? 'Gemini 3.8 Flash' : id)
const text = (pieces: ReturnType<typeof verifiedSentence>) => pieces?.map((piece) => piece.text).join('') ?? null

describe('the sentence about quality', () => {
  it('names the floor and counts what is apart', () => {
    expect(qualitySentence(comparison, nameOf)).toBe(
      'At least as good as Gemini 3.8 Flash on LMArena text; 1 option with unknown, 1 contested and 2 weaker quality are listed apart.',
    )
  })
  it('is of a score where no model is the floor, and ends there where nothing is apart', () => {
    const { quality, verdict } = comparison
    const none = { ...verdict, apart: { ...verdict.apart, weaker: 0, contested: 0, 'unknown-quality': 0 } }
    expect(qualitySentence({ ...comparison, quality: { ...quality, floorModelId: null }, verdict: none }, nameOf)).toBe(
      'At least 1,451 points on LMArena text.',
    )
  })
  it('says why there is no floor', () => {
    const quality = { ...comparison.quality, floor: null, floorModelId: null }
    expect(qualitySentence({ ...comparison, quality, floorWanted: null }, nameOf)).toBe('Quality is not compared: no floor is set.')
    expect(qualitySentence({ ...comparison, quality, floorWanted: { modelId: 'sol', standInId: null } }, nameOf)).toBe(
      'Quality is not compared: sol has no score on LMArena text.',
    )
  })
})

describe('the sentence about what is verified', () => {
  it('is left out where it is the cheapest anyway, or no rule is in force', () => {
    expect(verifiedSentence(comparison, US_DOLLAR)).toBeNull()
    expect(verifiedSentence({ ...comparison, rulesInForce: [] }, US_DOLLAR)).toBeNull()
  })
  it('names the cheapest of which all is verified, or says that there is none', () => {
    const other = { ...comparison.verdict, onlyVerified: { optionId: 'gpt-6.2-sol', usdPerMonth: 21_395 } }
    expect(text(verifiedSentence({ ...comparison, verdict: other }, US_DOLLAR))).toBe(
      'With only what is verified: GPT-6.2 Sol, $21,400 a month.',
    )
    const none = { ...comparison.verdict, onlyVerified: null }
    expect(text(verifiedSentence({ ...comparison, verdict: none }, US_DOLLAR))).toBe('No option has every rule verified.')
  })
})
