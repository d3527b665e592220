/** Does the provider train on the buyer's requests? */
import type { RuleProvider, RulesData } from '../../catalogue/rules-schema.ts'
import { allowed, allowedIf, notVerified, termsSource } from './finding.ts'
import { ofParts, termsOf } from './option-parts.ts'
import type { OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'training'

const ofTerms = (terms: RuleProvider): RuleFinding => {
  const said = terms.words.trains_on_api_data_by_default ?? null
  const clause = said === false ? 'trains on API data by default: no' : said === null ? null : String(said)
  const basis = { clause, source: termsSource(terms) }
  const { name } = terms
  if (terms.training === 'no') return allowed(RULE, `${name} does not train on requests to the paid API by default.`, basis)
  if (terms.training === 'opt-in')
    return allowedIf(RULE, `${name} is said to train on requests only where the buyer opts in.`, 'the buyer does not opt in', basis)
  if (terms.training === 'opt-out')
    return allowedIf(RULE, `${name} trains on requests by default; an opt-out exists.`, 'the buyer opts out', basis)
  if (terms.training === 'enterprise-only')
    return allowedIf(
      RULE,
      `The terms of ${name} allow it to use requests to improve its services.`,
      'an enterprise arrangement excludes it',
      basis,
    )
  return notVerified(RULE, `Whether ${name} trains on requests was not found.`, basis)
}

export const training = (option: OptionFacts, data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    (service) => {
      const terms = termsOf(service, data)
      return terms === null ? notVerified(RULE, `Whether ${service.providerName} trains on requests was not found.`) : ofTerms(terms)
    },
    () => allowed(RULE, 'The model runs on servers that the buyer operates: nobody else receives the requests to train on them.'),
  )
