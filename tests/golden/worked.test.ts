/**
 * Published worked examples, one by one: the engine's figures against those computed when the examples were collected, against a sum that
 * can be done by hand, and the verdict of docs/WORKED-EXAMPLES.md against that of the collectors.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../scripts/worked-examples/reading.ts'
import { workedExamples } from '../../scripts/worked-examples/worked-examples.ts'
import { runWorkedCases } from '../../src/cli/cases-worked.ts'
import { evaluate, parseExpression } from '../helpers/expression.ts'

const json: unknown = JSON.parse(readFileSync(new URL('./worked-examples.json', import.meta.url), 'utf8'))

/** Examples whose inputs are in part not public, or that need a notion the engine does not have. */
const NOT_EXPRESSIBLE = new Set(['alphaone-macrs', 'semianalysis-mtp', 'patil-concurrency', 'curcio-lcoai'])

/** What the collectors found, in the page's words; they call `partial-inputs` what can be checked in part. */
const expectedVerdict = (id: string, collected: string): Verdict => {
  if (NOT_EXPRESSIBLE.has(id)) return 'not expressible'
  const wrong = ['does-not-reproduce', 'reproduces-but-wrong-model', 'reproduces-except-gemini']
  return wrong.includes(collected) ? 'refuted' : 'reproduced'
}

describe('published worked examples', () => {
  const results = new Map(runWorkedCases(json).map((result) => [result.id, result]))
  const examples = workedExamples()

  it('are all there, and all but two are put through the engine', () => {
    expect(examples).toHaveLength(36)
    expect([...results.values()].filter((result) => result.skipped !== undefined).map(({ id }) => id)).toEqual([
      'alphaone-macrs',
      'semianalysis-mtp',
    ])
  })

  it.each(examples.map((example) => [example.collected.id, example] as const))('%s', (id, { collected, rows, reading, verdict }) => {
    const { passed, expected, got } = results.get(id)!
    if (!passed) expect(got).toEqual(expected)
    for (const { what, ours, sum } of rows) {
      if (sum === null) continue
      const byHand = evaluate(parseExpression(sum), {})
      expect(Math.abs((ours as number) - byHand), what).toBeLessThanOrEqual(1e-9 * Math.abs(byHand))
    }
    expect(verdict).toBe(expectedVerdict(id, collected.verdict))
    if (verdict === 'refuted') expect(reading.right).toBeDefined()
  })
})
