/** The cost of every followed option in a draw. */
import type { Options } from '../compare/compare.ts'
import type { OptionResult } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { scenarioWith, type DrawnValues } from './drawn-values.ts'
import { exactPrice, pricedCase, type PricedCase } from './exact-price.ts'
import { exactCandidate, type CandidateIn } from './layout-speed.ts'
import { layoutOf } from './layout-of.ts'

/** Writes levelised USD a month of each option into `out`; Infinity: not possible. */
export type CostsOfDraw = (draw: number, out: Float64Array) => void

type CostOf = (draw: number, given: () => PricedCase) => number

const exactCost = (option: OptionResult, all: Options, values: DrawnValues): CostOf => {
  const price = exactPrice(option, all)
  if (price === null) throw new Error(`no way to price ${option.id} anew`)
  const layout = layoutOf(option, all)
  const candidate: CandidateIn = layout === null ? () => null : exactCandidate(layout, all.settings, values)
  return (draw, given) =>
    price(
      given(),
      candidate(draw, () => given().settings.scenario),
    )
}

export function* evaluators(options: readonly OptionResult[], all: Options, values: DrawnValues): Generator<null, CostsOfDraw> {
  const typical = all.settings.scenario
  const columns = [...values.columns]
  const scenarioOf = (draw: number): Scenario =>
    scenarioWith(
      typical,
      columns.map(([path, column]) => [path, column[draw]!]),
    )
  const costs: CostOf[] = []
  for (const option of options) {
    costs.push(exactCost(option, all, values))
    yield null
  }
  return (draw, out) => {
    let known: PricedCase | null = null
    const given = (): PricedCase => (known ??= pricedCase(scenarioOf(draw), all.settings))
    for (let at = 0; at < costs.length; at++) out[at] = costs[at]!(draw, given)
  }
}
