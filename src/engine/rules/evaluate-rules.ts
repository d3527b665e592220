/** What do the buyer's rules say of an option? Only rules in force give a finding. */
import type { RulesData } from '../../catalogue/rules-schema.ts'
import { airGap } from './air-gap.ts'
import { certification } from './certification.ts'
import { exportControl } from './export-control.ts'
import { government } from './government.ts'
import { licence } from './licence.ts'
import { modelOrigin } from './model-origin.ts'
import { processingRegion } from './processing-region.ts'
import { providerJurisdiction } from './provider-jurisdiction.ts'
import { retention } from './retention.ts'
import type { BuyerRules, CompanyFacts, OptionFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'
import { training } from './training.ts'

/** One finding for each rule in force, in the order of RuleId. */
export const evaluateRules = (option: OptionFacts, company: CompanyFacts, rules: BuyerRules, data: RulesData): RuleFinding[] => {
  const [certificate, ...more] = rules.certifications
  return [
    rules.processingRegion === null ? null : processingRegion(option, rules.processingRegion, data),
    rules.excludedJurisdictions.length === 0 ? null : providerJurisdiction(option, rules.excludedJurisdictions, data),
    rules.excludedOrigins.length === 0 ? null : modelOrigin(option, rules.excludedOrigins, data),
    rules.checksLicence ? licence(option, company, data) : null,
    rules.retentionDays === null ? null : retention(option, rules.retentionDays, data),
    rules.noTraining ? training(option, data) : null,
    certificate === undefined ? null : certification(option, [certificate, ...more], data),
    rules.airGap ? airGap(option) : null,
    rules.checksExport ? exportControl(option, company, data) : null,
    rules.checksGovernment ? government(option, company, data) : null,
  ].filter((finding) => finding !== null)
}
