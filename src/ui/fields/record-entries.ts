/** Which entries does a record of numbers have, and for which ids can one be added? */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Field, FieldValue } from '../../scenario/field.ts'
import { choicesOf } from './field-view.ts'

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['plain', 'input'],
  ['read', 'input read from cache'],
  ['write', 'input written to cache'],
  ['out', 'output'],
])

export interface KeyChoice {
  readonly value: string
  readonly label: string
}

/** Every key the record may have, with its words. */
export const keyChoices = (field: Field, catalogue: Catalogue): readonly KeyChoice[] =>
  choicesOf({ ...field, choices: null, nullWord: null }, catalogue).flatMap(({ value, label }) => {
    if (value === null) return []
    if (field.keyEndings.length === 0) return [{ value, label }]
    return field.keyEndings.map((ending) => ({ value: `${value}.${ending}`, label: `${label}: ${ENDINGS.get(ending) ?? ending}` }))
  })

const isRecord = (value: FieldValue): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface RecordEntry {
  readonly key: string
  readonly label: string
  readonly value: number
}

export const entriesOf = (value: FieldValue, choices: readonly KeyChoice[]): readonly RecordEntry[] =>
  Object.entries(isRecord(value) ? value : {}).map(([key, number]) => ({
    key,
    label: choices.find((choice) => choice.value === key)?.label ?? key,
    value: number,
  }))

/** The record with one entry set, or (null) taken out. */
export const withEntry = (value: FieldValue, key: string, number: number | null): Readonly<Record<string, number>> => {
  const others = Object.entries(isRecord(value) ? value : {}).filter(([name]) => name !== key)
  return Object.fromEntries(number === null ? others : [...others, [key, number]])
}
