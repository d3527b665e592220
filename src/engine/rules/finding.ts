/** How is a finding written down, and what is left of several findings of one rule? */
import type { Licence, RuleProvider, RuleSource } from '../../catalogue/rules-schema.ts'
import type { RuleFinding, RuleId, RuleStatus } from './rule-result.ts'

export type FindingSource = NonNullable<RuleFinding['source']>
interface Basis {
  readonly clause: string | null
  readonly source: FindingSource | null
}

export const NO_BASIS: Basis = { clause: null, source: null }

/** What the buyer decided needs no other source. */
export const OWN_RULE: FindingSource = { title: 'The buyer’s own rule', url: null, date: null, kind: 'set by the buyer' }

export const sourceOf = (title: string, sources: readonly RuleSource[]): FindingSource | null => {
  const first = sources[0]
  return first === undefined ? null : { title, url: first.url, date: first.date, kind: first.kind }
}

export const licenceSource = ({ name, sources }: Licence): FindingSource | null => sourceOf(name, sources)
export const termsSource = ({ name, sources }: RuleProvider): FindingSource | null => sourceOf(`Terms of ${name}`, sources)

export const allowed = (rule: RuleId, text: string, basis: Basis = NO_BASIS): RuleFinding => ({
  rule,
  status: 'allowed',
  text,
  condition: null,
  ...basis,
})
export const allowedIf = (rule: RuleId, text: string, condition: string, basis: Basis): RuleFinding => ({
  rule,
  status: 'allowed-if',
  text,
  condition,
  ...basis,
})
export const notAllowed = (rule: RuleId, text: string, basis: Basis): RuleFinding => ({
  rule,
  status: 'not-allowed',
  text,
  condition: null,
  ...basis,
})
export const notVerified = (rule: RuleId, text: string, basis: Basis = NO_BASIS): RuleFinding => ({
  rule,
  status: 'not-verified',
  text,
  condition: null,
  ...basis,
})

const ORDER: readonly RuleStatus[] = ['allowed', 'allowed-if', 'not-verified', 'not-allowed']

const joined = (parts: readonly (string | null)[], by: string): string | null => {
  const said = [...new Set(parts.filter((part) => part !== null))]
  return said.length === 0 ? null : said.join(by)
}

/**
 * All of these must hold: the hardest decides, conditions add up, and the clause and source are those of the hardest. `parts` is not empty
 * and of one rule.
 */
export const allOf = (parts: readonly [RuleFinding, ...RuleFinding[]]): RuleFinding => {
  const hardest = parts.reduce((worst, part) => (ORDER.indexOf(part.status) > ORDER.indexOf(worst.status) ? part : worst))
  return {
    ...hardest,
    text: joined([hardest.text, ...parts.map(({ text }) => text)], ' ') ?? hardest.text,
    condition:
      hardest.status === 'allowed-if'
        ? joined(
            parts.map(({ condition }) => condition),
            '; and ',
          )
        : null,
  }
}
