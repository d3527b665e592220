/** The engine against 107 worked cases of the method, computed by an independent reference (`finance-cases.md`). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runFinanceCases } from '../../src/cli/cases-finance.ts'

const json: unknown = JSON.parse(readFileSync(new URL('./finance-cases.json', import.meta.url), 'utf8'))

describe('golden finance cases', () => {
  const results = runFinanceCases(json)
  it('are all there', () => expect(results).toHaveLength(107))
  it.each(results.map((result) => [result.id, result] as const))('%s', (_id, { passed, expected, got }) => {
    // the diff is the message; what decides is the case's own tolerance
    if (!passed) expect(got).toEqual(expected)
    expect(passed).toBe(true)
  })
})
