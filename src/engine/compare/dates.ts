/** How old is a figure? Dates are text (YYYY-MM-DD, or coarser); the engine has no clock and no Date. */

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/
const ISO_MONTH = /^\d{4}-\d{2}$/
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

/** Days since a fixed day, for differences of dates. Howard Hinnant's count of civil days. */
const dayNumber = (year: number, month: number, day: number): number => {
  const y = month < MARCH ? year - 1 : year
  const era = Math.floor(y / YEARS_PER_ERA)
  const yearOfEra = y - era * YEARS_PER_ERA
  const dayOfYear = Math.floor((DAYS_TO_MARCH * ((month + MONTHS_BEFORE_MARCH) % MONTHS) + 2) / FIVE) + day - 1
  return era * DAYS_PER_ERA + yearOfEra * DAYS_PER_YEAR + Math.floor(yearOfEra / FOUR) - Math.floor(yearOfEra / HUNDRED) + dayOfYear
}

/** The last day a date can mean: a month its last day. Null where not even the month is known. */
const lastDay = (date: string): number | null => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  if (ISO_DAY.test(date)) return dayNumber(year, month, day)
  if (ISO_MONTH.test(date)) return (month === MONTHS ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1)) - 1
  return null
}

/** Least days from `date` to `asOf`, a full date; null where the date is not known to the month. Never below 0. */
export const ageDays = (date: string, asOf: string): number | null => {
  const then = lastDay(date)
  const now = lastDay(asOf)
  return then === null || now === null ? null : Math.max(0, now - then)
}
