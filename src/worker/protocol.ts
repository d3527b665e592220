/** Messages between the page and the engine's worker. All of it is plain data that can be posted. */
import type { Explained } from '../engine/explain.ts'
import type { Odds, Sensitivity } from '../engine/odds/odds-result.ts'
import type { Comparison, LineId } from '../engine/result.ts'
import type { RulePrices } from '../engine/rules/rule-result.ts'
import type { BasisTable } from '../scenario/field-basis.ts'
import type { OddsInput } from '../scenario/uncertain-input.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { VariedInput } from '../scenario/uncertain-input.ts'
import type { PostedComparison } from './posted-comparison.ts'

/** Which figure of an option the buyer wants explained. `difference`: self-hosted minus API of the verdict. */
export type FigureTarget =
  | { readonly kind: 'difference' }
  | { readonly kind: 'option'; readonly optionId: string }
  | { readonly kind: 'line'; readonly optionId: string; readonly line: LineId }
  | { readonly kind: 'serving'; readonly optionId: string }

/** The values behind the verdict: of a comparison that came before what reads them was loaded. */
export type Evidence = Pick<Comparison, 'evidence' | 'basisCounts'>

export type EngineRequest =
  | { readonly id: number; readonly kind: 'catalogue'; readonly json: string }
  | { readonly id: number; readonly kind: 'compare'; readonly scenario: Scenario; readonly basis: BasisTable }
  | { readonly id: number; readonly kind: 'evidence'; readonly scenario: Scenario; readonly basis: BasisTable }
  | {
      readonly id: number
      readonly kind: 'explain'
      readonly scenario: Scenario
      readonly basis: BasisTable
      readonly target: FigureTarget
    }
  | { readonly id: number; readonly kind: 'odds'; readonly scenario: Scenario; readonly inputs: readonly OddsInput[] }
  | { readonly id: number; readonly kind: 'sensitivity'; readonly scenario: Scenario; readonly inputs: readonly VariedInput[] }
  | { readonly id: number; readonly kind: 'rule-prices'; readonly scenario: Scenario }
  /** stops the long answer to that request; no further answer comes to it */
  | { readonly id: number; readonly kind: 'cancel'; readonly request: number }

export type EngineResponse =
  | { readonly id: number; readonly kind: 'ready' }
  | { readonly id: number; readonly kind: 'comparison'; readonly posted: PostedComparison; readonly milliseconds: number }
  | { readonly id: number; readonly kind: 'evidence'; readonly evidence: Evidence }
  | { readonly id: number; readonly kind: 'explanation'; readonly explained: Explained | null }
  /** many to one request: as far as they have come; the last has `done` equal to `draws` or `of` */
  | { readonly id: number; readonly kind: 'odds'; readonly odds: Odds }
  | { readonly id: number; readonly kind: 'sensitivity'; readonly sensitivity: Sensitivity }
  | { readonly id: number; readonly kind: 'rule-prices'; readonly rulePrices: RulePrices }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

/** How the page asks the engine, wherever it runs; `where` says so. */
export interface Engine {
  readonly where: 'worker' | 'page'
  /** The first ones come without evidence, so that the answer does not wait for it. */
  compare(scenario: Scenario): Promise<Comparison>
  evidence(scenario: Scenario): Promise<Evidence>
  explain(scenario: Scenario, target: FigureTarget): Promise<Explained | null>
  /**
   * The odds after all draws of the scenario; `onProgress` gets them so far, every tenth of a second or so. A comparison asked for in
   * between is answered first. Aborting the signal rejects with its reason.
   */
  odds(scenario: Scenario, onProgress: (soFar: Odds) => void, signal?: AbortSignal): Promise<Odds>
  /** The same for what each input would change: one input is worked out after another. */
  sensitivity(scenario: Scenario, onProgress: (soFar: Sensitivity) => void, signal?: AbortSignal): Promise<Sensitivity>
  /** The same for the price of each rule. */
  rulePrices(scenario: Scenario, onProgress: (soFar: RulePrices) => void, signal?: AbortSignal): Promise<RulePrices>
}
