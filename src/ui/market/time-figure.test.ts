import { describe, expect, it } from 'vitest'
import { announcedPoints, stepPoints, timeScales } from './time-figure.ts'
import { dayNumber, monthsBefore, timeTicks } from './time-axis.ts'

const day = dayNumber

describe('prices in steps', () => {
  it('hold until the day of the next, never slope between two', () => {
    expect(
      stepPoints(
        [
          { date: '2025-04-16', usd: 40 },
          { date: '2025-06-10', usd: 8 },
        ],
        '2025-07-01',
      ),
    ).toEqual([
      { x: day('2025-04-16'), y: 40 },
      { x: day('2025-06-10'), y: 40 },
      { x: day('2025-06-10'), y: 8 },
      { x: day('2025-07-01'), y: 8 },
    ])
  })

  it('end at the last record where nothing more is known', () => {
    expect(stepPoints([{ date: '2026-04-23', usd: 30 }], null)).toEqual([{ x: day('2026-04-23'), y: 30 }])
  })

  it('go on with what is announced from today’s price, level until the day', () => {
    const past = stepPoints([{ date: '2026-10-15', usd: 10 }], '2026-11-23')
    const [now, before, after, end] = announcedPoints(past, [{ date: '2026-12-01', usd: 20 }])
    expect([now, before, after]).toEqual([
      { x: day('2026-11-23'), y: 10 },
      { x: day('2026-12-01'), y: 10 },
      { x: day('2026-12-01'), y: 20 },
    ])
    expect(end?.y).toBe(20)
    expect(end!.x).toBeGreaterThan(day('2026-12-01'))
  })
})

describe('the axes', () => {
  const line = (...usd: number[]) => ({
    name: '',
    role: '',
    family: 'api' as const,
    main: true,
    points: usd.map((y, at) => ({ x: 20_000 + at, y })),
    dashed: [],
  })

  it('are logarithmic where prices lie far apart, else from zero', () => {
    expect(timeScales([line(0.2, 6)], '2026-11-23')?.values.type).toBe('logarithmic')
    expect(timeScales([line(2, 6)], '2026-11-23')?.values).toMatchObject({ type: 'linear', low: 0 })
    expect(timeScales([], '2026-11-23')).toBeNull()
  })

  it('reach over what is announced', () => {
    const announced = { ...line(2), dashed: [{ x: day('2027-02-01'), y: 4 }] }
    expect(timeScales([announced], '2026-11-23')?.window.high).toBe(day('2027-02-01'))
  })

  it('name years, and months where there is room; some tick says the year', () => {
    const texts = (low: string, high: string) => timeTicks(day(low), day(high)).map(({ text }) => text)
    expect(texts('2025-11-01', '2026-11-23')).toEqual(['2026', 'Apr', 'Jul', 'Oct'])
    expect(texts('2026-05-01', '2026-11-23')).toEqual(['Jul 2026', 'Oct'])
    expect(texts('2026-09-20', '2027-01-15')).toEqual(['Oct 2026', '2027'])
    expect(texts('2023-11-01', '2026-02-01').filter((text) => text !== '')).toEqual(['2024', '2025', '2026'])
  })

  it('know the day some months before, at the end of a shorter month too', () => {
    expect(monthsBefore('2026-11-23', 6)).toBe('2026-05-23')
    expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28')
    expect(monthsBefore('2026-01-15', 3)).toBe('2025-10-15')
  })
})
