/** Where does a day stand on an axis of time, and which of its ticks have words? */
import type { Tick } from '../figures/volume-model.ts'

const MILLISECONDS_PER_DAY = 86_400_000
const DAYS_PER_YEAR = 365.25
const MONTHS_PER_YEAR = 12
const QUARTER = 3
/** Up to this many years each quarter has its name, beyond that only the years have. */
const FEW_YEARS = 2
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** Days since 1970. `2026-09` stands at its first day. */
export const dayNumber = (date: string): number => Date.parse(date) / MILLISECONDS_PER_DAY

export const dateOf = (day: number): string => new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 'YYYY-MM-DD'.length)

/** The same day so many months before; the last of the month where it has no such day. */
export const monthsBefore = (date: string, months: number): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, last))).toISOString().slice(0, 'YYYY-MM-DD'.length)
}

export const yearsBetween = (from: string, to: string): number => (dayNumber(to) - dayNumber(from)) / DAYS_PER_YEAR

/** Quarters within [low, high] (days); January with its year, the others with their month where there is room. */
export const timeTicks = (low: number, high: number): readonly Tick[] => {
  const few = (high - low) / DAYS_PER_YEAR <= FEW_YEARS
  const first = Number(dateOf(low).slice(0, 'YYYY'.length))
  const last = Number(dateOf(high).slice(0, 'YYYY'.length))
  const months = Array.from({ length: (last - first + 1) * MONTHS_PER_YEAR }, (_, at) => at)
  const quarters = months
    .filter((at) => at % QUARTER === 0)
    .map((at) => ({ year: first + Math.floor(at / MONTHS_PER_YEAR), month: at % MONTHS_PER_YEAR }))
    .map((quarter) => ({ ...quarter, value: Date.UTC(quarter.year, quarter.month) / MILLISECONDS_PER_DAY }))
    .filter(({ value }) => value >= low && value <= high)
  return quarters.map(({ year, month, value }, at) => ({
    value,
    // the first says which year it is
    text: month === 0 ? String(year) : few ? `${MONTHS[month]!}${at === 0 ? ` ${year}` : ''}` : '',
    decade: month === 0,
  }))
}
