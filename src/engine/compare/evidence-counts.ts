/** How well the values behind the verdict are known, and how old the oldest price is: read off the explanations of both options. */
import { walk } from '../explanation/leaves.ts'
import type { Explained } from '../explain.ts'
import type { Comparison, EvidenceItem, OptionResult } from '../result.ts'
import { ageDays } from './dates.ts'

/** An option's explanation. */
export interface ExplainedOption {
  readonly optionId: string
  readonly node: Explained
}

/** Each field and datum once, however often it is used. Definitions and constants of the method are not listed. */
export const evidenceOf = (explained: readonly ExplainedOption[]): readonly EvidenceItem[] => {
  const seen = new Map<string, EvidenceItem>()
  for (const { optionId, node: root } of explained)
    walk(root, ({ label, origin }) => {
      if ((origin.kind !== 'input' && origin.kind !== 'datum') || origin.basis === 'definition') return
      const path = origin.kind === 'input' ? origin.field : null
      const key = path === null ? `datum ${origin.source} ${label}` : `field ${path}`
      if (!seen.has(key)) seen.set(key, { label, basis: origin.basis, path, source: origin.source, optionId })
    })
  return [...seen.values()]
}

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
