import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import { sampleWeek } from '../../../tests/helpers/sample-week.ts'
import { hourName, hoursOf, totalsOf, weekFigure } from './week-model.ts'
import { weekTable } from './week-table.ts'

const week = (load: readonly number[], running: readonly number[], batch: readonly number[], toApi: readonly number[]) => ({
  optionId: 'qwen3.8-27b-h100',
  load,
  running,
  batch,
  toApi,
})

describe('an hour of the week', () => {
  // 3 replicas of load, a third to the API: 2 are served by 4, batch takes 1, 1 waits
  it('is shared between requests, batch work, waiting, and the API', () => {
    expect(hoursOf(week([3], [4], [1], [1 / 3]))[0]).toEqual({ own: 2, batch: 1, api: 1, running: 4, idle: 1 })
  })
})

describe('the week in all', () => {
  it('has shares of the replica-hours that run and of the load', () => {
    const totals = totalsOf(hoursOf(week([1, 3, 0, 4], [2, 2, 2, 2], [0, 0, 1, 0], [0, 1 / 3, 0, 0.5])))
    // 8 replica-hours run; 1 + 2 + 1 + 2 = 6 of them work; 3 of 8 of the load go to the API in two hours
    expect(totals).toMatchObject({ utilisation: 0.75, idle: 0.25, apiHours: 2, batch: 1, fewest: 2, most: 2 })
    expect(totals.api).toBeCloseTo(3 / 8)
  })
  it('has no utilisation where nothing runs', () => {
    expect(totalsOf(hoursOf(week([1], [0], [0], [1]))).utilisation).toBeNull()
  })
})

describe('the figure of the week', () => {
  const comparison = sampleComparison()
  const id = comparison.verdict.bestSelfHostedId!

  it('draws steps of an hour from the ground up', () => {
    const figure = weekFigure(comparison, { ...week([1, 2], [2, 2], [0, 0], [0, 0]), optionId: id })!
    expect(figure.top).toBe(2)
    expect(figure.running).toBe('M0 0H1V0H2')
    expect(figure.layers.map(({ part }) => part)).toEqual(['idle', 'own'])
    expect(figure.layers[1]?.path).toBe('M0 1H1V0H2V2H1V2H0Z')
  })
  it('says how much of it works, and what the API takes', () => {
    expect(weekFigure(comparison, sampleWeek(id, 0))?.title).toMatch(/^\d\d\u202f% of the capacity of Qwen3\.8-27B on 4 H100 stands idle$/)
    expect(weekFigure(comparison, sampleWeek(id, 1))?.title).toMatch(/at work; the API takes \d+\u202f% of the load$/)
    expect(weekFigure(comparison, sampleWeek('gone', 0))).toBeNull()
  })
  it('has a table of 168 hours from Monday to Sunday', () => {
    expect(weekTable(sampleWeek(id, 0)).rows).toHaveLength(168)
    expect([hourName(0), hourName(33), hourName(167)]).toEqual(['Mon 00:00', 'Tue 09:00', 'Sun 23:00'])
  })
})
