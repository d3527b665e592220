/** One field on the page: its value, the text being typed, what is wrong with it, and the way back. */
import type { ExplainedBasis } from '../../engine/explain.ts'
import type { Choice, Field, FieldValue } from '../../scenario/field.ts'
import { fieldText, valueWords } from '../../scenario/field-text.ts'
import { getField } from '../../scenario/fields.ts'
import { parseNumber } from '../../scenario/parse-number.ts'
import type { AppState, EditKind } from '../../state/app-state.svelte.ts'
import { controlId } from './control-id.ts'
import { backWords, basisShown, choicesOf, sameValue } from './field-view.ts'
import { limitsOf } from './limits.ts'

export class FieldState {
  readonly field: Field
  readonly #app: AppState
  /** what is in the control while it has the focus or cannot be read */
  #draft = $state<string | null>(null)
  #typing = $state(false)

  constructor(app: AppState, field: Field) {
    this.#app = app
    this.field = field
  }

  /** id of the control */
  get key(): string {
    return controlId(this.field)
  }
  get #workload(): number {
    return Math.min(this.#app.workload, this.#app.scenario.workloads.length - 1)
  }
  get value(): FieldValue {
    return getField(this.#app.scenario, this.field, this.#workload)
  }
  get #usual() {
    return this.#app.usualOf(this.field, this.#workload)
  }
  get changed(): boolean {
    return this.field.path !== 'preset' && !sameValue(this.value, this.#usual.value)
  }
  get basis(): ExplainedBasis {
    return basisShown(this.field, this.value, this.#usual.value, this.#usual.basis)
  }
  get reason(): string {
    return this.changed ? '' : this.#usual.reason
  }
  get back(): string {
    return backWords(this.field, this.#usual.value, this.choices)
  }
  get choices(): readonly Choice[] {
    return choicesOf(this.field, this.#app.catalogue)
  }
  get error(): string | null {
    return this.#app.unread.get(this.key) ?? null
  }
  get usedMeanwhile(): string {
    return valueWords(this.field, this.value)
  }
  /** the text in the control */
  get text(): string {
    if (this.#draft !== null && (this.#typing || this.error !== null)) return this.#draft
    return typeof this.value === 'number' ? fieldText(this.field, this.value) : String(this.value ?? '')
  }

  /** Reads a number as it is typed; what cannot be read stays in the control and says why. */
  typeNumber(text: string): void {
    this.#typing = true
    this.#draft = text
    const read = parseNumber(text, this.field, limitsOf(this.field, this.#app.scenario, this.#workload))
    this.#app.setUnread(this.key, 'error' in read ? read.error : null)
    if ('value' in read) this.set(read.value, 'typing')
  }
  typeText(text: string): void {
    this.#typing = true
    this.#draft = text
    this.set(text, 'typing')
  }
  /** The control was left, or Enter pressed: what was typed becomes a step back. */
  finish(): void {
    if (!this.#typing) return
    this.#typing = false
    if (this.error === null) this.#app.commit()
  }
  /** A month as the browser's own control gives it; an emptied control changes nothing. */
  setMonth(text: string): void {
    const read = /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
    this.#app.setUnread(this.key, read ? null : 'This is not a month. Write it as 2026-12.')
    if (read) this.set(text)
  }
  set(value: FieldValue, kind: EditKind = 'committed'): void {
    if (kind === 'committed') this.#app.setUnread(this.key, null)
    this.#app.setField(this.field, value, kind)
  }
  reset(): void {
    this.#typing = false
    this.set(this.#usual.value)
  }
}
