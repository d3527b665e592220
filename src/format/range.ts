/** How are two ends of a range written? With an en dash in figures and tables, with "to" in prose. */
import { UNKNOWN } from './figures.ts'

export type Write = (value: number | null) => string

const oneText = (low: number | null, high: number | null, write: Write): string | null => {
  if (low === null && high === null) return UNKNOWN
  return low !== null && high !== null && write(low) === write(high) ? write(low) : null
}

/** `$2.04–$3.49`; spaced where an end is negative: `−$400 – $1,200`. One value where both ends look alike. */
export const range = (low: number | null, high: number | null, write: Write): string => {
  const one = oneText(low, high, write)
  if (one !== null) return one
  const dash = [low, high].some((end) => end !== null && end < 0) ? ' – ' : '–'
  return `${write(low)}${dash}${write(high)}`
}

/** `$2.04 to $3.49`. */
export const rangeProse = (low: number | null, high: number | null, write: Write): string =>
  oneText(low, high, write) ?? `${write(low)} to ${write(high)}`
