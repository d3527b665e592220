/** How is a share or a rate written? Two significant figures, a thin space before %. */
import { grouped, placesFor, signed, significant, THIN_SPACE, UNKNOWN, withoutTrailingZeros } from './figures.ts'

const FULL = new Intl.NumberFormat('en', { maximumSignificantDigits: 12 })

/** A fraction as a percentage: 0.35 → `35 %`, 0.004 → `0.4 %`, 1.234 → `123 %`. */
export const percent = (fraction: number | null): string => {
  if (fraction === null) return UNKNOWN
  const value = fraction * 100
  // whole percents from ten on: 97.6 would claim more than is known, 120 for 123 less
  const rounded = Math.abs(value) < 10 ? significant(value, 2) : Math.round(value)
  return signed(rounded, `${withoutTrailingZeros(grouped(rounded, Math.abs(rounded) < 10 ? placesFor(rounded, 2) : 0))}${THIN_SPACE}%`)
}

/** With the sign of a change: `+51 %`, `−25 %`, `0 %`. */
export const percentChange = (fraction: number | null): string => {
  const text = percent(fraction)
  return fraction !== null && fraction > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** The full value: 0.3456 → `34.56 %`. */
export const percentFull = (fraction: number | null): string => {
  if (fraction === null) return UNKNOWN
  const digits = FULL.format(Math.abs(fraction * 100))
  return signed(fraction, `${digits}${THIN_SPACE}%`)
}
