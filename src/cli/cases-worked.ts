/** Published worked examples against what the engine's functions make of their inputs; to the digits that were written down. */
import { isRecord, messageOf, type CaseResult } from './case-result.ts'
import { InputError } from './read-input.ts'
import { recompute } from './worked/recompute.ts'

/** Half a unit of the last digit a number was written with. */
const roundingOf = (value: number): number => {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
  return 0.5 * 10 ** -decimals * (1 + 1e-6) + Math.abs(value) * 1e-9
}

/** Figures that both have, paired; what the engine does not compute is not compared. */
const paired = (expected: unknown, got: unknown): { readonly expected: number; readonly got: unknown }[] => {
  if (typeof expected === 'number') return got === undefined ? [] : [{ expected, got }]
  if (Array.isArray(expected)) return Array.isArray(got) ? expected.flatMap((value, index) => paired(value, got[index])) : []
  if (!isRecord(expected) || !isRecord(got)) return []
  return Object.entries(expected).flatMap(([key, value]) => paired(value, Object.hasOwn(got, key) ? got[key] : undefined))
}

const runCase = (item: Readonly<Record<string, unknown>>): CaseResult => {
  const id = String(item['id'])
  const { inputs, recomputed: expected } = item
  if (!isRecord(inputs) || !isRecord(expected))
    return { id, passed: true, expected, got: null, skipped: 'it has no inputs to compute from' }
  const published = isRecord(item['published']) ? item['published'] : {}
  try {
    const got = recompute({ inputs, published, recomputed: expected })
    if (got === null) return { id, passed: true, expected, got, skipped: 'the engine computes no such figure from these inputs' }
    const pairs = paired(expected, got)
    if (pairs.length === 0) return { id, passed: true, expected, got, skipped: 'none of its figures is one the engine computes' }
    const passed = pairs.every((pair) => typeof pair.got === 'number' && Math.abs(pair.got - pair.expected) <= roundingOf(pair.expected))
    return { id, passed, expected, got }
  } catch (error) {
    return { id, passed: false, expected, got: { error: messageOf(error) } }
  }
}

/** @throws InputError if the file is not `{cases: [{id, inputs, recomputed}]}` */
export const runWorkedCases = (json: unknown): CaseResult[] => {
  const cases = isRecord(json) ? json['cases'] : undefined
  if (!Array.isArray(cases)) throw new InputError('"cases" is not a list')
  return cases.map((item: unknown, index) => {
    if (!isRecord(item)) throw new InputError(`case ${index + 1}: is not an object`)
    return runCase(item)
  })
}
