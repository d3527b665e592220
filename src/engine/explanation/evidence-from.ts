/** Which values is the verdict made of, and how well is each known? Read off the explanations of both options. */
import type { EvidenceItem, OptionResult } from '../result.ts'
import { explainFirstMonth } from './explain-option.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { ASSUMED, walk, type BasisOf } from './leaves.ts'

/** Each field and datum once, however often it is used. Definitions and constants of the method are not listed. */
export const evidenceFrom = (
  options: readonly OptionResult[],
  given: Omit<ExplanationContext, 'basisOf'>,
  basisOf: BasisOf = ASSUMED,
): readonly EvidenceItem[] => {
  const seen = new Map<string, EvidenceItem>()
  for (const option of options) {
    const root = explainFirstMonth(option, { ...given, basisOf })
    if (root === null) continue
    walk(root, ({ label, origin }) => {
      if ((origin.kind !== 'input' && origin.kind !== 'datum') || origin.basis === 'definition') return
      const path = origin.kind === 'input' ? origin.field : null
      const key = path === null ? `datum ${origin.source} ${label}` : `field ${path}`
      if (!seen.has(key)) seen.set(key, { label, basis: origin.basis, path, source: origin.source, optionId: option.id })
    })
  }
  return [...seen.values()]
}
