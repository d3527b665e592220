/** Does the model come from a country that the buyer excludes? The maker's country counts, not where the model runs. */
import type { RulesData } from '../../catalogue/rules-schema.ts'
import { isAmong } from './country-groups.ts'
import { allowed, notAllowed, notVerified, OWN_RULE } from './finding.ts'
import { ofParts } from './option-parts.ts'
import type { ModelFacts, OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'model-origin'

const ofModel = ({ name, maker, makerCountry }: ModelFacts, excluded: readonly string[], data: RulesData): RuleFinding => {
  if (makerCountry === null) return notVerified(RULE, `The country of the maker of ${name} was not found.`)
  const from = `${name} is made by ${maker ?? 'a maker'} in ${makerCountry}`
  const basis = { clause: null, source: OWN_RULE }
  return isAmong(makerCountry, excluded, data.countryGroups)
    ? notAllowed(RULE, `${from}, which is excluded.`, basis)
    : allowed(RULE, `${from}, which is not excluded.`, basis)
}

export const modelOrigin = (option: OptionFacts, excluded: readonly string[], data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    ({ model }) => ofModel(model, excluded, data),
    ({ model }) => ofModel(model, excluded, data),
  )
