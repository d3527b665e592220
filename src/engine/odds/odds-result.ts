/**
 * What the odds of a comparison are: plain data, the same in page, worker and command line. Decisions (model, layout, offer, plan,
 * K, policy) are those of the typical scenario; in a draw only what must follow does (`method.md` 12 [F25]).
 */

/** 10, 50 and 90 % of what was drawn, type 7. */
export interface Spread3 {
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

export interface OptionOdds {
  readonly optionId: string
  /** levelised USD a month; null: not possible in more than a tenth of the draws */
  readonly cost: Spread3 | null
  /** chance of being the cheapest of those followed, ties shared, and its standard error */
  readonly cheapest: number
  readonly standardError: number
  /** share of draws in which the option is possible */
  readonly possible: number
}

export interface Odds {
  /** draws done so far, and wanted */
  readonly done: number
  readonly draws: number
  readonly seed: number
  /** the options followed, by levelised cost of the typical scenario */
  readonly options: readonly OptionOdds[]
  /** considered possible options that were left out because they cost too much to matter */
  readonly left: number
  /** chance that the best of self-hosted (rented, owned) costs less than every API; null: a side is missing */
  readonly selfHostedCheaper: { readonly chance: number; readonly standardError: number } | null
  /** USD a month, best self-hosted minus best API of each draw */
  readonly difference: Spread3 | null
  /** fields that were drawn, with the 80 % range used */
  readonly inputs: readonly OddsInput[]
}

export interface OddsInput {
  /** path of the field */
  readonly path: string
  readonly label: string
  readonly low: number
  readonly typical: number
  readonly high: number
  /** yours: entered by the buyer; default: from the data */
  readonly from: 'yours' | 'default'
}

/** One input at the ends of its range, everything else typical and every choice made anew. */
export interface SensitivityBar {
  readonly path: string
  readonly label: string
  readonly typical: number
  /** value of the input, and self-hosted minus API there [USD/month]; null: a side is not possible there */
  readonly low: { readonly value: number; readonly difference: number | null }
  readonly high: { readonly value: number; readonly difference: number | null }
  /** values at which the cheaper side changes within `searched`, rising; empty: none */
  readonly flipsAt: readonly number[]
  readonly searched: readonly [number, number]
}

export interface Sensitivity {
  /** inputs worked out so far, and in all */
  readonly done: number
  readonly of: number
  /** self-hosted minus API as it is [USD/month] */
  readonly difference: number
  /** widest first */
  readonly bars: readonly SensitivityBar[]
}
