/**
 * What shape do scores, the gap over time and token counts have? First as the files in data/quality hold them (imported word for word),
 * then joined by the model ids of the catalogue, as `load-quality` gives them. Null means unknown and is never zero.
 */
import * as z from 'zod/mini'
import { basisSchema } from './basis-schema.ts'

const optionalNumber = z.optional(z.number())
const optionalText = z.optional(z.string())

export const scoreFileSchema = z.strictObject({
  score: z.number(),
  unit: z.string(),
  source: z.string(),
  date: z.string(),
  kind: z.string(),
  /** which model variant or effort ran */
  variant: optionalText,
  effort: optionalText,
  /** what makes one benchmark several: never compared with each other */
  dataset: optionalText,
  version: optionalText,
  harness: optionalText,
  origin: optionalText,
  note: optionalText,
  ci: z.optional(z.tuple([z.number(), z.number()])),
  votes: optionalNumber,
  run_cost_usd: optionalNumber,
  prompt_tokens: optionalNumber,
  completion_tokens: optionalNumber,
  cost_per_solved_usd: optionalNumber,
  cost_per_instance_usd: optionalNumber,
  cost_per_resolved_usd: optionalNumber,
  api_calls_per_instance: optionalNumber,
})

const qualitySourceSchema = z.strictObject({
  name: z.string(),
  url: z.string(),
  as_of: z.string(),
  kind: z.string(),
  redistribution: z.string(),
  note: optionalText,
})

export const qualityFileSchema = z.strictObject({
  schema: z.literal('quality/1'),
  generated: z.string(),
  coverage_note: z.string(),
  benchmarks: z.array(z.string()),
  sources: z.record(z.string(), qualitySourceSchema),
  models: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      developer: z.string(),
      country: z.string(),
      open_weights: z.boolean(),
      release_date: z.string(),
      huggingface: z.nullable(z.string()),
      total_params_b: z.nullable(z.number()),
      active_params_b: z.nullable(z.number()),
      context_tokens: z.nullable(z.number()),
      note: z.nullable(z.string()),
      scores: z.record(z.string(), z.array(scoreFileSchema)),
    }),
  ),
})

/** Where the noise band of a benchmark comes from; `none`: nothing published, so differences cannot be judged. */
const bandFileSchema = z.union([
  z.strictObject({ from: z.literal('intervals'), why: z.string() }),
  z.strictObject({ from: z.literal('source'), halfWidth: z.number(), source: z.string(), words: z.string(), why: z.string() }),
  z.strictObject({ from: z.literal('none'), why: z.string() }),
])

export const yardsticksFileSchema = z.strictObject({
  checkedOn: z.string(),
  benchmarks: z.array(z.strictObject({ id: z.string(), name: z.string(), measures: z.string(), band: bandFileSchema })),
})

export const tokenizersFileSchema = z.strictObject({
  schema: z.literal('tokenizers/1'),
  measured: z.string(),
  texts: z.record(z.string(), z.string()),
  tokenizers: z.record(z.string(), z.string()),
  counts: z.record(z.string(), z.record(z.string(), z.number())),
  ratio_to_o200k: z.record(z.string(), z.record(z.string(), z.number())),
  published: z.array(z.strictObject({ fact: z.string(), source: z.string(), date: z.string(), kind: optionalText })),
  use: z.string(),
})

const familySchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** column of the counted texts; null: not measured */
  counts: z.nullable(z.string()),
  basis: basisSchema,
  why: z.string(),
  /** tokens for the same text over an earlier tokenizer of the maker, which was not measured either, but for an old one (`earlierCounts`) */
  overEarlier: z.optional(z.strictObject({ low: z.number(), typical: z.number(), high: z.number() })),
  earlierCounts: optionalText,
})

const languageSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** counted texts in this language */
  texts: z.array(z.string()),
  /** the data's `use` note: 1 is the default here, and what was measured is its band */
  defaultIsOne: z.boolean(),
})

export const tokenizerFamiliesFileSchema = z.strictObject({
  checkedOn: z.string(),
  why: z.string(),
  families: z.array(z.extend(familySchema, { startsWith: z.array(z.string()) })),
  languages: z.array(languageSchema),
})

// ── joined ──

export const scoreKindSchema = z.enum(['independent', 'self-reported', 'reported by a competitor'])

export const yardstickSchema = z.strictObject({
  /** benchmark, and what tells its variants apart: one yardstick holds only scores that may be compared */
  id: z.string(),
  benchmark: z.string(),
  name: z.string(),
  measures: z.string(),
  unit: z.string(),
  kind: scoreKindSchema,
  /** half-width within which two typical scores are equal, in `unit`; null: nothing published, differences cannot be judged */
  band: z.nullable(z.number()),
  bandWhy: z.string(),
  /** median half-width of the published intervals; null: none */
  typicalHalfWidth: z.nullable(z.number()),
})

export const modelScoreSchema = z.strictObject({
  yardstick: z.string(),
  score: z.number(),
  /** published 95 % interval */
  interval: z.nullable(z.tuple([z.number(), z.number()])),
  votes: z.nullable(z.number()),
  date: z.string(),
  kind: scoreKindSchema,
  /** the source's own word for it, where it says more */
  kindWords: z.string(),
  /** variant or effort that was scored */
  variant: z.nullable(z.string()),
  source: z.string(),
  origin: z.nullable(z.string()),
  note: z.nullable(z.string()),
  /** what the run itself used, under the names of the source: USD, tokens, calls */
  run: z.record(z.string(), z.number()),
})

const gapModelSchema = z.strictObject({
  name: z.string(),
  score: z.number(),
  /** points behind the best proprietary model */
  gap: z.number(),
  lagMonths: z.nullable(z.number()),
})

export const gapRowSchema = z.strictObject({
  asOf: z.string(),
  yardstick: z.string(),
  unit: z.string(),
  proprietary: z.strictObject({ name: z.string(), score: z.number(), released: z.nullable(z.string()) }),
  open: z.extend(gapModelSchema, {
    released: z.nullable(z.string()),
    country: z.string(),
    /** the first proprietary model that was as good: the months are counted from its release */
    lagReference: z.nullable(z.string()),
  }),
  openChina: z.nullable(gapModelSchema),
  openUnitedStates: z.nullable(gapModelSchema),
  source: z.string(),
  sourceDate: z.string(),
  /** the source's words on how far to trust the row */
  note: z.string(),
})

export const qualitySchema = z.strictObject({
  yardsticks: z.array(yardstickSchema),
  sources: z.record(z.string(), qualitySourceSchema),
  /** model id of the catalogue → scores; a model without any is not in it */
  scores: z.record(z.string(), z.array(modelScoreSchema)),
  gap: z.array(gapRowSchema),
  tokenizers: z.strictObject({
    measured: z.string(),
    use: z.string(),
    /** text → tokenizer → tokens of that text (and chars, bytes) */
    counts: z.record(z.string(), z.record(z.string(), z.number())),
    families: z.array(familySchema),
    languages: z.array(languageSchema),
    /** model id → family id; a model that is not in it has a tokenizer nobody measured */
    familyOfModel: z.record(z.string(), z.string()),
    published: tokenizersFileSchema.shape.published,
  }),
  /** output tokens of open models over proprietary ones at equal score */
  verbosity: z.strictObject({ low: z.number(), high: z.number(), source: z.string(), checkedOn: z.string(), note: z.string() }),
})

export type Quality = z.infer<typeof qualitySchema>
/** What is bundled of it: how the gap closed is history. */
export type Scores = Omit<Quality, 'gap'>
export type Yardstick = z.infer<typeof yardstickSchema>
export type ModelScore = z.infer<typeof modelScoreSchema>
export type GapRow = z.infer<typeof gapRowSchema>
export type TokenizerFamily = z.infer<typeof familySchema>
