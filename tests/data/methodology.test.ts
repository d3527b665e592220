/** docs/METHODOLOGY.md is what the engine does at this commit. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { METHODOLOGY, methodology } from '../../scripts/write-methodology.ts'

it('is what `npm run docs` writes from the chapters, the formulas and the measurements', async () => {
  expect(readFileSync(METHODOLOGY, 'utf8')).toBe(await methodology())
})
