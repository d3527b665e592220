import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { barsViews } from './bars-view.ts'
import { tcoBars } from './tco-bars-model.ts'
import { sourcesTable, tcoTable } from './tco-bars-table.ts'
import { ranked } from './compared.ts'
import { fleetsComparison, sampleOdds } from '../../../tests/helpers/sample-fleets.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('the bars of monthly TCO', () => {
  const comparison = sampleComparison()
  const bars = tcoBars(comparison)

  it('shows the ten cheapest, cheapest first, each with its difference', () => {
    expect(bars.rows).toHaveLength(10)
    expect(bars.rows[0]).toMatchObject({ name: 'Gemini 3.8 Flash', best: true, difference: 'cheapest', total: '$9,430' })
    expect(bars.rows[1]).toMatchObject({ name: 'Qwen3.8-27B on Together', family: 'hosted', difference: '+$1,260' })
  })

  it('adds what is used today when it is not among the ten', () => {
    const dearer = sampleComparison({ verdict: { ...comparison.verdict, usedTodayId: 'grok-5' } })
    const rows = tcoBars(dearer).rows
    expect(rows).toHaveLength(11)
    expect(rows.at(-1)).toMatchObject({ name: 'Grok 5', today: true })
    expect(tcoBars(dearer).title).toBe('Cheapest: Gemini 3.8 Flash. Today’s Grok 5 is 14th of 15.')
  })

  it('draws every bar to the same scale: its share of the axis is its total over the last tick', () => {
    expect(bars.ticks.map(({ text }) => text)).toEqual(['0', '$5k', '$10k', '$15k', '$20k', '$25k'])
    const qwen = bars.rows.find(({ id }) => id === 'qwen3.8-27b-h100')!
    expect(sum(qwen.segments.map(({ share }) => share))).toBeCloseTo(15_616 / 25_000, 3)
  })

  it('tears a bar past 1.5 medians, keeps its true total and says so', () => {
    const outlier = sampleComparison({ verdict: { ...comparison.verdict, usedTodayId: 'deepseek-v4-pro-b200' } })
    const { rows, foot } = tcoBars(outlier)
    const torn = rows.at(-1)!
    expect(torn.tear).not.toBeNull()
    expect(torn.total).toBe('$96,100')
    expect(sum(torn.segments.map(({ share }) => share))).toBeCloseTo(1, 9)
    expect(rows.slice(0, -1).every(({ tear }) => tear === null)).toBe(true)
    expect(foot).toBe('Bars that run past $30k are cut, not rescaled.')
  })

  it('shows the self-hosted side of the verdict in full, however dear', () => {
    const options = comparison.options.filter(({ kind, id }) => kind !== 'rented' || id === 'deepseek-v4-pro-b200')
    const ranking = comparison.ranking.filter((id) => options.some((option) => option.id === id))
    const verdict = { ...comparison.verdict, bestSelfHostedId: 'deepseek-v4-pro-b200' }
    const own = tcoBars(sampleComparison({ options, ranking, verdict })).rows.at(-1)!
    expect(own).toMatchObject({ id: 'deepseek-v4-pro-b200', tear: null })
  })

  it('calls less than a dollar no difference', () => {
    const [first, second] = ranked(comparison)
    const options = comparison.options.map((option) =>
      option.id === second!.id ? { ...option, levelised: first!.levelised + 0.13 } : option,
    )
    expect(tcoBars(sampleComparison({ options })).rows[1]!.difference).toBe('the same')
  })

  it('leaves out options that are on no list, and names the impossible with reason and nearest change', () => {
    expect(bars.rows.some(({ name }) => name === 'Nova Pro 2')).toBe(false)
    expect(bars.impossible[0]).toMatchObject({
      name: 'Qwen3.8-2.4T on 8 H200',
      reason: 'Weights need 2.4 TB, 8 H200 hold 1.0 TB.',
      nearest: 'Possible on 16 B200, about $83,000 a month.',
    })
  })

  it('says what it shows, whatever there is', () => {
    const without = (usedTodayId: string | null, ids: string[]) =>
      tcoBars(sampleComparison({ ranking: ids, verdict: { ...comparison.verdict, usedTodayId } })).title
    expect(bars.title).toBe('Cheapest: Gemini 3.8 Flash. Today’s GPT-6.2 Sol is tenth of 15.')
    expect(without('gemini-3.8-flash', ['gemini-3.8-flash', 'grok-5'])).toBe('What you use today, Gemini 3.8 Flash, is the cheapest of two')
    expect(without(null, ['gemini-3.8-flash', 'qwen3.8-27b-together'])).toBe(
      'Cheapest: Gemini 3.8 Flash, $1,260 a month below Qwen3.8-27B on Together',
    )
    expect(without(null, ['grok-5'])).toBe('Grok 5 is the only possible option')
    const none = tcoBars(
      sampleComparison({ ranking: [], verdict: { ...comparison.verdict, bestApiId: null, bestSelfHostedId: null, usedTodayId: null } }),
    )
    expect(none).toMatchObject({ title: 'No option on your list is possible', rows: [] })
  })

  it('puts round ticks in the currency shown', () => {
    expect(tcoBars(comparison, { code: 'EUR', perUsd: 0.9 }).ticks.map(({ text }) => text)).toEqual([
      '0',
      '€5k',
      '€10k',
      '€15k',
      '€20k',
      '€25k',
    ])
  })
})

describe('the bars of all five families', () => {
  const comparison = fleetsComparison()
  const rows = tcoBars(comparison).rows
  const ofFamily = (wanted: string) => rows.filter(({ family }) => family === wanted)

  it('show at least the best of each, and the key names all', () => {
    expect(ofFamily('bought').map(({ name }) => name)).toEqual(['Qwen3.8-27B on 16 owned H100'])
    expect(ofFamily('hybrid').map(({ name }) => name)).toEqual(['Qwen3.8-27B + Gemini 3.8 Flash'])
    expect(tcoBars(comparison).families).toEqual(['api', 'hosted', 'own', 'bought', 'hybrid'])
  })

  it('draw a hybrid as its GPUs, its API, then what all options share', () => {
    expect(ofFamily('hybrid')[0]!.segments.map(({ part, fill }) => [part, fill])).toEqual([
      ['family', 'own'],
      ['api', 'api'],
      ['people', 'people'],
      ['platform', 'platform'],
    ])
    expect(ofFamily('bought')[0]!.segments[0]).toMatchObject({ fill: 'bought', name: 'servers', text: '$9,000' })
  })
})

describe('the whiskers of the bars', () => {
  const comparison = fleetsComparison()
  const { rows, method, foot, ticks } = tcoBars(comparison, undefined, { odds: sampleOdds(comparison) })
  const axis = 25_000

  it('reach from 10 to 90 % of the draws on the scale of the bars', () => {
    expect(ticks.at(-1)!.text).toBe('$25k')
    const best = rows[0]!
    expect(best.whisker).toMatchObject({ leaves: false, text: '8 draws in 10 give $6,600 to $15,100' })
    expect(best.whisker!.from).toBeCloseTo((9431 * 0.7) / axis, 3)
    expect(best.whisker!.to).toBeCloseTo((9431 * 1.6) / axis, 3)
  })

  it('end in an arrow where they leave the plot', () => {
    const today = rows.find(({ today }) => today)!
    expect(today.whisker).toMatchObject({ leaves: true, to: 1 })
  })

  it('are an arrow alone where even the lower end lies past the scale', () => {
    const dear = sampleOdds(comparison)
    const options = dear.options.map((of) => ({ ...of, cost: { p10: 30_000, p50: 40_000, p90: 50_000 } }))
    const [first] = tcoBars(comparison, undefined, { odds: { ...dear, options } }).rows
    expect(first!.whisker).toMatchObject({ beyond: true, leaves: true, from: 0.97, to: 1 })
  })

  it('wait for the odds alone', () => {
    expect(method).toContain('10–90')
    expect(foot).toBeNull()
    expect(tcoBars(comparison).rows.every(({ whisker }) => whisker === null)).toBe(true)
    expect(tcoBars(comparison).method).not.toContain('10–90')
  })
})

describe('the bars in other units', () => {
  const comparison = fleetsComparison()

  it('are the monthly cost over the levelised units, and twelve months', () => {
    // 9,431 USD a month, 2,000,000 requests of 2,800 tokens
    expect(tcoBars(comparison, undefined, { view: 'mtok' }).rows[0]).toMatchObject({ total: '$1.68', difference: 'cheapest' })
    expect(tcoBars(comparison, undefined, { view: 'request' }).rows[0]!.total).toBe('$0.00472')
    expect(tcoBars(comparison, undefined, { view: 'year' }).rows[0]!.total).toBe('$113,000')
    expect(tcoBars(comparison, undefined, { view: 'year' }).unit).toBe('a year')
  })

  it('agree with what the engine says a million tokens cost, and their parts add up to it', () => {
    const { rows } = tcoTable(comparison, undefined, { view: 'mtok' })
    for (const row of rows) {
      const [name, total, ...parts] = row.map(({ value }) => value)
      expect(total).toBeCloseTo(comparison.options.find((option) => option.name === name)!.usdPerMTok!, 9)
      expect(sum(parts as number[])).toBeCloseTo(total as number, 9)
    }
  })

  it('go by accepted results once it is known how many are, dearest attempts and all', () => {
    expect(barsViews(comparison).at(-1)).toMatchObject({
      id: 'accepted',
      waits: true,
      text: 'Per accepted result: enter the share accepted',
    })
    // half of the first option's results are accepted, all of the others': it falls behind
    const judging = 0.01
    const options = comparison.options.map((option, index) => ({
      ...option,
      usdPerRequest: option.levelised === null ? null : option.levelised / comparison.units.requests,
      usdPerAccepted: option.levelised === null ? null : (option.levelised / comparison.units.requests + judging) / (index === 0 ? 0.5 : 1),
    }))
    const known = { ...comparison, options, judgingUsdPerRequest: judging }
    expect(barsViews(known).at(-1)).toEqual({ id: 'accepted', text: 'Per accepted result' })
    for (const row of tcoTable(known, undefined, { view: 'accepted' }).rows) {
      const [name, total, ...parts] = row.map(({ value }) => value)
      expect(total).toBeCloseTo(options.find((option) => option.name === name)!.usdPerAccepted!, 9)
      expect(sum(parts as number[])).toBeCloseTo(total as number, 9)
    }
  })

  it('are monthly where there are no units to divide by', () => {
    const idle = fleetsComparison({ units: { requests: 0, tokens: 0 } })
    expect(barsViews(idle).map(({ id }) => id)).toEqual(['month', 'year'])
    expect(tcoBars(idle, undefined, { view: 'mtok' }).rows[0]!.total).toBe('$9,430')
  })
})

describe('the table and sources of figure 1', () => {
  const comparison = sampleComparison()

  it('has parts that add up to the total', () => {
    for (const row of tcoTable(comparison).rows) {
      const [, total, ...parts] = row.map(({ value }) => value as number)
      expect(sum(parts)).toBeCloseTo(total!, 6)
    }
  })

  it('says unknown where a price has no date', () => {
    const { rows } = sourcesTable(ranked(comparison), '2026-11-23')
    const undated = rows.find(([name]) => name!.text === 'DeepSeek V4.1 Flash at Mistral')!
    expect(undated[3]).toEqual({ text: 'date unknown', value: null })
    expect(rows.find(([name]) => name!.text === 'Qwen3.8-27B on 4 H100')![3]!.text).toBe('30 Aug 2026, 85 days')
  })
})
