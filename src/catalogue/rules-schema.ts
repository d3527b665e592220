/**
 * Which shapes do the rules in `data/rules` have? Conditions that can be evaluated are structured; the words they were read from stay
 * beside them. Facts for filtering, not legal advice: `kind` of a source says whether the primary text was read; null means not found.
 */
import * as z from 'zod/mini'

export const ruleSourceSchema = z.strictObject({
  url: z.nullable(z.string()),
  date: z.nullable(z.string()),
  /** how well the text is known, in the curated data's words */
  kind: z.string(),
  via: z.optional(z.string()),
})

const words = z.record(z.string(), z.nullable(z.union([z.string(), z.boolean()])))
const useSchema = z.enum(['internal', 'product', 'resell'])

export const thresholdSchema = z.strictObject({
  measure: z.enum([
    'company-revenue-year',
    'company-revenue-month',
    'product-revenue-year',
    'product-revenue-month',
    'monthly-users',
    'any-commercial-use',
  ]),
  /** agreement: no right without one · review: must be passed · show-name: the model's name (or a notice) must be given */
  effect: z.enum(['agreement', 'review', 'show-name']),
  uses: z.array(useSchema),
  /** uses of which the text that was read does not speak */
  usesNotRead: z.array(useSchema),
  /** uses the threshold leaves alone on a condition */
  usesIf: z.record(z.string(), z.string()),
  /** USD, or users: strictly more than this has the effect */
  over: z.number(),
  words: z.strictObject({ what: z.string(), effect: z.string() }),
})

export const licenceSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  spdx: z.nullable(z.string()),
  textRead: z.enum(['read', 'quoted', 'not-read']),
  commercialUse: z.enum(['yes', 'no', 'unclear']),
  thresholds: z.array(thresholdSchema),
  /** ISO countries and groups of countries to whose companies no rights are granted */
  excludedRegions: z.nullable(
    z.strictObject({ countries: z.array(z.string()), test: z.literal('headquarters'), endUsersExempt: z.boolean() }),
  ),
  /** uses in which the name must be shown whatever the size */
  showNameUses: z.array(useSchema),
  words,
  sources: z.array(ruleSourceSchema),
})

export const modelLicenceSchema = z.strictObject({
  modelId: z.string(),
  licence: z.string(),
  gate: z.enum(['none', 'check']),
  /** same-name: only a sister model's text was read · figure-not-given: the line is known to exist, its figure is not */
  doubt: z.nullable(z.strictObject({ kind: z.enum(['same-name', 'figure-not-given']), words: z.string() })),
  sources: z.array(ruleSourceSchema),
  /** null: a row of its own in the curated data; else the words it was taken from */
  saidBy: z.nullable(z.string()),
})

const providerRegionSchema = z.strictObject({
  /** ISO country, 'EU', 'global'; null: not one region */
  code: z.nullable(z.string()),
  how: z.enum(['processing', 'storage', 'per-model', 'unclear']),
  words: z.string(),
})

export const ruleProviderSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** ids of the catalogue's API providers these terms are of */
  apiProviderIds: z.array(z.string()),
  contractCountry: z.string(),
  parentCountry: z.string(),
  training: z.nullable(z.enum(['no', 'opt-in', 'opt-out', 'enterprise-only'])),
  defaultRetentionDays: z.nullable(z.number()),
  zeroRetention: z.nullable(z.enum(['self-serve', 'by-approval', 'plan', 'claimed', 'not-found'])),
  /** models whose requests are kept whatever was agreed */
  keepsAnyway: z.array(
    z.strictObject({
      prefixes: z.array(z.string()),
      notPrefixes: z.array(z.string()),
      days: z.number(),
      scope: z.enum(['all', 'flagged']),
      words: z.string(),
    }),
  ),
  regions: z.nullable(z.array(providerRegionSchema)),
  /** where requests are processed if nothing is chosen; null: must be chosen, or not known */
  defaultRegion: z.nullable(z.string()),
  /** true: a region that is not listed is not offered */
  regionsComplete: z.boolean(),
  certifications: z.record(
    z.string(),
    z.strictObject({
      held: z.nullable(z.enum(['yes', 'no', 'claimed', 'platform', 'on-inquiry', 'through-partners', 'not-found'])),
      words: z.nullable(z.string()),
    }),
  ),
  words,
  sources: z.array(ruleSourceSchema),
})

export const governmentRestrictionSchema = z.strictObject({
  id: z.string(),
  country: z.string(),
  /** ISO 3166-2 codes; none: the whole country */
  subdivisions: z.array(z.string()),
  bodies: z.array(z.enum(['any', 'defence', 'intelligence', 'ministry'])),
  /** true: companies of the country too, not only public bodies */
  everyone: z.boolean(),
  contractorsOf: z.nullable(z.enum(['defence', 'intelligence'])),
  /** service: what the maker itself offers · weights: a copy that others run */
  reaches: z.array(z.enum(['service', 'weights'])),
  makers: z.array(z.string()),
  makerCountries: z.array(z.string()),
  effect: z.enum(['not-allowed', 'allowed-if']),
  condition: z.nullable(z.string()),
  conditionForOtherBodies: z.nullable(z.string()),
  date: z.string(),
  words: z.record(z.string(), z.string()),
  sources: z.array(ruleSourceSchema),
})

export const exportClassSchema = z.strictObject({
  id: z.enum(['above-threshold', 'case-by-case', 'china-class', 'installed-base', 'below', 'consumer', 'chinese-part']),
  gpuIds: z.array(z.string()),
  /** what `exportControl` of all these GPUs says */
  words: z.string(),
})

export const rulePointSchema = z.strictObject({
  id: z.string(),
  point: z.string(),
  sources: z.array(ruleSourceSchema),
  note: z.nullable(z.string()),
})

export const countryGroupSchema = z.strictObject({
  id: z.enum(['EU', 'China', 'D:5', 'D:1/D:4']),
  name: z.string(),
  countries: z.array(z.string()),
  source: z.strictObject({ title: z.string(), url: z.string(), date: z.nullable(z.string()), kind: z.string() }),
})

const companySchema = z.strictObject({
  country: z.nullable(z.string()),
  parentCountry: z.nullable(z.string()),
  revenueUsdPerYear: z.nullable(z.number()),
  monthlyUsers: z.nullable(z.number()),
  productRevenueUsdPerYear: z.nullable(z.number()),
  use: useSchema,
  publicSector: z.nullable(
    z.strictObject({
      country: z.string(),
      subdivision: z.nullable(z.string()),
      body: z.enum(['defence', 'intelligence', 'ministry', 'other']),
    }),
  ),
  defenceContractor: z.nullable(
    z.strictObject({ country: z.string(), of: z.enum(['defence', 'intelligence']), performing: z.nullable(z.boolean()) }),
  ),
})

const buyerRulesSchema = z.strictObject({
  processingRegion: z.nullable(z.string()),
  excludedJurisdictions: z.array(z.string()),
  excludedOrigins: z.array(z.string()),
  checksLicence: z.boolean(),
  noTraining: z.boolean(),
  retentionDays: z.nullable(z.number()),
  certifications: z.array(z.string()),
  airGap: z.boolean(),
  checksExport: z.boolean(),
  checksGovernment: z.boolean(),
})

export const rulePresetSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  why: z.string(),
  basis: z.literal('assumed'),
  company: companySchema,
  rules: buyerRulesSchema,
  /** what counts of that which no source says */
  notVerified: z.enum(['allowed', 'not-allowed']),
})

export const rulesDataSchema = z.strictObject({
  about: z.strictObject({ schema: z.string(), generated: z.string(), disclaimer: z.string() }),
  licences: z.array(licenceSchema),
  modelLicences: z.array(modelLicenceSchema),
  providers: z.array(ruleProviderSchema),
  government: z.strictObject({ restrictions: z.array(governmentRestrictionSchema), note: z.string() }),
  exportControl: z.strictObject({ classes: z.array(exportClassSchema), points: z.array(rulePointSchema) }),
  /** what the EU AI Act asks: shown, not evaluated */
  euAiAct: z.array(rulePointSchema),
  countryGroups: z.array(countryGroupSchema),
  presets: z.array(rulePresetSchema),
})

export type RuleSource = z.infer<typeof ruleSourceSchema>
export type LicenceThreshold = z.infer<typeof thresholdSchema>
export type Licence = z.infer<typeof licenceSchema>
export type ModelLicence = z.infer<typeof modelLicenceSchema>
export type RuleProvider = z.infer<typeof ruleProviderSchema>
export type GovernmentRestriction = z.infer<typeof governmentRestrictionSchema>
export type ExportClass = z.infer<typeof exportClassSchema>
export type RulesData = z.infer<typeof rulesDataSchema>
