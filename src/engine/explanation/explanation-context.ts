/** What an explanation is built from: the same settings, choices and loads the comparison used. */
import type { OwnedChoice } from '../compare/owned-search.ts'
import type { Endpoints } from '../compare/api-at-volume.ts'
import type { RentedContext } from '../compare/rented-option.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import type { Settings } from '../compare/settings.ts'
import type { HybridChoice } from '../compare/hybrid-option.ts'
import type { Explained } from '../explain.ts'
import type { BasisOf, Node } from './leaves.ts'

export interface ExplanationContext {
  readonly settings: Settings
  /** whose tokens the settings are in */
  readonly modelId?: string
  readonly context: RentedContext
  readonly choices: ReadonlyMap<string, RentedChoice>
  readonly ownedChoices: ReadonlyMap<string, OwnedChoice>
  /** dedicated endpoints, by option id */
  readonly endpoints?: Endpoints
  readonly hybrids?: ReadonlyMap<string, HybridChoice>
  /** where a hybrid's fleet is explained: its replicas at the peak of month m; `whole`: what all of the work is sized by */
  readonly kept?: (m: number, whole: Readonly<Record<string, Explained>>, spare: Node<'replica'>) => Node<'replica'>
  readonly basisOf: BasisOf
}

/** The same in the tokens of a model. */
export const inTokensOf = (modelId: string, given: ExplanationContext): ExplanationContext => ({
  ...given,
  modelId,
  settings: given.settings.forModel(modelId),
  context: given.context.forModel(modelId),
})
