/** The serving model is as close to the measured points as the prototype was, or closer. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { MEASURED_KINDS, MEASURED_PRECISIONS, MEASURED_GPUS } from '../../src/engine/serving/evidence.ts'
import { MEASURED_POINTS, measuredPoints, quantile } from '../bench/accuracy-table.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))
const { points, refused } = measuredPoints(MEASURED_POINTS, catalogue)
const median = (figure: number) =>
  quantile(
    points.map(({ errors }) => errors[figure]!),
    0.5,
  )

describe('measured points', () => {
  it('are all predicted', () => {
    expect(refused.size).toBe(0)
    expect(points).toHaveLength(1427)
  })

  it('are met within a median 8.2 % on tokens/s per GPU and 8.6 % on TPOT', () => {
    // The prototype's medians are given in tenths of a per cent (its own first one is 8.204 %), so ours are rounded alike.
    const tenthsOfPercent = (share: number) => Math.round(share * 1000)
    expect(tenthsOfPercent(median(0))).toBeLessThanOrEqual(82)
    expect(tenthsOfPercent(median(1))).toBeLessThanOrEqual(86)
  })

  it('are of the attention kinds, precisions and sizes that count as measured', () => {
    const names = new Set(points.map(({ cells }) => cells['model']))
    const measured = catalogue.models.flatMap(({ architecture }) => (architecture && names.has(architecture.name) ? [architecture] : []))
    expect(measured).toHaveLength(names.size)
    const kinds = new Set(measured.flatMap(({ attnGroups }) => attnGroups.map(({ kind }) => kind)))
    expect([...kinds].sort()).toEqual([...MEASURED_KINDS].sort())
    expect([...new Set(points.map(({ cells }) => cells['precision']))].sort()).toEqual([...MEASURED_PRECISIONS].sort())
    expect(Math.max(...points.map(({ cells }) => Number(cells['gpus'])))).toBe(MEASURED_GPUS)
  })
})
