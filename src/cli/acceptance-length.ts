/** How many tokens a step of speculative decoding yields, as measured by model and number of drafts (`serving-model.md` 8). */
import * as z from 'zod/mini'
import tables from '../../data/serving/acceptance-lengths.json' with { type: 'json' }

/** file → model → thinking on or off → drafts → tokens per step */
const tablesSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number()))))

/** Quantised copies of a model accept alike. */
const PRECISION_SUFFIX = /-(fp8|nvfp4|fp4|int4|bf16)$/

const folded = (name: string): string => name.trim().toLowerCase().replace(PRECISION_SUFFIX, '')

/** Tokens per step, with thinking on (measured for every model); the first method listed for the model. Null: not measured. */
export const acceptanceLength = (modelName: string, drafts: number): number | null => {
  for (const models of Object.values(tablesSchema.parse(tables)))
    for (const [name, byThinking] of Object.entries(models))
      if (folded(name) === folded(modelName)) return byThinking['thinking_on']?.[String(drafts)] ?? null
  return null
}
