/** The layout that a self-hosted option runs on. */
import { isOpenModel, type Options } from '../compare/compare.ts'
import type { OptionResult } from '../result.ts'
import type { LayoutOf } from './layout-speed.ts'

/** Null: an option without GPUs. */
export const layoutOf = (option: OptionResult, { settings, choices, ownedChoices, hybrids, endpoints }: Options): LayoutOf | null => {
  const { id } = option
  const candidate =
    choices.get(id)?.candidate ?? ownedChoices.get(id)?.candidate ?? hybrids.get(id)?.fleet.candidate ?? endpoints.get(id)?.choice.candidate
  const detail = option.rented ?? option.owned
  if (candidate === undefined || detail === null) return null
  const model = settings.catalogue.models.filter(isOpenModel).find((known) => known.id === option.modelId)
  const gpu = settings.catalogue.gpus.find((known) => known.id === detail.gpuId)
  return model === undefined || gpu === undefined ? null : { model, gpu, candidate, speed: detail.serving.speed }
}
