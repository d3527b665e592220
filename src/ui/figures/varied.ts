/** What the tornado needs beside the comparison: what each input would change, where its value is from, and the way to its field. */
import type { OddsInput, Sensitivity } from '../../engine/odds/odds-result.ts'
import { getField } from '../../scenario/fields.ts'
import type { AppState } from '../../state/app-state.svelte.ts'
import { basisShown } from '../fields/field-view.ts'
import { fieldOfInput, goToInput } from '../fields/go-to-input.ts'
import type { InputOrigin } from './tornado-table.ts'

export interface Varied {
  readonly sensitivity: Sensitivity
  /** belongs to earlier values */
  readonly held: boolean
  /** ranges as drawn for the odds */
  readonly inputs: readonly OddsInput[]
  readonly originOf: (path: string) => InputOrigin | null
  readonly ongo: (path: string) => void
}

/** Of a field: whose value it is and why; null for what is no field. */
const originOf =
  (app: AppState) =>
  (path: string): InputOrigin | null => {
    const place = fieldOfInput(path)
    if (place === null || place.field.kind === 'record') return null
    const workload = place.workload ?? 0
    const value = getField(app.scenario, place.field, workload)
    const usual = app.usualOf(place.field, workload)
    const basis = basisShown(place.field, value, usual.value, usual.basis)
    return { basis, reason: basis === usual.basis ? usual.reason : 'Entered by you.' }
  }

export const variedOf = (app: AppState): Varied | null =>
  app.sensitivity === null
    ? null
    : {
        sensitivity: app.sensitivity,
        held: app.sensitivityHeld,
        inputs: app.odds?.inputs ?? [],
        originOf: originOf(app),
        ongo: (path) => goToInput(app, path),
      }
