/** Figure 7: what does each rule in force say of each option, and what does it cost? Prepared for the eye. */
import type { Comparison, OptionResult } from '../../engine/result.ts'
import type { RuleFinding, RuleId, RulePrice, RulePrices, RulesTogether, RuleStatus } from '../../engine/rules/rule-result.ts'
import { countFull } from '../../format/count.ts'
import { cardinal } from '../../format/ordinal.ts'
import { money, moneyFull, US_DOLLAR, type Currency } from '../../format/money.ts'
import { FAMILY_NAMES, familyOf, type Family } from '../figures/family.ts'
import { importantRows, type OptionGroup } from './matrix-rows.ts'
import { NOT_ADVICE, ruleName, STATUS_WORDS, type RuleTerms } from './rule-words.ts'

/** USD a month that no buyer would call a cost. */
export const NOTHING = 0.5

export interface MatrixCell {
  readonly rule: RuleId
  readonly label: string
  readonly status: RuleStatus
  readonly word: string
  /** under the word; null: nothing to mind */
  readonly reason: string | null
  readonly finding: RuleFinding
}

export interface MatrixRow {
  readonly id: string
  readonly family: Family
  readonly name: string
  /** what it is, and why it is shown */
  readonly what: string
  /** null: not possible */
  readonly total: string | null
  readonly full: string
  /** the answer */
  readonly best: boolean
  /** takes part in the verdict */
  readonly considered: boolean
  /** one for each column; null: the rule says nothing of it */
  readonly cells: readonly (MatrixCell | null)[]
}

export interface MatrixColumn {
  readonly rule: RuleId
  readonly name: string
  /** `costs $1,230 a month` */
  readonly price: string
}

export interface RulesMatrix {
  readonly title: string
  readonly method: string
  readonly columns: readonly MatrixColumn[]
  /** what all rules cost together, as a sentence without its stop; null: there are not several, or it is not worked out */
  readonly together: string | null
  readonly rows: readonly MatrixRow[]
}

export interface MatrixWish {
  readonly terms: RuleTerms
  /** null: not worked out yet */
  readonly prices: RulePrices | null
  readonly saidToday: boolean
  readonly currency?: Currency
}

const ONE = { costs: 'costs', leaves: 'leaves' } as const
const SEVERAL = { costs: 'cost', leaves: 'leave' } as const

/** `costs $1,230 a month`, `costs nothing`, `leaves no option`; null: not worked out yet. */
export const priceWords = (
  price: RulesTogether | null,
  currency: Currency,
  { costs, leaves }: typeof ONE | typeof SEVERAL = ONE,
): string => {
  if (price === null) return 'price follows'
  if (price.bestWithId === null) return price.bestWithoutId === null ? `${leaves} no option, alone or not` : `${leaves} no option`
  if (price.usdPerMonth === null) return 'price unknown'
  return price.usdPerMonth < NOTHING ? `${costs} nothing` : `${costs} ${money(price.usdPerMonth, currency)} a month`
}

/** Of all rules in force; null: there are not several, or it is not worked out yet. */
const togetherWords = (prices: RulePrices | null, currency: Currency): string | null =>
  prices === null || prices.together === null || prices.prices.length < 2
    ? null
    : `All rules together ${priceWords(prices.together, currency, SEVERAL)}`

/** A rule, or all of them, without which a buyer would pay less, or would have an option at all. */
export const binds = ({ usdPerMonth, bestWithId, bestWithoutId }: RulesTogether): boolean =>
  bestWithId === null ? bestWithoutId !== null : (usdPerMonth ?? 0) >= NOTHING

const priceOf = (rule: RuleId, prices: RulePrices | null): RulePrice | null => prices?.prices.find((price) => price.rule === rule) ?? null

const titleOf = (comparison: Comparison, prices: RulePrices | null): string => {
  const { options, rulesInForce, verdict } = comparison
  if (rulesInForce.length === 0) return 'No rule is in force'
  const out = verdict.apart.rule
  const count = `${countFull(out)} of ${countFull(options.length)} options`
  if (out === 0) return `Rules: none keeps out any of ${countFull(options.length)} options`
  if (prices === null || prices.prices.length < rulesInForce.length) return `Rules keep out ${count}`
  const binding = prices.prices.filter(binds).length
  if (binding === 0)
    return prices.together === null || !binds(prices.together)
      ? `Rules keep out ${count}, none of them cheaper`
      : 'Rules: several together shut out a cheaper option'
  return `Rules: ${cardinal(binding)} ${binding === 1 ? 'shuts' : 'shut'} out a cheaper option`
}

const cellOf = (finding: RuleFinding, terms: RuleTerms): MatrixCell => ({
  rule: finding.rule,
  label: ruleName(finding.rule, terms),
  status: finding.status,
  word: STATUS_WORDS[finding.status],
  reason: finding.status === 'allowed' ? null : (finding.condition ?? finding.text),
  finding,
})

const rowOf = (option: OptionResult, what: string, comparison: Comparison, terms: RuleTerms, currency: Currency): MatrixRow => ({
  id: option.id,
  family: familyOf(option.kind),
  name: option.name,
  what,
  total: option.levelised === null ? null : money(option.levelised, currency),
  full: moneyFull(option.levelised, currency),
  best: option.id === comparison.ranking[0],
  considered: option.considered && option.levelised !== null,
  cells: comparison.rulesInForce.map((rule) => {
    const finding = option.findings.find((candidate) => candidate.rule === rule)
    return finding === undefined ? null : cellOf(finding, terms)
  }),
})

export const rulesMatrix = (comparison: Comparison, { terms, prices, saidToday, currency = US_DOLLAR }: MatrixWish): RulesMatrix => ({
  title: titleOf(comparison, prices),
  method: `What each rule in force says of an option, before any cost; each answer opens to its words and its source. ${NOT_ADVICE}.`,
  columns: comparison.rulesInForce.map((rule) => ({
    rule,
    name: ruleName(rule, terms),
    price: priceWords(priceOf(rule, prices), currency),
  })),
  together: togetherWords(prices, currency),
  rows: importantRows(comparison, terms, prices, saidToday).map(({ option, role }) =>
    rowOf(option, role === null ? option.subtitle : `${option.subtitle}; ${role}`, comparison, terms, currency),
  ),
})

const groupWords = ({ option, size }: OptionGroup): string => {
  const like = size === 1 ? option.subtitle : `${option.subtitle}, and ${countFull(size - 1)} more with the same answers`
  return option.kind.startsWith('api') ? like : `${FAMILY_NAMES[familyOf(option.kind)]}: ${like}`
}

export const groupRows = (
  groups: readonly OptionGroup[],
  comparison: Comparison,
  terms: RuleTerms,
  currency: Currency = US_DOLLAR,
): readonly MatrixRow[] => groups.map((group) => rowOf(group.option, groupWords(group), comparison, terms, currency))
