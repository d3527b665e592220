/** What do a rule, or all of them together, cost, given what may win with them and without? */
import type { OptionResult } from '../result.ts'
import type { RuleId, RulePrice, RulesTogether } from '../rules/rule-result.ts'

/** Considered, possible options by cost. */
export type Ranking = readonly Pick<OptionResult, 'id' | 'kind' | 'levelised'>[]

/**
 * The best option with rules less the best without them. Which hybrids are worked out depends on which fleets and APIs come first, so one may
 * be found with the rules only, or with some of them (`withSome`): it could be had without them as well. For the same reason hybrids are not
 * counted as kept out.
 */
const between = (withRules: Ranking, withoutRules: Ranking, withSome: readonly Ranking[] = []): RulesTogether => {
  const allowed = new Set(withRules.map(({ id }) => id))
  const restricted = withRules[0] ?? null
  const [bestWithout = null] = [withRules, withoutRules, ...withSome]
    .flatMap((ranking) => ranking.slice(0, 1))
    .toSorted((a, b) => a.levelised! - b.levelised!)
  return {
    keepsOut: withoutRules.filter(({ id, kind }) => kind !== 'hybrid' && !allowed.has(id)).length,
    bestWithId: restricted?.id ?? null,
    bestWithoutId: bestWithout?.id ?? null,
    usdPerMonth: restricted === null || bestWithout === null ? null : restricted.levelised! - bestWithout.levelised!,
  }
}

/** Of one rule. */
export const priceBetween = (rule: RuleId, withRule: Ranking, withoutRule: Ranking): RulePrice => ({
  rule,
  ...between(withRule, withoutRule),
})

/** Of all rules in force; `withoutOne`: what may win with one of them set aside, for each. */
export const priceOfAll = (withRules: Ranking, withoutRules: Ranking, withoutOne: readonly Ranking[]): RulesTogether =>
  between(withRules, withoutRules, withoutOne)
