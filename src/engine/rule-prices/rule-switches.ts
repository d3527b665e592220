/** How is each rule set aside in a scenario, and how is one set that is not: to the value most often asked for? */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { isInside } from '../rules/country-groups.ts'
import type { RuleId } from '../rules/rule-result.ts'
import { siteOfPlace } from '../rules/scenario-rules.ts'

const EU = 'EU'
const CHINA = 'CN'

/** In the order of RuleId. */
const OFF: Readonly<Record<RuleId, Partial<Scenario>>> = {
  'processing-region': { processingRegion: null },
  'provider-jurisdiction': { excludedJurisdictions: [] },
  'model-origin': { excludedOrigins: [] },
  licence: { checksLicence: false },
  retention: { retentionDays: null },
  training: { noTraining: false },
  certification: { certifications: [] },
  'air-gap': { airGap: false },
  'export-control': { checksExport: false },
  government: { checksGovernment: false },
}

export const ALL_RULES = Object.keys(OFF) as readonly RuleId[]

/** Everything else of the scenario stays. */
export const without = (scenario: Scenario, rule: RuleId): Scenario => ({ ...scenario, ...OFF[rule] })

/** No rule is left. */
export const withoutAny = (scenario: Scenario): Scenario => ALL_RULES.reduce(without, scenario)

export interface RuleExample {
  /** in the words of its field */
  readonly words: string
  readonly scenario: Scenario
}

/** The EU as a whole for a place in it, else the country; null: the place is neither. */
const regionOfPlace = (scenario: Scenario, { rules, countries }: Catalogue): { id: string; name: string } | null => {
  const site = siteOfPlace(scenario.place)
  if (site === null) return null
  if (site === EU || isInside(site, EU, rules.countryGroups)) return { id: EU, name: 'European Union' }
  return { id: site, name: countries.find(({ id }) => id === site)?.name ?? site }
}

/** Null: the rule needs something that only the buyer can say, such as which certificate. */
export const exampleOf = (rule: RuleId, scenario: Scenario, catalogue: Catalogue): RuleExample | null => {
  const set = (words: string, change: Partial<Scenario>): RuleExample => ({ words, scenario: { ...scenario, ...change } })
  switch (rule) {
    case 'processing-region': {
      const region = regionOfPlace(scenario, catalogue)
      return region === null ? null : set(`Processed in: ${region.name}`, { processingRegion: region.id })
    }
    case 'model-origin':
      return set('No model made in: China', { excludedOrigins: [CHINA] })
    case 'licence':
      return set('Licences of models: on', { checksLicence: true })
    case 'retention':
      return set('Kept at most: 0 days', { retentionDays: 0 })
    case 'training':
      return set('No training on your data: on', { noTraining: true })
    case 'air-gap':
      return set('Air gap: on', { airGap: true })
    case 'export-control':
      return set('Export control of GPUs: on', { checksExport: true })
    case 'government':
      return set('Bans by governments: on', { checksGovernment: true })
    case 'provider-jurisdiction':
    case 'certification':
      return null
  }
}
