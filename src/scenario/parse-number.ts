/**
 * What number did somebody mean by a text such as `2.5M`, `35 %` or `300 ms`? Reads what has one meaning; where there are
 * two, or none, a sentence says what is wrong and what would be right. `220 to 420` is a range, where the field takes one.
 */
import type { FieldSpec } from './field.ts'
import { plainNumber, plainPercent } from './field-text.ts'
import { suffixFactor } from './number-suffix.ts'
import { middleOf, type Range } from './ranges.ts'

export type ParsedNumber =
  | {
      readonly value: number
      /** where the text is a range, of which `value` is the typical one */
      readonly range?: Range
    }
  | { readonly error: string }

/** Bounds that depend on another field replace those of the record; `why` ends the sentence. */
export interface Limits {
  readonly min?: number
  readonly max?: number
  readonly why?: string
}

/** Longer than any number somebody types; a pasted page is not worth reading. */
const MAX_TEXT = 64
const SPACES = /[\s\u00a0\u2009\u202f]/g

const shown = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`
const words = (field: FieldSpec, value: number): string => (field.kind === 'percent' ? plainPercent(value) : plainNumber(value))
const fail = (error: string): ParsedNumber => ({ error })

const example = (field: FieldSpec): string => {
  if (field.kind === 'percent') return 'a percentage such as 35 %'
  if (field.kind === 'integer') return 'a whole number such as 3'
  if (field.unit === 's') return 'a time such as 2 or 300 ms'
  if (field.unit === 'h') return 'a time such as 1 or 30 min'
  return (field.max ?? 0) >= 1e5 ? 'a number such as 2000000, 2.5M or 40k' : 'a number such as 0.5 or 12'
}

/** Counts are whole in practice, so `2.000` in such a field is more likely two thousand than two. */
const countsThings = (field: FieldSpec): boolean =>
  field.kind === 'integer' || field.unit === 'request/month' || field.unit === 'token/request'

type Digits = { readonly value: number } | { readonly error: string }

/** The digits of one number without sign and suffix: grouping, decimal point or comma, exponent. */
const readDigits = (digits: string, field: FieldSpec, hasSuffix: boolean): Digits => {
  const bare = digits.replace(/['’_]/g, '')
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(bare)) {
    const dotted = /^([1-9]\d{0,2})\.(\d{3})$/.exec(bare)
    if (dotted && !hasSuffix && countsThings(field))
      return { error: `${shown(digits)} can be read two ways. Write ${Number(dotted[1] + '.' + dotted[2])} or ${dotted[1]}${dotted[2]}.` }
    return { value: Number(bare) }
  }
  if (/^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare)) return { value: Number(bare.replaceAll(',', '')) }
  if (/^[1-9]\d{0,2}(\.\d{3}){2,}$/.test(bare)) return { value: Number(bare.replaceAll('.', '')) }
  if (/^[1-9]\d{0,2}(\.\d{3})+,\d+$/.test(bare)) return { value: Number(bare.replaceAll('.', '').replace(',', '.')) }
  const comma = /^(\d+),(\d+)$/.exec(bare)
  if (comma) {
    const [, whole = '', fraction = ''] = comma
    const pointed = `${Number(whole)}.${fraction}`
    if (fraction.length < 3 && whole !== '0')
      return { error: `${shown(digits)} can be read two ways. Write ${pointed} or ${Number(whole)}${fraction.padEnd(3, '0')}.` }
    return { error: `${shown(digits)} has a decimal comma. Write ${pointed}.` }
  }
  return { error: '' }
}

/** One number with sign and suffix, before bounds. `sign` is read as percent by fields that are one. */
const readOne = (text: string, field: FieldSpec, bareShare: boolean): ParsedNumber => {
  const parts = /^([-−–+]?)\s*(?:(US\$|\$|USD)\s*)?([\d.,'’_\s\u00a0\u2009\u202f]*\d\.?(?:e[+-]?\d+)?)\s*(.*)$/i.exec(text)
  if (!parts) return fail(`${shown(text)} is not a number. Write ${example(field)}.`)
  const [, sign = '', money = '', digits = '', suffix = ''] = parts
  if (money !== '' && !field.unit?.startsWith('USD')) return fail(`${shown(text)} is an amount of money. Write ${example(field)}.`)
  if (/\d\s+\d/.test(digits) && !/^[1-9]\d{0,2}(\s\d{3})+([.,]\d+)?$/.test(digits.replace(SPACES, ' ')))
    return fail(`${shown(text)} has a space where none belongs. Write ${example(field)}.`)
  const factor = suffixFactor(suffix.replace(SPACES, ' ').trim(), field)
  if (typeof factor === 'string') return fail(`${factor} Write ${example(field)}.`)
  const read = readDigits(digits.replace(SPACES, ''), field, suffix !== '')
  if ('error' in read) return fail(read.error || `${shown(text)} is not a number. Write ${example(field)}.`)
  const size = read.value
  const negative = sign !== '' && sign !== '+'
  const signed = (negative ? -size : size) + 0
  if (field.kind !== 'percent' || bareShare || factor.percent) return { value: factor.divide ? signed / factor.by : signed * factor.by }
  // a bare number in a percent field: above 1 it is per hundred; a share between 0 and 1 is meant as one
  if (size === 0 || size > 1) return { value: signed / 100 }
  const isShare = field.min === 0 && field.max === 1
  if (isShare && size < 1) return { value: signed }
  return fail(`${shown(text)} can be read two ways. Write ${plainPercent(signed / 100)} or ${plainPercent(signed)}.`)
}

/** Signs that stand between the ends of a range. A hyphen after `e` is a sign of the exponent. */
const BETWEEN = /^(.*\d.*?)\s*(?:\bto\b|…|\.\.\.?|(?<=[\d%a-z\s])(?<!\de)[-–—](?=[\d\s]))\s*(.*)$/i

const USUAL_WIDTH = 1.9

/** An example of a range that starts as somebody began: `220 to 420`. */
const upTo = (first: string, field: FieldSpec, bareShare: boolean): string => {
  const low = readOne(first.trim(), field, bareShare)
  if ('error' in low || low.value <= 0) return 'both ends'
  const high = Math.min(Number((low.value * USUAL_WIDTH).toPrecision(2)), field.max ?? Number.MAX_VALUE)
  return `${words(field, low.value)} to ${words(field, high)}`
}

/** `220 to 420`, `220–420`, or with the typical value last: `220 to 420, 300`. Null: not a range. */
const readRange = (text: string, field: FieldSpec, limits: Limits, bareShare: boolean): ParsedNumber | null => {
  const ends = BETWEEN.exec(text)
  if (!ends) return null
  const [, first = '', rest = ''] = ends
  if (!field.ranged) return fail(`This takes one number, no range. Write ${example(field)}.`)
  // a comma between digits may group them, so the one before a typical value has a space behind it
  const [, second = '', typical = null] = /^(.*?)(?:[,;]\s+(.*))?$/.exec(rest) ?? []
  if (second === '') return fail(`The range has no upper end. Write ${upTo(first, field, bareShare)}, or one number.`)
  // `1 to 3M` means millions at both ends
  const [, unit = ''] = /\d\s*([a-z%]+)$/i.exec(second) ?? []
  const parts = [first, second, ...(typical === null ? [] : [typical])].map((part) => part.trim())
  const read = parts.map((part) => readOne(/\d$/.test(part) ? part + unit : part, field, bareShare))
  const values: number[] = []
  for (const one of read) {
    const inside = 'error' in one ? one : withinBounds(one.value, field, limits)
    if ('error' in inside) return inside
    values.push(inside.value)
  }
  const [low, high, middle] = values as [number, number, number?]
  if (low > high) return fail(`The range runs from high to low. Write ${words(field, high)} to ${words(field, low)}.`)
  const value = middle ?? middleOf(field, [low, high])
  if (value < low || value > high)
    return fail(
      `The typical value, ${words(field, value)}, is outside the range. Write one from ${words(field, low)} to ${words(field, high)}.`,
    )
  return { value, range: [low, high] }
}

/** The value inside the field's bounds, or what is wrong with it. */
export const withinBounds = (value: number, field: FieldSpec, limits: Limits = {}): ParsedNumber => {
  const min = limits.min ?? field.min ?? -Number.MAX_VALUE
  const max = limits.max ?? field.max ?? Number.MAX_VALUE
  const because = limits.why ? ` ${limits.why}` : ''
  const between = `Write a ${field.kind === 'integer' ? 'whole ' : ''}number from ${words(field, min)} to ${words(field, max)}.`
  if (value < min) return fail(`${words(field, value)} is below ${words(field, min)}.${because} ${between}`)
  if (value > max) return fail(`${words(field, value)} is above ${words(field, max)}.${because} ${between}`)
  if (field.kind === 'integer' && !Number.isInteger(value)) return fail(`${words(field, value)} is not whole. ${between}`)
  return { value }
}

/**
 * Reads what somebody typed into a number, percent or integer field. `bareShare`: a number without % is the fraction
 * itself (links), not per hundred (forms).
 */
export const parseNumber = (typed: string, field: FieldSpec, limits: Limits = {}, bareShare = false): ParsedNumber => {
  const text = typed.trim()
  if (text === '') return fail(`Nothing is written here. Write ${example(field)}.`)
  if (text.length > MAX_TEXT) return fail(`${shown(text)} is too long for a number. Write ${example(field)}.`)
  const range = readRange(text, field, limits, bareShare)
  if (range) return range
  const read = readOne(text, field, bareShare)
  if ('error' in read) return read
  if (!Number.isFinite(read.value)) return fail(`${shown(text)} is too large. Write ${example(field)}.`)
  return withinBounds(read.value, field, limits)
}
