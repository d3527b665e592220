/** Puts golden finance cases through the engine (`tests/golden/finance-cases.md`). A kind the engine does not know fails by name. */
import { agrees, isRecord, messageOf, type CaseResult, type Tolerance } from './case-result.ts'
import { comparison } from './finance/comparison/comparison.ts'
import { DEMAND_KINDS } from './finance/demand-kinds.ts'
import { FLEET_KINDS } from './finance/fleet-kinds.ts'
import { MONEY_KINDS } from './finance/money-kinds.ts'
import { ODDS_KINDS } from './finance/odds-kinds.ts'
import { OWNED_KINDS } from './finance/owned-kinds.ts'
import { InputError } from './read-input.ts'

const KINDS: Readonly<Record<string, (inputs: never) => unknown>> = {
  ...DEMAND_KINDS,
  ...FLEET_KINDS,
  ...MONEY_KINDS,
  ...OWNED_KINDS,
  ...ODDS_KINDS,
  comparison,
}
const TOKEN_KINDS: readonly unknown[] = ['plain', 'read', 'write', 'out']
const DEFAULT_TOLERANCE: Tolerance = { rel: 1e-9, abs: 1e-9 }

const UNKNOWN_PRICE = 'unknown price: '

/** Of a `notPossible`, only the token kind is compared, not the sentence; anywhere in what is expected. */
const withoutSentences = (expected: unknown, got: unknown): unknown => {
  if (Array.isArray(expected)) return expected.map((value, index) => withoutSentences(value, Array.isArray(got) ? got[index] : undefined))
  if (!isRecord(expected)) return expected
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => {
      const other = isRecord(got) ? got[key] : undefined
      const namesKind = TOKEN_KINDS.includes(value) || (typeof value === 'string' && value.startsWith(UNKNOWN_PRICE))
      if (key === 'notPossible' && !namesKind && typeof other === 'string') return [key, other]
      return [key, withoutSentences(value, other)]
    }),
  )
}

const toleranceOf = (value: unknown): Tolerance =>
  isRecord(value) && typeof value['rel'] === 'number' && typeof value['abs'] === 'number'
    ? { rel: value['rel'], abs: value['abs'] }
    : DEFAULT_TOLERANCE

const runCase = (kind: unknown, inputs: unknown): unknown => {
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind)) return { error: `unknown kind ${JSON.stringify(kind)}` }
  try {
    return KINDS[kind]!(inputs as never)
  } catch (error) {
    return { error: messageOf(error) }
  }
}

/** @throws InputError if the file is not `{cases: [{id, kind, inputs, expected}]}` */
export const runFinanceCases = (json: unknown): CaseResult[] => {
  const cases = isRecord(json) ? json['cases'] : undefined
  if (!Array.isArray(cases)) throw new InputError('"cases" is not a list')
  return cases.map((item: unknown, index) => {
    if (!isRecord(item) || !isRecord(item['inputs']) || !isRecord(item['expected']))
      throw new InputError(`case ${index + 1}: needs id, kind, inputs and expected`)
    const got = runCase(item['kind'], item['inputs'])
    const expected = withoutSentences(item['expected'], got)
    return {
      id: String(item['id']),
      passed: !isRecord(got) || !('error' in got) ? agrees(expected, got, toleranceOf(item['tolerance'])) : false,
      expected: item['expected'],
      got,
    }
  })
}
