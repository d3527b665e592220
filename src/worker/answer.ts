/** The engine behind the messages: one catalogue, one cache of serving shapes, answers to requests. Runs in a worker or in the page. */
import { compare, type CompareContext } from '../engine/compare/compare.ts'
import { explainFigure } from '../engine/explanation/explain-figure.ts'
import { servingCache } from '../engine/compare/serving-cache.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import type { Explained } from '../engine/explain.ts'
import type { Odds, Sensitivity } from '../engine/odds/odds-result.ts'
import { oddsSteps } from '../engine/odds/run.ts'
import { sensitivitySteps } from '../engine/odds/sensitivity.ts'
import type { Steps } from '../engine/odds/steps.ts'
import type { Comparison } from '../engine/result.ts'
import type { BasisTable, ValueBasis } from '../scenario/field-basis.ts'
import type { OddsInput } from '../scenario/uncertain-input.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { VariedInput } from '../scenario/uncertain-input.ts'
import type { FigureTarget } from './protocol.ts'

export interface Answers {
  compare(scenario: Scenario, basis: BasisTable): Comparison
  explain(scenario: Scenario, basis: BasisTable, target: FigureTarget): Explained | null
  odds(scenario: Scenario, inputs: readonly OddsInput[]): Steps<Odds>
  sensitivity(scenario: Scenario, inputs: readonly VariedInput[]): Steps<Sensitivity>
}

/** What is no field stands in a record of the scenario, so the buyer put it there. */
const YOURS: ValueBasis = { basis: 'yours', source: null, note: 'Entered by you.' }

export const answersFrom = (catalogue: Catalogue): Answers => {
  const cache = servingCache()
  const context = (basis: BasisTable): CompareContext => ({
    cache,
    basisOf: (path) => (Object.hasOwn(basis, path) ? (basis[path] ?? YOURS) : YOURS),
  })
  return {
    compare: (scenario, basis) => compare(scenario, catalogue, context(basis)),
    explain: (scenario, basis, target) => explainFigure(scenario, catalogue, target, context(basis)),
    odds: (scenario, inputs) => oddsSteps(scenario, catalogue, inputs, { cache }),
    sensitivity: (scenario, inputs) => sensitivitySteps(scenario, catalogue, inputs, { cache }),
  }
}
