/** What does each rule in force cost a month, and what does it keep out? Prices of rules do not add. */
import { priceOfRule } from '../rule-price.ts'
import { isAllowed } from './is-allowed.ts'
import type { RuleFinding, RulePrice } from './rule-result.ts'

export interface RuledOption {
  readonly id: string
  /** levelised USD a month */
  readonly cost: number
  readonly findings: readonly RuleFinding[]
}

/** One price for each rule that gave a finding: the best option under all rules, less the best with this rule alone set aside. */
export const priceOfRules = (options: readonly RuledOption[], treatNotVerifiedAs: 'allowed' | 'not-allowed'): RulePrice[] => {
  const rules = [...new Set(options.flatMap(({ findings }) => findings.map(({ rule }) => rule)))]
  const idsAllowed = (setAside: RuleFinding['rule'] | null): Set<string> =>
    new Set(
      options
        .filter(({ findings }) =>
          isAllowed(
            findings.filter(({ rule }) => rule !== setAside),
            treatNotVerifiedAs,
          ),
        )
        .map(({ id }) => id),
    )
  const withAll = idsAllowed(null)
  return rules.map((rule) => {
    const without = idsAllowed(rule)
    const price = priceOfRule(options, without, withAll)
    return {
      rule,
      keepsOut: [...without].filter((id) => !withAll.has(id)).length,
      bestWithId: price.possible ? price.bestWith : null,
      bestWithoutId: price.bestWithout,
      usdPerMonth: price.possible ? price.price : null,
    }
  })
}
