/** One rule on an option of one or two parts: a hybrid must pass with its GPUs and with its API. */
import type { RuleProvider, RulesData } from '../../catalogue/rules-schema.ts'
import { allOf, notVerified } from './finding.ts'
import type { HardwareFacts, OptionFacts, ServiceFacts } from './rule-facts.ts'
import type { RuleFinding, RuleId } from './rule-result.ts'

export const ofParts = (
  rule: RuleId,
  option: OptionFacts,
  ofService: (service: ServiceFacts) => RuleFinding,
  ofHardware: (hardware: HardwareFacts) => RuleFinding,
): RuleFinding => {
  const service = option.service === null ? null : ofService(option.service)
  const hardware = option.hardware === null ? null : ofHardware(option.hardware)
  if (hardware !== null) return service === null ? hardware : allOf([hardware, service])
  return service ?? notVerified(rule, 'Nothing is known of who runs this option.')
}

/** The terms that are known of an API provider, or null. */
export const termsOf = ({ providerId }: ServiceFacts, data: RulesData): RuleProvider | null =>
  data.providers.find(({ apiProviderIds }) => apiProviderIds.includes(providerId)) ?? null
