import { describe, expect, it } from 'vitest'
import type { Release } from '../../catalogue/market-schema.ts'
import type { GapRow } from '../../catalogue/quality-schema.ts'
import { countsByQuarter, leadsOf, monthsBetweenLeads, partOf, quarterName, quarterOf } from './release-counts.ts'

const release = (date: string, open: boolean, country: string): Release => ({
  modelId: null,
  name: date,
  maker: 'maker',
  country,
  open,
  date,
  source: 'a list',
  others: [],
})

describe('releases by quarter', () => {
  it('know the quarter of a day and of a month', () => {
    expect(quarterName(quarterOf('2026-09-10'))).toBe('Q3 2026')
    expect(quarterName(quarterOf('2026-09'))).toBe('Q3 2026')
    expect(quarterName(quarterOf('2025-12-31'))).toBe('Q4 2025')
  })

  it('keep Chinese and US, open and proprietary apart', () => {
    expect(partOf(release('2026-01-01', true, 'CN'))).toBe('open China')
    expect(partOf(release('2026-01-01', false, 'US'))).toBe('proprietary US')
    expect(partOf(release('2026-01-01', true, 'FR'))).toBe('open elsewhere')
  })

  it('count each once, with a quarter that had none', () => {
    const counts = countsByQuarter(
      [release('2026-01-05', true, 'CN'), release('2026-03-31', false, 'US'), release('2026-07', true, 'US')],
      '2026-07-15',
    )
    expect(counts.map(({ quarter, all }) => [quarterName(quarter), all])).toEqual([
      ['Q1 2026', 2],
      ['Q2 2026', 0],
      ['Q3 2026', 1],
    ])
    expect(counts[0]?.counts).toMatchObject({ 'open China': 1, 'proprietary US': 1, 'open US': 0 })
  })
})

describe('best models one after the other', () => {
  const row = (asOf: string, name: string, released: string | null): GapRow => ({
    asOf,
    yardstick: 'index',
    unit: 'points',
    proprietary: { name, score: 1, released },
    open: { name: 'open', score: 1, gap: 0, lagMonths: null, released: null, country: 'US', lagReference: null },
    openChina: null,
    openUnitedStates: null,
    source: 'a list',
    sourceDate: '2026',
    note: 'a note',
  })
  const rows = [
    row('2026-09-30', 'third', '2026-07-01'),
    row('2026-03-31', 'first', '2025-01-01'),
    row('2026-06-30', 'first', '2025-01-01'),
    row('2026-07-31', 'second', '2026-01-01'),
    row('2026-12-31', 'undated', null),
  ]

  it('are named once, by the day of the table, with a release date or not at all', () => {
    expect(leadsOf(rows, 'index', 'proprietary').map(({ name }) => name)).toEqual(['first', 'second', 'third'])
    expect(leadsOf(rows, 'other', 'proprietary')).toEqual([])
    expect(leadsOf(rows, 'index', 'open')).toEqual([])
  })

  it('have months between their releases: a year and half a year, 9 in the middle', () => {
    expect(monthsBetweenLeads(leadsOf(rows, 'index', 'proprietary'))).toBeCloseTo(9, 1)
    expect(monthsBetweenLeads([{ name: 'only', released: '2026-01-01' }])).toBeNull()
  })
})
