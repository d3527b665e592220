/** How is a length of time written? `50 ms`, `1.4 s`, `5 min`, `1.5 h`: two significant figures, the unit that fits. */
import { grouped, placesFor, signed, significant, THIN_SPACE, UNKNOWN, withoutTrailingZeros } from './figures.ts'

const MINUTE = 60
const HOUR = 3600

const stepOf = (seconds: number): { readonly size: number; readonly symbol: string } => {
  if (seconds >= 2 * HOUR) return { size: HOUR, symbol: 'h' }
  if (seconds >= 2 * MINUTE) return { size: MINUTE, symbol: 'min' }
  if (seconds >= 0.1 || seconds === 0) return { size: 1, symbol: 's' }
  return { size: 0.001, symbol: 'ms' }
}

/** Seconds → `50 ms`, `0.4 s`, `2.0 s`, `90 s`, `5 min`, `3.5 h`. */
export const duration = (seconds: number | null): string => {
  if (seconds === null) return UNKNOWN
  const { size, symbol } = stepOf(Math.abs(significant(seconds, 2)))
  const rounded = significant(seconds / size, 2)
  const digits = grouped(rounded, placesFor(rounded, 2))
  // seconds keep their second figure (2.0 s is a target, not "about 2"); the others drop an empty one
  const kept = symbol === 's' && Math.abs(rounded) >= 1 ? digits : withoutTrailingZeros(digits)
  return signed(rounded, `${kept}${THIN_SPACE}${symbol}`)
}

/** Hours of a month or a week: `730 hours`, `1 hour`, `0.5 hours`. */
export const hours = (value: number | null): string => {
  if (value === null) return UNKNOWN
  const rounded = significant(value, 3)
  return `${signed(rounded, withoutTrailingZeros(grouped(rounded, placesFor(rounded, 3))))} ${rounded === 1 ? 'hour' : 'hours'}`
}
