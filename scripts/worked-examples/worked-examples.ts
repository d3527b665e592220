/** Every published example with its reading, the engine's figures and the verdict. */
import { readFileSync } from 'node:fs'
import { recompute } from '../../src/cli/worked/recompute.ts'
import type { Figures } from '../../src/cli/worked/arithmetic.ts'
import { OWNED_READINGS } from './owned-readings.ts'
import { valuesOf, verdictOf, type Reading, type Row, type Verdict } from './reading.ts'
import { RENTED_READINGS } from './rented-readings.ts'
import { TOKEN_READINGS } from './token-readings.ts'

/** As written down when the examples were collected; `verdict` is the collectors'. */
interface Collected {
  readonly id: string
  readonly source: string
  readonly url: string
  readonly source_date: string
  readonly verdict: string
  readonly inputs: Figures
  readonly published: Figures
  readonly recomputed: Figures
}

export interface WorkedExample {
  readonly collected: Collected
  readonly reading: Reading
  readonly rows: readonly Row[]
  readonly verdict: Verdict
}

const COLLECTED = new URL('../../tests/golden/worked-examples.json', import.meta.url)
const READINGS = new Map([...TOKEN_READINGS, ...RENTED_READINGS, ...OWNED_READINGS].map((reading) => [reading.id, reading]))

/** @throws Error if an example has no reading */
export const workedExamples = (): readonly WorkedExample[] => {
  const { cases } = JSON.parse(readFileSync(COLLECTED, 'utf8')) as { readonly cases: readonly Collected[] }
  return cases.map((collected) => {
    const reading = READINGS.get(collected.id)
    if (reading === undefined) throw new Error(`${collected.id}: nobody has read this example`)
    const rows = reading.rows(valuesOf(collected.inputs), valuesOf(collected.published), valuesOf(recompute(collected)))
    return { collected, reading, rows, verdict: verdictOf(reading, rows) }
  })
}
