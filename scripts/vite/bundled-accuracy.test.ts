import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/catalogue/csv.ts'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { predictPoints } from '../../src/cli/predict.ts'
import { accuracyOf } from './bundled-accuracy.ts'

const DATA = fileURLToPath(new URL('../../data', import.meta.url))

/** What the command line predicts: the same engine by another way. */
const rowsOfCommand = (): Record<string, string>[] => {
  const answer = predictPoints(readFileSync(`${DATA}/serving/measurements-dev.csv`, 'utf8'), loadCatalogue(DATA))
  if ('error' in answer) throw new Error(answer.error)
  const parsed = readCsv(answer.csv)
  if ('error' in parsed) throw new Error(parsed.error)
  const [head, ...rows] = parsed.rows
  return rows.map(({ fields }) => Object.fromEntries(fields.map((field, index) => [head?.fields[index] ?? '', field])))
}

describe('the module of measured points', () => {
  it('has every row that the command line predicts, with its figures', () => {
    const { points } = accuracyOf(DATA)
    const rows = rowsOfCommand()
    expect(points).toHaveLength(rows.length)
    const names = ['outTokSGpu', 'tpot_ms', 'ttft_ms', 'predOutTokSGpu', 'predTpotMs', 'predTtftMs'] as const
    for (const [index, point] of points.entries()) {
      const row = rows[index]!
      expect(point.id).toBe(row['id'])
      const figures = [...point.measured, ...point.predicted]
      for (const [at, name] of names.entries())
        expect(Math.abs(figures[at]! / Number(row[name]) - 1), `${point.id} ${name}`).toBeLessThan(6e-4)
    }
  })

  it('has half of the points within the median error it states', () => {
    const { points, groups } = accuracyOf(DATA)
    const [median] = groups.find(({ grouping }) => grouping === 'all')!.rows[0]!.errors[0]!
    const within = points.filter(({ measured, predicted }) => Math.abs(predicted[0] / measured[0] - 1) <= median).length
    expect(Math.abs(within / points.length - 0.5)).toBeLessThan(0.01)
  })
})
