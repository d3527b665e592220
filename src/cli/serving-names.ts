/** Finds models, GPUs, engines and precisions by the names people and benchmark files give them; a miss says what was not found. */
import type { Architecture, Catalogue, Gpu } from '../catalogue/schema.ts'
import { refuse, type Refusal } from '../engine/serving/refusal.ts'

const folded = (name: string): string => name.trim().toLowerCase()

/** By canonical id, display name, architecture name or Hugging Face repository, in any case. */
export const findArchitecture = (catalogue: Catalogue, name: string): Architecture | Refusal => {
  const wanted = folded(name)
  if (wanted === '') return refuse('model', 'model is empty.')
  const match = catalogue.models.find(
    ({ id, name: shown, architecture }) =>
      folded(id) === wanted ||
      folded(shown) === wanted ||
      (architecture !== null && (folded(architecture.name) === wanted || folded(architecture.hf ?? '') === wanted)),
  )
  if (match === undefined) return refuse('model', `Unknown model "${name}".`)
  if (match.architecture === null)
    return refuse('model', `${match.name} cannot be sized. ${match.architectureMissing ?? 'Its architecture is not known.'}`)
  return match.architecture
}

/** By the serving system (`h100`), GPU id (`h100-sxm`) or name, in any case. */
export const findSystem = (catalogue: Catalogue, name: string): Gpu | Refusal => {
  const wanted = folded(name)
  if (wanted === '') return refuse('system', 'system is empty.')
  const match =
    catalogue.gpus.find((gpu) => folded(gpu.serving?.system ?? '') === wanted) ??
    catalogue.gpus.find((gpu) => folded(gpu.id) === wanted || folded(gpu.name) === wanted)
  return match ?? refuse('system', `Unknown GPU system "${name}".`)
}
