/** How many more tokens does one kind of model write than another for the same answer (k of `method.md` 1)? Shown as a band; 1 is used until the buyer says otherwise. */
import type { Quality } from '../../catalogue/quality-schema.ts'

export interface VerbosityRange {
  /** what a comparison uses unless the buyer sets it */
  readonly used: 1
  /** output tokens of the candidate over those of the model counted with, at equal score; null: no figure for this pair */
  readonly range: { readonly low: number; readonly high: number } | null
  readonly source: string | null
  readonly checkedOn: string | null
  /** the source's caution; null where there is no figure */
  readonly note: string | null
}

/**
 * The published range is of open over proprietary models, so it says something only where one is open and the other is not.
 * `openWeights` null: not known.
 */
export const verbosityRange = (
  countedWith: { readonly openWeights: boolean | null },
  candidate: { readonly openWeights: boolean | null },
  { low, high, source, checkedOn, note }: Quality['verbosity'],
): VerbosityRange => {
  if (countedWith.openWeights === null || candidate.openWeights === null || countedWith.openWeights === candidate.openWeights)
    return { used: 1, range: null, source: null, checkedOn: null, note: null }
  return { used: 1, range: candidate.openWeights ? { low, high } : { low: 1 / high, high: 1 / low }, source, checkedOn, note }
}
