/**
 * The only definition of the shapes of bundled data (zod defines, TypeScript infers). Every datum carries its source,
 * date and basis; null means unknown and is never zero. Files in `data/` hold these shapes; `load-catalogue` joins them.
 */
import * as z from 'zod/mini'
import { basisSchema } from './basis-schema.ts'
import { qualitySchema } from './quality-schema.ts'
import { rulesDataSchema } from './rules-schema.ts'

export const sourceSchema = z.strictObject({
  id: z.string(),
  /** what the buyer reads: publisher, page or file */
  title: z.string(),
  url: z.nullable(z.string()),
  /** the publication or reading date as the curated data gives it (may be coarse or prose) */
  dated: z.nullable(z.string()),
})

/** A number with where it came from. Units are in the name of the key that holds the datum. */
export const datumSchema = z.strictObject({
  value: z.nullable(z.number()),
  low: z.optional(z.number()),
  high: z.optional(z.number()),
  source: z.string(),
  checkedOn: z.string(),
  basis: basisSchema,
  /** the curated data's own words about the basis, kept verbatim */
  basisWords: z.optional(z.string()),
  note: z.optional(z.string()),
})

/** USD or CNY per million tokens; `as-plain`: no such charge, billed as plain input; null: unknown. */
export const tokenPriceSchema = z.union([z.number(), z.literal('as-plain'), z.null()])

export const unitPricesSchema = z.strictObject({
  plain: z.nullable(z.number()),
  read: tokenPriceSchema,
  /** by time to live: '5m', '30m', '1h', '12h' or 'default' */
  writes: z.record(z.string(), tokenPriceSchema),
  out: z.nullable(z.number()),
})

export const tierSchema = z.strictObject({
  aboveTokens: z.number(),
  /** true: the tier starts at the threshold itself (≥) */
  inclusive: z.boolean(),
  prices: unitPricesSchema,
})

export const priceEntrySchema = z.strictObject({
  /** first day in force (YYYY-MM-DD); null: in force before the catalogue's date, day not known */
  from: z.nullable(z.string()),
  status: z.enum(['in-force', 'scheduled']),
  prices: unitPricesSchema,
  /** rates outside the peak windows; `prices` are then the peak ones */
  offPeak: z.nullable(unitPricesSchema),
  tiers: z.array(tierSchema),
  /** how the publisher words the tiers */
  tierRule: z.optional(z.string()),
  source: z.string(),
  checkedOn: z.string(),
  /** A read on the publisher's page · B quoted by several · C one secondary quote */
  confidence: z.enum(['A', 'B', 'C']),
  note: z.optional(z.string()),
})

/** Is a price that the provider does not list a charge that does not exist, or one we do not know? */
export const unlistedPriceSchema = z.strictObject({ decision: z.enum(['as-plain', 'unknown']), why: z.string(), source: z.string() })

export const apiOfferSchema = z.strictObject({
  id: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  variant: z.nullable(z.string()),
  channel: z.enum(['first-party', 'third-party']),
  currency: z.enum(['USD', 'CNY']),
  contextWindowTokens: z.nullable(z.number()),
  maxOutputTokens: z.nullable(z.number()),
  entries: z.array(priceEntrySchema),
  peak: z.nullable(
    z.strictObject({
      /** 0 = Monday, in the window's own zone */
      days: z.array(z.number()),
      /** [start, end) hours of the day, may be fractional */
      windows: z.array(z.tuple([z.number(), z.number()])),
      utcOffsetHours: z.number(),
      note: z.string(),
    }),
  ),
  /** price of batch work as a multiple of the interactive price; null: no batch offer known */
  batchMultiplier: z.nullable(z.number()),
  batchNote: z.optional(z.string()),
  /** batch: takes only work that may wait · spot: may be refused · interactive: normal */
  serves: z.enum(['interactive', 'batch', 'spot']),
  /** why an enterprise buyer usually cannot take this offer (data-sharing tier …): shown, never chosen; null: open to all */
  restricted: z.nullable(z.string()),
  serviceTiers: z.array(
    z.strictObject({
      id: z.string(),
      multiplier: z.nullable(z.number()),
      low: z.optional(z.number()),
      high: z.optional(z.number()),
      from: z.optional(z.string()),
      until: z.optional(z.string()),
      note: z.optional(z.string()),
    }),
  ),
  /** price of regional processing as a multiple; `included`: this offer is the regional one, its prices already hold it */
  regionalUplift: z.nullable(
    z.strictObject({ multiplier: z.nullable(z.number()), scope: z.string(), included: z.boolean(), source: z.optional(z.string()) }),
  ),
  toolFees: z.nullable(z.record(z.string(), z.number())),
  cacheStoragePerMTokHour: z.nullable(z.number()),
  reasoningBilledAsOutput: z.boolean(),
  promo: z.nullable(z.unknown()),
  /** where this offer differs from its provider's `cacheWriteWhenUnlisted` */
  cacheWriteDecision: z.optional(unlistedPriceSchema),
  sources: z.array(z.string()),
  notes: z.nullable(z.string()),
})

export const apiProviderSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** what an offer without a listed cache-write price bills for written tokens, and why we think so */
  cacheWriteWhenUnlisted: unlistedPriceSchema,
  /** the same for cache reads */
  cacheReadWhenUnlisted: unlistedPriceSchema,
  offers: z.array(apiOfferSchema),
})

export const attentionGroupSchema = z.looseObject({
  kind: z.string(),
  n: z.number(),
  heads: z.optional(z.nullable(z.number())),
  kvHeads: z.optional(z.nullable(z.number())),
  kvElems: z.optional(z.nullable(z.number())),
  kvElemsRead: z.optional(z.nullable(z.number())),
  window: z.optional(z.nullable(z.number())),
  windowElems: z.optional(z.nullable(z.number())),
  dQK: z.optional(z.nullable(z.number())),
  dV: z.optional(z.nullable(z.number())),
  dLatent: z.optional(z.nullable(z.number())),
  dRope: z.optional(z.nullable(z.number())),
  topk: z.optional(z.nullable(z.number())),
  compress: z.optional(z.nullable(z.number())),
  idxDim: z.optional(z.nullable(z.number())),
  idxHeads: z.optional(z.nullable(z.number())),
  idxElems: z.optional(z.nullable(z.number())),
  stateBytes: z.optional(z.nullable(z.number())),
})

/** What the serving model needs of an open model (`serving-model.md` 1). */
export const architectureSchema = z.strictObject({
  /** name in the curated file; precision and KV rules go by its start */
  name: z.string(),
  hf: z.nullable(z.string()),
  totalParams: z.number(),
  activeParams: z.nullable(z.number()),
  layers: z.number(),
  hidden: z.number(),
  vocab: z.number(),
  tiedEmbeddings: z.boolean(),
  experts: z.number(),
  topK: z.number(),
  moeLayers: z.number(),
  mtpLayers: z.nullable(z.number()),
  params: z.strictObject({
    attn: z.number(),
    dense: z.number(),
    sharedAndRouter: z.number(),
    routed: z.number(),
    routedActive: z.number(),
    embeddings: z.number(),
    head: z.number(),
  }),
  /** parameters of lookup tables that may sit in host memory (Engram); not counted in the weights per GPU */
  lookupTableParams: z.nullable(z.number()),
  attnGroups: z.array(attentionGroupSchema),
  /** the precision in which the maker publishes the weights, and the `precision` of the serving model it is served at */
  nativePrecision: z.string(),
  servedPrecision: z.enum(['bf16', 'fp8', 'int4', 'fp4']),
  contextTokens: z.nullable(z.number()),
  release: z.nullable(z.string()),
  source: z.string(),
  sourceBasis: z.string(),
  /** shown to users: what of these dimensions is not confirmed */
  unknownOrInferred: z.array(z.string()),
  notes: z.optional(z.string()),
})

export const modelSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  maker: z.nullable(z.string()),
  makerCountry: z.nullable(z.string()),
  openWeights: z.nullable(z.boolean()),
  licence: z.nullable(z.string()),
  licenceSource: z.nullable(z.string()),
  /** null: API only, and `architectureMissing` says why */
  architecture: z.nullable(architectureSchema),
  architectureMissing: z.nullable(z.string()),
  qualityIds: z.array(z.string()),
  ruleIds: z.array(z.string()),
})

/** The figures of a GPU that the serving model uses (`serving-model.md` 1). */
export const gpuServingSchema = z.strictObject({
  system: z.string(),
  generation: z.string(),
  memoryBandwidthBytesPerSecond: z.number(),
  denseFlopsBf16: z.number(),
  denseFlopsFp8: z.number(),
  denseFlopsFp4: z.number(),
  usableMemoryBytes: z.number(),
  linkBytesPerSecondOneWay: z.number(),
  calibration: z.string(),
})

export const gpuSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  architecture: z.string(),
  memoryGB: z.number(),
  gpusPerNode: z.nullable(z.number()),
  scaleUpDomainGpus: z.nullable(z.number()),
  scaleOutGBsPerGpuPerDirection: z.nullable(z.number()),
  /** at most this many GPUs share one tensor-parallel group (2 on PCIe cards, `serving-model.md` 9) */
  maxTensorParallel: z.number(),
  serving: z.nullable(gpuServingSchema),
  purchaseUsdPerGpuInServer: z.nullable(datumSchema),
  systemPowerWPerGpu: z.nullable(z.number()),
  exportControl: z.nullable(z.string()),
  sources: z.array(z.string()),
})

export const gpuOfferSchema = z.strictObject({
  id: z.string(),
  provider: z.string(),
  providerType: z.enum(['hyperscaler', 'neocloud', 'marketplace', 'china-platform', 'market-index', 'other']),
  region: z.nullable(z.string()),
  country: z.nullable(z.string()),
  instanceType: z.nullable(z.string()),
  /** a GPU id of the catalogue, or null where the row names no exact GPU (`gpuWords` says what it names) */
  gpuId: z.nullable(z.string()),
  gpuWords: z.string(),
  gpusPerInstance: z.nullable(z.number()),
  kind: z.enum(['on-demand', 'spot', 'reserved', 'capacity-block']),
  /** months of the commitment; null for on demand, spot and blocks shorter than a month */
  termMonths: z.nullable(z.number()),
  /** [least, most] days of the commitment as sold; null where no term applies */
  termDays: z.nullable(z.array(z.number())),
  usdPerGpuHour: z.nullable(z.number()),
  cnyPerGpuHour: z.nullable(z.number()),
  upfront: z.nullable(z.string()),
  minGpus: z.nullable(z.number()),
  /** null: may be rented at this price; else why the row is shown but never chosen (index, average, academic …) */
  notAnOffer: z.nullable(z.string()),
  /** why the price may not be had by a company that orders today; such rows compete only where marketplaces do */
  doubt: z.optional(z.string()),
  /** id of the newer row that replaces this one */
  supersededBy: z.nullable(z.string()),
  source: z.string(),
  checkedOn: z.string(),
  basis: basisSchema,
  basisWords: z.string(),
  /** the price as published, before division by GPUs and hours */
  published: z.optional(z.string()),
  note: z.nullable(z.string()),
})

export const profileSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  localClock: z.string(),
  /** 168 weights, Monday 00:00 first, mean 1 */
  weights: z.array(z.number()),
  /** relative scatter of the per-minute rate, c of `method.md` 3 */
  relSdOfRate1min: z.number(),
  basis: basisSchema,
  basisWords: z.string(),
  evidence: z.nullable(z.string()),
  sources: z.array(z.string()),
})

export const presetValueSchema = z.strictObject({
  value: z.union([z.number(), z.string()]),
  basis: basisSchema,
  basisWords: z.string(),
  source: z.string(),
  note: z.optional(z.string()),
  range: z.optional(z.array(z.number())),
})

export const presetSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  requestUnit: z.string(),
  values: z.record(z.string(), presetValueSchema),
})

/** General knowledge, no source opened: no cost goes by it. */
export const countrySchema = z.strictObject({
  /** ISO 3166-1 */
  id: z.string(),
  name: z.string(),
  /** a large city, and where it is [degrees] */
  city: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  /** ISO 4217 */
  currency: z.string(),
})

export const placeSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** a large city; null: the place is an average */
  city: z.nullable(z.string()),
  /** ISO 4217 */
  currency: z.nullable(z.string()),
  electricityUsdPerKwh: z.nullable(datumSchema),
  staffUsdPerYear: z.nullable(datumSchema),
  /** grams of CO2 per kWh, yearly average of the grid */
  gridGramsPerKwh: z.nullable(datumSchema),
})

export const currencySchema = z.strictObject({ code: z.string(), name: z.string(), perUsd: z.number() })

const evidenceBandSchema = z.strictObject({ low: z.number(), high: z.number() })
/** How far off the serving model may be, by how near its evidence is; and which (model, system, precision) were measured. */
const servingEvidenceSchema = z.strictObject({
  bands: z.strictObject({
    measured: evidenceBandSchema,
    'same-gpu': evidenceBandSchema,
    'same-attention': evidenceBandSchema,
    'new-attention': evidenceBandSchema,
    uncalibrated: evidenceBandSchema,
  }),
  measured: z.array(z.tuple([z.string(), z.string(), z.string()])),
})

export const catalogueSchema = z.strictObject({
  /** data version: the date of the newest reading and a short digest */
  version: z.string(),
  asOf: z.string(),
  sources: z.array(sourceSchema),
  models: z.array(modelSchema),
  apiProviders: z.array(apiProviderSchema),
  gpus: z.array(gpuSchema),
  gpuOffers: z.array(gpuOfferSchema),
  profiles: z.array(profileSchema),
  presets: z.array(presetSchema),
  places: z.array(placeSchema),
  countries: z.array(countrySchema),
  currencies: z.strictObject({ base: z.literal('USD'), date: z.string(), source: z.string(), rates: z.array(currencySchema) }),
  /** named defaults that are not inputs of a preset: staff, adders, spread … */
  assumptions: z.record(z.string(), datumSchema),
  /** fitted coefficients of the serving model (`serving-model.md` 12) */
  coefficients: z.record(z.string(), z.number()),
  servingEvidence: servingEvidenceSchema,
  /** scores, tokenizers and verbosity; how the gap closed is history and not bundled with it */
  quality: z.omit(qualitySchema, { gap: true }),
  rules: rulesDataSchema,
})

export type Basis = z.infer<typeof basisSchema>
export type Source = z.infer<typeof sourceSchema>
export type Datum = z.infer<typeof datumSchema>
export type TokenPrice = z.infer<typeof tokenPriceSchema>
export type UnitPrices = z.infer<typeof unitPricesSchema>
export type Tier = z.infer<typeof tierSchema>
export type PriceEntry = z.infer<typeof priceEntrySchema>
export type ApiOffer = z.infer<typeof apiOfferSchema>
export type ApiProvider = z.infer<typeof apiProviderSchema>
export type AttentionGroup = z.infer<typeof attentionGroupSchema>
export type Architecture = z.infer<typeof architectureSchema>
export type Model = z.infer<typeof modelSchema>
export type GpuServing = z.infer<typeof gpuServingSchema>
export type Gpu = z.infer<typeof gpuSchema>
export type GpuOffer = z.infer<typeof gpuOfferSchema>
export type Profile = z.infer<typeof profileSchema>
export type Preset = z.infer<typeof presetSchema>
export type Place = z.infer<typeof placeSchema>
export type Country = z.infer<typeof countrySchema>
export type Currency = z.infer<typeof currencySchema>
export type UnlistedPrice = z.infer<typeof unlistedPriceSchema>
export type Catalogue = z.infer<typeof catalogueSchema>
