/** Is a value one that its field may hold? What is not is dropped with a reason; what is good in a list or record is kept. */
import type { Field, FieldValue, Known } from './field.ts'
import { plainNumber, plainPercent } from './field-text.ts'

export type LostKind =
  | 'unknown-key'
  | 'bad-value'
  | 'out-of-range'
  | 'unknown-id'
  | 'retired-id'
  | 'duplicate'
  | 'conflict'
  | 'bad-encoding'
  | 'too-long'
  | 'unsupported-version'
  | 'unreadable'
  | 'more'

/** `why` continues a sentence that starts with what arrived: "is above 100 %". */
export interface Flaw {
  readonly kind: LostKind
  readonly why: string
}

/** `value` undefined: nothing of it can be used. */
export interface Checked {
  readonly value: FieldValue | undefined
  readonly flaws: readonly Flaw[]
}

const MAX_ID = 120
const MAX_ITEMS = 500
const FIRST_YEAR = 2020
const LAST_YEAR = 2100

const good = (value: FieldValue): Checked => ({ value, flaws: [] })
const bad = (kind: LostKind, why: string): Checked => ({ value: undefined, flaws: [{ kind, why }] })

const brief = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`

/** Control characters, halves of surrogate pairs and reversed text have no place in a name or an id. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

const checkNumber = (field: Field, value: unknown): Checked => {
  if (value === null && field.nullWord !== null) return good(null)
  if (typeof value !== 'number' || !Number.isFinite(value)) return bad('bad-value', 'is not a number')
  const words = field.kind === 'percent' ? plainPercent : plainNumber
  if (field.min !== null && value < field.min) return bad('out-of-range', `is below ${words(field.min)}`)
  if (field.max !== null && value > field.max) return bad('out-of-range', `is above ${words(field.max)}`)
  if (field.kind === 'integer' && !Number.isInteger(value)) return bad('bad-value', 'is not a whole number')
  return good(value + 0)
}

type Named = { readonly id: string; readonly flaw: Flaw | null } | { readonly id: null; readonly flaw: Flaw }

/** The id if the catalogue has it, or the one that took its place. */
const checkId = (id: string, field: Field, known: Known): Named => {
  UNFIT.lastIndex = 0
  if (id === '' || id === '__proto__' || id.length > MAX_ID || UNFIT.test(id))
    return { id: null, flaw: { kind: 'bad-value', why: `names ${brief(id)}, which is no id` } }
  const set = field.known === null ? undefined : known[field.known]
  if (set === undefined || set.has(id)) return { id, flaw: null }
  const successor = known.renamed?.get(id)
  if (successor !== undefined && set.has(successor))
    return { id: successor, flaw: { kind: 'retired-id', why: `names ${brief(id)}, which has been retired: ${successor} is used` } }
  return { id: null, flaw: { kind: 'unknown-id', why: `names ${brief(id)}, which is not known` } }
}

const checkChoice = (field: Field, value: unknown, known: Known): Checked => {
  if (value === null) return field.nullWord === null ? bad('bad-value', 'is empty') : good(null)
  if (typeof value !== 'string') return bad('bad-value', 'is not one of the choices')
  if (field.choices)
    return field.choices.some((choice) => choice.value === value) ? good(value) : bad('bad-value', 'is not one of the choices')
  const { id, flaw } = checkId(value, field, known)
  if (id === null) return bad(flaw.kind, flaw.kind === 'unknown-id' ? 'is not known' : 'is no id')
  return { value: id, flaws: flaw ? [{ kind: flaw.kind, why: `has been retired: ${id} is used` }] : [] }
}

const checkMonth = (value: unknown): Checked => {
  const parts = typeof value === 'string' ? /^(\d{4})-(0[1-9]|1[0-2])$/.exec(value) : null
  if (!parts) return bad('bad-value', 'is not a month such as 2026-12')
  const year = Number(parts[1])
  if (year < FIRST_YEAR || year > LAST_YEAR) return bad('out-of-range', `is not between ${FIRST_YEAR} and ${LAST_YEAR}`)
  return good(value as string)
}

const checkText = (field: Field, value: unknown): Checked => {
  if (typeof value !== 'string') return bad('bad-value', 'is not a text')
  const fit = value.replace(UNFIT, ' ')
  const flaws: Flaw[] = fit === value ? [] : [{ kind: 'bad-value', why: 'holds signs that cannot be shown, which are left out' }]
  const letters = [...fit]
  const most = field.max ?? letters.length
  if (letters.length > most) flaws.push({ kind: 'too-long', why: `is longer than ${most} letters and is cut` })
  return { value: letters.slice(0, most).join(''), flaws }
}

const checkList = (field: Field, value: unknown, known: Known): Checked => {
  if (typeof value === 'string' && field.listWords.includes(value)) return good(value)
  if (!Array.isArray(value))
    return bad('bad-value', field.listWords.length === 0 ? 'is not a list' : `is neither a list nor ${field.listWords.join(' nor ')}`)
  const items = new Set<string>()
  const flaws: Flaw[] = []
  for (const item of value.slice(0, MAX_ITEMS)) {
    const { id, flaw } = checkId(typeof item === 'string' ? item : '', field, known)
    if (flaw) flaws.push(id === null ? { ...flaw, why: `${flaw.why}: it is left out` } : flaw)
    if (id !== null) items.add(id)
  }
  if (value.length > MAX_ITEMS) flaws.push({ kind: 'too-long', why: `has more than ${MAX_ITEMS} items: the rest is left out` })
  // a list of which nothing is left would mean "no model at all", which nobody asked for
  return items.size === 0 && value.length > 0 ? { value: undefined, flaws } : { value: [...items], flaws }
}

const checkKey = (key: string, field: Field, known: Known): Named => {
  if (field.keyEndings.length === 0) return checkId(key, field, known)
  const dot = key.lastIndexOf('.')
  const ending = key.slice(dot + 1)
  if (dot < 1 || !field.keyEndings.includes(ending))
    return { id: null, flaw: { kind: 'bad-value', why: `names ${brief(key)}, which does not end in .${field.keyEndings.join(', .')}` } }
  const { id, flaw } = checkId(key.slice(0, dot), field, known)
  return id === null ? { id, flaw } : { id: `${id}.${ending}`, flaw }
}

const checkRecord = (field: Field, value: unknown, known: Known): Checked => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('bad-value', 'is not a list of names and numbers')
  const entries: [string, number][] = []
  const flaws: Flaw[] = []
  const given = Object.entries(value)
  for (const [key, amount] of given.slice(0, MAX_ITEMS)) {
    const { id, flaw } = checkKey(key, field, known)
    if (flaw) flaws.push(id === null ? { ...flaw, why: `${flaw.why}: it is left out` } : flaw)
    if (id === null) continue
    const checked = checkNumber(field, amount)
    for (const { kind, why } of checked.flaws) flaws.push({ kind, why: `has an entry for ${brief(key)} that ${why}: it is left out` })
    if (typeof checked.value === 'number') entries.push([id, checked.value])
  }
  if (given.length > MAX_ITEMS) flaws.push({ kind: 'too-long', why: `has more than ${MAX_ITEMS} items: the rest is left out` })
  return { value: Object.fromEntries(entries), flaws }
}

/** Ids are checked against the sets of `known`; a set that is not given is not checked. */
export const checkValue = (field: Field, value: unknown, known: Known): Checked => {
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'integer':
      return checkNumber(field, value)
    case 'choice':
      return checkChoice(field, value, known)
    case 'toggle':
      return typeof value === 'boolean' ? good(value) : bad('bad-value', 'is neither on nor off')
    case 'month':
      return checkMonth(value)
    case 'text':
      return checkText(field, value)
    case 'list':
      return checkList(field, value, known)
    case 'record':
      return checkRecord(field, value, known)
  }
}
