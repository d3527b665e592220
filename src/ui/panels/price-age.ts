/** How old are the prices behind the answer, and which of them are past their allowed age? */
import type { Comparison, OptionResult } from '../../engine/result.ts'
import { ageText } from '../../format/date.ts'

/** Days after which a price is called stale: GPU rents move faster than token prices. */
export const AGE_LIMIT_DAYS = { rented: 90, api: 180 } as const

const MILLISECONDS_PER_DAY = 86_400_000

/** The last day that a date of any coarseness can mean: `2026-09` is at the latest 30 Sep. Null: no date. */
const latestDay = (date: string): number | null => {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date) ?? []
  if (year === undefined) return null
  if (month === undefined) return Date.UTC(Number(year), 11, 31)
  return day === undefined ? Date.UTC(Number(year), Number(month), 0) : Date.UTC(Number(year), Number(month) - 1, Number(day))
}

/** Whole days from a date to a day, never negative: the least it can be where the date is only a month or a year. Null: no date. */
export const daysBetween = (from: string, to: string): number | null => {
  const [start, end] = [latestDay(from), latestDay(to)]
  return start === null || end === null ? null : Math.max(0, Math.round((end - start) / MILLISECONDS_PER_DAY))
}

const MONTH_LETTERS = 'YYYY-MM'.length
const DAY_LETTERS = 'YYYY-MM-DD'.length

/**
 * The age of a price in words: `57 days`, `today`; where its date is only a month or a year the least it can be, `at least 54 days`,
 * or that it is of `this month` or `this year`. Null: no date.
 */
export const ageWords = (date: string, today: string): string | null => {
  const days = daysBetween(date, today)
  if (days === null || date.length === DAY_LETTERS) return days === null ? null : ageText(days)
  if (days > 0) return `at least ${ageText(days)}`
  return date.length === MONTH_LETTERS ? 'this month' : 'this year'
}

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
      return days !== null && days > limit ? [{ option, date: option.oldestPrice, days, limit }] : []
    })
    .toSorted((a, b) => b.days - a.days)
}
