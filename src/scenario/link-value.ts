/**
 * How does one value stand in a link? Numbers in full (`2500000`, shares as fractions), lists with commas, records as
 * `id:number`; what a URL fragment may hold stays readable.
 */
import { checkValue, type Checked } from './check-value.ts'
import type { Field, FieldValue, Known } from './field.ts'
import { parseNumber } from './parse-number.ts'

const LONE_SURROGATES = /\p{Cs}/gu

/** Percent-encoded, but with `/` and `@` as they are and `+` for a space. */
export const encodeText = (text: string): string =>
  encodeURIComponent(text.replace(LONE_SURROGATES, '\ufffd')).replaceAll('%2F', '/').replaceAll('%40', '@').replaceAll('%20', '+')

/** Null where the percent-encoding is broken. */
export const decodeText = (raw: string): string | null => {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '))
  } catch {
    return null
  }
}

const writeList = (items: readonly string[], words: readonly string[]): string => {
  const [only] = items
  const text = items.map(encodeText).join(',')
  // one id that is also a word of the field needs a comma to be read as a list
  return items.length === 1 && only !== undefined && words.includes(only) ? `${text},` : text
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0)

export const writeValue = (field: Field, value: FieldValue): string => {
  if (value === null) return field.nullWord ?? ''
  if (typeof value === 'number') return encodeText(String(value))
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'string') return encodeText(value)
  if (Array.isArray(value)) return writeList(value, field.listWords)
  return Object.entries(value)
    .toSorted(byKey)
    .map(([key, amount]) => `${encodeText(key)}:${encodeText(String(amount))}`)
    .join(',')
}

const BROKEN: Checked = { value: undefined, flaws: [{ kind: 'bad-encoding', why: 'has a broken percent sign' }] }
const CANONICAL = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Links hold shares as fractions; `2.5M` and `35 %`, written by hand, are read too. */
const readNumber = (text: string, field: Field): number => {
  if (CANONICAL.test(text)) return Number(text)
  const unbounded = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }
  const parsed = parseNumber(text, field, unbounded, true)
  return 'value' in parsed ? parsed.value : NaN
}

const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['true', true],
  ['yes', true],
  ['1', true],
  ['off', false],
  ['false', false],
  ['no', false],
  ['0', false],
])

const readList = (raw: string, field: Field): readonly string[] | string | null => {
  if (field.listWords.includes(raw)) return raw
  if (raw === '') return []
  const items = raw.replace(/,$/, '').split(',').map(decodeText)
  return items.every((item) => item !== null) ? items : null
}

const readRecord = (raw: string, field: Field): Readonly<Record<string, number>> | null => {
  if (raw === '') return {}
  const entries: [string, number][] = []
  for (const part of raw.split(',')) {
    const [key, amount] = [decodeText(part.replace(/:[^:]*$/, '')), decodeText(/:([^:]*)$/.exec(part)?.[1] ?? '')]
    if (key === null || amount === null) return null
    entries.push([key, readNumber(amount, field)])
  }
  return Object.fromEntries(entries)
}

/** Reads the raw text behind `key=`. */
export const readValue = (field: Field, raw: string, known: Known): Checked => {
  if (field.kind === 'list') {
    const list = readList(raw, field)
    return list === null ? BROKEN : checkValue(field, list, known)
  }
  if (field.kind === 'record') {
    const record = readRecord(raw, field)
    return record === null ? BROKEN : checkValue(field, record, known)
  }
  const text = decodeText(raw)
  if (text === null) return BROKEN
  if (field.kind === 'text' || field.kind === 'month') return checkValue(field, text, known)
  if (field.nullWord !== null && text === field.nullWord) return checkValue(field, null, known)
  if (field.kind === 'choice') return checkValue(field, text, known)
  if (field.kind === 'toggle') return checkValue(field, SWITCHES.get(text.toLowerCase()), known)
  return checkValue(field, readNumber(text, field), known)
}
