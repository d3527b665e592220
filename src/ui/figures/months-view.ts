/** The four ways to look at a cost over time: what each series is, in one line of words. */
import type { PossibleOption } from './compared.ts'

export type MonthsView = 'monthly' | 'cash' | 'profit' | 'cumulative'

interface ViewWords {
  /** on the switch */
  readonly choice: string
  /** of the table */
  readonly caption: string
  /** what is plotted, one grey line */
  readonly method: string
  /** in the heading of an exported column */
  readonly exported: string
}

export const MONTHS_VIEWS: Readonly<Record<MonthsView, ViewWords>> = {
  monthly: {
    choice: 'Monthly TCO',
    caption: 'Total cost of ownership in each month',
    method:
      'Total cost of ownership of each month: operating costs, a capital charge in place of the price of machines, one-off costs in their month; in the money of that month.',
    exported: 'monthly TCO',
  },
  cash: {
    choice: 'Cash',
    caption: 'Cash paid in each month',
    method: 'Cash paid in each month: machines when they are bought, all else when it is due, less what old machines bring.',
    exported: 'cash',
  },
  profit: {
    choice: 'Profit and loss',
    caption: 'Expense of each month, with depreciation and interest',
    method:
      'Expense of each month as the books show it: straight-line depreciation of machines and interest on what is not written off yet, in place of the capital charge.',
    exported: 'profit and loss',
  },
  cumulative: {
    choice: 'Cumulative cash',
    caption: 'Cash paid by the end of each month',
    method: 'Cash paid by the end of each month, not discounted; the value left in machines is not taken off.',
    exported: 'cumulative cash',
  },
}

export const MONTHS_CHOICES: readonly { readonly id: MonthsView; readonly text: string }[] = (
  Object.keys(MONTHS_VIEWS) as MonthsView[]
).map((id) => ({ id, text: MONTHS_VIEWS[id].choice }))

const cumulated = (monthly: readonly number[]): readonly number[] => {
  let sum = 0
  return monthly.map((usd) => (sum += usd))
}

/** USD by month; cumulative: by the end of each month. */
export const seriesOf = (option: PossibleOption, view: MonthsView): readonly number[] => {
  if (view === 'cash') return option.cash
  if (view === 'profit') return option.profitAndLoss
  return view === 'monthly' ? option.monthly : cumulated(option.cash)
}

/** Cash of an option that buys machines differs from its monthly cost. */
export const buysMachines = ({ monthly, cash }: PossibleOption): boolean => cash.some((usd, month) => usd !== monthly[month])
