/**
 * What number did somebody mean by a text such as `2.5M`, `35 %` or `300 ms`? Reads what has one meaning; where there are
 * two, or none, a sentence says what is wrong and what would be right.
 */
import type { FieldSpec } from './field.ts'
import { plainNumber, plainPercent } from './field-text.ts'
import { suffixFactor } from './number-suffix.ts'

export type ParsedNumber =
  | { readonly value: number }
  | {
      readonly error: string
      /** the two ends, where the text is a range; the odds will read it */
      readonly range?: { readonly low: number; readonly high: number }
    }

/** Bounds that depend on another field replace those of the record; `why` ends the sentence. */
export interface Limits {
  readonly min?: number
  readonly max?: number
  readonly why?: string
}

/** Longer than any number somebody types; a pasted page is not worth reading. */
const MAX_TEXT = 64
const SPACES = /[\s\u00a0\u2009\u202f]/g
const RANGE_WORDS = 'Ranges come with the odds; write one number.'

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

const readRange = (text: string, field: FieldSpec, bareShare: boolean): ParsedNumber | null => {
  const ends = /^(.*\d.*?)\s*(?:\bto\b|…|\.\.\.?|(?<=[\d%a-z\s])(?<!\de)[-–—](?=[\d\s]))\s*(.*)$/i.exec(text)
  if (!ends) return null
  const [, low = '', high = ''] = ends
  if (high === '') return fail(`The range has no upper end. ${RANGE_WORDS}`)
  const from = readOne(low.trim(), field, bareShare)
  const to = readOne(high.trim(), field, bareShare)
  return 'value' in from && 'value' in to ? { error: RANGE_WORDS, range: { low: from.value, high: to.value } } : fail(RANGE_WORDS)
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
  const read = readRange(text, field, bareShare) ?? readOne(text, field, bareShare)
  if ('error' in read) return read
  if (!Number.isFinite(read.value)) return fail(`${shown(text)} is too large. Write ${example(field)}.`)
  return withinBounds(read.value, field, limits)
}
