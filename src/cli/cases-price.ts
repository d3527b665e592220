/** Prices the golden usages of other tools and compares to 1e-9 relative. */
import type { Catalogue } from '../catalogue/schema.ts'
import { agrees, isRecord, type CaseResult, type Tolerance } from './case-result.ts'
import { priceUsage } from './price.ts'
import { InputError } from './read-input.ts'

const TOLERANCE: Tolerance = { rel: 1e-9, abs: 0 }

/** @throws InputError if the file is not a list of `{id, usage, at, expectedUSD}` */
export const runPriceCases = (json: unknown, catalogue: Catalogue): CaseResult[] => {
  if (!Array.isArray(json)) throw new InputError('is not a list of cases')
  return json.map((item: unknown, index) => {
    if (!isRecord(item) || typeof item['expectedUSD'] !== 'number') throw new InputError(`case ${index + 1}: "expectedUSD" is not a number`)
    const answer = priceUsage(item, catalogue)
    const got = 'usd' in answer ? answer.usd : answer
    const id = `${String(item['n'] ?? index + 1)} ${String(item['id'])} ${String(item['kind'] ?? '')}`.trim()
    return { id, passed: agrees(item['expectedUSD'], got, TOLERANCE), expected: item['expectedUSD'], got }
  })
}
