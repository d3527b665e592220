/** Figure 5, second part: how far are the best open models behind the best proprietary one, over time? Prepared for the eye. */
import type { GapRow } from '../../catalogue/quality-schema.ts'
import { grouped } from '../../format/figures.ts'
import { dateText } from '../../format/date.ts'
import { gapSeries, type GapPoint, type GapSeries, type GapSide } from '../../engine/quality/gap-series.ts'
import { ticksBetween } from '../charts/axis.ts'
import type { Tick } from '../figures/volume-model.ts'
import { dayNumber, timeTicks } from '../market/time-axis.ts'
import { gapFoot, gapMethod, gapTitle } from './gap-words.ts'

export type GapLineId = 'proprietary' | 'open' | 'china' | 'unitedStates'
export type GapMeasure = 'score' | 'months'

export interface GapView {
  /** yardstick and measure */
  readonly id: string
  readonly text: string
  readonly yardstick: string
  readonly measure: GapMeasure
}

export interface GapLine {
  readonly id: GapLineId
  readonly name: string
  /** the model at the end of the line, and until when it is known if not to the end */
  readonly role: string
  /** days since 1970; null: not known that day */
  readonly points: readonly { readonly x: number; readonly y: number | null }[]
}

export interface GapFigure {
  readonly title: string
  readonly method: string
  readonly foot: string
  readonly label: string
  readonly window: { readonly low: number; readonly high: number }
  readonly values: { readonly low: number; readonly high: number }
  readonly lines: readonly GapLine[]
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
}

const STEPS = 5
const ROOM = 0.06
const SIDE_DAYS = 20
/** Below this many points there is no line to draw. */
const LINE_FROM = 2

export const GAP_LINES: readonly { readonly id: GapLineId; readonly name: string }[] = [
  { id: 'proprietary', name: 'Best proprietary' },
  { id: 'open', name: 'Best open' },
  { id: 'china', name: 'Best Chinese open' },
  { id: 'unitedStates', name: 'Best US open' },
]

const sideOf = (point: GapPoint, id: Exclude<GapLineId, 'proprietary'>): GapSide | null => point[id]

const valueOf = (point: GapPoint, id: GapLineId, measure: GapMeasure): number | null => {
  if (id === 'proprietary') return measure === 'score' ? point.proprietary.score : null
  const side = sideOf(point, id)
  return measure === 'score' ? (side?.score ?? null) : (side?.monthsBehind ?? null)
}

const modelOf = (point: GapPoint, id: GapLineId): string =>
  id === 'proprietary' ? point.proprietary.name : (sideOf(point, id)?.name ?? '')

/** What can be looked at: each yardstick with enough points, by score, and by months where the source counts them. */
export const gapViews = (rows: readonly GapRow[]): readonly GapView[] =>
  gapSeries(rows).flatMap(({ yardstick, points }) =>
    (['score', 'months'] as const)
      .filter((measure) => points.filter((point) => valueOf(point, 'open', measure) !== null).length >= LINE_FROM)
      .map((measure) => ({
        id: `${yardstick}|${measure}`,
        text: `${yardstick}: ${measure === 'score' ? 'scores' : 'months behind'}`,
        yardstick,
        measure,
      })),
  )

const linesOf = ({ points }: GapSeries, measure: GapMeasure): readonly GapLine[] =>
  GAP_LINES.flatMap(({ id, name }): GapLine[] => {
    const drawn = points.map((point) => ({ x: dayNumber(point.asOf), y: valueOf(point, id, measure) }))
    const last = points.findLast((point) => valueOf(point, id, measure) !== null)
    if (last === undefined) return []
    const until = last === points.at(-1) ? '' : `to ${dateText(last.asOf.slice(0, 'YYYY-MM'.length))}, `
    return [{ id, name, role: `${until}${modelOf(last, id)}`, points: drawn }]
  })

/** Null: the data has no such view. */
export const gapFigure = (rows: readonly GapRow[], view: GapView): GapFigure | null => {
  const all = gapSeries(rows)
  const series = all.find(({ yardstick }) => yardstick === view.yardstick)
  if (series === undefined) return null
  const lines = linesOf(series, view.measure)
  const known = lines.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])))
  if (known.length < LINE_FROM) return null
  const least = view.measure === 'months' ? Math.min(0, ...known) : Math.min(...known)
  const most = Math.max(...known)
  const room = (most - least || 1) * ROOM
  const values = { low: least - (least === 0 ? 0 : room), high: most + room }
  const days = series.points.map(({ asOf }) => dayNumber(asOf))
  const window = { low: Math.min(...days) - SIDE_DAYS, high: Math.max(...days) + SIDE_DAYS }
  const ticks = ticksBetween(values.low, values.high, STEPS)
  const title = gapTitle(series, view.measure)
  return {
    title,
    method: gapMethod(series, view.measure),
    foot: gapFoot(
      series,
      all.filter(({ points }) => points.length < LINE_FROM),
    ),
    label: `${title}. ${lines.map(({ name, role }) => `${name}: ${role}`).join('; ')}.`,
    window,
    values,
    lines,
    xTicks: timeTicks(window.low, window.high),
    yTicks: ticks.values.map((value) => ({ value, text: grouped(value, ticks.places), decade: true })).map(withSign),
  }
}

const withSign = (tick: Tick): Tick => (tick.value < 0 ? { ...tick, text: `\u2212${tick.text}` } : tick)
