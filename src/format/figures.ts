/** How are digits set: significant figures, grouping, the minus sign, and the word for what is not known? */

export const UNKNOWN = 'unknown'
export const MINUS = '\u2212'
/** the thin space before % and between number and unit symbol; it does not break */
export const THIN_SPACE = '\u202f'

/** Rounds to significant figures: 15,604 → 15,600 for 3. */
export const significant = (value: number, figures: number): number => Number(value.toPrecision(figures))

/** Decimal places that show `figures` significant figures of an already rounded value: 2.69 has 2, 15,600 none. */
export const placesFor = (value: number, figures: number): number =>
  value === 0 ? 0 : Math.min(20, Math.max(0, figures - 1 - Math.floor(Math.log10(Math.abs(value)))))

/** One formatter per number of places: making one takes thirty times as long as using it, and a table writes thousands. */
const formatters = new Map<number, Intl.NumberFormat>()

const formatterOf = (places: number): Intl.NumberFormat => {
  const known = formatters.get(places)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en', { minimumFractionDigits: places, maximumFractionDigits: places })
  formatters.set(places, made)
  return made
}

/** Groups thousands with commas, without sign. */
export const grouped = (value: number, places: number): string => formatterOf(places).format(Math.abs(value))

/** Puts the true minus sign before what is negative; a value shown as zero has no sign. */
export const signed = (value: number, text: string): string => (value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text)

/** `0.4` and not `0.40`; whole numbers keep their zeros. */
export const withoutTrailingZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

interface Scaled {
  readonly size: number
  readonly letters: string
}

const MILLION = 1e6
const BILLION = 1e9
const TRILLION = 1e12

/** The step of thousands for large numbers; `letterK` also shortens thousands. */
export const scaleOf = (size: number, letterK: boolean): Scaled => {
  if (size >= TRILLION) return { size: TRILLION, letters: 'tn' }
  if (size >= BILLION) return { size: BILLION, letters: 'bn' }
  if (size >= MILLION) return { size: MILLION, letters: 'M' }
  if (letterK && size >= 1000) return { size: 1000, letters: 'k' }
  return { size: 1, letters: '' }
}
