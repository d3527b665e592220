/** How well the values behind the verdict are known, and how old the oldest price is: read off the explanations of both options. */
import { walk } from '../explanation/leaves.ts'
import type { Explained, ExplainedBasis } from '../explain.ts'
import type { Comparison, OptionResult } from '../result.ts'

/** Each field and datum counts once, however often it is used. Definitions and constants of the method are not counted. */
export const basisCounts = (explained: readonly Explained[]): Comparison['basisCounts'] => {
  const seen = new Set<string>()
  const counts = { measured: 0, quoted: 0, estimated: 0, assumed: 0, yours: 0 }
  const count = (key: string, basis: ExplainedBasis): void => {
    if (basis === 'definition' || seen.has(key)) return
    seen.add(key)
    counts[basis]++
  }
  for (const root of explained)
    walk(root, ({ label, origin }) => {
      if (origin.kind === 'input') count(`field ${origin.field}`, origin.basis)
      if (origin.kind === 'datum') count(`datum ${origin.source} ${label}`, origin.basis)
    })
  return counts
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const DAYS_PER_YEAR = 365
const DAYS_PER_ERA = 146097
const YEARS_PER_ERA = 400
const DAYS_TO_MARCH = 153
const MARCH = 3
const MONTHS_BEFORE_MARCH = 9
const MONTHS = 12
const FIVE = 5
const FOUR = 4
const HUNDRED = 100

/** Days since a fixed day, for differences of dates; the engine has no clock and no Date. Howard Hinnant's civil-day count. */
export const dayNumber = (day: string): number => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const y = month < MARCH ? year - 1 : year
  const era = Math.floor(y / YEARS_PER_ERA)
  const yearOfEra = y - era * YEARS_PER_ERA
  const dayOfYear = Math.floor((DAYS_TO_MARCH * ((month + MONTHS_BEFORE_MARCH) % MONTHS) + 2) / FIVE) + date - 1
  const dayOfEra = yearOfEra * DAYS_PER_YEAR + Math.floor(yearOfEra / FOUR) - Math.floor(yearOfEra / HUNDRED) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra
}

/** Of the options of the verdict; null if no date is known to the day. */
export const oldestPriceOf = (options: readonly OptionResult[], asOf: string): Comparison['oldestPrice'] => {
  let oldest: Comparison['oldestPrice'] = null
  for (const option of options) {
    const date = option.oldestPrice
    if (date === null || !ISO_DAY.test(date)) continue
    if (oldest === null || date < oldest.date) oldest = { date, label: option.name, ageDays: dayNumber(asOf) - dayNumber(date) }
  }
  return oldest
}
