/** How well are the values behind the verdict known, and how old is the oldest price? */
import type { Comparison, EvidenceItem, OptionResult } from '../result.ts'
import { ageDays } from './dates.ts'

export const basisCounts = (evidence: readonly EvidenceItem[]): Comparison['basisCounts'] => {
  const counts = { measured: 0, quoted: 0, estimated: 0, assumed: 0, yours: 0 }
  for (const { basis } of evidence) counts[basis]++
  return counts
}

/** Of the options of the verdict; null if no date is known to the month. */
export const oldestPriceOf = (options: readonly OptionResult[], asOf: string): Comparison['oldestPrice'] => {
  let oldest: Comparison['oldestPrice'] = null
  for (const option of options) {
    if (option.oldestPrice === null) continue
    const age = ageDays(option.oldestPrice, asOf)
    if (age !== null && (oldest === null || age > oldest.ageDays)) oldest = { date: option.oldestPrice, label: option.name, ageDays: age }
  }
  return oldest
}
