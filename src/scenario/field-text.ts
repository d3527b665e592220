/** How is a value written in its own field, in full, so that the number reader gets the same number back? */
import type { Field, FieldSpec } from './field.ts'

const THIN_SPACE = '\u202f'
const MINUTES_PER_HOUR = 60

/** Digits beyond the fifteenth are binary noise: 0.07 × 100 is 7.000000000000001. */
const DIGITS = 15

/** 2000000 → `2,000,000`; −0.05 → `−0.05`. Nothing is rounded away. */
export const plainNumber = (value: number): string => {
  const text = String(Number(value.toPrecision(DIGITS)))
  // a sign of the exponent stays as it is: 1e-7
  if (text.includes('e')) return text.replace(/^-/, '−')
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',').replace('-', '−')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

const percentOf = (value: number): string => plainNumber(value * 100)

/** 0.35 → `35 %`, with a narrow space. */
export const plainPercent = (value: number): string => `${percentOf(value)}${THIN_SPACE}%`

/** The text a number field starts with, without its unit: `2,000,000`, `35`, `5 min`. */
export const fieldText = (field: FieldSpec, value: number): string => {
  // between −1 and 1 a bare number in a percent field could mean a share, so the sign stays
  if (field.kind === 'percent') return value !== 0 && Math.abs(value) <= 0.01 ? plainPercent(value) : percentOf(value)
  const minutes = value * MINUTES_PER_HOUR
  if (field.unit === 'h' && minutes >= 1 && minutes < MINUTES_PER_HOUR && Math.abs(minutes - Math.round(minutes)) < 1e-12)
    return `${Math.round(minutes)} min`
  return plainNumber(value)
}

/** The value with its unit, for a sentence: `2,000,000 a month`, `35 %`. */
export const valueWords = (field: Field, value: unknown): string => {
  if (typeof value === 'number') {
    if (field.kind === 'percent') return plainPercent(value)
    const text = fieldText(field, value)
    return field.unit === 'h' || field.unit === 's' ? (/[a-z]$/.test(text) ? text : `${text} ${field.unit}`) : text
  }
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (value === null) return field.nullWord ?? 'not set'
  const choice = field.choices?.find((c) => c.value === value)
  if (choice) return choice.label
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'none' : Object.keys(value).join(', ')
  return String(value)
}
