import { describe, expect, it } from 'vitest'
import type { PriceHistory, PriceStep } from '../../catalogue/market-schema.ts'
import { announcedAfter, movesOf, movesSince, steadiness } from './price-moves.ts'
import { moveWords, stepDate } from './price-words.ts'

const step = (date: string, event: PriceStep['event'], plain: number, out: number, more: Partial<PriceStep> = {}): PriceStep => ({
  date,
  precision: 'day',
  recorded: null,
  event,
  plain,
  out,
  read: null,
  currency: 'USD',
  before: null,
  source: 'a list',
  confidence: 'A',
  note: null,
  ...more,
})
const history = (name: string, steps: readonly PriceStep[], moving = false): PriceHistory => ({
  provider: 'maker',
  name,
  modelIds: [],
  moving,
  steps: [...steps],
})

describe('what happened to a price', () => {
  const kinds = (...steps: PriceStep[]) => movesOf(history('model', steps)).map(({ kind }) => kind)

  it('is a cut or a rise by the price before, and neither where one goes up and the other down', () => {
    expect(kinds(step('2026-01-01', 'launch', 10, 40), step('2026-02-01', 'change', 2, 8))).toEqual(['launch', 'cut'])
    expect(kinds(step('2026-01-01', 'launch', 2, 8), step('2026-02-01', 'change', 2, 10))).toEqual(['launch', 'rise'])
    expect(kinds(step('2026-01-01', 'launch', 2, 8), step('2026-02-01', 'change', 1, 10))).toEqual(['launch', 'changed'])
  })

  it('is found without a change in the source too: another price at the next record', () => {
    expect(kinds(step('2026-01-01', 'launch', 11, 33), step('2026-03-25', 'first-recorded', 8, 24))).toEqual(['launch', 'cut'])
    expect(kinds(step('2026-01-01', 'launch', 8, 24), step('2026-03-25', 'first-recorded', 8, 24))).toEqual(['launch', 'confirmed'])
  })

  it('takes the source’s own word for the price before', () => {
    const [move] = movesOf(history('model', [step('2026-02-01', 'change', 2, 8, { before: { plain: 1, out: 4 } })]))
    expect(move).toMatchObject({ kind: 'rise', before: { plain: 1, out: 4 } })
  })

  it('never takes an announced price for one in force', () => {
    const steps = [step('2026-06-30', 'launch', 2, 10), step('2026-09-01', 'cancelled', 3, 15), step('2026-10-01', 'change', 3, 15)]
    expect(kinds(...steps)).toEqual(['launch', 'called off', 'rise'])
  })

  it('stands in the order in which prices are known: a later price by the day of its record', () => {
    const later = step('2025-03-20', 'later-price', 0.3, 2.5, { recorded: '2025-06-18' })
    const change = step('2025-06-17', 'change', 0.3, 2.5, { before: { plain: 0.15, out: 0.6 } })
    expect(kinds(later, change)).toEqual(['rise', 'confirmed'])
  })
})

describe('what moved since a day', () => {
  const histories = [
    history('steady', [step('2026-01-01', 'launch', 1, 2)]),
    history('cut', [step('2026-01-01', 'launch', 4, 8), step('2026-05-01', 'change', 2, 4), step('2026-09-01', 'change', 1, 2)]),
    history('soon', [step('2026-10-01', 'launch', 2, 10), step('2026-12-01', 'scheduled', 4, 20)]),
  ]

  it('has changes after the day and up to the other, newest first', () => {
    expect(movesSince(histories, '2026-01-01', '2026-11-23').map(({ step: { date } }) => date)).toEqual(['2026-09-01', '2026-05-01'])
    expect(movesSince(histories, '2026-05-01', '2026-11-23')).toHaveLength(1)
  })

  it('has what is announced apart, and no more once it is past', () => {
    expect(announcedAfter(histories, '2026-11-23').map((move) => [move.history.name, move.before?.out, move.step.out])).toEqual([
      ['soon', 10, 20],
    ])
    expect(announcedAfter(histories, '2026-12-01')).toEqual([])
  })
})

describe('how many prices stayed', () => {
  it('counts names known for half a year; one that changed within it; one that changed after it has stayed', () => {
    const histories = [
      history('stayed', [step('2026-01-01', 'launch', 1, 2)]),
      history('changed in time', [step('2026-01-01', 'launch', 4, 8), step('2026-05-01', 'change', 2, 4)]),
      // 1 January + 183 days is 3 July
      history('changed later', [step('2026-01-01', 'launch', 4, 8), step('2026-07-04', 'change', 2, 4)]),
      history('too young', [step('2026-10-01', 'launch', 4, 8), step('2026-10-08', 'change', 2, 4)]),
      history('model-latest', [step('2026-01-01', 'launch', 4, 8), step('2026-05-01', 'change', 2, 4)], true),
      history('recorded for its change', [step('2026-01-01', 'change', 2, 4, { before: { plain: 4, out: 8 } })]),
    ]
    expect(steadiness(histories, '2026-11-23')).toEqual({ names: 3, unchanged: 2 })
  })

  it('does not count a change of cached input', () => {
    const histories = [history('cached', [step('2026-01-01', 'launch', 1, 2), step('2026-02-01', 'change-cached', 1, 2, { read: 0.1 })])]
    expect(steadiness(histories, '2026-11-23')).toEqual({ names: 1, unchanged: 1 })
  })
})

describe('the date of a price in words', () => {
  it('is only as exact as its record', () => {
    expect(stepDate(step('2025-06-10', 'change', 2, 8))).toBe('10 Jun 2025')
    expect(stepDate(step('2026-10-01', 'change', 2, 8, { precision: 'approx' }))).toBe('about 1 Oct 2026')
    expect(stepDate(step('2024-03-25', 'first-recorded', 2, 8, { precision: 'week' }))).toBe('by 25 Mar 2024')
    expect(stepDate(step('2026-11-02', 'first-recorded', 2, 8, { precision: 'snapshot' }))).toBe('by 2 Nov 2026')
  })

  it('of a later price is that of the record, and the release is said beside it', () => {
    const [move] = movesOf(history('model', [step('2025-03-20', 'later-price', 0.3, 2.5, { recorded: '2025-06-18' })]))
    expect(stepDate(move!.step)).toBe('by 18 Jun 2025')
    expect(moveWords(move!)).toBe('first on record; released 20 Mar 2025')
  })
})
