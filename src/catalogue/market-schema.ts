/**
 * What shape has the history of the market: prices of tokens and GPUs over time, releases of models, the gap between open and proprietary
 * ones? A module of its own, loaded after the answer is on the page. Null means unknown and is never zero.
 */
import * as z from 'zod/mini'
import { gapRowSchema } from './quality-schema.ts'

/** How exact the date of a price is: the day itself · the week of a weekly copy · first seen in a snapshot, the day lies before · about. */
export const datePrecisionSchema = z.enum(['day', 'week', 'snapshot', 'approx'])

/**
 * launch: price and date of the launch · first-recorded: the first copy that has it, in force before · later-price: the date is the release, the
 * price was first recorded later · change · change-cached: only the price of cached input · scheduled: announced · cancelled: announced, never in force
 */
export const priceEventSchema = z.enum(['launch', 'first-recorded', 'later-price', 'change', 'change-cached', 'scheduled', 'cancelled'])

export const priceStepSchema = z.strictObject({
  /** YYYY-MM-DD; how much of it is known says `precision` */
  date: z.string(),
  precision: datePrecisionSchema,
  /** of a later price: the day of the first record, from which the price is known; else null */
  recorded: z.nullable(z.string()),
  event: priceEventSchema,
  /** per million tokens, in the currency of the list */
  plain: z.number(),
  out: z.number(),
  read: z.nullable(z.number()),
  currency: z.enum(['USD', 'CNY']),
  /** what the source gives as the price before; null: nothing given */
  before: z.nullable(z.strictObject({ plain: z.number(), out: z.number() })),
  source: z.string(),
  /** A read on the publisher's page · B quoted by several or a dated record · C one secondary record · D general knowledge */
  confidence: z.enum(['A', 'B', 'C', 'D']),
  note: z.nullable(z.string()),
})

export const priceHistorySchema = z.strictObject({
  /** provider id of the catalogue where it has one, else as the source names it */
  provider: z.string(),
  /** the name under which the provider sells it */
  name: z.string(),
  /** models of the catalogue sold under that name; none: not in the catalogue */
  modelIds: z.array(z.string()),
  /** true: the name is passed on to newer models (`…-latest`), so a change of price may be a change of model */
  moving: z.boolean(),
  /** oldest first */
  steps: z.array(priceStepSchema),
})

export const gpuHistorySchema = z.strictObject({
  gpuId: z.string(),
  provider: z.string(),
  /** as the source words it: on_demand, reserved1y, new card … */
  tier: z.string(),
  /** rental: USD per GPU-hour · purchase: USD per card */
  kind: z.enum(['rental', 'purchase']),
  points: z.array(z.strictObject({ date: z.string(), usd: z.number(), source: z.string() })),
  /** from the first to the last point, as a share a year (0.1 = 10 % a year up); null: too short to tell */
  annualChange: z.nullable(z.number()),
})

export const releaseSchema = z.strictObject({
  /** model id of the catalogue, or null: a former best model, known by its name only */
  modelId: z.nullable(z.string()),
  name: z.string(),
  maker: z.string(),
  /** country of the maker, two letters, or `other` */
  country: z.string(),
  open: z.boolean(),
  /** YYYY-MM-DD or YYYY-MM */
  date: z.string(),
  source: z.string(),
  /** dates that other sources give */
  others: z.array(z.strictObject({ date: z.string(), source: z.string() })),
})

export const marketSchema = z.strictObject({
  asOf: z.string(),
  gap: z.array(gapRowSchema),
  tokenPrices: z.array(priceHistorySchema),
  gpuPrices: z.array(gpuHistorySchema),
  /** oldest first */
  releases: z.array(releaseSchema),
})

/** data/market/names.json: what the names of the history mean in the catalogue */
export const marketNamesFileSchema = z.strictObject({
  checkedOn: z.string(),
  why: z.string(),
  /** provider as the history names it → provider id of the catalogue */
  providers: z.record(z.string(), z.string()),
  /** `provider/name` of the history → model ids of the catalogue; without an entry a name stands for the model id it is spelled like */
  models: z.record(z.string(), z.array(z.string())),
  /** `provider/name` → why the name does not stand for one model */
  moving: z.record(z.string(), z.string()),
  /** names of best models in quality/gap.csv: the model of the catalogue, or who made it */
  best: z.record(
    z.string(),
    z.union([z.strictObject({ modelId: z.string() }), z.strictObject({ maker: z.string(), country: z.string() })]),
  ),
})

export type DatePrecision = z.infer<typeof datePrecisionSchema>
export type PriceEvent = z.infer<typeof priceEventSchema>
export type PriceStep = z.infer<typeof priceStepSchema>
export type PriceHistory = z.infer<typeof priceHistorySchema>
export type GpuHistory = z.infer<typeof gpuHistorySchema>
export type Release = z.infer<typeof releaseSchema>
export type Market = z.infer<typeof marketSchema>
export type MarketNames = z.infer<typeof marketNamesFileSchema>
