/** One field on the page: its value, the text being typed, what is wrong with it, and the way back. */
import type { ExplainedBasis } from '../../engine/explain.ts'
import type { Choice, Field, FieldValue } from '../../scenario/field.ts'
import { fieldText, valueWords } from '../../scenario/field-text.ts'
import { getField } from '../../scenario/fields.ts'
import { parseNumber } from '../../scenario/parse-number.ts'
import { rangeOf, rangeText, rangeWords, type Range } from '../../scenario/ranges.ts'
import { isWithoutRules } from '../../scenario/rule-presets.ts'
import type { AppState, EditKind } from '../../state/app-state.svelte.ts'
import { controlId } from './control-id.ts'
import { backWords, basisShown, choicesOf, sameValue } from './field-view.ts'
import { flipWords } from './flip-words.ts'
import { limitsOf } from './limits.ts'

const SHOWN_DIGITS = 3
/** letters that a short control shows */
const SHORT_TEXT = 16

export class FieldState {
  readonly field: Field
  readonly #app: AppState
  /** what is in the control while it has the focus or cannot be read */
  #draft = $state<string | null>(null)
  #typing = $state(false)
  /** the control had the focus: what the odds do with the field stays in view, as a line that goes would move what is below */
  visited = $state(false)

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
    return this.field.path !== 'preset' && (this.range !== null || !sameValue(this.value, this.#usual.value))
  }
  /** the buyer's own 80 % range */
  get range(): Range | null {
    return this.field.ranged ? rangeOf(this.#app.scenario, this.field, this.#workload) : null
  }
  /** what the odds draw; '': one number */
  get drawn(): string {
    if (typeof this.value === 'number' && this.range !== null) {
      const [low, high] = this.range
      return low === high
        ? 'Certain: the odds do not draw it.'
        : `An 80\u202f% range, typical ${this.#typical(this.value)}. The odds draw from it.`
    }
    const usual = this.#app.drawnByDefault(this.field, this.#workload)
    return usual === null ? '' : `The odds draw from ${rangeWords(this.field, usual)}.`
  }
  /** its text does not fit a short control */
  get wide(): boolean {
    return this.text.length > SHORT_TEXT
  }
  /** what stands in an empty control */
  get placeholder(): string {
    if (this.value !== null || this.field.nullWord === null) return ''
    const taken = this.#app.automaticOf(this.field)
    return taken === null ? this.field.nullWord : `${this.field.nullWord}: ${fieldText(this.field, taken)}`
  }
  get basis(): ExplainedBasis {
    // rules of the buyer's own are no preset
    if (this.field.path === 'rulePreset' && !isWithoutRules(this.#app.scenario)) return 'yours'
    return this.range !== null ? 'yours' : basisShown(this.field, this.value, this.#usual.value, this.#usual.basis)
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
    return this.range === null ? valueWords(this.field, this.value) : rangeWords(this.field, this.range)
  }
  /** at which value of this field the answer flips, as far as is worked out; may be of a moment ago */
  get flip(): string | null {
    return flipWords(this.#app.sensitivity, this.field, this.#workload)
  }
  /** the text in the control */
  get text(): string {
    if (this.#draft !== null && (this.#typing || this.error !== null)) return this.#draft
    if (typeof this.value !== 'number') return String(this.value ?? '')
    return this.range === null ? fieldText(this.field, this.value) : rangeText(this.field, this.value, this.range)
  }

  /** A computed middle has more digits than anybody wants to read. */
  #typical(value: number): string {
    return valueWords(this.field, Number(value.toPrecision(SHOWN_DIGITS)))
  }

  /** Reads a number or a range as it is typed, nothing as automatic; what cannot be read stays in the control and says why. */
  typeNumber(text: string): void {
    this.#typing = true
    this.#draft = text
    if (text.trim() === '' && this.field.nullWord !== null) {
      this.#app.setUnread(this.key, null)
      this.set(null, 'typing')
      return
    }
    const read = parseNumber(text, this.field, limitsOf(this.field, this.#app.scenario, this.#workload))
    this.#app.setUnread(this.key, 'error' in read ? read.error : null)
    if ('value' in read) this.set(read.value, 'typing', read.range ?? null)
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
  /** `range`: of the value or, with `key`, of that entry of a record. */
  set(value: FieldValue, kind: EditKind = 'committed', range: Range | null = null, key = ''): void {
    if (kind === 'committed') this.#app.setUnread(this.key, null)
    this.#app.setField(this.field, value, kind, range, key)
  }
  reset(): void {
    this.#typing = false
    this.set(this.#usual.value)
  }
}
