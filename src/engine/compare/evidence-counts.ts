/** How well the values behind the verdict are known, and how old the oldest price is: read off the explanations of both options. */
import { walk } from '../explanation/leaves.ts'
import type { Explained, ExplainedBasis } from '../explain.ts'
import type { Comparison, OptionResult } from '../result.ts'
import { ageDays } from './dates.ts'

/** Each field and datum counts once, however often it is used. Definitions and constants of the method are not counted. */
export const basisCounts = (explained: readonly Explained[]): Comparison['basisCounts'] => {
  const seen = new Set<string>()
  const counts = { measured: 0, quoted: 0, estimated: 0, assumed: 0, yours: 0 }
  const count = (key: string, basis: ExplainedBasis): void => {
    if (basis === 'definition' || seen.has(key)) return
    seen.add(key)
    counts[basis]++
  }
  for (const root of explained)
    walk(root, ({ label, origin }) => {
      if (origin.kind === 'input') count(`field ${origin.field}`, origin.basis)
      if (origin.kind === 'datum') count(`datum ${origin.source} ${label}`, origin.basis)
    })
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
