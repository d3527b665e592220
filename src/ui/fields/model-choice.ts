/** Which models can the buyer choose among, by maker, and what does the list say before it is opened? */
import type { Catalogue, Model } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'

export interface MakerModels {
  readonly maker: string
  readonly models: readonly Model[]
}

/** Models that some option can use: sold by an API, or with a known architecture. By maker, both in alphabetical order. */
export const modelsByMaker = (catalogue: Catalogue, search: string): readonly MakerModels[] => {
  const sold = new Set(catalogue.apiProviders.flatMap(({ offers }) => offers.map(({ modelId }) => modelId)))
  const wanted = search.trim().toLowerCase()
  const makers = new Map<string, Model[]>()
  for (const model of catalogue.models) {
    if (!sold.has(model.id) && model.architecture === null) continue
    const maker = model.maker ?? 'Maker not known'
    if (wanted !== '' && !`${maker} ${model.name} ${model.id}`.toLowerCase().includes(wanted)) continue
    makers.set(maker, [...(makers.get(maker) ?? []), model])
  }
  return [...makers]
    .map(([maker, models]) => ({ maker, models: models.toSorted((a, b) => a.name.localeCompare(b.name)) }))
    .toSorted((a, b) => a.maker.localeCompare(b.maker))
}

/** The ids that a choice stands for. */
export const chosenIds = (models: Scenario['models'], catalogue: Catalogue): ReadonlySet<string> => {
  if (models === 'all') return new Set(modelsByMaker(catalogue, '').flatMap((maker) => maker.models.map(({ id }) => id)))
  return new Set(models)
}

/** The list with one model put in or taken out; it is the buyer's own from then on. */
export const toggled = (models: Scenario['models'], catalogue: Catalogue, id: string): readonly string[] => {
  const chosen = new Set(chosenIds(models, catalogue))
  if (!chosen.delete(id)) chosen.add(id)
  return [...chosen].toSorted()
}

/** How the model can be had: what follows its name in the list. */
export const modelWays = (model: Model): string =>
  model.openWeights === true ? (model.architecture === null ? 'open, API only here' : 'open') : 'API only'
