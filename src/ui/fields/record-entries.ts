/** Which entries does a record of numbers have, and for which ids can one be added? */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Field, FieldValue } from '../../scenario/field.ts'
import { choicesOf } from './field-view.ts'

interface Ending {
  readonly label: string
  /** unit of an entry with this ending, where it is not that of the field */
  readonly unit?: string
}

const TOKENS: readonly (readonly [string, string])[] = [
  ['plain', 'input'],
  ['read', 'input read from cache'],
  ['write', 'input written to cache'],
  ['out', 'output'],
]

const PRICES: ReadonlyMap<string, Ending> = new Map(TOKENS.map(([id, label]) => [id, { label }]))
const PROVISIONED: ReadonlyMap<string, Ending> = new Map([
  ['usd', { label: 'price of a unit', unit: 'USD a month' }],
  ['rate', { label: 'speed of a unit', unit: 'weighted tokens a second' }],
  ['minimum', { label: 'fewest units', unit: 'units' }],
  ['step', { label: 'units come by', unit: 'units' }],
  ...TOKENS.map(([id, label]) => [id, { label: `weight of ${label}`, unit: 'times a token' }] as const),
])

const VERBOSITY: ReadonlyMap<string, Ending> = new Map([
  ['visible', { label: 'visible output' }],
  ['reasoning', { label: 'reasoning' }],
])

const endingsOf = (field: Field): ReadonlyMap<string, Ending> =>
  field.path === 'provisioned' ? PROVISIONED : field.path === 'verbosity' ? VERBOSITY : PRICES

export interface KeyChoice {
  readonly value: string
  readonly label: string
}

/** Every key the record may have, with its words. */
export const keyChoices = (field: Field, catalogue: Catalogue): readonly KeyChoice[] =>
  choicesOf({ ...field, choices: null, nullWord: null }, catalogue).flatMap(({ value, label }) => {
    if (value === null) return []
    if (field.keyEndings.length === 0) return [{ value, label }]
    return field.keyEndings.map((ending) => ({
      value: `${value}.${ending}`,
      label: `${label}: ${endingsOf(field).get(ending)?.label ?? ending}`,
    }))
  })

/** What a key is about: an offer, a GPU. */
export const idChoices = (field: Field, catalogue: Catalogue): readonly KeyChoice[] =>
  choicesOf({ ...field, choices: null, nullWord: null }, catalogue).flatMap(({ value, label }) =>
    value === null ? [] : [{ value, label }],
  )

export interface KeyGroup {
  /** null: the list is short, and not grouped */
  readonly label: string | null
  readonly choices: readonly KeyChoice[]
}

/** Models by maker, offers by provider; the browser finds an entry by what is typed. */
export const idGroups = (field: Field, catalogue: Catalogue): readonly KeyGroup[] => {
  const choices = idChoices(field, catalogue)
  if (field.known !== 'models' && field.known !== 'offers') return [{ label: null, choices }]
  const owners =
    field.known === 'models'
      ? new Map(catalogue.models.map(({ id, maker }) => [id, maker]))
      : new Map(catalogue.apiProviders.flatMap(({ name, offers }) => offers.map(({ id }) => [id, name] as const)))
  const groups = new Map<string, KeyChoice[]>()
  for (const choice of choices) {
    const owner = owners.get(choice.value) ?? 'Not known'
    groups.set(owner, [...(groups.get(owner) ?? []), choice])
  }
  return [...groups].map(([label, ofOwner]) => ({ label, choices: ofOwner })).toSorted((a, b) => a.label.localeCompare(b.label))
}

/** Which number of it: the price of output, the fewest units. None: there is only one. */
export const endingChoices = (field: Field): readonly KeyChoice[] =>
  field.keyEndings.map((value) => ({ value, label: endingsOf(field).get(value)?.label ?? value }))

/** The unit of one entry. */
export const entryUnit = (field: Field, key: string): string =>
  endingsOf(field).get(key.slice(key.lastIndexOf('.') + 1))?.unit ?? field.unitWords

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
