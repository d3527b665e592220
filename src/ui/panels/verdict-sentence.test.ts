import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { sampleOdds } from '../../../tests/helpers/sample-odds.ts'
import { ruledComparison, sampleTerms } from '../../../tests/helpers/sample-rules.ts'
import type { Comparison, Verdict } from '../../engine/result.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { answerLine, oddsShort, shownKind, todaySentence, verdictSentence, type Piece } from './verdict-sentence.ts'

const text = (pieces: readonly Piece[] | null) => pieces?.map((piece) => piece.text).join('') ?? null
const withVerdict = (verdict: Partial<Verdict>): Comparison => {
  const comparison = sampleComparison()
  return { ...comparison, verdict: { ...comparison.verdict, ...verdict } }
}
const sentence = (verdict: Partial<Verdict>) => text(verdictSentence(withVerdict(verdict), US_DOLLAR))

// the sentences are those of visual.md, "Verdict"
describe('verdict sentence', () => {
  it('says to stay on an API, what it costs and by how much it is cheaper', () => {
    expect(sentence({ kind: 'api-cheaper' })).toMatch(
      /^Stay on an API: Gemini 3\.8 Flash costs \$\d,\d{3} a month, \$\d,\d{3} less than the cheapest self-hosted option, Qwen3\.8-27B on 4 H100\.$/,
    )
  })
  it('names the self-hosted option first where it is cheaper', () => {
    expect(sentence({ kind: 'self-hosted-cheaper', difference: -1760 })).toMatch(
      /^Qwen3\.8-27B on 4 H100 costs \$[\d,]+ a month, \$1,760 less than the cheapest API, Gemini 3\.8 Flash\.$/,
    )
  })
  it('does not choose where it is too close', () => {
    expect(sentence({ kind: 'too-close' })).toMatch(/^Too close to call: .+ and .+ both cost about \$[\d,]+ a month\.$/)
  })
  it('says that a hybrid costs less than both sides, and what the cheaper one costs', () => {
    const base = sampleComparison()
    const hybrid = {
      ...base.options[0]!,
      id: 'hybrid:a+b',
      kind: 'hybrid' as const,
      name: 'Qwen3.8-27B on 2 rented H100, the rest on Gemini 3.8 Flash',
      levelised: 4000,
    }
    const comparison = { ...base, options: [...base.options, hybrid], verdict: { ...base.verdict, bestHybridId: hybrid.id } }
    expect(text(verdictSentence(comparison, US_DOLLAR))).toMatch(
      /^Qwen3\.8-27B on 2 rented H100, the rest on Gemini 3\.8 Flash, costs \$4,000 a month, less than the cheapest API alone, Gemini 3\.8 Flash at \$[\d,]+\.$/,
    )
    expect(answerLine(comparison, US_DOLLAR)).toBe('A hybrid costs least')
  })
  it('says which side cannot serve the case, and what the other costs', () => {
    expect(sentence({ kind: 'only-api', bestSelfHostedId: null, difference: null })).toMatch(
      /^No rented GPU .+\. The cheapest API is Gemini 3\.8 Flash, \$[\d,]+ a month\.$/,
    )
    expect(sentence({ kind: 'only-self-hosted', bestApiId: null, difference: null })).toContain('No API on your list is possible')
    expect(sentence({ kind: 'none', bestApiId: null, bestSelfHostedId: null, difference: null })).toBe('No option is left.')
  })

  it('does not say that an API meets a latency target whose speed nobody knows', () => {
    const base = sampleComparison()
    const slow = { code: 'ttft', text: 'Not possible at any size.', facts: [], nearest: null }
    const options = base.options.map((option) =>
      option.kind === 'rented' ? { ...option, considered: true, levelised: null, reasons: [slow] } : option,
    )
    const verdict = { ...base.verdict, kind: 'only-api' as const, bestSelfHostedId: null, difference: null }
    expect(text(verdictSentence({ ...base, options, verdict }, US_DOLLAR))).toContain(
      'No rented GPU meets your latency targets; how fast the APIs are is not known.',
    )
  })

  it('calls the API in use an example until the buyer names it', () => {
    const said = todaySentence(sampleComparison(), US_DOLLAR, false)
    expect(said === null ? '' : text(said)).toMatch(/^For comparison, .+ costs \$/)
  })

  it('makes every number a door to its own explanation', () => {
    const doors = verdictSentence(sampleComparison(), US_DOLLAR).flatMap((piece) => (piece.kind === 'figure' ? [piece.target] : []))
    expect(doors).toEqual([{ kind: 'option', optionId: 'gemini-3.8-flash' }, { kind: 'difference' }])
  })

  it('shows amounts in the buyer’s currency', () => {
    const euro = { code: 'EUR', perUsd: 0.5 }
    expect(text(verdictSentence(withVerdict({ difference: 6250 }), euro))).toContain('€3,130 less')
  })
})

describe('the sentence about today', () => {
  it('compares today’s option with both sides', () => {
    expect(text(todaySentence(sampleComparison(), US_DOLLAR))).toMatch(
      /^Both cost less than GPT-6\.2 Sol, which you use today: \$[\d,]+\.$/,
    )
  })
  it('does not compare the answer with itself, and is silent without an option in use', () => {
    expect(text(todaySentence(withVerdict({ usedTodayId: 'gemini-3.8-flash' }), US_DOLLAR))).toBe('Gemini 3.8 Flash is what you use today.')
    expect(todaySentence(withVerdict({ usedTodayId: null }), US_DOLLAR)).toBeNull()
  })
})

describe('the answer in a line', () => {
  it.each([
    ['api-cheaper', 'API cheaper by $6,250'],
    ['self-hosted-cheaper', 'Self-hosting cheaper by $6,250'],
    ['too-close', 'Too close to call'],
    ['none', 'No option is left'],
  ] as const)('%s', (kind, words) => {
    expect(answerLine(withVerdict({ kind, difference: kind === 'self-hosted-cheaper' ? -6250 : 6250 }), US_DOLLAR)).toBe(words)
  })
})

describe('the verdict with odds', () => {
  const chance = (chance: number) => sampleOdds({ selfHostedCheaper: { chance, standardError: 0.01 } })
  const comparison = withVerdict({ kind: 'api-cheaper' })

  it('is too close to call from a third to two thirds, and says the odds', () => {
    expect(text(verdictSentence(comparison, US_DOLLAR, chance(0.55)))).toMatch(
      /^Too close to call: Gemini 3\.8 Flash and Qwen3\.8-27B on 4 H100 both cost about \$[\d,]+ a month\. Odds 45 to 55\.$/,
    )
    expect([0.33, 1 / 3, 2 / 3, 0.67].map((value) => shownKind(comparison, chance(value)))).toEqual([
      'api-cheaper',
      'too-close',
      'too-close',
      'api-cheaper',
    ])
    expect(answerLine(comparison, US_DOLLAR, chance(0.5))).toBe('Too close to call')
  })
  it('is left alone where a side is missing or no odds are known', () => {
    expect(shownKind(withVerdict({ kind: 'only-api' }), chance(0.5))).toBe('only-api')
    expect(shownKind(comparison, sampleOdds({ selfHostedCheaper: null }))).toBe('api-cheaper')
  })
  it('has a short form for the side that is ahead', () => {
    expect(oddsShort(chance(0.02))).toBe('98 in 100')
    expect(oddsShort(chance(0.999))).toBe('more than 99 in 100')
    expect(oddsShort(null)).toBeNull()
  })
})

describe('the verdict under rules', () => {
  const terms = sampleTerms()
  const under = (verdict: Partial<Verdict>) => {
    const comparison = ruledComparison()
    return { ...comparison, verdict: { ...comparison.verdict, ...verdict } }
  }

  it('names the rule that leaves a side without an option, and the cheapest one allowed', () => {
    const comparison = under({ kind: 'only-api', barredBy: 'processing-region', bestSelfHostedId: null, difference: null })
    expect(text(verdictSentence(comparison, US_DOLLAR, null, terms))).toMatch(
      /^Not allowed: “Processing in the EU” leaves no self-hosted option\. The cheapest allowed option is Gemini 3\.8 Flash, \$9,430 a month\.$/,
    )
    expect(answerLine(comparison, US_DOLLAR)).toBe('Self-hosting is not allowed')
  })
  it('blames all rules where none alone leaves the side empty', () => {
    const comparison = under({ kind: 'only-self-hosted', barredBy: null, bestApiId: null, difference: null })
    expect(text(verdictSentence(comparison, US_DOLLAR, null, terms))).toMatch(
      /^Not allowed: your rules leave no API\. The cheapest allowed option is Qwen3\.8-27B on 4 H100, \$15,600 a month\.$/,
    )
    expect(answerLine(comparison, US_DOLLAR)).toBe('No API is allowed')
  })
  it('says of what is used today that it is not allowed, and names nothing used today that was not named', () => {
    const out = under({ usedTodayId: 'grok-5' })
    expect(text(todaySentence(out, US_DOLLAR, false))).toMatch(/^For comparison, Grok 5 costs \$[\d,]+, and a rule keeps it out\. /)
    expect(todaySentence(under({ usedTodayId: 'gemini-3.8-flash' }), US_DOLLAR, false)).toBeNull()
  })
  it('names the rule that leaves nothing at all', () => {
    const comparison = under({ kind: 'none', barredBy: 'licence', bestApiId: null, bestSelfHostedId: null, difference: null })
    expect(text(verdictSentence(comparison, US_DOLLAR, null, terms))).toBe('Not allowed: “Licence of the model” leaves no option.')
  })
  it('does not call impossible what is only not known to be as good', () => {
    const answer = under({ kind: 'only-self-hosted', bestApiId: null, difference: null })
    const comparison = { ...answer, options: answer.options.filter(({ apart }) => apart !== 'rule') }
    expect(text(verdictSentence(comparison, US_DOLLAR, null, terms))).toMatch(/^No API is known to be as good\. The cheapest option is /)
  })
})
