/** The Table tab of figure 3: the cost of each line at round volumes, at the buyer's own, and where the lines cross. */
import { count } from '../../format/count.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { optionById } from './compared.ts'
import { isStepped } from './family.ts'
import type { FigureCell, FigureTable } from './figure-table.ts'
import { costAt, type VolumeFigure } from './volume-model.ts'

const NUMBERED = /\S/

export const volumeTable = (figure: VolumeFigure, comparison: Comparison, currency: Currency = US_DOLLAR): FigureTable => {
  const requests = comparison.volume?.requests ?? []
  const ticks = figure.xTicks.filter(({ text }) => NUMBERED.test(text)).map(({ value }) => ({ value, note: '' }))
  const crossings = figure.rings.map(({ x }) => ({ value: x, note: ', the lines cross' }))
  const rows = [...ticks, { value: comparison.requests, note: ', you' }, ...crossings].toSorted((a, b) => a.value - b.value)
  return {
    caption: 'Monthly cost by requests a month',
    columns: [
      { label: 'Requests a month', numeric: false },
      ...figure.lines.map(({ optionId, name, family }) => {
        const label = isStepped(family) ? 'Self-hosting, cheapest fleet' : (optionById(comparison, optionId)?.name ?? name)
        return { label, numeric: true, exported: `${label}, USD a month` }
      }),
    ],
    rows: rows.map(({ value, note }) => [
      { text: `${count(value)}${note}`, value },
      ...figure.lines.map(({ optionId }): FigureCell => {
        const series = comparison.volume?.series.find((candidate) => candidate.optionId === optionId)
        const here = value === comparison.requests
        const usd = here ? (optionById(comparison, optionId)?.levelised ?? null) : costAt(requests, series?.usdPerMonth ?? [], value)
        const text = usd === null ? 'not possible' : money(usd, currency)
        return here ? { text, value: usd, target: { kind: 'option', optionId } } : { text, value: usd }
      }),
    ]),
  }
}
