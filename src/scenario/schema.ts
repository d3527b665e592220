/**
 * What the buyer enters. A scenario is complete plain data: every field has a value, defaults included; the link holds
 * only the differences from dated defaults. Shares are fractions 0…1, rates per year unless named otherwise.
 */
import * as z from 'zod/mini'

const share = z.number().check(z.minimum(0), z.maximum(1))
const nonNegative = z.number().check(z.minimum(0))

export const workloadSchema = z.strictObject({
  name: z.string(),
  /** preset id the untouched values come from */
  preset: z.string(),
  requestsPerMonth: nonNegative,
  inputTokens: nonNegative,
  /** share of input read from a prompt cache (shared prefix and own history) */
  cachedShare: share,
  /** share of input written to a prompt cache; at most 1 − cachedShare */
  cacheWriteShare: share,
  /** share of input that is a prefix common to all requests; at most cachedShare */
  sharedPrefixShare: share,
  /** visible output tokens a request */
  outputTokens: nonNegative,
  /** reasoning tokens a request, billed and generated as output */
  reasoningTokens: nonNegative,
  cvInput: nonNegative,
  cvOutput: nonNegative,
  /** share of requests that may wait up to 24 h */
  batchShare: share,
  profile: z.string(),
  /** offset of the buyer's clock from UTC [h] */
  utcOffsetHours: z.number().check(z.minimum(-12), z.maximum(14)),
  ttftP95Seconds: z.number().check(z.gt(0)),
  tpotP95Seconds: z.number().check(z.gt(0)),
  /** growth of requests per month */
  growthPerMonth: z.number().check(z.gt(-1)),
  retryShare: nonNegative,
  /** chargeable calls (search …) per request; priced by `callFeeUsdPer1000` */
  callsPerRequest: nonNegative,
})

export const scenarioSchema = z.strictObject({
  name: z.string(),
  workloads: z.array(workloadSchema).check(z.minLength(1), z.maxLength(8)),
  /** models good enough for the buyer: the catalogue's shortlist, all of them, or canonical ids */
  models: z.union([z.enum(['shortlist', 'all']), z.array(z.string())]),
  /** API offer in use today, for "used today" */
  usedToday: z.nullable(z.string()),

  months: z.int().check(z.minimum(1), z.maximum(120)),
  /** YYYY-MM */
  startMonth: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)),
  discountRate: z.number().check(z.gt(-1)),
  currency: z.string(),
  /** foreign currency per USD, overriding the catalogue's rates */
  rates: z.record(z.string(), z.number().check(z.gt(0))),

  /** API */
  apiDiscount: share,
  apiSupportShare: nonNegative,
  /** minimum USD a month by provider id */
  apiCommitments: z.record(z.string(), nonNegative),
  apiPricePath: z.number().check(z.gt(-1)),
  serviceTier: z.string(),
  regionalProcessing: z.boolean(),
  callFeeUsdPer1000: nonNegative,
  cacheTtlHours: nonNegative,
  /** a price the buyer supplies, USD per MTok, by `offerId.kind` with kind plain | read | write | out */
  apiPrices: z.record(z.string(), nonNegative),

  /** serving; null: automatic */
  gpu: z.nullable(z.string()),
  precision: z.nullable(z.enum(['bf16', 'fp8', 'int4', 'fp4'])),
  engine: z.enum(['vllm', 'sglang', 'trtllm']),
  policy: z.enum(['automatic', 'always-on', 'working-hours', 'autoscaled', 'to-zero']),
  commitment: z.enum(['automatic', 'on-demand', '1-year', '3-year']),
  marketplaces: z.boolean(),
  /** whether GPUs on which the serving model was never checked compete, or are only shown */
  uncalibratedGpus: z.boolean(),
  spareReplicas: z.int().check(z.minimum(0)),
  minReplicas: z.int().check(z.minimum(0)),
  startUpHours: nonNegative,
  /** [start, end) hours of the working day, Monday to Friday, for the working-hours policy */
  workingHoursStart: z.number().check(z.minimum(0), z.maximum(24)),
  workingHoursEnd: z.number().check(z.minimum(0), z.maximum(24)),
  /** worst week ÷ typical week, for fleets sized to stand still */
  seasonalFactor: z.number().check(z.minimum(1)),
  gpuPricePath: z.number().check(z.gt(-1)),
  /** a price the buyer supplies, USD per GPU-hour, by GPU id */
  gpuPrices: z.record(z.string(), nonNegative),
  /** storage, egress and management as a share of compute */
  rentalAdderShare: nonNegative,
  rentalSupportShare: nonNegative,
  licenceUsdPerGpuYear: nonNegative,

  /** people */
  place: z.string(),
  staffUsdPerYear: nonNegative,
  apiFte: nonNegative,
  rentedFteBase: nonNegative,
  rentedFtePerNode: nonNegative,
  fteElasticity: nonNegative,
  staffShareCharged: share,
  wageGrowth: z.number().check(z.gt(-1)),

  /** one-off, in month 0 */
  apiOneOffUsd: nonNegative,
  rentedOneOffUsd: nonNegative,
})

export type Workload = z.infer<typeof workloadSchema>
export type Scenario = z.infer<typeof scenarioSchema>
