/**
 * Random whole scenarios for property tests: every field is a default, a plausible value, an end of its bounds or anything
 * between them, so that wild values meet tame ones. All are valid and free of contradictions.
 */
import * as fc from 'fast-check'
import { settle } from '../../src/scenario/consistency.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import type { Field, FieldValue, Known } from '../../src/scenario/field.ts'
import { fieldPath, getField, MAX_WORKLOADS, scenarioFields, workloadFields } from '../../src/scenario/fields.ts'
import { findRange, typicalAt, withRanges } from '../../src/scenario/ranges.ts'
import type { Scenario, Workload } from '../../src/scenario/schema.ts'

/** what a name may not hold; such text is tested as a fragment instead */
const UNFIT = /[\p{C}\u2028\u2029]/gu

/** Even steps: fast-check's own doubles are mostly tiny ones. */
const steps = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000)

const anyNumber = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: steps.map((u) => (min >= 0 && max > 10 ? max ** u - 1 + min : min + (max - min) * u)),
    },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
    { weight: 1, arbitrary: fc.double({ min, max, noNaN: true }) },
  )

const numberOf = (field: Field): fc.Arbitrary<number> => {
  const [min, max] = [field.min as number, field.max as number]
  const number =
    field.kind === 'integer'
      ? fc.oneof({ weight: 4, arbitrary: fc.integer({ min, max: Math.min(max, 4 + min) }) }, fc.integer({ min, max }))
      : anyNumber(min, max)
  // −0 is 0 in a link
  return number.map((value) => Math.min(max, Math.max(min, value)) + 0)
}

const idsOf = (field: Field, known: Known): readonly string[] => [...((field.known === null ? undefined : known[field.known]) ?? [])]

const textOf = (field: Field): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => [...text.replace(UNFIT, '')].slice(0, field.max ?? 80).join(''))

const recordOf = (field: Field, known: Known): fc.Arbitrary<Record<string, number>> => {
  const endings = field.keyEndings.length === 0 ? [''] : field.keyEndings.map((ending) => `.${ending}`)
  const key = fc.tuple(fc.constantFrom(...idsOf(field, known)), fc.constantFrom(...endings)).map((parts) => parts.join(''))
  return fc
    .array(fc.tuple(key, anyNumber(field.min as number, field.max as number)), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries))
}

const valueOf = (field: Field, known: Known): fc.Arbitrary<FieldValue> => {
  switch (field.kind) {
    case 'number':
    case 'percent':
    case 'integer':
      return numberOf(field)
    case 'toggle':
      return fc.boolean()
    case 'month':
      return fc
        .tuple(fc.integer({ min: 2025, max: 2031 }), fc.integer({ min: 1, max: 12 }))
        .map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`)
    case 'text':
      return textOf(field)
    case 'list':
      return fc.oneof(
        ...field.listWords.map((word) => fc.constant(word)),
        fc.uniqueArray(fc.constantFrom(...idsOf(field, known)), { maxLength: 6 }),
      )
    case 'record':
      return recordOf(field, known)
    case 'choice': {
      const values = field.choices
        ? field.choices.map(({ value }) => value)
        : [...(field.nullWord === null ? [] : [null]), ...idsOf(field, known)]
      return fc.constantFrom(...values)
    }
  }
}

/** Most fields stay at their default, as in what people enter. */
const valuesOf = (fields: readonly Field[], known: Known): fc.Arbitrary<Record<string, FieldValue>> => {
  const usual = defaultScenario()
  return fc.record(
    Object.fromEntries(
      fields.map((field) => [
        field.path,
        fc.oneof({ weight: 3, arbitrary: fc.constant(getField(usual, field)) }, { weight: 2, arbitrary: valueOf(field, known) }),
      ]),
    ),
  )
}

const pathsOf = (scenario: Scenario): readonly string[] => [
  ...scenarioFields.flatMap((field) =>
    field.kind === 'record' ? Object.keys(getField(scenario, field) as object).map((key) => `${field.path}.${key}`) : [field.path],
  ),
  ...scenario.workloads.flatMap((_, workload) => workloadFields.map((field) => fieldPath(field, workload))),
]

/** A few of the numbers that may be ranges become some, around their value or with equal ends. */
const withSomeRanges = (scenario: Scenario): fc.Arbitrary<Scenario> => {
  const places = pathsOf(scenario).flatMap((path) => {
    const place = findRange(path)
    const typical = place && typicalAt(scenario, place)
    return place && typeof typical === 'number' ? [{ path, field: place.field, typical }] : []
  })
  const range = fc.tuple(fc.constantFrom(...places), steps, steps).map(([{ path, field, typical }, down, up]) => {
    const [min, max] = [field.min as number, field.max as number]
    return [path, [Math.max(min, typical - (typical - min) * down), Math.min(max, typical + (max - typical) * up)]] as const
  })
  const none = fc.constant<readonly (readonly [string, readonly [number, number]])[]>([])
  return fc
    .oneof({ weight: 2, arbitrary: none }, { weight: 1, arbitrary: fc.array(range, { maxLength: 6 }) })
    .map((ranges) => settle(withRanges(scenario, Object.fromEntries(ranges))).scenario)
}

/** `known`: the ids to choose from; each of its sets must have members. */
export const arbitraryScenario = (known: Required<Omit<Known, 'renamed'>>, mostWorkloads = MAX_WORKLOADS): fc.Arbitrary<Scenario> => {
  const workload = valuesOf(workloadFields, known) as unknown as fc.Arbitrary<Workload>
  const workloads = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(workload) },
    { weight: 1, arbitrary: fc.array(workload, { minLength: 1, maxLength: mostWorkloads }) },
  )
  return fc
    .tuple(valuesOf(scenarioFields, known), workloads)
    .map(([values, list]) => settle({ ...values, workloads: list, ranges: {} } as unknown as Scenario).scenario)
    .chain(withSomeRanges)
}
