/** What a run of draws amounts to so far: who was cheapest how often, and how costs spread. */
import { standardError } from '../draws.ts'
import type { OptionResult } from '../result.ts'
import type { OddsInput as DrawnInput } from '../../scenario/uncertain-input.ts'
import { sideOf, type Followed, type Side } from './followed.ts'
import type { Odds, OptionOdds, Spread3 } from './odds-result.ts'
import { spreadOf } from './statistics.ts'

/** An option that is not possible more often has no cost to speak of. */
const LEAST_POSSIBLE = 0.9
/** Costs this close are the same. */
const TIE = 1e-12

export interface Tally {
  /** costs of one draw, in the order of the options; Infinity: not possible */
  readonly add: (costs: Float64Array) => void
  /** the odds so far, worked out one option a step */
  readonly sum: () => Generator<null, Odds>
}

export const tallyOf = ({ options, left }: Followed, inputs: readonly DrawnInput[], draws: number, seed: number): Tally => {
  const sides: readonly Side[] = options.map(sideOf)
  const columns = options.map(() => new Float64Array(draws))
  const possible = new Float64Array(options.length)
  const cheapest = new Float64Array(options.length)
  const differences = new Float64Array(draws)
  /** used again for every sample, which its quantiles put in another order */
  const sample = new Float64Array(draws)
  const quantilesOf = (values: Float64Array, count: number): Spread3 | null => {
    sample.set(values.subarray(0, count))
    return spreadOf(sample.subarray(0, count))
  }
  const hasBoth = sides.includes('api') && sides.includes('self-hosted')
  let done = 0
  let compared = 0
  let cheaper = 0

  const add = (costs: Float64Array): void => {
    let least = Number.POSITIVE_INFINITY
    let api = Number.POSITIVE_INFINITY
    let own = Number.POSITIVE_INFINITY
    for (let at = 0; at < costs.length; at++) {
      const cost = costs[at]!
      columns[at]![done] = cost
      if (cost === Number.POSITIVE_INFINITY) continue
      possible[at]!++
      if (cost < least) least = cost
      if (sides[at] === 'api' && cost < api) api = cost
      if (sides[at] === 'self-hosted' && cost < own) own = cost
    }
    done++
    if (least < Number.POSITIVE_INFINITY) {
      const most = least + TIE * Math.abs(least)
      let ties = 0
      for (const cost of costs) if (cost <= most) ties++
      for (let at = 0; at < costs.length; at++) if (costs[at]! <= most) cheapest[at]! += 1 / ties
    }
    if (!hasBoth || (api === Number.POSITIVE_INFINITY && own === Number.POSITIVE_INFINITY)) return
    differences[compared] = own - api
    compared++
    if (Math.abs(own - api) <= TIE * api) cheaper += 1 / 2
    else if (own < api) cheaper++
  }

  const ofOption = ({ id }: OptionResult, at: number): OptionOdds => {
    const share = possible[at]! / done
    const chance = cheapest[at]! / done
    const cost: Spread3 | null = share < LEAST_POSSIBLE ? null : quantilesOf(columns[at]!, done)
    return { optionId: id, cost, cheapest: chance, standardError: standardError(chance, done), possible: share }
  }

  function* sum(): Generator<null, Odds> {
    const odds: OptionOdds[] = []
    for (const [at, option] of options.entries()) {
      odds.push(ofOption(option, at))
      yield null
    }
    const chance = compared === 0 ? null : cheaper / compared
    return {
      done,
      draws,
      seed,
      options: odds,
      left,
      selfHostedCheaper: chance === null ? null : { chance, standardError: standardError(chance, compared) },
      difference: chance === null ? null : quantilesOf(differences, compared),
      inputs: inputs.map(({ path, label, low, typical, high, from }) => ({ path, label, low, typical, high, from })),
    }
  }
  return { add, sum }
}
