/** Messages between the page and the engine's worker. All of it is plain data that can be posted. */
import type { Explained } from '../engine/explain.ts'
import type { Comparison, LineId } from '../engine/result.ts'
import type { BasisTable } from '../scenario/field-basis.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { PostedComparison } from './posted-comparison.ts'

/** Which figure of an option the buyer wants explained. `difference`: self-hosted minus API of the verdict. */
export type FigureTarget =
  | { readonly kind: 'difference' }
  | { readonly kind: 'option'; readonly optionId: string }
  | { readonly kind: 'line'; readonly optionId: string; readonly line: LineId }
  | { readonly kind: 'serving'; readonly optionId: string }

export type EngineRequest =
  | { readonly id: number; readonly kind: 'catalogue'; readonly json: string }
  | { readonly id: number; readonly kind: 'compare'; readonly scenario: Scenario; readonly basis: BasisTable }
  | {
      readonly id: number
      readonly kind: 'explain'
      readonly scenario: Scenario
      readonly basis: BasisTable
      readonly target: FigureTarget
    }

export type EngineResponse =
  | { readonly id: number; readonly kind: 'ready' }
  | { readonly id: number; readonly kind: 'comparison'; readonly posted: PostedComparison; readonly milliseconds: number }
  | { readonly id: number; readonly kind: 'explanation'; readonly explained: Explained | null }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

/** How the page asks the engine, wherever it runs; `where` says so. */
export interface Engine {
  readonly where: 'worker' | 'page'
  compare(scenario: Scenario): Promise<Comparison>
  explain(scenario: Scenario, target: FigureTarget): Promise<Explained | null>
}
