/** Under which field does the page say that the answer flips, and at which value? */
import type { Sensitivity } from '../../engine/odds/odds-result.ts'
import { fieldPath } from '../../scenario/fields.ts'
import type { Field } from '../../scenario/field.ts'
import { inputText } from './input-words.ts'

/** `The answer flips at 0.031.`; null: it flips at no value searched, or nobody has looked. */
export const flipWords = (sensitivity: Sensitivity | null, field: Field, workload: number): string | null => {
  // its curve shows it
  if (field.path === 'requestsPerMonth') return null
  const path = fieldPath(field, workload)
  const flips = sensitivity?.bars.find((bar) => bar.path === path)?.flipsAt ?? []
  if (flips.length === 0) return null
  const values = flips.map((value) => inputText(path, value))
  return `The answer flips at ${values.length === 1 ? values[0] : `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`}.`
}
