/** What must be known of the company, its rules and an option before a rule can be evaluated? Null is unknown, never "no". */
import type { RulesData } from '../../catalogue/rules-schema.ts'

/**
 * Facts of the company that pays. Countries are ISO 3166-1 codes. `country` is the principal place of business, `parentCountry` the
 * headquarters of the ultimate parent. Revenue is consolidated, over 12 months, USD. `productRevenueUsdPerYear` is that of the product or
 * service the model is used in. `performing`: is this workload part of performing the defence contract?
 */
export type CompanyFacts = RulesData['presets'][number]['company']

/**
 * Rules the buyer has set. `processingRegion`: ISO country or 'EU'. `retentionDays`: longest time a provider may keep requests, 0 for none.
 * `certifications`: names as in the providers' data (SOC2, ISO27001, HIPAA_BAA, FedRAMP).
 */
export type BuyerRules = RulesData['presets'][number]['rules']

export interface ModelFacts {
  readonly id: string
  readonly name: string
  /** ids under which the rules know this model, besides its own */
  readonly ruleIds: readonly string[]
  readonly maker: string | null
  readonly makerCountry: string | null
  readonly openWeights: boolean | null
  /** a licence the catalogue names from memory or a model card, for models the rules have no row of */
  readonly statedLicence: string | null
}

/** The part of an option that is a service by somebody else. */
export interface ServiceFacts {
  readonly model: ModelFacts
  /** id of the catalogue's API provider */
  readonly providerId: string
  readonly providerName: string
  /** known from elsewhere than the rules' data; null: as there, or unknown */
  readonly country: string | null
  readonly parentCountry: string | null
  /** the maker of the model runs it */
  readonly firstParty: boolean
  /** where this very offer is processed (ISO, 'EU'); null: as the provider's terms say */
  readonly regions: readonly string[] | null
  /** regional processing at this multiple of the price; null: none known */
  readonly regionalUplift: number | null
}

/** The part of an option that runs on GPUs the buyer rents or owns. */
export interface HardwareFacts {
  readonly model: ModelFacts
  readonly tenure: 'rented' | 'owned'
  readonly gpuId: string
  readonly gpuName: string
  /** where the GPUs stand */
  readonly country: string | null
  /** who rents them out; null: owned, or unknown */
  readonly provider: { readonly name: string; readonly country: string | null; readonly parentCountry: string | null } | null
}

/** An option: a service, GPUs, or both (hybrid). */
export interface OptionFacts {
  readonly id: string
  readonly kind: 'api' | 'hosted' | 'rented' | 'owned' | 'hybrid'
  readonly service: ServiceFacts | null
  readonly hardware: HardwareFacts | null
}
