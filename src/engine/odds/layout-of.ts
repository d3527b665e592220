/** The layout that a self-hosted option runs on. */
import { isOpenModel, type Options } from '../compare/compare.ts'
import type { OptionResult } from '../result.ts'
import type { LayoutOf } from './layout-speed.ts'

/** Null: an option without GPUs. */
export const layoutOf = (option: OptionResult, { settings, choices, ownedChoices }: Options): LayoutOf | null => {
  const choice = choices.get(option.id) ?? ownedChoices.get(option.id)
  const detail = option.rented ?? option.owned
  if (choice === undefined || detail === null) return null
  const { models, gpus } = settings.catalogue
  const model = models.filter(isOpenModel).find(({ id }) => id === option.modelId)
  const gpu = gpus.find(({ id }) => id === detail.gpuId)
  if (model === undefined || gpu === undefined) return null
  return { model, gpu, candidate: choice.candidate, evidence: detail.serving.evidence }
}
