/** Is every figure of the curated folder still in data/, unaltered? (digests frozen from the originals by scripts/freeze-figures.mjs) */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DATA, digestOf, readBack } from './read-back.ts'

interface Frozen {
  files: Record<string, { figures: number; rows: Record<string, string> }>
  verbatim: Record<string, string>
}

const frozen = JSON.parse(readFileSync(join(import.meta.dirname, 'imported-figures.json'), 'utf8')) as Frozen
const found = readBack()

describe('figures imported from the curated data', () => {
  it.each(Object.entries(frozen.files))('%s: every row holds its numbers', (file, { figures, rows }) => {
    const now = Object.keys(rows).map((key) => ({ key, ...digestOf(found.get(file)?.get(key) ?? {}) }))
    expect(now.filter(({ key, digest }) => digest !== rows[key]).map(({ key }) => key)).toEqual([])
    expect(now.reduce((sum, row) => sum + row.figures, 0)).toBe(figures)
  })

  it.each(Object.entries(frozen.verbatim))('%s is the original, byte for byte', (file, sha256) => {
    expect(createHash('sha256').update(readFileSync(join(DATA, file))).digest('hex')).toBe(sha256)
  })
})
