/** Published worked examples, as recomputed from their printed inputs, against the engine's functions. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runWorkedCases } from '../../src/cli/cases-worked.ts'

const json: unknown = JSON.parse(readFileSync(new URL('./worked-examples.json', import.meta.url), 'utf8'))

describe('published worked examples', () => {
  const results = runWorkedCases(json)
  const counted = results.filter((result) => result.skipped === undefined)
  it('are mostly ones the engine can express', () => expect(counted.length).toBeGreaterThanOrEqual(28))
  it.each(counted.map((result) => [result.id, result] as const))('%s', (_id, { passed, expected, got }) => {
    if (!passed) expect(got).toEqual(expected)
    expect(passed).toBe(true)
  })
})
