/**
 * The one state of the page: what the buyer entered, the latest comparison, what the drawer explains, and the verbs that
 * change them. Everything else on the page is derived from it. It reaches components by context, never as a module's variable.
 */
import type { Catalogue, Preset } from '../catalogue/schema.ts'
import { automaticValue } from '../engine/compare/automatic-value.ts'
import type { Explained } from '../engine/explain.ts'
import type { Odds, Sensitivity } from '../engine/odds/odds-result.ts'
import type { Comparison } from '../engine/result.ts'
import type { RulePrices } from '../engine/rules/rule-result.ts'
import { US_DOLLAR, type Currency } from '../format/money.ts'
import type { Field, FieldValue } from '../scenario/field.ts'
import { settle } from '../scenario/consistency.ts'
import { defaultScenario, defaultWorkload } from '../scenario/defaults.ts'
import { fieldBasis, usualOf, type UsualValue } from '../scenario/field-basis.ts'
import { withCurrencyOfPlace } from '../scenario/currency-of-place.ts'
import { fieldPath, findField, MAX_WORKLOADS, setField } from '../scenario/fields.ts'
import { defaultRange } from '../scenario/odds-inputs.ts'
import { rangeOf, rangesWithoutWorkload, withRanges, type Range } from '../scenario/ranges.ts'
import { applyPreset, workloadFromPreset } from '../scenario/presets.ts'
import { applyRulePreset, isRulePreset, withRulesOfItsOwn } from '../scenario/rule-presets.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Engine, FigureTarget } from '../worker/protocol.ts'
import { withPrice, type PriceRecord } from './scenario-edit.ts'

/** `typing`: half of a change; `committed`: a step of the history; `read`: came from the address, which keeps its words. */
export type EditKind = 'typing' | 'committed' | 'read'

/** What could not be kept of a link, as sentences. */
export interface LinkReading {
  readonly scenario: Scenario
  readonly lost: readonly string[]
}

export interface Surroundings {
  readonly catalogue: Catalogue
  /** YYYY-MM-DD by the buyer's clock, for the age of prices */
  readonly today: string
  /** false: the browser refuses storage, so the theme is not kept */
  readonly storageAllowed: boolean
  readonly first: LinkReading
  /** the whole address of a scenario */
  readonly linkTo: (scenario: Scenario) => Promise<string>
  readonly copyText: (text: string) => Promise<void>
}

export interface Explanation {
  readonly target: FigureTarget
  /** keys from the root of the engine's answer to the number shown */
  readonly path: readonly string[]
  /** null: the engine has no explanation; undefined: asked, not answered yet */
  readonly root: Explained | null | undefined
}

/** The draws of an answer: none asked for yet or about to start, under way, all done, given up by the buyer, or broken. */
export type OddsRun =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly done: number; readonly draws: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string }

/** What starts and ends the slow work behind the answer. */
export interface OddsControl {
  readonly cancel: () => void
  readonly restart: () => void
}

export class AppState {
  readonly catalogue: Catalogue
  readonly today: string
  readonly storageAllowed: boolean

  /** null: still starting */
  engine = $state.raw<Engine | null>(null)
  edit: { readonly scenario: Scenario; readonly kind: EditKind }
  /** the latest answer and what it answers */
  result = $state.raw<{ readonly scenario: Scenario; readonly comparison: Comparison } | null>(null)
  /** the answer as the figures show it: a moment after the verdict, which does not wait for them */
  figures = $state.raw<Comparison | null>(null)
  /** the answer on the page belongs to earlier values, and has for longer than a blink */
  held = $state(false)
  failure = $state<string | null>(null)
  /** the latest odds and the scenario they belong to, which may be an earlier one than the answer's */
  drawn = $state.raw<{ readonly scenario: Scenario; readonly odds: Odds } | null>(null)
  /** what each input would change, likewise */
  varied = $state.raw<{ readonly scenario: Scenario; readonly sensitivity: Sensitivity } | null>(null)
  /** what each rule costs, likewise */
  ruled = $state.raw<{ readonly scenario: Scenario; readonly rulePrices: RulePrices } | null>(null)
  oddsRun = $state.raw<OddsRun>({ kind: 'waiting' })
  sensitivityFailure = $state<string | null>(null)
  lost = $state.raw<readonly string[]>([])
  /** what is wrong with the text of a field, by the field's key */
  unread = $state.raw<ReadonlyMap<string, string>>(new Map())
  /** the preset whose rules the buyer has since changed; null: none */
  lastRules = $state<string | null>(null)
  /** which workload the fields show */
  workload = $state(0)
  explanation = $state.raw<Explanation | null>(null)
  verdictInView = $state(true)
  copied = $state<'no' | 'yes' | 'refused'>('no')

  // by parts, so that an edit of anything else leaves the currency the same object and the figures as they are
  readonly #code = $derived(this.scenario.currency)
  readonly #perUsd = $derived.by(() => {
    const { rates } = this.scenario
    const listed = this.catalogue.currencies.rates.find(({ code }) => code === this.#code)?.perUsd
    return (Object.hasOwn(rates, this.#code) ? rates[this.#code] : undefined) ?? listed
  })
  readonly #currency: Currency = $derived(this.#perUsd === undefined ? US_DOLLAR : { code: this.#code, perUsd: this.#perUsd })

  readonly #surroundings: Surroundings
  #opener: HTMLElement | null = null
  #oddsControl: OddsControl | null = null

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.catalogue = surroundings.catalogue
    this.today = surroundings.today
    this.storageAllowed = surroundings.storageAllowed
    this.edit = $state.raw({ scenario: withRulesOfItsOwn(surroundings.first.scenario, this.catalogue.rules.presets), kind: 'read' })
    this.lost = surroundings.first.lost
  }

  get scenario(): Scenario {
    return this.edit.scenario
  }
  /** the currency amounts are shown in; US dollars where the catalogue has no rate for the chosen one */
  get currency(): Currency {
    return this.#currency
  }
  usualOf(field: Field, workload: number): UsualValue {
    return usualOf(this.scenario, field, workload, this.catalogue)
  }
  /** what a field comes to that the buyer left automatic; null: it goes by GPU or size, or nobody knows */
  automaticOf(field: Field): number | null {
    return automaticValue(field.path, this.scenario, this.catalogue)?.value ?? null
  }
  /** the range of the data that the odds draw a field from; null: none, or the buyer entered something */
  drawnByDefault(field: Field, workload: number): Range | null {
    return rangeOf(this.scenario, field, workload)
      ? null
      : (defaultRange(this.scenario, field, workload, this.catalogue, automaticValue)?.range ?? null)
  }
  /** whether the buyer named the API in use today; otherwise it is an example */
  get saidToday(): boolean {
    return fieldBasis(this.scenario, this.catalogue)('usedToday').basis === 'yours'
  }
  get comparison(): Comparison | null {
    return this.result?.comparison ?? null
  }

  /** the latest odds, of earlier values while `oddsHeld` */
  get odds(): Odds | null {
    return this.drawn?.odds ?? null
  }
  get oddsHeld(): boolean {
    return this.drawn !== null && this.drawn.scenario !== this.result?.scenario
  }
  /** the odds of the answer on the page, however many draws are done; null: none yet */
  get oddsNow(): Odds | null {
    return this.oddsHeld ? null : this.odds
  }
  /** the latest prices of rules, of earlier values while `rulePricesHeld` */
  get rulePrices(): RulePrices | null {
    return this.ruled?.rulePrices ?? null
  }
  get rulePricesHeld(): boolean {
    return this.ruled !== null && this.ruled.scenario !== this.result?.scenario
  }
  get sensitivity(): Sensitivity | null {
    return this.varied?.sensitivity ?? null
  }
  get sensitivityHeld(): boolean {
    return this.varied !== null && this.varied.scenario !== this.result?.scenario
  }
  /** draws done and wanted; null: none are under way */
  get oddsProgress(): { readonly done: number; readonly draws: number } | null {
    return this.oddsRun.kind === 'running' ? this.oddsRun : null
  }
  /** Stops the draws; those done so far stay. */
  cancelOdds(): void {
    this.#oddsControl?.cancel()
  }
  restartOdds(): void {
    this.#oddsControl?.restart()
  }
  /** For whoever keeps the odds up to date. */
  controlOdds(control: OddsControl): void {
    this.#oddsControl = control
  }

  /** Takes over what a link says: on the first visit, and when the buyer goes back or forward. */
  arrive({ scenario, lost }: LinkReading): void {
    this.edit = { scenario: withRulesOfItsOwn(scenario, this.catalogue.rules.presets), kind: 'read' }
    this.lastRules = null
    this.lost = lost
    this.unread = new Map()
    this.workload = 0
  }

  /** `range`: the 80 % range of the value or, with `key`, of that entry of a record; null: it is certain. */
  setField(field: Field, value: FieldValue, kind: EditKind = 'committed', range: Range | null = null, key = ''): void {
    if (field.path === 'rulePreset') return this.applyRulePreset(typeof value === 'string' ? value : null)
    const path = key === '' ? fieldPath(field, this.workload) : `${field.path}.${key}`
    const changed = withRanges(setField(this.scenario, field, value, this.workload), { [path]: range })
    this.#change(field.path === 'place' ? withCurrencyOfPlace(this.scenario, changed, this.catalogue) : changed, kind)
  }
  setPrice(record: PriceRecord, id: string, price: number | null, range: Range | null = null): void {
    this.#change(withPrice(this.scenario, record, id, price, range), 'committed')
  }
  /** Makes what was typed a step of the history. */
  commit(): void {
    this.#change(this.scenario, 'committed')
  }

  /** A field's text cannot be read (`message`), or can again (null). */
  setUnread(key: string, message: string | null): void {
    if (message === (this.unread.get(key) ?? null)) return
    const others = [...this.unread].filter(([name]) => name !== key)
    this.unread = new Map(message === null ? others : [...others, [key, message]])
  }

  /** Every value of the preset but the number of requests, which stays the buyer's. */
  applyPreset(presetId: string): void {
    const preset = this.#preset(presetId)
    if (preset === undefined) return
    this.unread = new Map()
    this.#change(applyPreset(this.scenario, this.workload, preset), 'committed')
  }
  /** The rules and the company of a typical buyer, and the place that goes with it; null: those of a first visit, place included. */
  applyRulePreset(presetId: string | null): void {
    const { presets } = this.catalogue.rules
    const before = presets.find(({ id }) => id === (this.scenario.rulePreset ?? this.lastRules))
    const preset = presets.find(({ id }) => id === presetId) ?? null
    const country = preset === null ? defaultScenario().place : preset.company.country
    const place = this.catalogue.places.find(({ id }) => id === country)
    // a place that no preset brought is the buyer's, and stays when rules go
    const moves = place !== undefined && (preset !== null || this.scenario.place === before?.company.country)
    this.unread = new Map()
    this.lastRules = null
    this.#change(applyRulePreset(this.scenario, preset), moves ? 'typing' : 'committed')
    if (moves) this.setField(findField('place')!.field, place.id)
  }
  addWorkload(presetId: string): void {
    const preset = this.#preset(presetId)
    if (preset === undefined || this.scenario.workloads.length >= MAX_WORKLOADS) return
    const workloads = [...this.scenario.workloads, workloadFromPreset(defaultWorkload(), preset)]
    this.unread = new Map()
    this.#change({ ...this.scenario, workloads }, 'committed')
    this.workload = workloads.length - 1
  }
  removeWorkload(index: number): void {
    if (this.scenario.workloads.length <= 1) return
    const workloads = this.scenario.workloads.filter((_, place) => place !== index)
    this.unread = new Map()
    this.workload = Math.min(this.workload, workloads.length - 1)
    this.#change({ ...this.scenario, workloads, ranges: rangesWithoutWorkload(this.scenario.ranges, index) }, 'committed')
  }
  /** Everything back to what a first visit shows. */
  reset(): void {
    this.unread = new Map()
    this.workload = 0
    this.lastRules = null
    this.#change(defaultScenario(), 'committed')
  }

  /** Opens the drawer on a figure; focus will return to `opener`, or to the one before if none is given. */
  openExplanation(target: FigureTarget, opener: HTMLElement | null = null): void {
    this.#opener = opener ?? this.#opener
    this.explanation = { target, path: [], root: undefined }
    void this.refreshExplanation()
  }
  /** Asks again for the figure in the drawer, for the scenario whose results are on the page. */
  async refreshExplanation(): Promise<void> {
    const asked = this.explanation
    const { engine } = this
    if (asked === null || engine === null) return
    const root = await engine.explain(this.result?.scenario ?? this.scenario, asked.target).catch(() => null)
    if (this.explanation?.target === asked.target) this.explanation = { ...this.explanation, root }
  }
  /** Makes a number inside the explanation its subject. */
  stepTo(path: readonly string[]): void {
    if (this.explanation !== null) this.explanation = { ...this.explanation, path }
  }
  /** `back` false: the focus goes elsewhere, not to the number that opened the drawer. */
  closeExplanation(back = true): void {
    this.explanation = null
    const opener = this.#opener
    this.#opener = null
    if (back && opener?.isConnected) opener.focus()
  }

  async copyLink(): Promise<void> {
    try {
      await this.#surroundings.copyText(await this.#surroundings.linkTo(this.scenario))
      this.copied = 'yes'
    } catch {
      this.copied = 'refused'
    }
  }
  dismissLost(): void {
    this.lost = []
  }

  #preset(id: string): Preset | undefined {
    return this.catalogue.presets.find((preset) => preset.id === id)
  }
  /** Edited rules of a preset are the buyer's own until they are what they were again. */
  #withRulesNamed(changed: Scenario): Scenario {
    const { presets } = this.catalogue.rules
    const scenario = withRulesOfItsOwn(changed, presets)
    if (scenario.rulePreset !== null) return scenario
    if (changed.rulePreset !== null) this.lastRules = changed.rulePreset
    const last = presets.find(({ id }) => id === this.lastRules)
    return last !== undefined && isRulePreset(scenario, last) ? { ...scenario, rulePreset: last.id } : scenario
  }
  #change(changed: Scenario, kind: EditKind): void {
    this.copied = 'no'
    const scenario = this.#withRulesNamed(changed)
    // half-typed values may contradict each other for a moment; a finished change does not
    this.edit = { scenario: kind === 'committed' ? settle(scenario).scenario : scenario, kind }
  }
}
