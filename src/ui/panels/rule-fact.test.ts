import { describe, expect, it } from 'vitest'
import { ruledComparison, samplePrices, sampleTerms } from '../../../tests/helpers/sample-rules.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { looseningOfAll, looseningsOf, ruleFact } from './rule-fact.ts'

// Gemini costs 9,431 USD a month
const comparison = ruledComparison()
const terms = sampleTerms()
const [region, licence] = samplePrices().prices

describe('the price of a rule', () => {
  it('is that of the dearest rule, with what would do without it', () => {
    expect(ruleFact(comparison, samplePrices(), terms, US_DOLLAR)).toMatchObject({
      headline: '$1,230 a month',
      sentence: '“Processing in the EU” keeps out Qwen3.8-27B on Together, $8,200 a month. Both rules together cost no more.',
      strip: { labels: [{ text: '$9.43k' }] },
    })
  })
  it('says beside it what all of them cost together, where that is more', () => {
    const together = { keepsOut: 4, bestWithId: 'gemini-3.8-flash', bestWithoutId: 'grok-5', usdPerMonth: 2400 }
    expect(ruleFact(comparison, samplePrices({ together }), terms, US_DOLLAR).sentence).toMatch(/ Both rules together: \$2,400 a month\.$/)
    const onlyOne = samplePrices({ prices: [region!] })
    expect(ruleFact(comparison, onlyOne, terms, US_DOLLAR).sentence).not.toContain('together')
  })
  it('of a rule that leaves nothing comes before any price', () => {
    const prices = samplePrices({
      prices: [region!, { ...licence!, bestWithId: null, bestWithoutId: 'glm-5.3-bedrock', usdPerMonth: null }],
    })
    expect(ruleFact(comparison, prices, terms, US_DOLLAR)).toMatchObject({
      headline: 'leaves no option',
      sentence: '“Licence of the model” leaves none: without it GLM-5.3 on Bedrock could be used for $17,200 a month.',
    })
  })
  it('is nothing of each where only several together keep out what is cheaper', () => {
    const under = ruledComparison((option) =>
      option.id === 'grok-5'
        ? { ...option, levelised: 5000 }
        : option.id === 'qwen3.8-27b-together'
          ? { ...option, levelised: 50_000 }
          : option,
    )
    const prices = samplePrices({ prices: [{ ...region!, usdPerMonth: 0 }, licence!] })
    const together = { keepsOut: 4, bestWithId: 'gemini-3.8-flash', bestWithoutId: 'grok-5', usdPerMonth: 4431 }
    expect(ruleFact(under, { ...prices, together }, terms, US_DOLLAR)).toMatchObject({
      headline: '$4,430 a month together',
      sentence: 'No rule alone costs anything. Together they keep out Grok 5, $5,000 a month.',
      strip: { labels: [{ text: '$9.43k' }, { text: '$5k' }] },
    })
  })
  it('is nothing where no rule costs anything', () => {
    const prices = samplePrices({
      prices: [{ ...region!, usdPerMonth: 0 }, licence!],
      together: { keepsOut: 4, bestWithId: 'gemini-3.8-flash', bestWithoutId: 'gemini-3.8-flash', usdPerMonth: 0 },
    })
    expect(ruleFact(comparison, prices, terms, US_DOLLAR)).toEqual({
      headline: '$0',
      sentence: 'No rule costs anything. 4 options are kept out, none of them cheaper.',
      strip: null,
    })
    expect(ruleFact({ ...comparison, rulesInForce: [] }, samplePrices({ prices: [] }), terms, US_DOLLAR).sentence).toBe(
      'No rule is in force.',
    )
  })
})

describe('what would leave something', () => {
  it('is said of each rule: how many it excludes, and what is left without it, the cheapest first', () => {
    expect(looseningsOf(comparison, samplePrices(), terms, US_DOLLAR).map(({ text, nearest }) => [text, nearest])).toEqual([
      [
        '“Licence of the model” excludes 2 of 18 options.',
        'Without “Licence of the model”: 1 option, the cheapest Gemini 3.8 Flash, $9,430 a month.',
      ],
      [
        '“Processing in the EU” excludes 3 of 18 options.',
        'Without “Processing in the EU”: 3 options, the cheapest Qwen3.8-27B on Together, $10,700 a month.',
      ],
    ])
  })
  it('is said of all rules where no single one would do', () => {
    const alone = { bestWithId: null, usdPerMonth: null }
    const together = { ...alone, keepsOut: 5, bestWithoutId: 'qwen3.8-27b-together' }
    const prices = samplePrices({ prices: samplePrices().prices.map((price) => ({ ...price, ...alone, bestWithoutId: null })), together })
    expect(looseningOfAll(comparison, prices, US_DOLLAR)).toBe(
      'Only setting aside several rules leaves something. Without any: 5 options, the cheapest Qwen3.8-27B on Together, $10,700 a month.',
    )
    expect(looseningOfAll(comparison, { ...prices, prices: samplePrices().prices }, US_DOLLAR)).toBeNull()
    expect(looseningOfAll(comparison, null, US_DOLLAR)).toBeNull()
  })
  it('is not promised before it is worked out', () => {
    expect(looseningsOf(comparison, null, terms, US_DOLLAR).every(({ nearest }) => nearest === null)).toBe(true)
  })
})
