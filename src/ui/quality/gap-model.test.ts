import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gapRows } from '../../catalogue/gap-rows.ts'
import { DataFolder } from '../../catalogue/load-checked.ts'
import type { GapRow } from '../../catalogue/quality-schema.ts'
import { gapFigure, gapViews } from './gap-model.ts'
import { gapSources, gapTable } from './gap-table.ts'

const rows = gapRows(new DataFolder(join(import.meta.dirname, '../../../data')).text('quality/gap.csv'))
const views = gapViews(rows)
const figureOf = (id: string, of: readonly GapRow[] = rows) =>
  gapFigure(
    of,
    gapViews(of).find((view) => view.id === id)!,
  )!

/** A made-up yardstick with these gaps, half a year apart. */
const madeUp = (gaps: readonly number[]): GapRow[] =>
  gaps.map((gap, at) => ({
    asOf: `${2023 + at}-06-30`,
    yardstick: 'Test',
    unit: 'points',
    proprietary: { name: 'P', score: 100, released: null },
    open: { name: 'O', score: 100 - gap, gap, lagMonths: null, released: null, country: 'CN', lagReference: null },
    openChina: { name: 'O', score: 100 - gap, gap, lagMonths: null },
    openUnitedStates: null,
    source: 'made up',
    sourceDate: '2026-01-01',
    note: 'nothing is real',
  }))

describe('the gap over time', () => {
  it('can be looked at by yardstick, and in months where the source counts them', () => {
    expect(views.map(({ text }) => text)).toEqual([
      'Epoch Capabilities Index: scores',
      'Epoch Capabilities Index: months behind',
      'LMArena text (overall): scores',
    ])
  })

  it('names the gap of the last day, the first and the least', () => {
    // data/quality/gap.csv: 15.8 on 2023-06-30, 4.3 on 2024-06-30, 9.7 on 2026-09-30
    expect(figureOf('Epoch Capabilities Index|score').title).toBe(
      'The best open model is 9.7 points behind the best proprietary one; it was 15.8 in Jun 2023 and 4.3 in Jun 2024',
    )
    // 69.4 on 2023-12-20, −6.7 on 2025-02-14, 32.5 on 2026-09-13
    expect(figureOf('LMArena text (overall)|score').title).toBe(
      'The best open model is 33 points behind the best proprietary one; it was 69.4 in Dec 2023 and 6.7 ahead in Feb 2025',
    )
    // 4.4 now, 14.8 in June 2024
    expect(figureOf('Epoch Capabilities Index|months').title).toBe(
      'The best open model is 4.4 months behind the best proprietary one; the most on record is 14.8, in Jun 2024',
    )
  })

  it('says when it is nearer than ever, or was never nearer than at first', () => {
    expect(figureOf('Test|score', madeUp([9, 5, 2])).title).toBe(
      'The best open model is 2.0 points behind the best proprietary one, nearer than ever; it was 9.0 in Jun 2023',
    )
    expect(figureOf('Test|score', madeUp([2, 5, 3])).title).toBe(
      'The best open model is 3.0 points behind the best proprietary one; it was 2.0 in Jun 2023',
    )
  })

  it('draws each kind apart, and leaves a gap where a day has none', () => {
    const { lines, window, values } = figureOf('Epoch Capabilities Index|score')
    expect(lines.map(({ name }) => name)).toEqual(['Best proprietary', 'Best open', 'Best Chinese open', 'Best US open'])
    expect(lines[0]!.role).toBe('Claude Opus 5.5')
    const us = lines.find(({ id }) => id === 'unitedStates')!
    expect(us.points.at(-1)!.y).toBeNull()
    expect(us.role).toMatch(/^to [A-Z][a-z]{2} 2026, \S+/)
    for (const { points } of lines)
      for (const { x, y } of points) {
        expect(x > window.low && x < window.high).toBe(true)
        if (y !== null) expect(y > values.low && y < values.high).toBe(true)
      }
  })

  it('shows the cautions of the source, and the yardstick with one day only', () => {
    const { foot } = figureOf('Epoch Capabilities Index|score')
    expect(foot).toContain('refits move values by about 1 point')
    expect(foot).toContain(
      'On LMArena text, style control there is one day, 19 Aug 2026: kimi-k3-max is 17.7 points and 5.3 months behind claude-fable-5.',
    )
  })
})

describe('table and sources', () => {
  it('have every row of every yardstick, under columns of different names', () => {
    const table = gapTable(rows)
    expect(table.rows).toHaveLength(rows.length)
    expect(new Set(table.columns.map(({ label }) => label)).size).toBe(table.columns.length)
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
    expect(table.rows.find((row) => row[1]!.value === '2025-02-14')!.map(({ text }) => text)).toContain('\u22126.7')
    expect(gapSources(rows).rows.map(([name]) => name!.text)).toEqual(expect.arrayContaining(['LMArena text, style control']))
  })
})
