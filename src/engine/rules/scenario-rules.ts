/** Which rules and which company does a scenario describe, in the words of the rules? */
import type { Scenario } from '../../scenario/schema.ts'
import type { BuyerRules, CompanyFacts } from './rule-facts.ts'
import type { RuleId } from './rule-result.ts'

/** A place may be a country, a part of one ("US-TX"), or the average of the European Union. */
const PLACE = /^([A-Z]{2})(-.+)?$/
const EU_AVERAGE = 'EU27'

/** Null: the place is no single country. */
export const countryOfPlace = (place: string): string | null => PLACE.exec(place)?.[1] ?? null

/** Where the buyer's own servers stand: a country, or 'EU'. */
export const siteOfPlace = (place: string): string | null => (place === EU_AVERAGE ? 'EU' : countryOfPlace(place))

const PERFORMING: Readonly<Record<Scenario['performsContract'], boolean | null>> = { unknown: null, yes: true, no: false }

/** A public body or a contractor is one of the company's own country; without a country, nothing can be looked up. */
export const companyOf = (scenario: Scenario): CompanyFacts => {
  const { publicBody, defenceContract } = scenario
  const country = scenario.companyCountry ?? countryOfPlace(scenario.place)
  return {
    country,
    parentCountry: scenario.parentCountry ?? country,
    revenueUsdPerYear: scenario.revenueUsdPerYear,
    monthlyUsers: scenario.monthlyUsers,
    productRevenueUsdPerYear: scenario.productRevenueUsdPerYear,
    use: scenario.use,
    publicSector: publicBody === 'none' || country === null ? null : { country, subdivision: scenario.publicSubdivision, body: publicBody },
    defenceContractor:
      defenceContract === 'none' || country === null
        ? null
        : { country, of: defenceContract, performing: PERFORMING[scenario.performsContract] },
  }
}

export const rulesOf = (scenario: Scenario): BuyerRules => ({
  processingRegion: scenario.processingRegion,
  excludedJurisdictions: scenario.excludedJurisdictions,
  excludedOrigins: scenario.excludedOrigins,
  checksLicence: scenario.checksLicence,
  noTraining: scenario.noTraining,
  retentionDays: scenario.retentionDays,
  certifications: scenario.certifications,
  airGap: scenario.airGap,
  checksExport: scenario.checksExport,
  checksGovernment: scenario.checksGovernment,
})

/** In the order of RuleId. */
export const rulesInForce = (rules: BuyerRules): RuleId[] => {
  const inForce: readonly (readonly [RuleId, boolean])[] = [
    ['processing-region', rules.processingRegion !== null],
    ['provider-jurisdiction', rules.excludedJurisdictions.length > 0],
    ['model-origin', rules.excludedOrigins.length > 0],
    ['licence', rules.checksLicence],
    ['retention', rules.retentionDays !== null],
    ['training', rules.noTraining],
    ['certification', rules.certifications.length > 0],
    ['air-gap', rules.airGap],
    ['export-control', rules.checksExport],
    ['government', rules.checksGovernment],
  ]
  return inForce.filter(([, isInForce]) => isInForce).map(([rule]) => rule)
}
