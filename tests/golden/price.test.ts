/** Bills of single usages against other tools, to 1e-9 relative. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { runPriceCases } from '../../src/cli/cases-price.ts'

const json: unknown = JSON.parse(readFileSync(new URL('./price-cases.json', import.meta.url), 'utf8'))

describe('golden price cases', () => {
  const results = runPriceCases(json, loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url))))
  it('are all there', () => expect(results).toHaveLength(30))
  it.each(results.map((result) => [result.id, result] as const))('%s', (_id, { passed, expected, got }) => {
    if (!passed) expect(got).toBe(expected)
    expect(passed).toBe(true)
  })
})
