/**
 * Which ratios of tokens are drawn though the buyer gave no range? τ of the models followed, between the least and the most that was measured
 * or stated. Length of answers is not: what is published does not lie around the typical 1 (docs/adr/0026).
 */
import type { OddsInput } from '../../scenario/uncertain-input.ts'
import type { Options } from '../compare/compare.ts'
import type { OptionResult } from '../result.ts'

const LEAST = 0.05
const MOST = 20

const modelsOf = (followed: readonly OptionResult[], { options }: Pick<Options, 'options'>): Set<string> => {
  const ids = new Set<string>()
  for (const { modelId, hybrid } of followed) {
    ids.add(modelId)
    const api = hybrid === null ? undefined : options.find(({ id }) => id === hybrid.apiId)
    if (api !== undefined) ids.add(api.modelId)
  }
  return ids
}

/** A number of the buyer's own is certain unless it has a range; where workloads differ in language, no one number stands for all. */
export const tokenInputs = (followed: readonly OptionResult[], all: Pick<Options, 'options' | 'settings'>): OddsInput[] => {
  const { groups, models, scenario, catalogue } = all.settings
  const inputs: OddsInput[] = []
  if (new Set(scenario.workloads.map(({ language }) => language)).size > 1) return inputs
  for (const modelId of modelsOf(followed, all)) {
    const ratio = groups.ratioOf(modelId, 0)
    if (ratio === null || ratio.kind === 'own' || !(ratio.low < ratio.high)) continue
    const family = catalogue.quality.tokenizers.familyOfModel[modelId]
    inputs.push({
      path: `tokenRatios.${modelId}`,
      label: `Tokens for the same text, ${models.get(modelId)?.name ?? modelId}`,
      kind: 'positive',
      low: ratio.low,
      typical: ratio.typical,
      high: ratio.high,
      least: LEAST,
      most: MOST,
      from: 'default',
      // models with the same tokenizer count alike in every draw
      ...(family === undefined ? {} : { stream: `tokenizer.${family}` }),
    })
  }
  return inputs
}
