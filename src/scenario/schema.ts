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
  /** language of the texts, an id of the token counts: tokenizers differ by it */
  language: z.string(),
})

export const scenarioSchema = z.strictObject({
  name: z.string(),
  workloads: z.array(workloadSchema).check(z.minLength(1), z.maxLength(8)),
  /** models that may take part: all of them, or canonical ids */
  models: z.union([z.enum(['all']), z.array(z.string())]),
  /** API offer in use today, for "used today"; its model is the quality floor unless another is given */
  usedToday: z.nullable(z.string()),

  /** quality (`method.md` 9): id of the yardstick that decides, and of one that may contradict it; null: none */
  yardstick: z.string(),
  secondYardstick: z.nullable(z.string()),
  /** the model whose score is the floor; null: that of the offer used today */
  floorModel: z.nullable(z.string()),
  /** a floor in the yardstick's unit, before any model; null: by model */
  floorScore: z.nullable(z.number()),
  /** whether these take part in the verdict too, or are only listed apart */
  weakerCompetes: z.boolean(),
  contestedCompetes: z.boolean(),
  unknownCompetes: z.boolean(),

  /** the model whose tokens the workloads are counted in; null: that of the offer used today */
  countedModel: z.nullable(z.string()),
  /** tokens of a model for each of the model counted with, by model id; else by tokenizer and language */
  tokenRatios: z.record(z.string(), z.number().check(z.gt(0))),
  /** output of a model over that of the model counted with: `modelId.visible`, `modelId.reasoning`; else 1 */
  verbosity: z.record(z.string(), z.number().check(z.gt(0))),
  /** share of results accepted at once, of every model or by model id; null: not known, so no cost per accepted result */
  acceptedShare: z.nullable(share),
  acceptedShares: z.record(z.string(), share),
  reviewUsd: nonNegative,
  /** share of all requests that goes to a person or a stronger model, what that costs, and the share of those accepted then */
  escalationShare: share,
  escalationUsd: nonNegative,
  acceptedAfterShare: share,

  /** rules (`method.md` 10); the preset they were last filled from; null: none */
  rulePreset: z.nullable(z.string()),
  /** ISO country or 'EU' where requests must be processed; null: anywhere */
  processingRegion: z.nullable(z.string()),
  /** ISO countries */
  excludedJurisdictions: z.array(z.string()),
  excludedOrigins: z.array(z.string()),
  checksLicence: z.boolean(),
  noTraining: z.boolean(),
  /** longest time a provider may keep requests [day]; null: any */
  retentionDays: z.nullable(z.int().check(z.minimum(0))),
  certifications: z.array(z.string()),
  airGap: z.boolean(),
  checksExport: z.boolean(),
  checksGovernment: z.boolean(),
  /** what the sources do not say */
  notVerified: z.enum(['allowed', 'not-allowed']),

  /** the company: ISO countries of its principal place of business (null: the place) and of its ultimate parent (null: the same) */
  companyCountry: z.nullable(z.string()),
  parentCountry: z.nullable(z.string()),
  /** USD a year, consolidated, and of the product the model is used in; null: unknown */
  revenueUsdPerYear: z.nullable(nonNegative),
  productRevenueUsdPerYear: z.nullable(nonNegative),
  monthlyUsers: z.nullable(nonNegative),
  use: z.enum(['internal', 'product', 'resell']),
  publicBody: z.enum(['none', 'defence', 'intelligence', 'ministry', 'other']),
  /** ISO 3166-2 code of a state or province, for a public body; null: of the country */
  publicSubdivision: z.nullable(z.string()),
  defenceContract: z.enum(['none', 'defence', 'intelligence']),
  /** whether this workload is part of performing the contract */
  performsContract: z.enum(['unknown', 'yes', 'no']),

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
  /** null: as the place */
  staffUsdPerYear: z.nullable(nonNegative),
  apiFte: nonNegative,
  rentedFteBase: nonNegative,
  rentedFtePerNode: nonNegative,
  fteElasticity: nonNegative,
  staffShareCharged: share,
  wageGrowth: z.number().check(z.gt(-1)),

  /** one-off, in month 0 */
  apiOneOffUsd: nonNegative,
  rentedOneOffUsd: nonNegative,

  /** leaving an option, in the last month */
  apiExitUsd: nonNegative,
  rentedExitUsd: nonNegative,
  /** months between successors of a model; 0: none */
  swapEveryMonths: z.int().check(z.minimum(0), z.maximum(120)),
  /** one-off cost of a successor, of each side [USD] */
  apiSwapUsd: nonNegative,
  selfHostedSwapUsd: nonNegative,
  /** whether commitments that outlast the horizon are counted */
  countsCommitmentTail: z.boolean(),
  /** whether terms without a published price are priced by the documented discount, tagged as estimated */
  estimatedTerms: z.boolean(),
  /** whether spot capacity serves work that may wait */
  spotForBatch: z.boolean(),
  /** ISO country the GPUs must stand in; null: anywhere */
  gpuCountry: z.nullable(z.string()),

  /** capacity sold by contract, from the buyer's quote: `offerId.usd` per unit and month, `.rate` weighted tokens/s of a unit,
   * `.minimum`, `.step`, and the weights `.plain .read .write .out` of a token (1 where absent) */
  provisioned: z.record(z.string(), nonNegative),
  /** dedicated endpoints run by a provider, from the buyer's quote: USD per GPU-hour by GPU id */
  dedicatedPrices: z.record(z.string(), nonNegative),

  /** owned GPUs; null: by place, GPU or size, as the data has it */
  ownGpus: z.boolean(),
  hybrids: z.boolean(),
  /** USD per GPU in a server, by GPU id */
  serverPrices: z.record(z.string(), nonNegative),
  purchasePricePath: z.number().check(z.gt(-1)),
  networkShare: z.nullable(nonNegative),
  storageShare: nonNegative,
  sparePartsShare: nonNegative,
  freightShare: nonNegative,
  dutyShare: nonNegative,
  purchaseTaxShare: nonNegative,
  lifeMonths: z.int().check(z.minimum(1), z.maximum(120)),
  residualShare: z.nullable(share),
  decommissionShare: share,
  spareNodes: z.int().check(z.minimum(0)),
  leadMonths: z.nullable(z.int().check(z.minimum(0), z.maximum(60))),
  site: z.enum(['colocation', 'own-room']),
  siteUsdPerKwMonth: z.nullable(nonNegative),
  /** what the price of the site covers beside space and power lines */
  siteCovers: z.enum(['space', 'cooling', 'energy']),
  provisionedPowerShare: nonNegative,
  electricityUsdPerKwh: z.nullable(nonNegative),
  electricityPath: z.number().check(z.gt(-1)),
  pue: z.number().check(z.minimum(1)),
  idlePowerShare: share,
  loadPowerShare: share,
  maintenanceShare: nonNegative,
  insuranceShare: nonNegative,
  ownedFteBase: nonNegative,
  ownedFtePerNode: nonNegative,
  ownedOneOffUsd: nonNegative,
  ownedExitUsd: nonNegative,
  /** what is left in machines at the end: the value not recovered, or the resale curve of the data */
  valueAtEnd: z.enum(['not-recovered', 'resale']),
  /** grams of CO2 per kWh; null: the average of the place the GPUs stand in */
  gridGramsPerKwh: z.nullable(nonNegative),

  /** serving speed as a multiple of the model's: its error is an input of the odds */
  speedFactor: z.number().check(z.gt(0)),
  draws: z.int().check(z.minimum(100), z.maximum(100_000)),
  seed: z.int().check(z.minimum(0), z.maximum(4_294_967_295)),
  /** 80 % ranges of number fields by path (`discountRate`, `workloads.0.outputTokens`, `gpuPrices.h100-sxm`): [10 %, 90 %]; equal ends:
   * certain. A field without an entry has its default range while it holds its default value, else none. */
  ranges: z.record(z.string(), z.tuple([z.number(), z.number()])),
})

export type Workload = z.infer<typeof workloadSchema>
export type Scenario = z.infer<typeof scenarioSchema>
