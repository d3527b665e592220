/** The engine behind the messages: one catalogue, one cache of serving shapes, answers to requests. Runs in a worker or in the page. */
import { compare, type CompareContext } from '../engine/compare/compare.ts'
import { explainFigure } from '../engine/explanation/explain-figure.ts'
import { servingCache } from '../engine/compare/serving-cache.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import type { Explained } from '../engine/explain.ts'
import type { Comparison } from '../engine/result.ts'
import { fieldBasis } from '../scenario/field-basis.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { FigureTarget } from './protocol.ts'

export interface Answers {
  compare(scenario: Scenario): Comparison
  explain(scenario: Scenario, target: FigureTarget): Explained | null
}

export const answersFrom = (catalogue: Catalogue): Answers => {
  const cache = servingCache()
  const context = (scenario: Scenario): CompareContext => ({ cache, basisOf: fieldBasis(scenario, catalogue) })
  return {
    compare: (scenario) => compare(scenario, catalogue, context(scenario)),
    explain: (scenario, target) => explainFigure(scenario, catalogue, target, context(scenario)),
  }
}
