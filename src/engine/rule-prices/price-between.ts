/** What does a rule cost, given what may win with it and without it? */
import type { OptionResult } from '../result.ts'
import type { RuleId, RulePrice } from '../rules/rule-result.ts'

/** Considered, possible options by cost. */
export type Ranking = readonly Pick<OptionResult, 'id' | 'kind' | 'levelised'>[]

/**
 * The best option with a rule less the best without it. Which hybrids are worked out depends on which fleets and APIs come first, so one may be
 * found with the rule only: it could be had without it as well. For the same reason hybrids are not counted as kept out.
 */
export const priceBetween = (rule: RuleId, withRule: Ranking, withoutRule: Ranking): RulePrice => {
  const allowed = new Set(withRule.map(({ id }) => id))
  const [restricted = null, free = null] = [withRule[0], withoutRule[0]]
  const bestWithout = restricted !== null && (free === null || restricted.levelised! <= free.levelised!) ? restricted : free
  return {
    rule,
    keepsOut: withoutRule.filter(({ id, kind }) => kind !== 'hybrid' && !allowed.has(id)).length,
    bestWithId: restricted?.id ?? null,
    bestWithoutId: bestWithout?.id ?? null,
    usdPerMonth: restricted === null || bestWithout === null ? null : restricted.levelised! - bestWithout.levelised!,
  }
}
