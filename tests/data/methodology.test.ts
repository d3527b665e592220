/** The documents that are written from the code say what it does at this commit. `npm run docs` mends them. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { README, readmeWithExample } from '../../scripts/write-example.ts'
import { METHODOLOGY, methodology } from '../../scripts/write-methodology.ts'
import { WORKED_EXAMPLES, workedExamplesPage } from '../../scripts/write-worked-examples.ts'

describe('what `npm run docs` writes', () => {
  it('is docs/METHODOLOGY.md: chapters, formulas and the measured accuracy', async () => {
    expect(readFileSync(METHODOLOGY, 'utf8')).toBe(await methodology())
  })

  it('is docs/WORKED-EXAMPLES.md: what others published, reproduced or refuted', async () => {
    expect(readFileSync(WORKED_EXAMPLES, 'utf8')).toBe(await workedExamplesPage())
  })

  it('is the worked example of README.md', async () => {
    expect(readFileSync(README, 'utf8')).toBe(await readmeWithExample())
  })
})
