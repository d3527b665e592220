/**
 * What of the catalogue may win, whatever the rules say of it? Models that are listed and good enough, and those the scenario goes by: for who
 * asks only for the best, many times over.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { judgeOf } from './judged.ts'

/** What decides it. */
const keyOf = (scenario: Scenario): string =>
  JSON.stringify([
    scenario.models,
    scenario.usedToday,
    scenario.yardstick,
    scenario.secondYardstick,
    scenario.floorModel,
    scenario.floorScore,
    scenario.countedModel,
    scenario.weakerCompetes,
    scenario.contestedCompetes,
    scenario.unknownCompetes,
  ])

/** The last one of each catalogue, as other parts of the engine keep what belongs to a catalogue. */
const last = new WeakMap<Catalogue, { readonly key: string; readonly competing: Catalogue }>()

const competingIn = (scenario: Scenario, catalogue: Catalogue): Catalogue => {
  const judge = judgeOf(scenario, catalogue, new Map(catalogue.models.map((model) => [model.id, model])))
  const mayWin = new Set(catalogue.models.flatMap(({ id }) => (judge.isListed(id) && judge.apartByQuality(id) === null ? [id] : [])))
  const apiProviders = catalogue.apiProviders.map((provider) => ({
    ...provider,
    offers: provider.offers.filter(({ id, modelId }) => mayWin.has(modelId) || id === scenario.usedToday),
  }))
  const goneBy = [scenario.floorModel, scenario.countedModel, ...apiProviders.flatMap(({ offers }) => offers.map(({ modelId }) => modelId))]
  const kept = new Set([...mayWin, ...goneBy])
  return { ...catalogue, apiProviders, models: catalogue.models.filter(({ id }) => kept.has(id)) }
}

/** Its considered options are those of the whole catalogue. */
export const competingCatalogue = (scenario: Scenario, catalogue: Catalogue): Catalogue => {
  const key = keyOf(scenario)
  const known = last.get(catalogue)
  if (known?.key === key) return known.competing
  const competing = competingIn(scenario, catalogue)
  last.set(catalogue, { key, competing })
  return competing
}
