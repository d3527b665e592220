/** The Table tab of figure 2: every month of every compared option in one view; the CSV file has all views. */
import { dateText } from '../../format/date.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { comparedOverTime } from './compared.ts'
import type { FigureTable } from './figure-table.ts'
import { MONTHS_CHOICES, MONTHS_VIEWS, seriesOf, type MonthsView } from './months-view.ts'

const tableOf = (comparison: Comparison, views: readonly MonthsView[], currency: Currency): FigureTable => {
  const columns = comparedOverTime(comparison).flatMap(({ option }) =>
    views.map((view) => ({ option, view, values: seriesOf(option, view) })),
  )
  return {
    caption: views.map((view) => MONTHS_VIEWS[view].caption).join(' · '),
    columns: [
      { label: 'Month', numeric: false },
      ...columns.map(({ option, view }) => ({
        label: option.name,
        numeric: true,
        exported: `${option.name}, ${MONTHS_VIEWS[view].exported}, USD`,
      })),
    ],
    rows: comparison.monthLabels.map((month, index) => [
      { text: dateText(month), value: month },
      ...columns.map(({ values }) => {
        const usd = values[index] ?? null
        return { text: money(usd, currency), value: usd }
      }),
    ]),
  }
}

export const monthsTable = (comparison: Comparison, view: MonthsView, currency: Currency = US_DOLLAR): FigureTable =>
  tableOf(comparison, [view], currency)

/** Every view of every compared option, side by side. */
export const monthsExport = (comparison: Comparison): FigureTable =>
  tableOf(
    comparison,
    MONTHS_CHOICES.map(({ id }) => id),
    US_DOLLAR,
  )
