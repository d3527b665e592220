/** Which values behind the verdict are known this well, and where does each come from? */
import type { Source } from '../../catalogue/schema.ts'
import type { Comparison, EvidenceItem } from '../../engine/result.ts'
import { inputUnit } from '../fields/input-words.ts'
import { sourceWords } from './explanation-words.ts'
import { optionOf } from './verdict-sentence.ts'

export interface EvidenceRow extends Pick<EvidenceItem, 'label' | 'path' | 'optionId'> {
  /** the source, or for a field what its number counts; the option that rests on it for a datum */
  readonly where: string
}

const whereFrom = (item: EvidenceItem, comparison: Comparison, sources: readonly Source[]): string => {
  const source = item.source === null ? null : sourceWords(item.source, sources).title
  if (item.path !== null) return source ?? inputUnit(item.path)
  const option = optionOf(comparison, item.optionId)?.name ?? ''
  return source === null ? option : `${option}: ${source}`
}

export const evidenceRows = (comparison: Comparison, basis: EvidenceItem['basis'], sources: readonly Source[]): readonly EvidenceRow[] =>
  comparison.evidence
    .filter((item) => item.basis === basis)
    .map((item) => ({ label: item.label, path: item.path, optionId: item.optionId, where: whereFrom(item, comparison, sources) }))
