import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadQuality } from '../../catalogue/load-quality.ts'
import { gapSeries } from './gap-series.ts'

const { gap } = loadQuality(join(import.meta.dirname, '../../../data'), [])
const series = gapSeries(gap)
const of = (yardstick: string) => series.find((one) => one.yardstick === yardstick)!

describe('gapSeries', () => {
  it('keeps yardsticks apart, oldest first', () => {
    expect(series.map(({ yardstick, points }) => [yardstick, points.length])).toEqual([
      ['Epoch Capabilities Index', 14],
      ['LMArena text (overall)', 14],
      ['LMArena text, style control', 1],
    ])
    for (const { points } of series) expect(points.map(({ asOf }) => asOf)).toEqual(points.map(({ asOf }) => asOf).sort())
    expect(
      gapSeries([...gap].reverse())
        .map(({ points }) => points.length)
        .sort(),
    ).toEqual([1, 14, 14])
    expect(gapSeries([...gap].reverse()).find(({ yardstick }) => yardstick === 'Epoch Capabilities Index')!.points).toEqual(
      of('Epoch Capabilities Index').points,
    )
  })

  it('tells the latest state: 9.7 points and 4.4 months behind, no US model in the row', () => {
    expect(of('Epoch Capabilities Index').points.at(-1)).toEqual({
      asOf: '2026-09-30',
      proprietary: { name: 'Claude Opus 5.5', score: 167.3 },
      open: { name: 'Kimi K3', score: 157.6, gap: 9.7, monthsBehind: 4.4, country: 'CN' },
      china: { name: 'Kimi K3', score: 157.6, gap: 9.7, monthsBehind: 4.4 },
      unitedStates: null,
    })
  })

  it('keeps Chinese and US models apart, and an open model that was ahead', () => {
    expect(of('LMArena text, style control').points[0]).toMatchObject({
      china: { name: 'kimi-k3-max', gap: 17.7, monthsBehind: 5.3 },
      unitedStates: { name: 'gemma-4-31b', gap: 56, monthsBehind: 6.1 },
    })
    expect(of('LMArena text (overall)').points.find(({ asOf }) => asOf === '2025-02-14')?.open).toMatchObject({
      gap: -6.7,
      monthsBehind: null,
    })
  })

  it('carries the words of the sources about how far to trust it', () => {
    expect(of('Epoch Capabilities Index').cautions).toEqual([expect.stringContaining('refits move values by about 1 point')])
    expect(of('Epoch Capabilities Index').sources).toEqual([
      { source: expect.stringContaining('CC BY 4.0') as string, date: '2026-04-11 / 2026-09-20..10-08' },
    ])
  })
})
