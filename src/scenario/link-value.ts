/**
 * How does one value stand in a link? Numbers in full (`2500000`, shares as fractions), ranges as `220~420`, with a typical value other
 * than the middle as `220~300~420`, lists with commas, records as `id:number`; what a URL fragment may hold stays readable.
 */
import { checkValue, type Checked, type Flaw } from './check-value.ts'
import type { Field, FieldValue, Known } from './field.ts'
import { getField } from './fields.ts'
import { parseNumber } from './parse-number.ts'
import { middleOf, rangeFlaw, rangeOf, type Range } from './ranges.ts'
import type { Scenario } from './schema.ts'

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

const writeNumber = (field: Field, value: number, range: Range | null): string => {
  const numbers = range === null ? [value] : value === middleOf(field, range) ? range : [range[0], value, range[1]]
  return numbers.map((number) => encodeText(String(number))).join('~')
}

/** `rangeOfEntry`: the range of an entry of a record by its key, or of the value itself by ''; null: none. */
const writeRanged = (field: Field, value: FieldValue, rangeOfEntry: (key: string) => Range | null): string => {
  if (value === null) return field.nullWord ?? ''
  if (typeof value === 'number') return writeNumber(field, value, rangeOfEntry(''))
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (typeof value === 'string') return encodeText(value)
  if (Array.isArray(value)) return writeList(value, field.listWords)
  return Object.entries(value)
    .toSorted(byKey)
    .map(([key, amount]) => `${encodeText(key)}:${writeNumber(field, amount, rangeOfEntry(key))}`)
    .join(',')
}

/** The field's value, with its own ranges. */
export const writeField = (scenario: Scenario, field: Field, workload: number): string =>
  writeRanged(field, getField(scenario, field, workload), (key) =>
    key === '' ? rangeOf(scenario, field, workload) : (scenario.ranges[`${field.path}.${key}`] ?? null),
  )

/** What was read behind a key, and ranges by key of the record, '' for the value itself. */
export interface Reading extends Checked {
  readonly ranges: ReadonlyMap<string, Range>
}

const NO_RANGES: ReadonlyMap<string, Range> = new Map()
const certain = (checked: Checked): Reading => ({ ...checked, ranges: NO_RANGES })

const BROKEN = certain({ value: undefined, flaws: [{ kind: 'bad-encoding', why: 'has a broken percent sign' }] })
const CANONICAL = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

const UNBOUNDED = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }

interface Amount {
  readonly value: number
  readonly range: Range | null
}

/** letters of an id shown in a message */
const MAX_SHOWN = 40
const NOT_A_NUMBER: Amount = { value: NaN, range: null }
/** low, typical, high */
const MAX_PARTS = 3

/** Links hold shares as fractions; `2.5M`, `35 %` and `220 to 420`, written by hand, are read too. */
const readOne = (text: string, field: Field): Amount => {
  if (CANONICAL.test(text)) return { value: Number(text), range: null }
  const parsed = parseNumber(text, field, UNBOUNDED, true)
  return 'value' in parsed ? { value: parsed.value, range: parsed.range ?? null } : NOT_A_NUMBER
}

const readNumber = (text: string, field: Field): Amount => {
  const parts = text.split('~')
  if (parts.length === 1) return readOne(text, field)
  const amounts = parts.length > MAX_PARTS ? [] : parts.map((part) => readOne(part.trim(), field))
  const [low, second, third] = amounts.map(({ value, range }) => (range === null ? value : NaN))
  if (low === undefined || second === undefined) return NOT_A_NUMBER
  const range: Range = [low, third ?? second]
  return third !== undefined
    ? { value: second, range }
    : rangeFlaw(field, range)
      ? { value: low, range }
      : { value: middleOf(field, range), range }
}

/** A number with its range, both as the field may hold them, or nothing of either. */
const checkAmount = ({ value, range }: Amount, field: Field, known: Known): Reading => {
  const flaw = range === null ? null : rangeFlaw(field, range)
  if (flaw) return certain({ value: undefined, flaws: [flaw] })
  const checked = checkValue(field, value, known)
  if (range === null || checked.value === undefined) return certain(checked)
  if (value < range[0] || value > range[1])
    return certain({ value: undefined, flaws: [{ kind: 'bad-value', why: 'has a typical value outside its range' }] })
  return { ...checked, ranges: new Map([['', range]]) }
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

const readRecord = (raw: string): readonly (readonly [string, string])[] | null => {
  if (raw === '') return []
  const entries: [string, string][] = []
  for (const part of raw.split(',')) {
    const [key, amount] = [decodeText(part.replace(/:[^:]*$/, '')), decodeText(/:([^:]*)$/.exec(part)?.[1] ?? '')]
    if (key === null || amount === null) return null
    entries.push([key, amount])
  }
  return entries
}

/** Entries are good or left out one by one; the range of an entry goes by the id that took the place of a retired one. */
const checkEntries = (entries: readonly (readonly [string, string])[], field: Field, known: Known): Reading => {
  const amounts = new Map(entries.map(([key, text]) => [key, readNumber(text, field)]))
  const ranges = new Map<string, Range>()
  const flaws: Flaw[] = []
  for (const [key, { value, range }] of amounts) {
    if (range === null) continue
    const why = rangeFlaw(field, range)?.why ?? (value < range[0] || value > range[1] ? 'has a typical value outside its range' : null)
    if (why !== null) {
      amounts.delete(key)
      flaws.push({ kind: 'bad-value', why: `has an entry for “${key.slice(0, MAX_SHOWN)}” that ${why}: it is left out` })
      continue
    }
    const [named] = Object.keys(checkValue(field, { [key]: value }, known).value ?? {})
    if (named !== undefined) ranges.set(named, range)
  }
  const checked = checkValue(field, Object.fromEntries([...amounts].map(([key, { value }]) => [key, value])), known)
  return { value: checked.value, flaws: [...checked.flaws, ...flaws], ranges }
}

/** Reads the raw text behind `key=`. */
export const readValue = (field: Field, raw: string, known: Known): Reading => {
  if (field.kind === 'list') {
    const list = readList(raw, field)
    return list === null ? BROKEN : certain(checkValue(field, list, known))
  }
  if (field.kind === 'record') {
    const entries = readRecord(raw)
    return entries === null ? BROKEN : checkEntries(entries, field, known)
  }
  const text = decodeText(raw)
  if (text === null) return BROKEN
  if (field.kind === 'text' || field.kind === 'month') return certain(checkValue(field, text, known))
  if (field.nullWord !== null && text === field.nullWord) return certain(checkValue(field, null, known))
  if (field.kind === 'choice') return certain(checkValue(field, text, known))
  if (field.kind === 'toggle') return certain(checkValue(field, SWITCHES.get(text.toLowerCase()), known))
  return checkAmount(readNumber(text, field), field, known)
}
