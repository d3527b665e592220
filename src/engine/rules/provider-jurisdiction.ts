/** Is anybody who runs this option under a jurisdiction that the buyer excludes? The contract's country and the parent's both count. */
import type { RulesData } from '../../catalogue/rules-schema.ts'
import { isAmong } from './country-groups.ts'
import { allowed, notAllowed, notVerified, OWN_RULE, termsSource } from './finding.ts'
import type { FindingSource } from './finding.ts'
import { ofParts, termsOf } from './option-parts.ts'
import type { OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'provider-jurisdiction'

interface Seat {
  readonly name: string
  readonly country: string | null
  readonly parentCountry: string | null
  readonly clause: string | null
  readonly source: FindingSource | null
}

const ofSeat = ({ name, country, parentCountry, clause, source }: Seat, excluded: readonly string[], data: RulesData): RuleFinding => {
  const basis = { clause, source: source ?? OWN_RULE }
  const hit = [country, parentCountry].find((seat) => seat !== null && isAmong(seat, excluded, data.countryGroups))
  if (hit !== undefined && hit !== null)
    return notAllowed(
      RULE,
      `${name} is under the jurisdiction of ${hit}${hit === country ? '' : ' through its parent'}, which is excluded.`,
      basis,
    )
  if (country === null) return notVerified(RULE, `The country of ${name} was not found.`)
  if (parentCountry === null) return notVerified(RULE, `${name} is in ${country}; the country of its parent was not found.`)
  const where = parentCountry === country ? country : `${country}, parent in ${parentCountry}`
  return allowed(RULE, `${name} is in ${where}, which is not excluded.`, basis)
}

export const providerJurisdiction = (option: OptionFacts, excluded: readonly string[], data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    (service) => {
      const terms = termsOf(service, data)
      const clause = terms?.words.legal_entity_country ?? null
      return ofSeat(
        {
          name: terms?.name ?? service.providerName,
          country: service.country ?? terms?.contractCountry ?? null,
          parentCountry: service.parentCountry ?? terms?.parentCountry ?? null,
          clause: clause === null ? null : String(clause),
          source: terms === null ? null : termsSource(terms),
        },
        excluded,
        data,
      )
    },
    ({ tenure, provider }) => {
      if (tenure === 'owned') return allowed(RULE, 'The servers are the buyer’s own: no provider is involved.')
      if (provider === null) return notVerified(RULE, 'It is not known who rents these GPUs out.')
      return ofSeat({ ...provider, clause: null, source: null }, excluded, data)
    },
  )
