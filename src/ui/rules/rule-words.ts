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

interface RuleWords {
  /** over a column */
  readonly name: string
  /** begins a sentence, with a verb in the singular after it */
  readonly subject: string
}

const same = (name: string): RuleWords => ({ name, subject: name })

const retention = (days: number | null): RuleWords => {
  if (days === null) return same('A limit on how long requests are kept')
  if (days === 0) return same('No keeping of requests')
  const most = `${days} ${days === 1 ? 'day' : 'days'}`
  return { name: `Kept at most ${most}`, subject: `Keeping requests for at most ${most}` }
}

const wordsOf = (rule: RuleId, terms: RuleTerms | null): RuleWords => {
  switch (rule) {
    case 'processing-region':
      return same(
        terms === null || terms.processingRegion === null
          ? 'The region of processing'
          : `Processing in ${countryName(terms.processingRegion)}`,
      )
    case 'provider-jurisdiction':
      return same(`No provider under the law of ${countries(terms?.excludedJurisdictions ?? [], 'some countries')}`)
    case 'model-origin':
      return same(`No model made in ${countries(terms?.excludedOrigins ?? [], 'some countries')}`)
    case 'licence':
      return { name: 'Licence of the model', subject: 'The check of licences' }
    case 'retention':
      return retention(terms?.retentionDays ?? null)
    case 'training':
      return same('No training on your data')
    case 'certification': {
      const asked = listed(terms?.certifications ?? [])
      return asked === '' ? same('Certification') : { name: asked, subject: `Asking for ${asked}` }
    }
    case 'air-gap':
      return { name: 'Air gap', subject: 'The air gap' }
    case 'export-control':
      return same('Export control of GPUs')
    case 'government':
      return { name: 'Bans by governments', subject: 'Heeding bans by governments' }
  }
}

/** `Processing in the EU`, `Air gap`. */
export const ruleName = (rule: RuleId, terms: RuleTerms | null): string => wordsOf(rule, terms).name

/** `Processing in the EU`, `The air gap`: begins a sentence. */
export const ruleSubject = (rule: RuleId, terms: RuleTerms | null): string => wordsOf(rule, terms).subject

/** The same within a sentence: `processing in the EU`, `the air gap`. */
export const ruleInSentence = (rule: RuleId, terms: RuleTerms | null): string => {
  const subject = ruleSubject(rule, terms)
  // the name of a certificate keeps its capitals
  return /^[A-Z][a-z]/.test(subject) ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject
}

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
