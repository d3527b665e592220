/** What does a licence ask of a company that uses the weights itself: for each of its thresholds, and for the name? */
import type { Licence, LicenceThreshold } from '../../catalogue/rules-schema.ts'
import { reachOf } from './licence-threshold.ts'
import type { CompanyFacts } from './rule-facts.ts'

/** `words`: what must be met, or what is in the way; `clause`: the licence's own words. */
export interface Asked {
  readonly kind: 'condition' | 'refused' | 'not-read'
  readonly words: string
  readonly clause: string
}

const MILLION = 1e6
const BILLION = 1e9
const inWords = (line: number): string => {
  if (line >= BILLION) return `${line / BILLION} bn`
  return line >= MILLION ? `${line / MILLION} m` : String(line)
}

/** The threshold in the licence's words. */
export const clauseOf = ({ words, over }: LicenceThreshold): string => `${words.what} over ${inWords(over)}: ${words.effect}`

const askedBy = (threshold: LicenceThreshold, company: CompanyFacts): Asked | null => {
  const reach = reachOf(threshold, company)
  if (reach === 'below') return null
  const { words, over, uses, usesNotRead, usesIf, effect } = threshold
  const clause = clauseOf(threshold)
  if (usesNotRead.includes(company.use)) return { kind: 'not-read', words: clause, clause }
  const unless = usesIf[company.use]
  if (unless !== undefined) return { kind: 'condition', words: `${unless}, or else: ${words.effect}`, clause }
  if (!uses.includes(company.use)) return null
  if (reach === 'unknown') return { kind: 'condition', words: `${words.what}: not over ${inWords(over)}, or else: ${words.effect}`, clause }
  return { kind: effect === 'agreement' ? 'refused' : 'condition', words: words.effect, clause }
}

/** Everything the licence asks in the company's use. */
export const askedOf = (licence: Licence, company: CompanyFacts): Asked[] => {
  const byThresholds = licence.thresholds.map((threshold) => askedBy(threshold, company)).filter((one) => one !== null)
  const branding = licence.words.branding ?? null
  if (!licence.showNameUses.includes(company.use) || branding === null) return byThresholds
  return [...byThresholds, { kind: 'condition', words: `the name is shown: ${String(branding)}`, clause: String(branding) }]
}
