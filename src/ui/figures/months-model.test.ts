import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { lowerFrom, monthsFigure } from './months-model.ts'
import { monthsTable } from './months-table.ts'

const comparison = sampleComparison()

describe('which of two series is lower, and from when', () => {
  it('from the first month', () => expect(lowerFrom([1, 1], [2, 2])).toEqual({ side: 'a', from: 0 }))
  it('from a later month on, for good', () => {
    expect(lowerFrom([1, 5, 1, 5, 5], [2, 2, 2, 2, 2])).toEqual({ side: 'b', from: 3 })
  })
})

describe('month by month', () => {
  const monthly = monthsFigure(comparison, 'monthly')!
  const cumulative = monthsFigure(comparison, 'cumulative')!

  it('says which side is cheaper and whether that lasts', () => {
    expect(monthly.title).toBe('Gemini 3.8 Flash costs less than Qwen3.8-27B on 4 H100 in every month')
    // 36 × (7,855 + 1,178 − 7,180) + 30,000 once + 3,250 of people rising 3 % a year over 36 months (× 37.6) = 218,900
    expect(cumulative.title).toBe('Over 36 months Gemini 3.8 Flash costs $219,000 less than Qwen3.8-27B on 4 H100')
  })

  it('lets a dear first month run past the scale, and says what it costs', () => {
    expect(monthly.cut).toBe(true)
    expect(monthly.yTicks.map(({ text }) => text)).toEqual(['0', '$5k', '$10k', '$15k', '$20k', '$25k'])
    expect(monthly.foot).toContain('$50,300 for Qwen3.8-27B on 4 H100')
    expect(cumulative.foot).toBeNull()
  })

  it('draws one-off costs as a first month, not as a slope', () => {
    expect(monthly.lines[0]!.points.slice(0, 3).map(({ x }) => x)).toEqual([0, 1, 1])
    expect(monthly.lines[0]!.points[1]!.y).toBe(monthly.lines[0]!.points[0]!.y)
  })

  it('ends where the whole horizon has been paid', () => {
    for (const line of cumulative.lines)
      expect(line.points.at(-1)!.y).toBeCloseTo(comparison.options.find(({ id }) => id === line.optionId)!.total!, 6)
  })

  it('numbers at most four months', () => {
    expect(monthly.xTicks.filter(({ text }) => text !== '').map(({ text }) => text)).toEqual(['Dec 2026', 'Dec 2027', 'Dec 2028'])
  })

  it('says when the dearer start has paid back', () => {
    const id = comparison.verdict.bestSelfHostedId
    const options = comparison.options.map((option) =>
      option.id === id ? { ...option, monthly: option.monthly.map((_, month) => (month === 0 ? 40_000 : 1000)) } : option,
    )
    // the API pays about 9,200 a month and 15,300 in the first: 40,000 + 1,000·m is passed in the fourth month after the first
    expect(monthsFigure(sampleComparison({ options }), 'cumulative')!.title).toMatch(/^Qwen3.8-27B on 4 H100 has paid back by Apr 2027/)
  })

  it('is absent where nothing is possible', () => {
    const verdict = { ...comparison.verdict, bestApiId: null, bestSelfHostedId: null, usedTodayId: null }
    expect(monthsFigure(sampleComparison({ ranking: [], verdict }), 'monthly')).toBeNull()
  })

  it('has a row for every month', () => {
    const { rows } = monthsTable(comparison, 'monthly')
    expect(rows).toHaveLength(36)
    expect(rows[0]!.map(({ text }) => text).slice(0, 2)).toEqual(['Dec 2026', '$15,200'])
  })
})
