/** The Table and Sources tabs of figure 4: every input, also those that move nothing. */
import type { OddsInput, Sensitivity, SensitivityBar } from '../../engine/odds/odds-result.ts'
import type { ExplainedBasis } from '../../engine/explain.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import { range } from '../../format/range.ts'
import { inputText } from '../fields/input-words.ts'
import { textCell, type FigureCell, type FigureTable } from './figure-table.ts'

const value = (path: string, number: number): FigureCell => ({ text: inputText(path, number), value: number })

const usd = (difference: number | null, currency: Currency): FigureCell =>
  difference === null ? { text: 'not possible', value: null } : { text: money(difference, currency), value: difference }

const flips = ({ path, flipsAt }: SensitivityBar): FigureCell =>
  flipsAt.length === 0 ? textCell('none') : { text: flipsAt.map((at) => inputText(path, at)).join(', '), value: flipsAt.join('; ') }

export const tornadoTable = ({ bars }: Sensitivity, currency: Currency = US_DOLLAR): FigureTable => ({
  caption: 'Self-hosted minus API a month when one input moves; negative: self-hosting is cheaper',
  columns: [
    { label: 'Input', numeric: false },
    { label: 'Now', numeric: true },
    { label: 'Low', numeric: true },
    { label: 'Difference at low', numeric: true, exported: 'Difference at low, USD a month' },
    { label: 'High', numeric: true },
    { label: 'Difference at high', numeric: true, exported: 'Difference at high, USD a month' },
    { label: 'Answer flips at', numeric: true },
    { label: 'Searched', numeric: true },
  ],
  rows: bars.map((bar) => {
    const { path, label, typical, low, high, searched } = bar
    const write = (number: number | null): string => inputText(path, number ?? 0)
    return [
      textCell(label),
      value(path, typical),
      value(path, low.value),
      usd(low.difference, currency),
      value(path, high.value),
      usd(high.difference, currency),
      flips(bar),
      { text: range(searched[0], searched[1], write), value: `${searched[0]} to ${searched[1]}` },
    ]
  }),
})

/** Where the value of an input comes from. */
export interface InputOrigin {
  readonly basis: ExplainedBasis
  readonly reason: string
}

/** `inputs`: with their ranges, as drawn for the odds. */
export const tornadoSources = (
  { bars }: Sensitivity,
  inputs: readonly OddsInput[],
  originOf: (path: string) => InputOrigin | null,
): FigureTable => {
  const drawn = new Map(inputs.map((input) => [input.path, input]))
  return {
    caption: 'Where each value and its range come from',
    columns: [
      { label: 'Input', numeric: false },
      { label: 'Value', numeric: false },
      { label: 'Range', numeric: false },
      { label: 'Why', numeric: false },
    ],
    rows: bars.map(({ path, label }) => {
      const origin = originOf(path)
      const from = drawn.get(path)?.from
      return [
        textCell(label),
        textCell(origin?.basis ?? 'of the catalogue'),
        textCell(from === 'yours' ? 'yours' : from === 'default' ? 'of the data' : 'none'),
        textCell(origin?.reason ?? ''),
      ]
    }),
  }
}
