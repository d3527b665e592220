/** How old are the prices behind the answer, and which of them are past their allowed age? */
import type { Comparison, OptionResult } from '../../engine/result.ts'

/** Days after which a price is called stale: GPU rents move faster than token prices. */
export const AGE_LIMIT_DAYS = { rented: 90, api: 180 } as const

const MILLISECONDS_PER_DAY = 86_400_000

/** Whole days from one YYYY-MM-DD to another, never negative. */
export const daysBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY))

export interface StalePrice {
  readonly option: OptionResult
  readonly date: string
  readonly days: number
  readonly limit: number
}

/** The stale prices of the options the verdict names, oldest first. `today` is the buyer's date. */
export const stalePrices = (comparison: Comparison, today: string): readonly StalePrice[] => {
  const { bestApiId, bestSelfHostedId } = comparison.verdict
  return comparison.options
    .filter(({ id }) => id === bestApiId || id === bestSelfHostedId)
    .flatMap((option) => {
      if (option.oldestPrice === null) return []
      const limit = option.kind === 'rented' ? AGE_LIMIT_DAYS.rented : AGE_LIMIT_DAYS.api
      const days = daysBetween(option.oldestPrice, today)
      return days > limit ? [{ option, date: option.oldestPrice, days, limit }] : []
    })
    .toSorted((a, b) => b.days - a.days)
}
