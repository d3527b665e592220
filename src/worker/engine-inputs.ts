/** Which numbers do the odds draw and the sensitivity vary? The page works them out, as the worker does not know the fields. */
import type { Catalogue } from '../catalogue/schema.ts'
import { automaticValue } from '../engine/compare/automatic-value.ts'
import { oddsInputs } from '../scenario/odds-inputs.ts'
import type { OddsInput, VariedInput } from '../scenario/uncertain-input.ts'
import type { Scenario } from '../scenario/schema.ts'
import { variedInputs } from '../scenario/varied-inputs.ts'

export const drawnOf = (scenario: Scenario, catalogue: Catalogue): readonly OddsInput[] => oddsInputs(scenario, catalogue, automaticValue)

export const variedOf = (scenario: Scenario, catalogue: Catalogue): readonly VariedInput[] =>
  variedInputs(scenario, drawnOf(scenario, catalogue))
