/** How long do the odds take against a bare loop over as many numbers? Medians of one run, as ratios: machines differ, their ratios hardly. */
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { automaticValue } from '../../src/engine/compare/automatic-value.ts'
import { allOptions } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { rank } from '../../src/engine/compare/verdict.ts'
import { drawValues } from '../../src/engine/odds/drawn-values.ts'
import { evaluators } from '../../src/engine/odds/evaluate.ts'
import { followedOf } from '../../src/engine/odds/followed.ts'
import { oddsSteps } from '../../src/engine/odds/run.ts'
import { sensitivitySteps } from '../../src/engine/odds/sensitivity.ts'
import { atOnce, type Steps } from '../../src/engine/odds/steps.ts'
import { strataQuantiles } from '../../src/engine/odds/streams.ts'
import { tallyOf } from '../../src/engine/odds/tally.ts'
import { oddsInputs } from '../../src/scenario/odds-inputs.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { variedInputs } from '../../src/scenario/varied-inputs.ts'

const DRAWS = 10_000
const TARGET = 10
const RUNS = 7

export interface Line {
  readonly name: string
  readonly value: string
}

const median = (run: () => void): number => {
  run()
  const times = Array.from({ length: RUNS }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })
  return times.toSorted((a, b) => a - b)[RUNS >> 1]!
}

/** Every month of every option in every draw: one multiplication and one addition. */
const bareLoop = (draws: number, options: number, months: number): (() => number) => {
  const weight = Float64Array.from({ length: months }, (_, m) => 1 / (1 + m))
  const series = Float64Array.from({ length: options * months }, (_, at) => 1 + at)
  const factor = Float64Array.from({ length: draws }, (_, draw) => 1 + draw / draws)
  const costs = new Float64Array(options * draws)
  return () => {
    for (let draw = 0; draw < draws; draw++)
      for (let option = 0; option < options; option++) {
        let total = 0
        const from = option * months
        for (let m = 0; m < months; m++) total += weight[m]! * series[from + m]! * factor[draw]!
        costs[option * draws + draw] = total
      }
    return costs[0]!
  }
}

/** Longest of the steps between which the page may do something else. */
const longestStep = (steps: Steps<unknown>): number => {
  let longest = 0
  for (;;) {
    const started = performance.now()
    const { done } = steps.next()
    longest = Math.max(longest, performance.now() - started)
    if (done === true) return longest
  }
}

export const oddsLines = (scenario: Scenario, catalogue: Catalogue): Line[] => {
  const cache = servingCache()
  const drawn = { ...scenario, draws: DRAWS }
  const inputs = oddsInputs(drawn, catalogue, automaticValue)
  const all = allOptions(drawn, catalogue, cache)
  const followed = followedOf(rank(all.options), null)
  const { length } = followed.options
  const bare = median(bareLoop(DRAWS, length, drawn.months))
  const values = drawValues(inputs, drawn.seed, atOnce(strataQuantiles(DRAWS)))
  const costOf = atOnce(evaluators(followed.options, all, values))
  const draws = median(() => {
    const tally = tallyOf(followed, inputs, DRAWS, drawn.seed)
    const costs = new Float64Array(length)
    for (let draw = 0; draw < DRAWS; draw++) {
      costOf(draw, costs)
      tally.add(costs)
    }
    atOnce(tally.sum())
  })
  const whole = median(() => void atOnce(oddsSteps(drawn, catalogue, inputs, { cache })))
  const ms = (time: number): string => `${time.toFixed(1)} ms`
  const ratio = (time: number): string => {
    const times = time / bare
    return `${ms(time)}, ${times.toFixed(1)} × (target ${TARGET}: ${times <= TARGET ? 'met' : 'missed'})`
  }
  const size = `${DRAWS} draws × ${length} options × ${drawn.months} months`
  const usual = oddsInputs(scenario, catalogue, automaticValue)
  const varied = variedInputs(scenario, usual)
  return [
    { name: `${size}: a bare loop over typed arrays`, value: ms(bare) },
    { name: `${size}: drawn and counted (${values.paths.length} inputs)`, value: ratio(draws) },
    { name: 'the same with choosing, compiling and drawing the values', value: ratio(whole) },
    {
      name: `odds of ${scenario.draws} draws, from the scenario to the answer`,
      value: ms(median(() => void atOnce(oddsSteps(scenario, catalogue, usual, { cache })))),
    },
    { name: 'longest step of them', value: ms(longestStep(oddsSteps(scenario, catalogue, usual, { cache }))) },
    {
      name: `switch points of ${varied.length} inputs`,
      value: ms(median(() => void atOnce(sensitivitySteps(scenario, catalogue, varied, { cache })))),
    },
    { name: 'longest step of them', value: ms(longestStep(sensitivitySteps(scenario, catalogue, varied, { cache }))) },
  ]
}
