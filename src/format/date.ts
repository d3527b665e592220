/** How are dates and ages written? `23 Nov 2026`, `Dec 2026`, `57 days`. Dates come as YYYY-MM-DD and belong to no time zone. */
import { UNKNOWN } from './figures.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `2026-11-23` → `23 Nov 2026`; `2026-12` → `Dec 2026`; a year or prose stays as it is; null → `unknown`. */
export const dateText = (date: string | null): string => {
  if (date === null) return UNKNOWN
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date)
  const month = MONTHS[Number(parts?.[2]) - 1]
  if (!parts || month === undefined) return date
  return parts[3] === undefined ? `${month} ${parts[1]}` : `${Number(parts[3])} ${month} ${parts[1]}`
}

/** Days → `57 days`, `1 day`, `today`. */
export const ageText = (days: number | null): string => {
  if (days === null) return UNKNOWN
  const whole = Math.floor(days)
  if (whole === 0) return 'today'
  return `${whole} ${whole === 1 ? 'day' : 'days'}`
}
