/** What are the buyer's rules and their answers called, as a heading and within a sentence? */
import type { RuleId, RuleStatus } from '../../engine/rules/rule-result.ts'
import { countryName } from '../../format/country.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** What the buyer set, where a rule's name depends on it. */
export type RuleTerms = Pick<
  Scenario,
  'processingRegion' | 'excludedJurisdictions' | 'excludedOrigins' | 'retentionDays' | 'certifications' | 'notVerified'
>

const listed = (names: readonly string[]): string => {
  const [first = '', second = '', ...more] = names
  if (names.length < 2) return first
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`
}
const countries = (codes: readonly string[], none: string): string => (codes.length === 0 ? none : listed(codes.map(countryName)))

const kept = (days: number | null): string => {
  if (days === null) return 'A limit on how long requests are kept'
  return days === 0 ? 'No keeping of requests' : `Kept at most ${days} ${days === 1 ? 'day' : 'days'}`
}

/** `Processing in the EU`, `Air gap`: as a heading. `terms` null: without what the buyer set. */
export const ruleName = (rule: RuleId, terms: RuleTerms | null): string => {
  switch (rule) {
    case 'processing-region': {
      const region = terms?.processingRegion ?? null
      return region === null ? 'Region of processing' : `Processing in ${countryName(region)}`
    }
    case 'provider-jurisdiction':
      return `No provider under the law of ${countries(terms?.excludedJurisdictions ?? [], 'some countries')}`
    case 'model-origin':
      return `No model made in ${countries(terms?.excludedOrigins ?? [], 'some countries')}`
    case 'licence':
      return 'Licence of the model'
    case 'retention':
      return kept(terms?.retentionDays ?? null)
    case 'training':
      return 'No training on your data'
    case 'certification':
      return listed(terms?.certifications ?? []) || 'Certification'
    case 'air-gap':
      return 'Air gap'
    case 'export-control':
      return 'Export control of GPUs'
    case 'government':
      return 'Bans by governments'
  }
}

/** Within a sentence: `“Processing in the EU” leaves no API`. */
export const quotedRule = (rule: RuleId, terms: RuleTerms | null): string => `“${ruleName(rule, terms)}”`

export const STATUS_WORDS: Readonly<Record<RuleStatus, string>> = {
  allowed: 'Allowed',
  'allowed-if': 'Allowed if',
  'not-allowed': 'Not allowed',
  'not-verified': 'Not verified',
}

/** From the mildest to the hardest. */
export const STATUS_ORDER: readonly RuleStatus[] = ['allowed', 'allowed-if', 'not-verified', 'not-allowed']

export const worse = (a: RuleStatus, b: RuleStatus): RuleStatus => (STATUS_ORDER.indexOf(b) > STATUS_ORDER.indexOf(a) ? b : a)

export const NOT_ADVICE = 'Facts for filtering, not legal advice'
