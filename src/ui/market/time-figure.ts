/** How are prices drawn over time: in steps from the day each is known, on an axis that shows all of them? */
import { moneyShort } from '../../format/money.ts'
import { linearTicks, logTicks } from '../charts/axis.ts'
import type { Family } from '../figures/family.ts'
import type { Tick } from '../figures/volume-model.ts'
import { dayNumber, timeTicks } from './time-axis.ts'

/** Prices further apart than this are drawn on a logarithmic axis. */
const LOG_FROM = 4
const ROOM = 1.2
const STEPS = 5
const FEW_DECADES = 1.5
/** Days of plot after the last step, so that it can be seen. */
const TAIL_DAYS = 45
const HEAD_DAYS = 20

export interface XYPoint {
  readonly x: number
  readonly y: number
}

export interface TimeLine {
  readonly name: string
  readonly role: string
  readonly family: Family
  readonly main: boolean
  readonly points: readonly XYPoint[]
  /** announced, from today on; drawn dashed */
  readonly dashed: readonly XYPoint[]
}

export interface TimeFigure {
  readonly title: string
  readonly method: string
  readonly foot: string | null
  /** what the picture shows, in words */
  readonly label: string
  readonly window: { readonly low: number; readonly high: number }
  readonly values: { readonly type: 'linear' | 'logarithmic'; readonly low: number; readonly high: number }
  readonly lines: readonly TimeLine[]
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
}

interface DatedValue {
  readonly date: string
  readonly usd: number
}

/** Each price holds until the day of the next one, the last until `until`. */
export const stepPoints = (prices: readonly DatedValue[], until: string | null): readonly XYPoint[] => {
  const points: XYPoint[] = []
  for (const { date, usd } of prices) {
    const x = dayNumber(date)
    const last = points.at(-1)
    if (last !== undefined) points.push({ x, y: last.y })
    points.push({ x, y: usd })
  }
  const last = points.at(-1)
  if (last !== undefined && until !== null && dayNumber(until) > last.x) points.push({ x: dayNumber(until), y: last.y })
  return points
}

/** From the price of today over each announced one, a little beyond the last. */
export const announcedPoints = (points: readonly XYPoint[], announced: readonly DatedValue[]): readonly XYPoint[] => {
  const now = points.at(-1)
  const last = announced.at(-1)
  if (now === undefined || last === undefined) return []
  const [, ...steps] = stepPoints([{ date: announced[0]!.date, usd: now.y }, ...announced], null)
  return [now, ...steps, { x: dayNumber(last.date) + TAIL_DAYS, y: last.usd }]
}

const scaleOf = (values: readonly number[]): Pick<TimeFigure, 'values' | 'yTicks'> => {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (least > 0 && most / least > LOG_FROM) {
    const [low, high] = [least / ROOM, most * ROOM]
    const digits = Math.log10(high / low) < FEW_DECADES ? [1, 2, 5] : [1, 3]
    const yTicks = logTicks(low, high).map(({ value, digit }) => ({
      value,
      text: digits.includes(digit) ? moneyShort(value) : '',
      decade: digits.includes(digit),
    }))
    return { values: { type: 'logarithmic', low, high }, yTicks }
  }
  const ticks = linearTicks(most, STEPS)
  return {
    values: { type: 'linear', low: 0, high: ticks.at(-1)! },
    yTicks: ticks.map((value) => ({ value, text: moneyShort(value), decade: true })),
  }
}

/** Null: there is nothing to draw. `until` is the last day of the data. */
export const timeScales = (
  lines: readonly TimeLine[],
  until: string,
): Pick<TimeFigure, 'window' | 'values' | 'xTicks' | 'yTicks'> | null => {
  const points = lines.flatMap(({ points: past, dashed }) => [...past, ...dashed])
  if (points.length === 0) return null
  const days = [...points.map(({ x }) => x), dayNumber(until)]
  const window = { low: Math.min(...days) - HEAD_DAYS, high: Math.max(...days) }
  return { window, xTicks: timeTicks(window.low, window.high), ...scaleOf(points.map(({ y }) => y)) }
}
