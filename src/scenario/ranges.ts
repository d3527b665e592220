/**
 * Which values of a scenario may be ranges, and what is a range's typical value? A range is the low and high end (10 and 90 %) of what the
 * buyer expects. It is kept by the path of its value, which stays the typical one.
 */
import { fieldText, plainNumber, plainPercent } from './field-text.ts'
import type { Field, FieldSpec } from './field.ts'
import { fieldPath, findField, getField, scenarioFields, setField } from './fields.ts'
import type { Scenario } from './schema.ts'
import type { RangeKind } from './uncertain-input.ts'

/** [10 %, 90 %] */
export type Range = readonly [low: number, high: number]

/** Changes over time may be negative and spread by differences; so does a range that touches 0 or a whole, which no factor reaches. */
export const rangeKind = (field: FieldSpec, [low, high]: Range): RangeKind => {
  if ((field.min ?? 0) < 0 || low <= 0) return 'signed'
  if (field.kind !== 'percent' || field.max !== 1) return 'positive'
  return high >= 1 ? 'signed' : 'share'
}

/** Typical value of a range without one: the geometric mean, of shares that of their odds, else the arithmetic mean. */
export const middleOf = (field: FieldSpec, range: Range): number => {
  const [low, high] = range
  if (low === high) return low
  const kind = rangeKind(field, range)
  const root = Math.sqrt(low) * Math.sqrt(high)
  const middle =
    kind === 'positive' ? root : kind === 'signed' ? low + (high - low) / 2 : root / (root + Math.sqrt(1 - low) * Math.sqrt(1 - high))
  return Math.min(high, Math.max(low, middle))
}

/** A value that may be a range: a field, or with `key` one entry of a record. */
export interface RangePlace {
  readonly field: Field
  readonly workload: number
  readonly key: string | null
}

const rangedRecords = scenarioFields.filter(({ kind, ranged }) => kind === 'record' && ranged)

/** Reads `discountRate`, `workloads.0.outputTokens`, `gpuPrices.h100-sxm`. Null: nothing there takes a range. */
export const findRange = (path: string): RangePlace | null => {
  const place = findField(path)
  if (place)
    return place.field.ranged && place.field.kind !== 'record' && fieldPath(place.field, place.workload) === path
      ? { ...place, key: null }
      : null
  const record = rangedRecords.find((field) => path.startsWith(`${field.path}.`))
  return record ? { field: record, workload: 0, key: path.slice(record.path.length + 1) } : null
}

/** The number a range belongs to; null: none stands there. */
export const typicalAt = (scenario: Scenario, { field, workload, key }: RangePlace): number | null => {
  if (field.scope === 'workload' && scenario.workloads[workload] === undefined) return null
  const value = getField(scenario, field, workload)
  if (key === null) return typeof value === 'number' ? value : null
  const entries = value as Readonly<Record<string, number>>
  return Object.hasOwn(entries, key) ? (entries[key] as number) : null
}

const words = (field: FieldSpec, value: number): string => (field.kind === 'percent' ? plainPercent(value) : plainNumber(value))

/** `220 to 420`, `6 % to 13 %` */
export const rangeWords = (field: FieldSpec, [low, high]: Range): string => `${words(field, low)} to ${words(field, high)}`

/** What a number field shows: `220 to 420`, with the typical value behind it where that is not the middle. */
export const rangeText = (field: FieldSpec, value: number, range: Range): string => {
  const [low, high] = range.map((end) => fieldText(field, end)) as [string, string]
  return value === middleOf(field, range) ? `${low} to ${high}` : `${low} to ${high}, ${fieldText(field, value)}`
}

/** What is wrong with two ends as a range of this field; `why` continues a sentence that starts with them. */
export const rangeFlaw = (
  field: FieldSpec,
  [low, high]: Range,
): { readonly kind: 'bad-value' | 'out-of-range'; readonly why: string } | null => {
  if (!field.ranged) return { kind: 'bad-value', why: 'is a range, and this takes one number' }
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { kind: 'bad-value', why: 'is not a range of two numbers' }
  if (low > high) return { kind: 'bad-value', why: `runs from high to low, where ${rangeWords(field, [high, low])} would be right` }
  if (field.min !== null && low < field.min) return { kind: 'out-of-range', why: `is a range that starts below ${words(field, field.min)}` }
  if (field.max !== null && high > field.max) return { kind: 'out-of-range', why: `is a range that ends above ${words(field, field.max)}` }
  return null
}

/** Why a range cannot stand in this scenario; null: it can. */
export const misfit = (scenario: Scenario, path: string, range: Range): string | null => {
  const place = findRange(path)
  if (place === null) return 'names nothing that takes a range'
  const flaw = rangeFlaw(place.field, range)
  if (flaw) return flaw.why
  const typical = typicalAt(scenario, place)
  if (typical === null) return 'is a range of something that has no number here'
  return typical < range[0] || typical > range[1] ? `does not hold its typical value, ${words(place.field, typical)}` : null
}

/** The buyer's own range of a field; null: none. */
export const rangeOf = (scenario: Scenario, field: Field, workload = 0): Range | null => scenario.ranges[fieldPath(field, workload)] ?? null

const rangesWithout = (scenario: Scenario, isGone: (path: string) => boolean): Scenario['ranges'] =>
  Object.fromEntries(Object.entries(scenario.ranges).filter(([path]) => !isGone(path)))

/** A copy with other ranges; one that is null is taken out. */
export const withRanges = (scenario: Scenario, changed: Readonly<Record<string, Range | null>>): Scenario => {
  const added = Object.entries(changed).flatMap(([path, range]) => (range === null ? [] : [[path, [range[0], range[1]]] as const]))
  if (added.length === 0 && !Object.keys(changed).some((path) => Object.hasOwn(scenario.ranges, path))) return scenario
  const kept = rangesWithout(scenario, (path) => Object.hasOwn(changed, path))
  return { ...scenario, ranges: { ...kept, ...Object.fromEntries(added) } as Scenario['ranges'] }
}

/** A copy with a number and its range. Null as a range: the number is certain. */
export const setRanged = (scenario: Scenario, field: Field, value: number, range: Range | null, workload = 0): Scenario =>
  withRanges(setField(scenario, field, value, workload), { [fieldPath(field, workload)]: range })

/** Ranges after a workload was taken out: those of later ones move up. */
export const rangesWithoutWorkload = (ranges: Scenario['ranges'], index: number): Scenario['ranges'] =>
  Object.fromEntries(
    Object.entries(ranges).flatMap(([path, range]) => {
      const [, at, rest] = /^workloads\.(\d)\.(.*)$/.exec(path) ?? []
      if (at === undefined || Number(at) < index) return [[path, range]]
      return Number(at) === index ? [] : [[`workloads.${Number(at) - 1}.${rest}`, range]]
    }),
  )

/** Ranges that can stand, and a sentence for each that cannot. */
export const settleRanges = (
  scenario: Scenario,
): { readonly ranges: Scenario['ranges']; readonly changes: readonly { field: string; text: string }[] } => {
  const changes = Object.entries(scenario.ranges).flatMap(([path, range]) => {
    const why = misfit(scenario, path, range)
    if (why === null) return []
    const field = findRange(path)?.field
    const named = field ? `The range ${rangeWords(field, range)} of ${field.label.toLowerCase()}` : `The range of ${path.slice(0, 60)}`
    return [{ field: path, text: `${named} ${why}: it is left out.` }]
  })
  if (changes.length === 0) return { ranges: scenario.ranges, changes }
  const gone = new Set(changes.map(({ field }) => field))
  return { ranges: rangesWithout(scenario, (path) => gone.has(path)), changes }
}
