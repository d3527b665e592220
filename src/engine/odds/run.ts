/**
 * How likely is each option the cheapest, and how far may its cost be from the typical one (`method.md` 12)? Every input with a range is
 * drawn; choices stay those of the typical scenario.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import { optionSteps } from '../compare/compare.ts'
import { competingCatalogue } from '../compare/competing.ts'
import { servingCache, type ServingCache } from '../compare/serving-cache.ts'
import { rank } from '../compare/verdict.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OddsInput as DrawnInput } from '../../scenario/uncertain-input.ts'
import { drawValues } from './drawn-values.ts'
import { evaluators } from './evaluate.ts'
import { followedOf } from './followed.ts'
import type { Odds } from './odds-result.ts'
import type { Steps } from './steps.ts'
import { strataQuantiles } from './streams.ts'
import { tallyOf } from './tally.ts'
import { tokenInputs } from './token-inputs.ts'

/** Draws worked out at a time. */
const DRAWS_OF_STEP = 8
/** Shares of the draws after which the odds so far are worked out; in between only the count goes on. */
const REPORTS = [0.02, 0.1, 0.4]
const COUNTS = 50

/**
 * `fields`: `oddsInputs` of the scenario; ratios of tokens come on top.
 *
 * @throws Error if the scenario names what the catalogue does not have (one that was read cannot) */
export function* oddsSteps(
  scenario: Scenario,
  catalogue: Catalogue,
  fields: readonly DrawnInput[],
  given: { readonly cache?: ServingCache } = {},
): Steps<Odds> {
  const { draws, seed } = scenario
  const all = yield* optionSteps(scenario, competingCatalogue(scenario, catalogue), given.cache ?? servingCache())
  const usedToday = all.options.find(({ id }) => id === `api:${scenario.usedToday ?? ''}`) ?? null
  const followed = followedOf(rank(all.options), usedToday)
  const inputs = [...fields, ...tokenInputs(followed.options, all)]
  const values = drawValues(inputs, seed, yield* strataQuantiles(draws))
  const costOf = yield* evaluators(followed.options, all, values)
  const tally = tallyOf(followed, inputs, draws, seed)
  const costs = new Float64Array(followed.options.length)
  const reports = new Set(REPORTS.map((share) => Math.round(share * draws)))
  const counts = Math.ceil(draws / COUNTS)
  let latest = null as Odds | null
  for (let draw = 0; draw < draws; draw++) {
    costOf(draw, costs)
    tally.add(costs)
    const done = draw + 1
    if (reports.has(done)) {
      latest = yield* tally.sum()
      yield latest
    } else if (latest !== null && done % counts === 0 && done < draws) yield { ...latest, done }
    else if (done % DRAWS_OF_STEP === 0) yield null
  }
  return yield* tally.sum()
}
