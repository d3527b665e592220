/** How long are requests kept, and is that no longer than the buyer allows? */
import type { RuleProvider, RulesData } from '../../catalogue/rules-schema.ts'
import { allowed, allowedIf, notAllowed, notVerified, termsSource } from './finding.ts'
import { ofParts, termsOf } from './option-parts.ts'
import type { OptionFacts, ServiceFacts } from './rule-facts.ts'
import type { RuleFinding } from './rule-result.ts'

const RULE = 'retention'
const CONDITIONS: Readonly<Record<'self-serve' | 'by-approval' | 'plan' | 'claimed', string>> = {
  'self-serve': 'zero retention is switched on',
  'by-approval': 'the provider approves zero retention',
  plan: 'the plan that offers zero retention is bought',
  claimed: 'the provider’s claim not to store direct calls holds',
}

const startsWithAny = (id: string, prefixes: readonly string[]): boolean => prefixes.some((prefix) => id.startsWith(prefix))

const ofTerms = ({ model }: ServiceFacts, terms: RuleProvider, days: number): RuleFinding => {
  const { defaultRetentionDays, zeroRetention, keepsAnyway, words } = terms
  const source = termsSource(terms)
  const clause = words.zero_retention ?? words.retention_note ?? null
  const basis = { clause: clause === null ? null : String(clause), source }
  const kept = keepsAnyway.find(({ prefixes, notPrefixes }) => startsWithAny(model.id, prefixes) && !startsWithAny(model.id, notPrefixes))
  if (kept !== undefined) {
    const what = kept.scope === 'all' ? 'all requests' : 'requests that a classifier flags'
    const said = `${terms.name} keeps ${what} to ${model.name} up to ${kept.days} days, whatever is agreed`
    if (kept.days > days) return notAllowed(RULE, `${said}; at most ${days} days are allowed.`, { clause: kept.words, source })
    if (kept.scope === 'all') return allowed(RULE, `${said}; ${days} days are allowed.`, { clause: kept.words, source })
  }
  if (defaultRetentionDays !== null && defaultRetentionDays <= days)
    return allowed(RULE, `${terms.name} keeps requests ${defaultRetentionDays} days; ${days} are allowed.`, basis)
  const known = defaultRetentionDays === null ? 'for a time that was not found' : `${defaultRetentionDays} days`
  if (zeroRetention !== null && zeroRetention !== 'not-found')
    return allowedIf(
      RULE,
      `${terms.name} keeps requests ${known} unless zero retention is agreed; ${days} days are allowed.`,
      CONDITIONS[zeroRetention],
      basis,
    )
  return notVerified(RULE, `${terms.name} keeps requests ${known}; no zero retention was found.`, basis)
}

/** `days`: the longest a provider may keep requests; 0: not at all. */
export const retention = (option: OptionFacts, days: number, data: RulesData): RuleFinding =>
  ofParts(
    RULE,
    option,
    (service) => {
      const terms = termsOf(service, data)
      return terms === null
        ? notVerified(RULE, `How long ${service.providerName} keeps requests was not found.`)
        : ofTerms(service, terms, days)
    },
    () => allowed(RULE, 'The model runs on servers that the buyer operates: no provider receives the requests to keep them.'),
  )
