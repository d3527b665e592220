/** Where does the buyer change an input that odds or sensitivity name by its path? */
import { findField } from '../../scenario/fields.ts'
import type { Field } from '../../scenario/field.ts'
import type { AppState } from '../../state/app-state.svelte.ts'
import { behind } from '../../state/scenario-edit.ts'
import { goToField } from './go-to-field.ts'

interface Place {
  readonly field: Field
  /** null: of the whole scenario */
  readonly workload: number | null
}

/** A price of one thing is changed in the record of such prices. Null: no field. */
export const fieldOfInput = (path: string): Place | null => {
  const place = behind(path, 0)
  if (place === null) return null
  if (place.kind === 'field') return { field: place.field, workload: place.field.scope === 'workload' ? place.workload : null }
  const found = findField(place.record)
  return found === null ? null : { field: found.field, workload: null }
}

export const goToInput = (app: AppState, path: string): void => {
  const place = fieldOfInput(path)
  if (place === null) return
  if (place.workload !== null) app.workload = place.workload
  void goToField(place.field, () => app.closeExplanation(false))
}
