/** How many tokens a step of speculative decoding yields, as measured by model and number of drafts (`serving-model.md` 8). */
import * as z from 'zod/mini'
import tables from '../../data/serving/acceptance-lengths.json' with { type: 'json' }

/** file → model → thinking on or off → drafts → tokens per step */
const tablesSchema = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.record(z.string(), z.number()))))

/** Quantised copies of a model accept alike. */
const PRECISION_SUFFIX = /-(fp8|nvfp4|fp4|int4|bf16)$/

const folded = (name: string): string => name.trim().toLowerCase().replace(PRECISION_SUFFIX, '')

/** Every measured head, by model: tokens per step with thinking on (measured for every model), by number of drafts. */
const heads = (): (readonly [string, Readonly<Record<string, number>>])[] =>
  Object.values(tablesSchema.parse(tables)).flatMap((models) =>
    Object.entries(models).map(([name, byThinking]) => [folded(name), byThinking['thinking_on'] ?? {}] as const),
  )

const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * Of the model's first listed head; of a model without a measured one the median over all measured heads, which lie within
 * 8 % of it at one draft and 25 % at four. Null: nobody measured so many drafts.
 */
export const acceptanceLength = (modelName: string, drafts: number): number | null => {
  const all = heads()
  const own = all.find(([name]) => name === folded(modelName))
  if (own !== undefined) return own[1][String(drafts)] ?? null
  return median(all.flatMap(([, byDrafts]) => byDrafts[String(drafts)] ?? []))
}
