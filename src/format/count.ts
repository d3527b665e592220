/** How are volumes, ratios, things and odds written? Two significant figures for volumes and ratios, whole odds, whole things. */
import { grouped, placesFor, scaleOf, signed, significant, UNKNOWN, withoutTrailingZeros } from './figures.ts'

const FIGURES = 2
const FULL = new Intl.NumberFormat('en', { maximumSignificantDigits: 12 })

const scaledDigits = (rounded: number, size: number): string => grouped(rounded / size, placesFor(rounded / size, FIGURES))

/** A volume: `2.0M`, `140,000`, `1,200`, `25`, `0.4`. */
export const count = (value: number | null): string => {
  if (value === null) return UNKNOWN
  const rounded = significant(value, FIGURES)
  const { size, letters } = scaleOf(Math.abs(rounded), false)
  const digits = scaledDigits(rounded, size)
  return signed(rounded, size === 1 ? withoutTrailingZeros(digits) : `${digits}${letters}`)
}

/** A volume on an axis: `100k`, `1M`, `1.4M`. */
export const countShort = (value: number | null): string => {
  if (value === null) return UNKNOWN
  const rounded = significant(value, FIGURES)
  const { size, letters } = scaleOf(Math.abs(rounded), true)
  return signed(rounded, `${withoutTrailingZeros(scaledDigits(rounded, size))}${letters}`)
}

/** A volume in full: `2,000,000`, `1,234.5`. */
export const countFull = (value: number | null): string => {
  if (value === null) return UNKNOWN
  const digits = FULL.format(Math.abs(value))
  return signed(value, digits)
}

/** A ratio: `0.4`, `1.4`, `12`. */
export const ratio = (value: number | null): string => {
  if (value === null) return UNKNOWN
  const rounded = significant(value, FIGURES)
  return signed(rounded, withoutTrailingZeros(scaledDigits(rounded, 1)))
}

/** Things that are whole: `4 GPUs`, `1 GPU`, `1,250 requests`. The plural is `one` + s unless given. */
export const things = (value: number | null, one: string, many = `${one}s`): string => {
  if (value === null) return `${UNKNOWN} ${many}`
  return `${signed(value, grouped(value, placesFor(value, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) + 1)))} ${value === 1 ? one : many}`
}

/** `4 H100`, `1 GPU`, `4 GPUs`. */
export const gpus = (value: number | null, name?: string): string => (name === undefined ? things(value, 'GPU') : things(value, name, name))

/** A chance of 0 … 1 as whole odds: `98 in 100`, `more than 99 in 100`, `fewer than 1 in 100`. */
export const odds = (chance: number | null): string => {
  if (chance === null) return UNKNOWN
  if (chance > 0.99) return 'more than 99 in 100'
  if (chance < 0.01) return 'fewer than 1 in 100'
  return `${Math.round(chance * 100)} in 100`
}
