/** In which unit do the bars show a cost? One factor for all options and parts, so that parts add up in every view. */
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import type { Comparison } from '../../engine/result.ts'
import type { Currency } from '../../format/money.ts'

export type BarsView = 'month' | 'mtok' | 'request' | 'year'

interface ViewWords {
  /** on the switch */
  readonly choice: string
  /** after an amount */
  readonly unit: string
  /** the sentence that says what is plotted */
  readonly method: string
  /** in the heading of a column of numbers */
  readonly column: string
}

export const BARS_VIEWS: Readonly<Record<BarsView, ViewWords>> = {
  month: { choice: 'Total a month', unit: 'a month', method: 'Monthly total cost of ownership', column: 'Monthly TCO' },
  mtok: {
    choice: 'Per million tokens',
    unit: 'per million tokens',
    method: 'Total cost of ownership per million tokens, input and output together',
    column: 'Per million tokens',
  },
  request: { choice: 'Per request', unit: 'per request', method: 'Total cost of ownership per request', column: 'Per request' },
  year: { choice: 'Per year', unit: 'a year', method: 'Total cost of ownership of twelve months', column: 'Per year' },
}

const TOKENS_PER_MTOK = 1e6

/** What a levelised USD a month is in the view's unit; null: there are no units to divide by. */
export const viewFactor = ({ units }: Comparison, view: BarsView): number | null => {
  if (view === 'month') return 1
  if (view === 'year') return MONTHS_PER_YEAR
  const factor = view === 'mtok' ? TOKENS_PER_MTOK / units.tokens : 1 / units.requests
  return Number.isFinite(factor) && factor > 0 ? factor : null
}

/** The views there are something to show in. */
export const barsViews = (comparison: Comparison): readonly { readonly id: BarsView; readonly text: string }[] =>
  (Object.keys(BARS_VIEWS) as BarsView[])
    .filter((view) => viewFactor(comparison, view) !== null)
    .map((view) => ({ id: view, text: BARS_VIEWS[view].choice }))

/** A currency in which a monthly amount reads as one of the view's unit. */
export const viewCurrency = ({ code, perUsd }: Currency, factor: number): Currency => ({ code, perUsd: perUsd * factor })
