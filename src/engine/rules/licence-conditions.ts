/** What does a licence ask of a company that uses the weights itself: for each of its thresholds, and for the name? */
import type { Licence, LicenceThreshold } from '../../catalogue/rules-schema.ts'
import { reachOf } from './licence-threshold.ts'
import type { CompanyFacts } from './rule-facts.ts'

export type Asked =
  | { readonly kind: 'condition'; readonly words: string }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'not-read'; readonly words: string }

const lineOf = ({ words, over }: LicenceThreshold): string => `${words.what} over ${over}`

/** The threshold in words, as a clause. */
export const clauseOf = (threshold: LicenceThreshold): string => `${lineOf(threshold)}: ${threshold.words.effect}`

const askedBy = (threshold: LicenceThreshold, company: CompanyFacts): Asked | null => {
  const reach = reachOf(threshold, company)
  if (reach === 'below') return null
  if (threshold.usesNotRead.includes(company.use)) return { kind: 'not-read', words: clauseOf(threshold) }
  const unless = threshold.usesIf[company.use]
  if (unless !== undefined) return { kind: 'condition', words: `${unless}, or else: ${threshold.words.effect}` }
  if (!threshold.uses.includes(company.use)) return null
  if (reach === 'unknown')
    return { kind: 'condition', words: `${threshold.words.what} is not over ${threshold.over}, or else: ${threshold.words.effect}` }
  return threshold.effect === 'agreement'
    ? { kind: 'refused', words: clauseOf(threshold) }
    : { kind: 'condition', words: threshold.words.effect }
}

/** Everything the licence asks in the company's use. */
export const askedOf = (licence: Licence, company: CompanyFacts): Asked[] => {
  const byThresholds = licence.thresholds.map((threshold) => askedBy(threshold, company)).filter((one) => one !== null)
  const branding = licence.words.branding ?? null
  return licence.showNameUses.includes(company.use) && branding !== null
    ? [...byThresholds, { kind: 'condition', words: `the name is shown: ${String(branding)}` }]
    : byThresholds
}
