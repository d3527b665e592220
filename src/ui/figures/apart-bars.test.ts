import { describe, expect, it } from 'vitest'
import { ruledComparison, sampleTerms } from '../../../tests/helpers/sample-rules.ts'
import { sampleOdds } from '../../../tests/helpers/sample-fleets.ts'
import { apartOptions } from './apart-bars.ts'
import { tcoBars } from './tco-bars-model.ts'

const comparison = ruledComparison()
const groups = apartOptions(comparison, sampleTerms())

describe('the options apart', () => {
  it('are the cheapest that each rule keeps out, under the name of the rule', () => {
    expect(groups[0]).toMatchObject({ heading: 'Kept out by a rule', counts: '4 in all' })
    expect(groups[0]!.options.map(({ option, reason }) => [option.id, reason])).toEqual([
      ['qwen3.8-27b-together', 'Processing in the EU'],
      ['glm-5.3-bedrock', 'Licence of the model'],
    ])
  })

  it('are the cheapest weaker, contested and unscored one, with how many there are', () => {
    // of two weaker ones the fleet of L40S costs less
    expect(groups[1]!.options.map(({ option, reason }) => [option.id, reason])).toEqual([
      ['qwen3.8-27b-l40s', 'weaker by 25 points'],
      ['mistral-medium-4', 'contested: two yardsticks disagree'],
      ['llama-5-70b-h100', 'no score'],
    ])
    expect(groups[1]!.counts).toBe('2 weaker, 1 contested, 1 without a score')
  })

  it('are none where nothing is apart', () => {
    const all = ruledComparison((option) => ({ ...option, apart: null, considered: true, barredBy: null }))
    expect(apartOptions(all, sampleTerms())).toEqual([])
  })

  it('include what is used today, in its own group and not among those that compete', () => {
    const today = { ...comparison, verdict: { ...comparison.verdict, usedTodayId: 'grok-5' } }
    const bars = tcoBars(today, undefined, { terms: sampleTerms() })
    expect(bars.rows.some(({ id }) => id === 'grok-5')).toBe(false)
    expect(bars.apart[0]!.rows.find(({ id }) => id === 'grok-5')).toMatchObject({
      today: true,
      subtitle: 'Processing in the EU; Licence of the model',
    })
  })
})

describe('the bars with options apart', () => {
  const bars = tcoBars(comparison, undefined, { terms: sampleTerms() })

  it('are hollow, keep their cost and stand in groups of their own', () => {
    const [kept] = bars.apart[0]!.rows
    expect(kept).toMatchObject({ best: false, total: '$10,700', difference: '+$1,260' })
    expect(bars.ticks.at(-1)).toMatchObject({ text: '$40k', share: 1 })
    expect(Number.parseFloat(kept!.hollow!)).toBeCloseTo((100 * 10_691) / 40_000, 1)
    expect(bars.rows.every(({ hollow }) => hollow === null)).toBe(true)
    expect(bars.rows.some(({ id }) => id === 'qwen3.8-27b-together')).toBe(false)
  })

  it('call nothing used today that the buyer did not name', () => {
    const said = tcoBars(comparison, undefined, { saidToday: true })
    const example = tcoBars(comparison, undefined, { saidToday: false })
    expect(said.title).toContain('Today’s GPT-6.2 Sol')
    expect(example.title).toMatch(/^Cheapest: Gemini 3\.8 Flash, \$[\d,]+ a month below /)
    expect(example.rows.some(({ today }) => today)).toBe(false)
  })

  it('do not name a cheapest where the odds say neither side', () => {
    const odds = { ...sampleOdds(comparison), selfHostedCheaper: { chance: 0.45, standardError: 0.01 } }
    expect(tcoBars(comparison, undefined, { odds }).title).toBe('Too close to call: Gemini 3.8 Flash and Qwen3.8-27B on 4 H100')
  })

  it('say that rules leave nothing where they do', () => {
    const verdict = { ...comparison.verdict, bestApiId: null, bestSelfHostedId: null, usedTodayId: null }
    expect(tcoBars({ ...comparison, ranking: [], verdict }).title).toBe('Your rules leave no option')
  })
})
