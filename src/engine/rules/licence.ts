/**
 * Does the model's licence let this company use it in this way? Weights that the buyer runs bind the buyer. Where somebody else hosts an
 * open model, the host is the licensee: its side is a condition, and what the text leaves open for the buyer is not verified. A closed
 * model, and a maker's own service, come under the terms of the service.
 */
import type { Licence, RulesData } from '../../catalogue/rules-schema.ts'
import { isAmong } from './country-groups.ts'
import { allowed, allowedIf, licenceSource, notAllowed, notVerified } from './finding.ts'
import { askedOf, clauseOf } from './licence-conditions.ts'
import type { Asked } from './licence-conditions.ts'
import { licenceOf } from './licence-of.ts'
import type { FoundLicence } from './licence-of.ts'
import { ofParts } from './option-parts.ts'
import type { CompanyFacts, ModelFacts, OptionFacts, ServiceFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'licence'

const USE_WORDS = { internal: 'internal use', product: 'use in a product', resell: 'reselling as an API' } as const
const PERMISSION_WORDS = { internal: 'self_host_internal', product: 'commercial_use', resell: 'resell_as_api' } as const

const text = (licence: Licence, key: string): string | null => {
  const words = licence.words[key] ?? null
  return words === null ? null : String(words)
}

/** The licence's words about a use, or about commercial use. */
const permission = (licence: Licence, use: CompanyFacts['use']): string | null =>
  text(licence, PERMISSION_WORDS[use]) ?? text(licence, 'commercial_use')

type InRegion = 'no' | 'yes' | 'unknown'
const inExcludedRegion = ({ excludedRegions }: Licence, { country }: CompanyFacts, data: RulesData): InRegion => {
  if (excludedRegions === null) return 'no'
  if (country === null) return 'unknown'
  return isAmong(country, excludedRegions.countries, data.countryGroups) ? 'yes' : 'no'
}

/** All that is asked of one kind, as what must be met and as the licence's words; null: nothing. */
const said = (asked: readonly Asked[], kind: Asked['kind']): { readonly words: string; readonly clause: string } | null => {
  const found = asked.filter((one) => one.kind === kind)
  return found.length === 0
    ? null
    : { words: found.map(({ words }) => words).join('; and '), clause: found.map(({ clause }) => clause).join('; ') }
}

/** What only the catalogue says, or what was read of a sister model, holds only if the model card says the same. */
const confirmed = (finding: RuleFinding, { name }: ModelFacts, { licence, link }: FoundLicence): RuleFinding => {
  if (finding.status === 'not-verified' || (link !== null && link.doubt === null)) return finding
  if (link === null && finding.status === 'not-allowed')
    return notVerified(RULE, `${finding.text} That ${name} has this licence was not verified.`, {
      clause: finding.clause,
      source: finding.source,
    })
  if (finding.status === 'not-allowed') return finding
  const check =
    link === null
      ? `the model card of ${name} confirms the licence ${licence.name}`
      : `the licence of ${name} has the same words as the one that was read`
  return {
    ...finding,
    status: 'allowed-if',
    condition: finding.condition === null ? check : `${finding.condition}; and ${check}`,
    clause: finding.clause ?? link?.doubt?.words ?? null,
  }
}

const ofOwnCopy = (model: ModelFacts, found: FoundLicence, company: CompanyFacts, data: RulesData): RuleFinding => {
  const { licence, link } = found
  const source = licenceSource(licence)
  const basis = (clause: string | null) => ({ clause, source })
  const use = USE_WORDS[company.use]
  const region = inExcludedRegion(licence, company, data)
  const regionWords = text(licence, 'region_exclusion')
  if (region === 'yes')
    return notAllowed(
      RULE,
      `${licence.name} grants no rights to ${model.name} to a company in ${String(company.country)}.`,
      basis(regionWords),
    )
  if (licence.commercialUse === 'no') {
    const clause = text(licence, 'field_exclusion') ?? `commercial use: ${text(licence, 'commercial_use') ?? 'no'}`
    return notAllowed(RULE, `${licence.name} does not allow a company ${use} of ${model.name} without permission.`, basis(clause))
  }
  if (region === 'unknown')
    return notVerified(RULE, `${licence.name} excludes companies of some countries; the company’s is not known.`, basis(regionWords))
  if (licence.textRead === 'not-read' || licence.commercialUse === 'unclear')
    return notVerified(RULE, `The text of ${licence.name}, the licence of ${model.name}, was not read.`, basis(text(licence, 'note')))
  if (link?.doubt?.kind === 'figure-not-given')
    return notVerified(RULE, `${licence.name} has a revenue line whose figure for ${model.name} was not found.`, basis(link.doubt.words))
  const asked = askedOf(licence, company)
  const refused = said(asked, 'refused')
  if (refused !== null)
    return notAllowed(RULE, `${licence.name} gives no right to ${use} of ${model.name} at this size.`, basis(refused.clause))
  const notRead = said(asked, 'not-read')
  if (notRead !== null)
    return notVerified(
      RULE,
      `Whether a line of ${licence.name} reaches ${use} of ${model.name} was not read in its text.`,
      basis(notRead.clause),
    )
  const conditions = said(asked, 'condition')
  if (conditions !== null)
    return allowedIf(RULE, `${licence.name} allows ${use} of ${model.name} on a condition.`, conditions.words, basis(conditions.clause))
  return allowed(RULE, `${licence.name} allows ${use} of ${model.name} at this size.`, basis(permission(licence, company.use)))
}

const unknownLicence = ({ name }: ModelFacts): RuleFinding => notVerified(RULE, `The licence of ${name} was not found.`)

const ofHardware = (model: ModelFacts, company: CompanyFacts, data: RulesData): RuleFinding => {
  const found = licenceOf(model, data)
  return found === null ? unknownLicence(model) : confirmed(ofOwnCopy(model, found, company, data), model, found)
}

/** Permissions that the host must hold, whoever the buyer is. */
const hostConditions = (licence: Licence): readonly string[] =>
  licence.thresholds.filter(({ effect, uses }) => effect !== 'show-name' && uses.includes('resell')).map(clauseOf)

const ofHosted = (service: ServiceFacts, found: FoundLicence, company: CompanyFacts, data: RulesData): RuleFinding => {
  const { model, providerName } = service
  const { licence } = found
  const basis = (clause: string | null) => ({ clause, source: licenceSource(licence) })
  const own = ofOwnCopy(model, found, company, data)
  const exempt = inExcludedRegion(licence, company, data) === 'yes' && licence.excludedRegions?.endUsersExempt === true
  // an exclusion that leaves end users alone does not reach who only calls the service
  const left =
    exempt && company.use === 'internal'
      ? ofOwnCopy(model, { ...found, licence: { ...licence, excludedRegions: null } }, company, data)
      : own
  if (left.status === 'not-allowed')
    return notVerified(
      RULE,
      `${left.text} Whether that reaches a buyer who calls ${providerName}, and whether ${providerName} has permission, is not said.`,
      { clause: left.clause, source: left.source },
    )
  if (left.status === 'not-verified') return left
  const asked = hostConditions(licence)
  // under an exemption the words that exempt are what it rests on
  const leftClause = left === own ? left.clause : text(licence, 'region_exclusion')
  if (asked.length === 0) return { ...left, clause: leftClause }
  const conditions = [left.condition, `${providerName}, as host, is below the line or has what it asks for (${asked.join('; ')})`]
  return allowedIf(
    RULE,
    `${licence.name} lets ${providerName} host ${model.name} on a condition.`,
    conditions.filter((one) => one !== null).join('; and '),
    basis([leftClause, ...asked].filter((one) => one !== null).join('; ')),
  )
}

const ofService = (service: ServiceFacts, company: CompanyFacts, data: RulesData): RuleFinding => {
  const { model, providerName, firstParty } = service
  if (firstParty || model.openWeights === false)
    return allowed(RULE, `${model.name} is used as a service of ${providerName}: its terms apply, no licence of weights.`)
  if (model.openWeights === null)
    return notVerified(RULE, `Whether the weights of ${model.name} are open, and their licence, was not found.`)
  const found = licenceOf(model, data)
  return found === null ? unknownLicence(model) : confirmed(ofHosted(service, found, company, data), model, found)
}

export const licence = (option: OptionFacts, company: CompanyFacts, data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    (service) => ofService(service, company, data),
    ({ model }) => ofHardware(model, company, data),
  )
