/**
 * Does a government keep this company from this option? Most restrictions are on a maker's own service, in public bodies and on their
 * devices; few can reach a copy of the weights that somebody else runs.
 */
import type { GovernmentRestriction, RulesData } from '../../catalogue/rules-schema.ts'
import { allOf, allowed, allowedIf, notAllowed, notVerified, sourceOf } from './finding.ts'
import { ofParts } from './option-parts.ts'
import type { CompanyFacts, ModelFacts, OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'government'
type Offered = 'service' | 'weights'

const targets = ({ makers, makerCountries }: GovernmentRestriction, { maker, makerCountry }: ModelFacts): boolean =>
  (maker !== null && makers.includes(maker)) || (makerCountry !== null && makerCountries.includes(makerCountry))

const clauseOf = ({ words, date }: GovernmentRestriction): string =>
  [`${words.who ?? ''}: ${words.what ?? ''} (${date})`, words.applies_to_self_hosting, words.note]
    .filter((part) => part !== undefined)
    .join('. ')

const finding = (restriction: GovernmentRestriction, text: string, condition: string | null): RuleFinding => {
  const basis = { clause: clauseOf(restriction), source: sourceOf(restriction.words.who ?? restriction.id, restriction.sources) }
  return condition === null ? notAllowed(RULE, text, basis) : allowedIf(RULE, text, condition, basis)
}

/** What one restriction says to one company about a thing it targets; null: it does not reach the company. */
const ofRestriction = (restriction: GovernmentRestriction, company: CompanyFacts, model: ModelFacts): RuleFinding | null => {
  const { country, subdivisions, bodies, everyone, contractorsOf, effect, condition, conditionForOtherBodies, words } = restriction
  const { publicSector, defenceContractor } = company
  const text = `${words.who ?? restriction.id}: ${words.what ?? ''}; this reaches ${model.name}.`
  if (everyone) return company.country === country ? finding(restriction, text, effect === 'allowed-if' ? condition : null) : null
  if (defenceContractor !== null && defenceContractor.country === country && defenceContractor.of === contractorsOf) {
    if (defenceContractor.performing === true) return finding(restriction, text, null)
    return finding(restriction, text, 'it is not used in performing the contracts')
  }
  if (publicSector === null || publicSector.country !== country) return null
  if (subdivisions.length > 0 && (publicSector.subdivision === null || !subdivisions.includes(publicSector.subdivision))) return null
  const named = bodies.includes('any') || bodies.some((body) => body === publicSector.body)
  if (named) return finding(restriction, text, effect === 'allowed-if' ? condition : null)
  return conditionForOtherBodies === null ? null : finding(restriction, text, conditionForOtherBodies)
}

const ofModel = (model: ModelFacts, offered: Offered, company: CompanyFacts, data: RulesData): RuleFinding => {
  const { restrictions, note } = data.government
  const aimed = restrictions.filter((restriction) => targets(restriction, model))
  const [first, ...rest] = aimed
    .filter(({ reaches }) => reaches.includes(offered))
    .map((restriction) => ofRestriction(restriction, company, model))
    .filter((one) => one !== null)
  if (first !== undefined) return allOf([first, ...rest])
  if (model.maker === null || model.makerCountry === null)
    return notVerified(RULE, `The maker of ${model.name} or its country was not found, so no restriction could be looked up.`)
  if (company.country === null) return notVerified(RULE, 'The country of the company is not known, so no restriction could be looked up.')
  const state = company.publicSector ?? company.defenceContractor
  const basis = {
    clause: note,
    source: { title: 'Government restrictions in the data', url: null, date: data.about.generated, kind: 'summary of its entries' },
  }
  // what one government bans, another may ban by an order that was not found
  if (aimed.some(({ effect }) => effect === 'not-allowed') && state !== null && offered === 'service')
    return notVerified(
      RULE,
      `${model.name} is banned elsewhere; no restriction by ${state.country} that reaches this body was found.`,
      basis,
    )
  return allowed(RULE, `No restriction that was found keeps this company from ${model.name} in this way.`, basis)
}

/** A copy that somebody else hosts is not the maker's service. */
export const government = (option: OptionFacts, company: CompanyFacts, data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    ({ model, firstParty }) => ofModel(model, firstParty || model.openWeights !== true ? 'service' : 'weights', company, data),
    ({ model }) => ofModel(model, 'weights', company, data),
  )
