/**
 * What does each rule cost a month (`method.md` 10)? A rule also decides which GPUs may be rented, so the best option without it is not among
 * those of the comparison: every option is priced anew with the rule set aside, or, for a rule that is not set, with it.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { competingCatalogue } from '../compare/competing.ts'
import { optionSteps } from '../compare/compare.ts'
import { servingCache, type ServingCache } from '../compare/serving-cache.ts'
import { rank } from '../compare/verdict.ts'
import type { Steps } from '../odds/steps.ts'
import type { OptionResult } from '../result.ts'
import type { RuleId, RuleNotSet, RulePrice, RulePrices } from '../rules/rule-result.ts'
import { rulesInForce, rulesOf } from '../rules/scenario-rules.ts'
import { ALL_RULES, exampleOf, without } from './rule-switches.ts'

/** Considered, possible options by cost. */
type Ranking = readonly OptionResult[]

/**
 * The best option with a rule less the best without it. Which hybrids are worked out depends on which fleets and APIs come first, so one may be
 * found with the rule only: it could be had without it as well. For the same reason hybrids are not counted as kept out.
 */
const priced = (rule: RuleId, withRule: Ranking, withoutRule: Ranking): RulePrice => {
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

/** The price of each rule in force, then what others would cost; reports after each. @throws Error as `compare` does */
export function* rulePriceSteps(
  scenario: Scenario,
  catalogue: Catalogue,
  given: { readonly cache?: ServingCache } = {},
): Steps<RulePrices> {
  const cache = given.cache ?? servingCache()
  const competing = competingCatalogue(scenario, catalogue)
  const ranked = function* (of: Scenario): Generator<null, Ranking> {
    return rank((yield* optionSteps(of, competing, cache)).options)
  }
  const inForce = rulesInForce(rulesOf(scenario))
  const examples = ALL_RULES.flatMap((rule) => {
    const example = inForce.includes(rule) ? null : exampleOf(rule, scenario, catalogue)
    return example === null ? [] : [{ rule, ...example }]
  })
  const of = inForce.length + examples.length
  const prices: RulePrice[] = []
  const wouldCost: RuleNotSet[] = []
  const soFar = (): RulePrices => ({ prices: [...prices], wouldCost: [...wouldCost], done: prices.length + wouldCost.length, of })
  const now = yield* ranked(scenario)
  for (const rule of inForce) {
    prices.push(priced(rule, now, yield* ranked(without(scenario, rule))))
    yield soFar()
  }
  for (const { rule, words, scenario: changed } of examples) {
    const { keepsOut, bestWithId, usdPerMonth } = priced(rule, yield* ranked(changed), now)
    wouldCost.push({ rule, example: words, keepsOut, bestWithId, usdPerMonth })
    yield soFar()
  }
  return soFar()
}
