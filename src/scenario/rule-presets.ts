/** What does a typical buyer of the rules' data put into a scenario, and are the scenario's rules still that buyer's? */
import type { RulesData } from '../catalogue/rules-schema.ts'
import { defaultScenario } from './defaults.ts'
import type { FieldValue } from './field.ts'
import type { Scenario } from './schema.ts'

export type RulePreset = RulesData['presets'][number]

/** The fields a preset fills: the buyer's rules, and what rules must know of the company. */
const FILLED = [
  'processingRegion',
  'excludedJurisdictions',
  'excludedOrigins',
  'checksLicence',
  'noTraining',
  'retentionDays',
  'certifications',
  'airGap',
  'checksExport',
  'checksGovernment',
  'notVerified',
  'companyCountry',
  'parentCountry',
  'revenueUsdPerYear',
  'productRevenueUsdPerYear',
  'monthlyUsers',
  'use',
  'publicBody',
  'publicSubdivision',
  'defenceContract',
  'performsContract',
] as const satisfies readonly (keyof Scenario)[]

export type FilledByPreset = (typeof FILLED)[number]
export type RuleValues = Pick<Scenario, FilledByPreset>

export const isFilledByPreset = (path: string): path is FilledByPreset => (FILLED as readonly string[]).includes(path)

const performing = (value: boolean | null): Scenario['performsContract'] => (value === null ? 'unknown' : value ? 'yes' : 'no')

/** Public bodies and contractors of a preset are of the company's own country, as in a scenario. */
export const rulePresetValues = ({ company, rules, notVerified }: RulePreset): RuleValues => {
  const { publicSector, defenceContractor } = company
  return {
    ...rules,
    notVerified,
    companyCountry: company.country,
    parentCountry: company.parentCountry,
    revenueUsdPerYear: company.revenueUsdPerYear,
    productRevenueUsdPerYear: company.productRevenueUsdPerYear,
    monthlyUsers: company.monthlyUsers,
    use: company.use,
    publicBody: publicSector?.body ?? 'none',
    publicSubdivision: publicSector?.subdivision ?? null,
    defenceContract: defenceContractor?.of ?? 'none',
    performsContract: performing(defenceContractor?.performing ?? null),
  }
}

/** What a first visit holds: only what law and licences ask of everybody. */
const noRules = (): RuleValues => {
  const scenario = defaultScenario()
  return Object.fromEntries(FILLED.map((path) => [path, scenario[path]])) as unknown as RuleValues
}

const asText = (value: FieldValue): string =>
  JSON.stringify(Array.isArray(value) ? value.toSorted((a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)) : value)

const holds = (scenario: Scenario, values: RuleValues): boolean => FILLED.every((path) => asText(scenario[path]) === asText(values[path]))

/** The order of countries and certifications does not matter. */
export const isRulePreset = (scenario: Scenario, preset: RulePreset): boolean => holds(scenario, rulePresetValues(preset))

/** Neither a preset nor anything of the buyer's own. */
export const isWithoutRules = (scenario: Scenario): boolean => holds(scenario, noRules())

/** The rules and the company of a preset, or (null) those of a first visit. The place stays: it is more than a fact for rules. */
export const applyRulePreset = (scenario: Scenario, preset: RulePreset | null): Scenario => ({
  ...scenario,
  ...structuredClone(preset === null ? noRules() : rulePresetValues(preset)),
  rulePreset: preset?.id ?? null,
})

/** A scenario whose rules are no longer those of its preset names none: they are the buyer's own. */
export const withRulesOfItsOwn = (scenario: Scenario, presets: readonly RulePreset[]): Scenario => {
  const named = presets.find(({ id }) => id === scenario.rulePreset)
  if (scenario.rulePreset === null || (named !== undefined && isRulePreset(scenario, named))) return scenario
  return { ...scenario, rulePreset: null }
}
