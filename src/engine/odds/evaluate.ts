/** The cost of every followed option in a draw: by a few sums where those are known, else by pricing the drawn scenario anew. */
import type { Options } from '../compare/compare.ts'
import type { OptionResult } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { drawState, type DrawState } from './draw-state.ts'
import { scenarioWith, type DrawnValues } from './drawn-values.ts'
import { exactPrice, pricedCase, type PricedCase } from './exact-price.ts'
import { fastApi } from './fast-api.ts'
import { loadScale } from './fast-load.ts'
import { fastOwned } from './fast-owned.ts'
import { fastRented, type FastCost } from './fast-rented.ts'
import { exactCandidate, type CandidateIn } from './layout-speed.ts'
import { carriedIn } from './layout-surface.ts'
import { layoutOf } from './layout-of.ts'

/** Writes levelised USD a month of each option into `out`; Infinity: not possible. */
export type CostsOfDraw = (draw: number, out: Float64Array) => void

type CostOf = (draw: number, given: () => PricedCase) => number

const exactCost = (option: OptionResult, all: Options, values: DrawnValues): CostOf => {
  const price = exactPrice(option, all)
  if (price === null) throw new Error(`no way to price ${option.id} anew`)
  const layout = layoutOf(option, all)
  const candidate: CandidateIn = layout === null ? () => null : exactCandidate(layout, all.settings, values)
  const own = (given: () => PricedCase): PricedCase => given().forModel(option.modelId)
  return (draw, given) =>
    price(
      own(given),
      candidate(draw, () => own(given).settings.scenario),
    )
}

const fastCost = (option: OptionResult, counted: Options, values: DrawnValues, countedState: DrawState): FastCost | null => {
  const { modelId } = option
  const all = { ...counted, settings: counted.settings.forModel(modelId), context: counted.context.forModel(modelId) }
  const state = countedState.forModel(modelId)
  for (const provider of all.settings.catalogue.apiProviders)
    for (const offer of provider.offers) if (option.id === `api:${offer.id}`) return fastApi(provider, offer, option, all, state)
  const layout = layoutOf(option, all)
  const rented = all.choices.get(option.id)
  const owned = all.ownedChoices.get(option.id)
  if (layout === null || (rented === undefined && owned === undefined) || loadScale(all, state) === null) return null
  const carried = carriedIn(layout, counted.settings, values)
  if (rented !== undefined) return fastRented(rented, layout.gpu.id, all, state, carried)
  return owned === undefined ? null : fastOwned(owned, all, state, carried)
}

/** `fast` false: every option by pricing the drawn scenario anew, for tests that hold the two together. */
export function* evaluators(
  options: readonly OptionResult[],
  all: Options,
  values: DrawnValues,
  fast = true,
): Generator<null, CostsOfDraw> {
  const typical = all.settings.scenario
  let columns: readonly (readonly [string, Float64Array])[] | null = null
  const scenarioOf = (draw: number): Scenario => {
    columns ??= values.paths.map((path) => [path, values.valuesOf(path)!] as const)
    return scenarioWith(
      typical,
      columns.map(([path, column]) => [path, column[draw]!] as const),
    )
  }
  const state = drawState(all, values)
  const costs: CostOf[] = []
  for (const option of options) {
    const bySums = fast ? fastCost(option, all, values, state) : null
    costs.push(bySums === null ? exactCost(option, all, values) : bySums)
    yield null
  }
  return (draw, out) => {
    let known: PricedCase | null = null
    const given = (): PricedCase => (known ??= pricedCase(scenarioOf(draw), all.settings))
    state.next(draw)
    for (let at = 0; at < costs.length; at++) out[at] = costs[at]!(draw, given)
  }
}
