/** Which factor do the letters after a number stand for, in this field? */
import type { FieldSpec } from './field.ts'

export interface Factor {
  readonly by: number
  /** divide by `by` instead: 7 ÷ 100 is exact where 7 × 0.01 is not */
  readonly divide: boolean
  readonly percent: boolean
}

const times = (by: number): Factor => ({ by, divide: false, percent: false })
const over = (by: number): Factor => ({ by, divide: true, percent: false })
const PERCENT: Factor = { by: 100, divide: true, percent: true }

const THOUSANDS: readonly (readonly [RegExp, number])[] = [
  [/^(k|thousand)$/i, 1e3],
  [/^(m|mn|mio|mln|million|millions)$/i, 1e6],
  [/^(b|bn|billion|billions)$/i, 1e9],
  [/^(t|tn|trillion|trillions)$/i, 1e12],
]

const SECONDS: readonly (readonly [RegExp, Factor])[] = [
  [/^(ms|msec|millisecond|milliseconds)$/i, over(1e3)],
  [/^(s|sec|second|seconds)$/i, times(1)],
  [/^(min|mins|minute|minutes)$/i, times(60)],
  [/^(h|hr|hour|hours)$/i, times(3600)],
]

const HOURS: readonly (readonly [RegExp, Factor])[] = [
  [/^(s|sec|second|seconds)$/i, over(3600)],
  [/^(min|mins|minute|minutes)$/i, over(60)],
  [/^(h|hr|hour|hours)$/i, times(1)],
  [/^(d|day|days)$/i, times(24)],
]

const MONTHS: readonly (readonly [RegExp, Factor])[] = [
  [/^(mo|month|months)$/i, times(1)],
  [/^(y|yr|year|years)$/i, times(12)],
]

/** Words that name the field's own unit and change nothing. */
const OWN_WORDS: Readonly<Partial<Record<string, RegExp>>> = {
  'request/month': /^(requests?|calls?)?( ?(a|per|\/) ?month)?$/i,
  'token/request': /^(tokens?|tok)?( ?(a|per|\/) ?request)?$/i,
  replica: /^replicas?$/i,
  person: /^(fte|people|person)$/i,
}

const found = <T>(table: readonly (readonly [RegExp, T])[], word: string): T | undefined => table.find(([shape]) => shape.test(word))?.[1]

const timeTable = (field: FieldSpec) => (field.unit === 's' ? SECONDS : field.unit === 'h' ? HOURS : field.unit === 'month' ? MONTHS : null)

/** The factor, or a sentence on what the letters cannot mean here. */
export const suffixFactor = (suffix: string, field: FieldSpec): Factor | string => {
  if (suffix === '') return times(1)
  if (/^(%|percent|per cent)$/i.test(suffix)) return field.kind === 'percent' ? PERCENT : 'This is not a share, so % has no meaning here.'
  const table = timeTable(field)
  if (table) return found(table, suffix) ?? `“${suffix.slice(0, 20)}” is not a unit of time known here.`
  if (field.kind === 'percent') return `“${suffix.slice(0, 20)}” has no meaning in a percentage.`
  const isMoney = field.unit?.startsWith('USD') ?? false
  if (isMoney && /^(\$|usd|us\$)$/i.test(suffix)) return times(1)
  const [first = '', ...rest] = suffix.split(' ')
  const size = found(THOUSANDS, first)
  const own = field.unit ? OWN_WORDS[field.unit] : undefined
  const tail = size === undefined ? suffix : rest.join(' ')
  if (tail === '' || own?.test(tail) || (isMoney && /^(\$|usd)$/i.test(tail))) return times(size ?? 1)
  return `“${suffix.slice(0, 20)}” is not understood here.`
}
