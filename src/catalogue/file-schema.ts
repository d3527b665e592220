/**
 * Which shapes do the files in data/ have? The catalogue's shapes, plus what stays in the file: `imported` (figures of the
 * curated row that the page does not use) and `history` (values that are no longer in force).
 */
import * as z from 'zod/mini'
import { basisSchema } from './basis-schema.ts'
import {
  apiOfferSchema,
  apiProviderSchema,
  architectureSchema,
  countrySchema,
  currencySchema,
  datumSchema,
  gpuOfferSchema,
  gpuSchema,
  modelSchema,
  placeSchema,
  presetSchema,
  profileSchema,
  sourceSchema,
} from './schema.ts'

const kept = { imported: z.optional(z.unknown()), history: z.optional(z.unknown()) }

export const apiFileSchema = z.extend(apiProviderSchema, { offers: z.array(z.extend(apiOfferSchema, kept)) })

/** In a file the experts of a dense model are null. */
const architectureFileSchema = z.extend(architectureSchema, { experts: z.nullable(z.number()), topK: z.nullable(z.number()) })

export const modelFileSchema = z.extend(modelSchema, {
  ...kept,
  architecture: z.nullable(architectureFileSchema),
  /** names the price list uses for this model */
  apiModels: z.array(z.string()),
})

export const gpuFileSchema = z.extend(gpuSchema, {
  purchaseEarlier: z.nullable(datumSchema),
  purchaseQuotes: z.array(z.unknown()),
})

export const offersFileSchema = z.strictObject({
  id: z.string(),
  provider: z.string(),
  offers: z.array(z.extend(gpuOfferSchema, kept)),
})

/** City and currency are joined from the countries. */
export const placeFileSchema = z.extend(z.omit(placeSchema, { city: true, currency: true }), kept)
export const countriesFileSchema = z.strictObject({
  note: z.string(),
  basis: basisSchema,
  basisWords: z.string(),
  countries: z.array(countrySchema),
  /** by place id */
  citiesOfStates: z.record(z.string(), z.string()),
})
export const profileFileSchema = z.extend(profileSchema, kept)
export const presetFileSchema = z.extend(presetSchema, kept)
export const sourcesFileSchema = z.array(sourceSchema)

export const assumptionsFileSchema = z.strictObject({
  values: z.record(z.string(), datumSchema),
  history: z.record(z.string(), datumSchema),
})

export const fxFileSchema = z.looseObject({
  base: z.literal('USD'),
  date: z.string(),
  source: z.string(),
  rates: z.record(z.string(), z.looseObject({ perUsd: currencySchema.shape.perUsd, name: currencySchema.shape.name })),
})

export const asOfFileSchema = z.strictObject({ asOf: z.string() })
export const coefficientsFileSchema = z.record(z.string(), z.number())

const spreadSchema = z.strictObject({ median: z.number(), p90: z.number() })
const errorsSchema = z.strictObject({ throughput: spreadSchema, tpot: spreadSchema, ttft: spreadSchema, cost: spreadSchema })
/** What `npm run fit` found out about its errors; shares, not per cent. */
export const accuracyFileSchema = z.strictObject({
  points: z.number(),
  metrics: z.array(z.string()),
  how: z.string(),
  crossValidation: z.array(z.strictObject({ leaveOut: z.string(), before: errorsSchema, after: errorsSchema })),
  evidence: z.array(
    z.strictObject({
      cell: z.enum(['measured', 'same-gpu', 'same-attention', 'new-attention', 'uncalibrated']),
      n: z.nullable(z.number()),
      speedLow: z.number(),
      speedHigh: z.number(),
      basis: z.string(),
    }),
  ),
  /** model's architecture, serving system, precision */
  measured: z.array(z.tuple([z.string(), z.string(), z.string()])),
})
