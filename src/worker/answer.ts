/**
 * The engine behind the messages: one catalogue, one cache of serving shapes, answers to requests. Runs in a worker or in the page. What the
 * first comparison does not need is loaded once it is asked for.
 */
import { compare, type CompareContext } from '../engine/compare/compare.ts'
import { servingCache } from '../engine/compare/serving-cache.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import type { Explained } from '../engine/explain.ts'
import type { Odds, Sensitivity } from '../engine/odds/odds-result.ts'
import type { Steps } from '../engine/odds/steps.ts'
import type { Comparison } from '../engine/result.ts'
import type { RulePrices } from '../engine/rules/rule-result.ts'
import type { BasisTable, ValueBasis } from '../scenario/field-basis.ts'
import type { OddsInput } from '../scenario/uncertain-input.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { VariedInput } from '../scenario/uncertain-input.ts'
import type { Evidence, FigureTarget } from './protocol.ts'

export interface Answers {
  /** without the values behind the verdict until `evidence` has been asked for once */
  compare(scenario: Scenario, basis: BasisTable): Comparison
  evidence(scenario: Scenario, basis: BasisTable): Promise<Evidence>
  explain(scenario: Scenario, basis: BasisTable, target: FigureTarget): Promise<Explained | null>
  odds(scenario: Scenario, inputs: readonly OddsInput[]): Promise<Steps<Odds>>
  sensitivity(scenario: Scenario, inputs: readonly VariedInput[]): Promise<Steps<Sensitivity>>
  rulePrices(scenario: Scenario): Promise<Steps<RulePrices>>
}

/** What is no field stands in a record of the scenario, so the buyer put it there. */
const YOURS: ValueBasis = { basis: 'yours', source: null, note: 'Entered by you.' }

export const answersFrom = (catalogue: Catalogue): Answers => {
  const cache = servingCache()
  let evidenceFrom: CompareContext['evidenceFrom']
  const context = (basis: BasisTable): CompareContext => ({
    cache,
    ...(evidenceFrom === undefined ? {} : { evidenceFrom }),
    basisOf: (path) => (Object.hasOwn(basis, path) ? (basis[path] ?? YOURS) : YOURS),
  })
  const compared = (scenario: Scenario, basis: BasisTable): Comparison => compare(scenario, catalogue, context(basis))
  return {
    compare: compared,
    evidence: async (scenario, basis) => {
      evidenceFrom = (await import('../engine/explanation/evidence-from.ts')).evidenceFrom
      const { evidence, basisCounts } = compared(scenario, basis)
      return { evidence, basisCounts }
    },
    explain: async (scenario, basis, target) =>
      (await import('../engine/explanation/explain-figure.ts')).explainFigure(scenario, catalogue, target, context(basis)),
    odds: async (scenario, inputs) => (await import('../engine/odds/run.ts')).oddsSteps(scenario, catalogue, inputs, { cache }),
    sensitivity: async (scenario, inputs) =>
      (await import('../engine/odds/sensitivity.ts')).sensitivitySteps(scenario, catalogue, inputs, { cache }),
    rulePrices: async (scenario) =>
      (await import('../engine/rule-prices/rule-price-steps.ts')).rulePriceSteps(scenario, catalogue, { cache }),
  }
}
