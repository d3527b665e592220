/** Does whoever runs this option hold the certificates the buyer asks for? */
import type { RulesData } from '../../catalogue/rules-schema.ts'
import { allOf, allowed, allowedIf, notAllowed, notVerified, OWN_RULE, termsSource } from './finding.ts'
import { ofParts, termsOf } from './option-parts.ts'
import type { HardwareFacts, OptionFacts, ServiceFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'certification'

const ofService = (service: ServiceFacts, wanted: string, data: RulesData): RuleFinding => {
  const terms = termsOf(service, data)
  const found = terms?.certifications[wanted]
  if (terms === null || found === undefined || found.held === null)
    return notVerified(RULE, `Whether ${terms?.name ?? service.providerName} holds ${wanted} was not found.`)
  const basis = { clause: found.words, source: termsSource(terms) }
  const who = `${terms.name}: ${wanted}`
  switch (found.held) {
    case 'yes':
      return allowed(RULE, `${terms.name} holds ${wanted} (${found.words ?? 'yes'}).`, basis)
    case 'no':
      return notAllowed(RULE, `${terms.name} does not hold ${wanted}.`, basis)
    case 'claimed':
      return allowedIf(RULE, `${terms.name} claims to hold ${wanted}.`, `${who}: the certificate is shown`, basis)
    case 'platform':
      return allowedIf(RULE, `${terms.name} holds ${wanted} for its platform.`, `${who}: the certificate covers this service`, basis)
    case 'on-inquiry':
      return allowedIf(RULE, `${terms.name} gives ${wanted} on inquiry.`, `${who}: it is agreed`, basis)
    case 'through-partners':
      return notVerified(RULE, `${terms.name} has ${wanted} only through partners, as far as was found.`, basis)
    case 'not-found':
      return notVerified(RULE, `No evidence that ${terms.name} holds ${wanted} was found.`, basis)
  }
}

const ofHardware = ({ tenure, provider }: HardwareFacts, wanted: string): RuleFinding =>
  tenure === 'owned'
    ? allowedIf(RULE, `The servers are the buyer’s own, and so is the certificate.`, `the buyer’s own ${wanted} covers them`, {
        clause: null,
        source: OWN_RULE,
      })
    : notVerified(RULE, `Whether ${provider?.name ?? 'who rents these GPUs out'} holds ${wanted} was not found.`)

/** `wanted` is not empty. */
export const certification = (option: OptionFacts, wanted: readonly [string, ...string[]], data: RulesData): RuleFinding => {
  const each = (name: string): RuleFinding =>
    ofParts(
      RULE,
      option,
      (service) => ofService(service, name, data),
      (hardware) => ofHardware(hardware, name),
    )
  const [first, ...rest] = wanted
  return allOf([each(first), ...rest.map(each)])
}
