/** Which price is in force in a month, and what path it follows (`method.md` 2 [F2, F16]). */
import type { TokenKind } from './demand.ts'
import { formula } from './explain.ts'

/** USD per million tokens; *as plain*: no such charge, billed as plain input; null: unknown. */
export type TokenPrice = number | 'as-plain' | null

export interface KindPrices {
  readonly plain: number | null
  readonly read: TokenPrice
  readonly write: TokenPrice
  readonly out: number | null
}

/** The number a kind of token is billed at, null if unknown [F2]. */
export const priceOfKind = (prices: KindPrices, kind: TokenKind): number | null => {
  const price = prices[kind]
  return price === 'as-plain' ? prices.plain : price
}

const MONTHS_PER_YEAR = 12
const ISO_YEAR_DIGITS = 4
const ISO_MONTH_DIGITS = 2

/** First day (YYYY-MM-DD) of month m counted from `startMonth` (YYYY-MM). */
export const firstDayOfMonth = (startMonth: string, m: number): string => {
  const [year, month] = startMonth.split('-').map(Number) as [number, number]
  const ordinal = year * MONTHS_PER_YEAR + (month - 1) + m
  const y = String(Math.floor(ordinal / MONTHS_PER_YEAR)).padStart(ISO_YEAR_DIGITS, '0')
  return `${y}-${String((ordinal % MONTHS_PER_YEAR) + 1).padStart(ISO_MONTH_DIGITS, '0')}-01`
}

/**
 * The entry in force on a day (YYYY-MM-DD): the last whose date is not after it. A null date means in force before any known day.
 * Null if none is in force yet. Of entries with one date, the later in the list counts.
 */
export const entryInForce = <E extends { readonly from: string | null }>(entries: readonly E[], day: string): E | null => {
  let found: E | null = null
  for (const entry of entries) {
    if (entry.from !== null && entry.from > day) continue
    if (found === null || entry.from === found.from || (entry.from !== null && (found.from === null || entry.from > found.from)))
      found = entry
  }
  return found
}

/** (1+a)^(m/12): a per year, running from month 0. */
export const pathFactor = formula({
  id: 'path-factor',
  title: 'Price path since month 0',
  unit: '1',
  inputs: { perYear: '1', monthIndex: '1' },
  text: '(1 + perYear) ^ (monthIndex / 12)',
  source: 'method.md 2 [F16]',
  compute: ({ perYear, monthIndex }) => (1 + perYear) ** (monthIndex / MONTHS_PER_YEAR),
})
