/** In which unit do the bars show a cost? One factor for all options and parts, so that parts add up in every view. */
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import type { Comparison, CostLine, OptionResult } from '../../engine/result.ts'
import type { Currency } from '../../format/money.ts'

export type BarsView = 'month' | 'mtok' | 'request' | 'year' | 'accepted'

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
  accepted: {
    choice: 'Per accepted result',
    unit: 'per accepted result',
    method: 'Total cost of ownership per accepted result, with review and escalation as people',
    column: 'Per accepted result',
  },
}

const TOKENS_PER_MTOK = 1e6

/** What a levelised USD a month is in the view's unit; null: there are no units to divide by. */
export const viewFactor = ({ units, judgingUsdPerRequest }: Comparison, view: BarsView): number | null => {
  if (view === 'month' || (view === 'accepted' && judgingUsdPerRequest === null)) return view === 'month' ? 1 : null
  if (view === 'year') return MONTHS_PER_YEAR
  const factor = view === 'mtok' ? TOKENS_PER_MTOK / units.tokens : 1 / units.requests
  return Number.isFinite(factor) && factor > 0 ? factor : null
}

/** On the switch where nobody said how many results are accepted. */
const NEEDS_SHARE = 'Per accepted result: enter the share accepted'

/** The views there are something to show in, and one that waits for a number of the buyer. */
export const barsViews = (comparison: Comparison): readonly { readonly id: BarsView; readonly text: string; readonly waits?: boolean }[] =>
  (Object.keys(BARS_VIEWS) as BarsView[]).flatMap((id) => {
    if (viewFactor(comparison, id) !== null) return [{ id, text: BARS_VIEWS[id].choice }]
    const waits = id === 'accepted' && comparison.judgingUsdPerRequest === null && viewFactor(comparison, 'request') !== null
    return waits ? [{ id, text: NEEDS_SHARE, waits }] : []
  })

/** An option whose amounts, divided by requests, are those of accepted results: as many more attempts, and review and escalation beside them. */
const asAccepted = (option: OptionResult, requests: number, judging: number): OptionResult | null => {
  const { usdPerAccepted, usdPerRequest, levelised, lines } = option
  if (usdPerAccepted === null || usdPerRequest === null || levelised === null) return null
  const attempts = usdPerAccepted / (usdPerRequest + judging)
  const judged: CostLine = { id: 'people', group: 'people', monthly: [], levelised: judging * requests * attempts }
  return {
    ...option,
    levelised: usdPerAccepted * requests,
    lines: [...lines.map((line) => ({ ...line, levelised: line.levelised * attempts })), ...(judging > 0 ? [judged] : [])],
  }
}

/** The comparison as a view shows it. By accepted results the order may be another, and models without a share are left out. */
export const comparisonIn = (comparison: Comparison, view: BarsView): Comparison => {
  const { judgingUsdPerRequest: judging, units, options, ranking } = comparison
  if (view !== 'accepted' || judging === null || viewFactor(comparison, view) === null) return comparison
  const accepted = options.flatMap((option) => asAccepted(option, units.requests, judging) ?? [])
  const usd = new Map(accepted.map(({ id, levelised }) => [id, levelised!]))
  const known = ranking.filter((id) => usd.has(id))
  return { ...comparison, options: accepted, ranking: known.toSorted((a, b) => usd.get(a)! - usd.get(b)!) }
}

/** A currency in which a monthly amount reads as one of the view's unit. */
export const viewCurrency = ({ code, perUsd }: Currency, factor: number): Currency => ({ code, perUsd: perUsd * factor })
