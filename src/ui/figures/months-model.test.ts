import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { fleetsComparison, sampleOwned } from '../../../tests/helpers/sample-fleets.ts'
import { monthsFigure } from './months-model.ts'
import { monthsExport, monthsTable } from './months-table.ts'
import { lowerFrom } from './months-words.ts'

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
    expect(cumulative.title).toBe('Qwen3.8-27B on 4 H100 never pays back within 36 months: $219,000 more is paid than for Gemini 3.8 Flash')
  })

  it('lets a dear first month run past the scale, and says what it costs', () => {
    expect(monthly.cuts).toEqual([{ x: 0, edge: 'top' }])
    expect(monthly.yTicks.map(({ text }) => text)).toEqual(['0', '$5k', '$10k', '$15k', '$20k', '$25k'])
    expect(monthly.foot).toContain('Qwen3.8-27B on 4 H100, $50,300 in Dec 2026')
    expect(monthly.foot).not.toContain('Gemini')
    expect(cumulative.foot).toMatch(/^No option shown buys machines/)
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

describe('an owned fleet over time', () => {
  const owned = sampleOwned()
  const verdict = { ...comparison.verdict, bestSelfHostedId: owned.id }
  const own = fleetsComparison({ verdict, paybackMonth: 19 })
  const lineOf = (view: Parameters<typeof monthsFigure>[1]) =>
    monthsFigure(own, view)!
      .lines.find(({ optionId }) => optionId === owned.id)!
      .points.map(({ y }) => y)

  it('is paid at once, charged by the month, and written off in the books', () => {
    expect(lineOf('monthly').slice(0, 3)).toEqual([17_430, 17_430, 17_430])
    expect(lineOf('cash').slice(0, 3)).toEqual([308_430, 308_430, 8430])
    expect(lineOf('profit')[0]).toBe(16_830)
    expect(lineOf('cumulative').slice(0, 2)).toEqual([308_430, 316_860])
  })

  it('compares the cheapest API, self-hosted, owned and hybrid, and what is used today, each once', () => {
    expect(monthsFigure(own, 'cash')!.lines.map(({ role }) => role)).toEqual([
      'cheapest API',
      'owned GPUs',
      'GPUs, then an API',
      'used today',
    ])
  })

  it('lets the purchase run past the scale of a cash month and names it', () => {
    const { foot, yTicks, cuts } = monthsFigure(own, 'cash')!
    expect(yTicks.at(-1)!.value).toBeLessThan(50_000)
    expect(cuts).toContainEqual({ x: 0, edge: 'top' })
    expect(foot).toContain('Qwen3.8-27B on 16 owned H100, $308,000 in Dec 2026')
    const resold = { ...owned, cash: owned.cash.map((usd, month) => (month === 35 ? -60_000 : usd)) }
    const sold = fleetsComparison({ verdict, options: own.options.map((option) => (option.id === owned.id ? resold : option)) })
    expect(monthsFigure(sold, 'cash')!.foot).toContain('$308,000 in Dec 2026 and −$60,000 in Nov 2029')
  })

  it('marks the month of payback with a ring and a number', () => {
    const { rings, title, foot } = monthsFigure(own, 'cumulative')!
    expect(rings).toHaveLength(1)
    expect(rings[0]).toMatchObject({ x: 18, label: { number: 'month 19', words: 'Qwen3.8-27B pays back' } })
    expect(title).toMatch(/^Qwen3.8-27B on 16 owned H100 pays back in month 19 and/)
    expect(foot).toContain('After 36 months the machines of Qwen3.8-27B on 16 owned H100 are still worth $40,000.')
    expect(monthsFigure(own, 'cash')!.rings).toEqual([])
  })

  it('says never in words, with the value still in the machines', () => {
    const { rings, title } = monthsFigure(fleetsComparison({ verdict, paybackMonth: null }), 'cumulative')!
    expect(rings).toEqual([])
    expect(title).toContain('never pays back within 36 months')
    expect(title).toContain('its machines are still worth $40,000')
  })

  it('exports every view of every option', () => {
    const { columns, rows } = monthsExport(own)
    expect(columns).toHaveLength(1 + 4 * 4)
    expect(columns.map(({ exported }) => exported)).toContain('Qwen3.8-27B on 16 owned H100, cumulative cash, USD')
    expect(rows).toHaveLength(36)
  })
})
