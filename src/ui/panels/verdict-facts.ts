/** What stands around the verdict's sentence: the case in a line, how well it is known, the age of its oldest price. */
import type { Comparison } from '../../engine/result.ts'
import { count } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import { percent } from '../../format/percent.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ageWords, stalePrices } from './price-age.ts'

/** `2.0M requests a month`, `36 months at 9 %`, `data of 23 Nov 2026`. */
export const caseLine = (comparison: Comparison, scenario: Scenario): readonly [string, ...string[]] => [
  `${count(comparison.requests)} requests a month`,
  `${comparison.months} ${comparison.months === 1 ? 'month' : 'months'} at ${percent(scenario.discountRate)}`,
  `data of ${dateText(comparison.asOf)}`,
]

export const BASES = ['measured', 'quoted', 'estimated', 'assumed', 'yours'] as const

export interface BasisCount {
  readonly basis: (typeof BASES)[number]
  readonly text: string
}

/** How many values are known how well, from the best known down; what does not occur is left out. */
export const basisCounts = ({ basisCounts: counts }: Comparison): readonly BasisCount[] =>
  BASES.filter((basis) => counts[basis] > 0).map((basis) => ({ basis, text: `${counts[basis]} ${basis}` }))

export interface PriceAge {
  readonly text: string
  /** a price of the answer is past its limit */
  readonly stale: boolean
}

/**
 * The oldest price of the answer and its age on the buyer's day; null where no price has a date. A price past its limit comes
 * first, also where only its month or year is known.
 */
export const oldestPrice = (comparison: Comparison, today: string): PriceAge | null => {
  const [stale] = stalePrices(comparison, today)
  if (stale !== undefined)
    return { text: `oldest price ${ageWords(stale.date, today) ?? dateText(stale.date)}: ${stale.option.name}`, stale: true }
  const oldest = comparison.oldestPrice
  return oldest === null
    ? null
    : { text: `oldest price ${ageWords(oldest.date, today) ?? dateText(oldest.date)}: ${oldest.label}`, stale: false }
}

/** Why the options that could not serve the case could not, for a comparison without any answer; each reason once. */
export const reasonsForNone = ({ options }: Comparison): readonly { readonly text: string; readonly nearest: string | null }[] => {
  const reasons = options.filter(({ considered }) => considered).flatMap((option) => option.reasons)
  const once = new Map(reasons.map((reason) => [reason.code, reason]))
  return [...once.values()]
}
