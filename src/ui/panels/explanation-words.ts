/** Which words stand beside an explained number: its size, how it came about, how old it is, where it is from? */
import type { Source } from '../../catalogue/schema.ts'
import type { Explained, ExplainedBasis } from '../../engine/explain.ts'
import { countFull } from '../../format/count.ts'
import { ageText, dateText } from '../../format/date.ts'
import type { Currency } from '../../format/money.ts'
import { quantityFull, quantityText } from '../../format/quantity.ts'
import { rangeProse } from '../../format/range.ts'
import { daysBetween } from './price-age.ts'

export interface Size {
  /** the figure itself, `$7,855` */
  readonly figure: string
  /** the words of its unit, `a month`; may be empty */
  readonly unit: string
  /** the figure and its unit without rounding */
  readonly full: string
}

export const sizeOf = ({ value, unit }: Explained, currency: Currency): Size => {
  const [figure = '', ...words] = quantityText(value, unit, currency).split(' ')
  return { figure, unit: words.join(' '), full: quantityFull(value, unit, currency) }
}

/** Figures enough that a reader who multiplies the strip out gets its result. */
const FACTOR_FIGURES = 6

/** A factor of the equation strip: money in full, counts to six figures, times and bytes as they are read. */
export const factorFigure = (node: Explained, currency: Currency): string => {
  const { value, unit } = node
  const size = sizeOf(node, currency)
  // times and bytes change their unit with their size and carry it inside the figure
  if (value === null || /^(s|byte)\b/.test(unit)) return size.figure
  if (/^USD(?![a-z])/.test(unit)) return size.full.split(' ')[0] ?? size.figure
  return countFull(Number(value.toPrecision(FACTOR_FIGURES)))
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** `57 days old`; of a date that is no day, the date itself. */
const aged = (date: string, today: string): string => {
  if (!DAY.test(date)) return dateText(date)
  const days = daysBetween(date, today)
  return days === 0 ? 'of today' : `${ageText(days)} old`
}

export interface HowKnown {
  /** null: made from other numbers */
  readonly basis: ExplainedBasis | null
  readonly text: string
}

/** The line under a name: a basis with its age, or how the number is made. */
export const howKnown = ({ origin }: Explained, today: string): HowKnown => {
  switch (origin.kind) {
    case 'datum':
      return { basis: origin.basis, text: origin.checkedOn === '' ? origin.basis : `${origin.basis}, ${aged(origin.checkedOn, today)}` }
    case 'input':
      return { basis: origin.basis, text: origin.basis }
    case 'constant':
      return { basis: 'definition', text: 'definition' }
    case 'choice':
      return { basis: null, text: origin.among.length === 0 ? 'chosen' : `chosen among ${origin.among.length}` }
    case 'sum':
      return { basis: null, text: `sum of ${origin.parts.length}` }
    case 'formula':
      return { basis: null, text: 'worked out' }
  }
}

/** Range of a datum in prose, null where none is given. */
export const rangeWords = ({ origin, unit }: Explained, currency: Currency): string | null => {
  if (origin.kind !== 'datum' || origin.low === undefined || origin.high === undefined) return null
  const figure = (value: number | null) => quantityText(value, unit, currency).split(' ')[0] ?? ''
  return `Range ${rangeProse(origin.low, origin.high, figure)}.`
}

/** `Read: 27 Sep 2026.`, or only a month or year where no day is known. */
export const readOn = ({ origin }: Explained): string | null =>
  origin.kind === 'datum' && origin.checkedOn !== '' ? `Read: ${dateText(origin.checkedOn)}.` : null

export interface SourceWords {
  readonly title: string
  readonly url: string | null
  readonly dated: string | null
}

const SAFE = /^https?:\/\//

/** A source of the catalogue by its id; one that is not there shows its id as its title. Only web addresses become links. */
export const sourceWords = (id: string, sources: readonly Source[]): SourceWords => {
  const source = sources.find((candidate) => candidate.id === id)
  if (source === undefined) return { title: id, url: null, dated: null }
  return {
    title: source.title.replace(/^https?:\/\//, ''),
    url: source.url !== null && SAFE.test(source.url) ? source.url : null,
    dated: source.dated === null ? null : dateText(source.dated),
  }
}

/** Do the parts of a sum add up to it? To a billionth of the largest of them. */
export const addsUp = ({ value, origin }: Explained): boolean => {
  if (origin.kind !== 'sum' || value === null) return false
  let total = 0
  let largest = Math.abs(value)
  for (const part of origin.parts) {
    if (part.value === null) return false
    total += part.value
    largest = Math.max(largest, Math.abs(part.value))
  }
  return Math.abs(total - value) <= 1e-9 * largest
}
