/** The Table and Sources tabs of the gap over time: every row of every yardstick, and whose numbers they are. */
import type { GapRow } from '../../catalogue/quality-schema.ts'
import { dateText } from '../../format/date.ts'
import { gapSeries, type GapSide } from '../../engine/quality/gap-series.ts'
import { textCell, type FigureCell, type FigureTable } from '../figures/figure-table.ts'
import { gapNumber } from './gap-words.ts'
import { scoreText } from './quality-words.ts'

const MINUS = '\u2212'

const numberCell = (value: number | null): FigureCell =>
  value === null ? { text: 'unknown', value } : { text: `${value < 0 ? MINUS : ''}${gapNumber(value)}`, value }

const sideCells = (side: GapSide | null): readonly FigureCell[] =>
  side === null
    ? [{ text: 'unknown', value: null }, numberCell(null), numberCell(null)]
    : [textCell(side.name), numberCell(side.gap), numberCell(side.monthsBehind)]

export const gapTable = (rows: readonly GapRow[]): FigureTable => ({
  caption: 'The best model of each kind by day; points and months behind the best proprietary one, minus where it was ahead',
  columns: [
    { label: 'Yardstick', numeric: false },
    { label: 'As of', numeric: false },
    { label: 'Best proprietary', numeric: false },
    { label: 'Its score', numeric: true, exported: 'Score of the best proprietary' },
    ...['open', 'Chinese open', 'US open'].flatMap((kind) => [
      { label: `Best ${kind}`, numeric: false },
      { label: `Points, ${kind}`, numeric: true, exported: `Points behind, best ${kind}` },
      { label: `Months, ${kind}`, numeric: true, exported: `Months behind, best ${kind}` },
    ]),
  ],
  rows: gapSeries(rows).flatMap(({ yardstick, points }) =>
    points.map(({ asOf, proprietary, open, china, unitedStates }) => [
      textCell(yardstick),
      { text: dateText(asOf), value: asOf },
      textCell(proprietary.name),
      { text: scoreText(proprietary.score), value: proprietary.score },
      ...sideCells(open),
      ...sideCells(china),
      ...sideCells(unitedStates),
    ]),
  ),
})

export const gapSources = (rows: readonly GapRow[]): FigureTable => ({
  caption: 'Whose scores these are, and how far the source itself trusts them',
  columns: ['Yardstick', 'Source', 'Date', 'Caution'].map((label) => ({ label, numeric: false })),
  rows: gapSeries(rows).flatMap(({ yardstick, sources, cautions }) =>
    sources.map(({ source, date }) => [textCell(yardstick), textCell(source), textCell(date), textCell(cautions.join(' '))]),
  ),
})
