/**
 * What does each rule cost a month (`method.md` 10), and what do all of them together? A rule also decides which GPUs may be rented, so the best option without it is not among
 * those of the comparison: every option is priced anew with the rule set aside, or, for a rule that is not set, with it.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { competingCatalogue } from '../compare/competing.ts'
import { optionSteps } from '../compare/compare.ts'
import { servingCache, type ServingCache } from '../compare/serving-cache.ts'
import { rank } from '../compare/verdict.ts'
import type { Steps } from '../odds/steps.ts'
import type { RuleNotSet, RulePrice, RulePrices, RulesTogether } from '../rules/rule-result.ts'
import { rulesInForce, rulesOf } from '../rules/scenario-rules.ts'
import { priceBetween, priceOfAll, type Ranking } from './price-between.ts'
import { ALL_RULES, exampleOf, without, withoutAny } from './rule-switches.ts'

/** The price of each rule in force, of all of them, then what others would cost; reports after each. @throws Error as `compare` does */
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
  const of = inForce.length + (inForce.length > 0 ? 1 : 0) + examples.length
  const prices: RulePrice[] = []
  const wouldCost: RuleNotSet[] = []
  let together: RulesTogether | null = null
  const soFar = (): RulePrices => ({
    prices: [...prices],
    together,
    wouldCost: [...wouldCost],
    done: prices.length + (together === null ? 0 : 1) + wouldCost.length,
    of,
  })
  const now = yield* ranked(scenario)
  const withoutOne: Ranking[] = []
  for (const rule of inForce) {
    const others = yield* ranked(without(scenario, rule))
    withoutOne.push(others)
    prices.push(priceBetween(rule, now, others))
    yield soFar()
  }
  if (inForce.length > 0) {
    // without the only rule there is none
    const none = inForce.length === 1 ? withoutOne[0]! : yield* ranked(withoutAny(scenario))
    together = priceOfAll(now, none, withoutOne)
    yield soFar()
  }
  for (const { rule, words, scenario: changed } of examples) {
    const { keepsOut, bestWithId, usdPerMonth } = priceBetween(rule, yield* ranked(changed), now)
    wouldCost.push({ rule, example: words, keepsOut, bestWithId, usdPerMonth })
    yield soFar()
  }
  return soFar()
}
