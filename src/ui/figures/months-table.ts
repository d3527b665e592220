/** The Table tab of figure 2: every month of every compared option. */
import { dateText } from '../../format/date.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { comparedOptions } from './compared.ts'
import type { FigureTable } from './figure-table.ts'
import { seriesOf, type MonthsView } from './months-model.ts'

export const monthsTable = (comparison: Comparison, view: MonthsView, currency: Currency = US_DOLLAR): FigureTable => {
  const compared = comparedOptions(comparison)
  const series = compared.map(({ option }) => seriesOf(option, view))
  return {
    caption: view === 'monthly' ? 'Cost in each month' : 'Paid by the end of each month',
    columns: [
      { label: 'Month', numeric: false },
      ...compared.map(({ option }) => ({ label: option.name, numeric: true, exported: `${option.name}, USD` })),
    ],
    rows: comparison.monthLabels.map((month, index) => [
      { text: dateText(month), value: month },
      ...series.map((values) => {
        const usd = values[index] ?? null
        return { text: money(usd, currency), value: usd }
      }),
    ]),
  }
}
