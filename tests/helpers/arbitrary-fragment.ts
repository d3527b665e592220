/** Random and mutated URL fragments, and what must hold for every one of them. */
import { deepStrictEqual, ok } from 'node:assert/strict'
import * as fc from 'fast-check'
import type { Known } from '../../src/scenario/field.ts'
import { fieldKey, scenarioFields, workloadFields } from '../../src/scenario/fields.ts'
import { readLink, writeLink } from '../../src/scenario/link.ts'
import { scenarioSchema, type Scenario } from '../../src/scenario/schema.ts'

const keys = [
  ...scenarioFields.map((field) => field.id),
  ...workloadFields.flatMap((field) => [fieldKey(field, 0), fieldKey(field, 1), `w9.${field.id}`, field.path]),
  ...['v', 'data', 'workloads', 'z', '', '__proto__', 'w1.__proto__', 'valueOf', 'constructor', 'w1.toString', 'hasOwnProperty'],
]

const values = [
  ...[
    '0',
    '1',
    '-1',
    '0.5',
    '-0',
    '1e999',
    '1e-400',
    '2.5M',
    '40k',
    '35+%25',
    '1,5',
    '220–420',
    '220~420',
    '220~300~420',
    '9~1',
    '1~2~3~4',
    '~',
    '0.2~0.5',
    'EUR:1~2',
    'NaN',
    'Infinity',
    '0x10',
    '٣',
    '',
  ],
  ...['automatic', 'none', 'all', 'all,', ',', ',,', 'on', 'off', '2026-12', '2026-13', '9999-12', '2026-11-23'],
  ...[
    '%',
    '%E0%A4%A',
    '%00',
    '%ud800',
    '\ud800',
    '\u202e',
    '__proto__',
    '__proto__:1',
    'constructor',
    'EUR:1',
    'EUR:0,USD:2',
    'a:b:c',
    ':',
    '🜁',
  ],
]

const part = (ids: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...keys) }, { weight: 1, arbitrary: fc.string() }),
      fc.oneof(fc.constantFrom(...values), fc.constantFrom(...ids), fc.string(), fc.double().map(String), fc.integer().map(String)),
    )
    .map(([key, value]) => `${key}=${value}`)

type Mutation = readonly [kind: number, at: number, text: string]

const mutate = (fragment: string, [kind, at, text]: Mutation): string => {
  const place = Math.floor(at * (fragment.length + 1))
  const parts = fragment.split('&')
  const chosen = Math.floor(at * parts.length)
  switch (kind) {
    case 0:
      return fragment.slice(0, place) + text + fragment.slice(place)
    case 1:
      return fragment.slice(0, place) + fragment.slice(place + 1)
    case 2:
      return fragment.slice(0, place)
    case 3:
      return [...parts, parts[chosen] ?? ''].join('&')
    case 4:
      return [...parts.slice(0, chosen), ...parts.slice(chosen + 1)].join('&')
    case 5:
      return parts.toReversed().join('&')
    default:
      return fragment.slice(0, place) + text + fragment.slice(place + text.length)
  }
}

const mutation: fc.Arbitrary<Mutation> = fc.tuple(
  fc.integer({ min: 0, max: 6 }),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.oneof(fc.constantFrom(...values, '&', '=', '&&', '#', '+'), fc.string({ maxLength: 4, unit: 'binary' })),
)

/** Half are made of parts, some are any text, the rest are links of real scenarios with up to four faults. */
export const arbitraryFragment = (scenario: fc.Arbitrary<Scenario>, known: Required<Omit<Known, 'renamed'>>): fc.Arbitrary<string> => {
  const ids = Object.values(known).flatMap((set) => [...set].slice(0, 20))
  const mutated = fc
    .tuple(
      scenario.map((s) => writeLink(s)),
      fc.array(mutation, { maxLength: 4 }),
    )
    .map(([link, faults]) => faults.reduce(mutate, link))
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(part(ids), { maxLength: 8 }).map((parts) => parts.join('&')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 4, arbitrary: mutated },
  )
}

/** @throws AssertionError unless the fragment reads to a valid scenario that comes back from its own link */
export const checkFragment = (fragment: string, known: Known): void => {
  const { scenario, lost } = readLink(fragment, known)
  const parsed = scenarioSchema.safeParse(scenario)
  ok(parsed.success, `no valid scenario from ${JSON.stringify(fragment)}: ${JSON.stringify(parsed.error?.issues)}`)
  for (const { text } of lost) ok(text.endsWith('.'), `no sentence: ${text}`)
  const again = readLink(writeLink(scenario), known)
  deepStrictEqual(again.scenario, scenario)
  deepStrictEqual(again.lost, [])
}
