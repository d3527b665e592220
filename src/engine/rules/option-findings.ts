/**
 * What do the rules say of each option of a comparison? Thousands of options share few findings: rules about a model do not ask where it
 * runs, rules about GPUs do not ask which model they run. Each distinct one is worked out once and its object shared.
 */
import type { ApiOffer, ApiProvider, Catalogue, Gpu, Model } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { evaluateRules } from './evaluate-rules.ts'
import { allOf } from './finding.ts'
import type { BuyerRules, CompanyFacts, HardwareFacts, ModelFacts, OptionFacts, ServiceFacts } from './rule-facts.ts'
import type { RuleFinding, RuleId } from './rule-result.ts'
import { companyOf, rulesOf } from './scenario-rules.ts'

export interface Ruled {
  /** of each rule in force, in the order of RuleId */
  readonly findings: readonly RuleFinding[]
  /** the first rule that keeps it out; null: none */
  readonly barredBy: RuleId | null
}

/** GPUs as they are rented or owned. `provider`: null where they are owned, or at the buyer's own price. */
export interface Site {
  readonly gpu: Pick<Gpu, 'id' | 'name'>
  readonly tenure: HardwareFacts['tenure']
  readonly country: string | null
  readonly provider: string | null
}

export interface OptionFindings {
  /** does a finding keep an option out? */
  readonly bars: (finding: RuleFinding) => boolean
  readonly ofService: (offer: ApiOffer) => Ruled
  /** an endpoint at the buyer's own quote: nothing is known of who runs it */
  readonly ofQuotedEndpoint: (model: Model) => Ruled
  readonly ofHardware: (model: Model, site: Site) => Ruled
  /** may these GPUs be used, whatever runs on them? */
  readonly maySite: (site: Site) => boolean
  /** is it said where these GPUs stand, if a region is asked for? */
  readonly isPlaced: (site: Site) => boolean
  readonly ofBoth: (hardware: Ruled, service: Ruled) => Ruled
}

const ORDER: readonly RuleId[] = [
  'processing-region',
  'provider-jurisdiction',
  'model-origin',
  'licence',
  'retention',
  'training',
  'certification',
  'air-gap',
  'export-control',
  'government',
]

const ofModelOnly = (rules: BuyerRules): BuyerRules => ({
  ...rules,
  processingRegion: null,
  excludedJurisdictions: [],
  retentionDays: null,
  noTraining: false,
  certifications: [],
  airGap: false,
  checksExport: false,
})

const ofSiteOnly = (rules: BuyerRules): BuyerRules => ({ ...rules, excludedOrigins: [], checksLicence: false, checksGovernment: false })

/** What the name of a variant says of where requests go. */
const REGIONS: Readonly<Record<string, readonly string[]>> = {
  'us-regional': ['US'],
  us: ['US'],
  govcloud: ['US'],
  'eu-regional': ['EU'],
  global: ['the whole world'],
  'global-standard': ['the whole world'],
}

const ISO_OR_EU = /^[A-Z]{2}$/

export const modelFacts = (model: Model): ModelFacts => ({
  id: model.id,
  name: model.name,
  ruleIds: model.ruleIds,
  maker: model.maker,
  makerCountry: model.makerCountry,
  openWeights: model.openWeights,
  statedLicence: model.licence,
})

const serviceFacts = (offer: ApiOffer, provider: ApiProvider, model: Model | undefined): ServiceFacts => ({
  model:
    model === undefined
      ? {
          id: offer.modelId,
          name: offer.modelName,
          ruleIds: [],
          maker: null,
          makerCountry: null,
          openWeights: null,
          statedLicence: null,
        }
      : modelFacts(model),
  providerId: provider.id,
  providerName: provider.name,
  country: null,
  parentCountry: null,
  firstParty: offer.channel === 'first-party',
  regions: offer.variant === null ? null : (REGIONS[offer.variant] ?? null),
  regionalUplift: offer.regionalUplift?.multiplier ?? null,
})

export const serviceOption = (offer: ApiOffer, provider: ApiProvider, model: Model | undefined): OptionFacts => ({
  id: offer.id,
  kind: offer.channel === 'first-party' ? 'api' : 'hosted',
  service: serviceFacts(offer, provider, model),
  hardware: null,
})

export const hardwareOption = (model: ModelFacts, { gpu, tenure, country, provider }: Site): OptionFacts => ({
  id: `${tenure} ${model.id} on ${gpu.id}`,
  kind: tenure,
  service: null,
  hardware: {
    model,
    tenure,
    gpuId: gpu.id,
    gpuName: gpu.name,
    country: country !== null && ISO_OR_EU.test(country) ? country : null,
    provider: provider === null ? null : { name: provider, country: null, parentCountry: null },
  },
})

/** Stands in where a rule does not ask which model runs. */
const ANY_MODEL: ModelFacts = {
  id: '',
  name: 'the model',
  ruleIds: [],
  maker: null,
  makerCountry: null,
  openWeights: true,
  statedLicence: null,
}
/** Stands in where a rule does not ask where a model runs. */
const ANY_SITE: Site = { gpu: { id: '', name: 'the GPU' }, tenure: 'owned', country: null, provider: null }

/** What is known of sites, step by step: asked for thousands of times, for which a key of one string would be made each time. */
type BySite = Map<string, Map<string | null, Map<string | null, Ruled>>>

const inMap = <K, V>(of: Map<K, V>, key: K, make: () => V): V => {
  const known = of.get(key)
  if (known !== undefined) return known
  const made = make()
  of.set(key, made)
  return made
}

/** Two lists in the order of RuleId as one. */
const inOrder = (one: readonly RuleFinding[], other: readonly RuleFinding[]): readonly RuleFinding[] => {
  if (one.length === 0) return other
  if (other.length === 0) return one
  return [...one, ...other].sort((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule))
}

export const optionFindings = (
  company: CompanyFacts,
  rules: BuyerRules,
  notVerified: Scenario['notVerified'],
  catalogue: Catalogue,
): OptionFindings => {
  const models = new Map(catalogue.models.map((model) => [model.id, model]))
  const providers = new Map(catalogue.apiProviders.flatMap((provider) => provider.offers.map(({ id }) => [id, provider] as const)))
  const bars = ({ status }: RuleFinding): boolean =>
    status === 'not-allowed' || (status === 'not-verified' && notVerified === 'not-allowed')
  const ruled = (findings: readonly RuleFinding[]): Ruled => ({ findings, barredBy: findings.find(bars)?.rule ?? null })
  const evaluated = (option: OptionFacts, asked: BuyerRules): Ruled => ruled(evaluateRules(option, company, asked, catalogue.rules))

  const aboutModels = ofModelOnly(rules)
  const aboutSites = ofSiteOnly(rules)
  const services = new Map<string, Ruled>()
  const quoted = new Map<string, Ruled>()
  const ofModels = new Map<string, Ruled>()
  const ofSites: Readonly<Record<Site['tenure'], BySite>> = { rented: new Map(), owned: new Map() }
  const merged = new Map<Ruled['findings'], Map<Ruled['findings'], Ruled>>()

  const pairOf = (a: Ruled, b: Ruled, make: () => readonly RuleFinding[]): Ruled => {
    let ofFirst = merged.get(a.findings)
    if (ofFirst === undefined) merged.set(a.findings, (ofFirst = new Map()))
    const known = ofFirst.get(b.findings) ?? ruled(make())
    ofFirst.set(b.findings, known)
    return known
  }
  const newSite = (site: Site): Ruled => evaluated(hardwareOption(ANY_MODEL, site), aboutSites)
  const ofSite = (site: Site): Ruled => {
    const { gpu, tenure, country, provider } = site
    const known = ofSites[tenure].get(gpu.id)?.get(country)?.get(provider)
    if (known !== undefined) return known
    const byProvider = inMap(
      inMap(ofSites[tenure], gpu.id, () => new Map()),
      country,
      () => new Map(),
    )
    return inMap(byProvider, provider, () => newSite(site))
  }

  return {
    bars,
    ofService: (offer) =>
      inMap(services, offer.id, () => {
        const provider = providers.get(offer.id)
        if (provider === undefined) throw new Error(`The offer "${offer.id}" is not in the catalogue.`)
        return evaluated(serviceOption(offer, provider, models.get(offer.modelId)), rules)
      }),
    ofQuotedEndpoint: (model) =>
      inMap(quoted, model.id, () =>
        evaluated(
          {
            id: model.id,
            kind: 'hosted',
            service: {
              model: modelFacts(model),
              providerId: '',
              providerName: 'the provider of your quote',
              country: null,
              parentCountry: null,
              firstParty: false,
              regions: null,
              regionalUplift: null,
            },
            hardware: null,
          },
          rules,
        ),
      ),
    ofHardware: (model, site) => {
      const byModel = inMap(ofModels, model.id, () => evaluated(hardwareOption(modelFacts(model), ANY_SITE), aboutModels))
      const bySite = ofSite(site)
      return pairOf(byModel, bySite, () => inOrder(bySite.findings, byModel.findings))
    },
    maySite: (site) => ofSite(site).barredBy === null,
    isPlaced: (site) => !ofSite(site).findings.some(({ rule, status }) => rule === 'processing-region' && status === 'not-verified'),
    ofBoth: (hardware, service) =>
      pairOf(hardware, service, () =>
        hardware.findings.map((finding, at) => {
          const other = service.findings[at]
          return other === undefined ? finding : allOf([finding, other])
        }),
      ),
  }
}

/** The company, the rules and what counts as allowed: all that findings depend on beside the catalogue. */
const keyOf = (company: CompanyFacts, rules: BuyerRules, notVerified: string): string => JSON.stringify([company, rules, notVerified])

const KEPT = 12
const known = new WeakMap<Catalogue, Map<string, OptionFindings>>()

/** Kept from one comparison to the next: only an edit of the company or of its rules asks them anew. */
export const findingsFor = (scenario: Scenario, catalogue: Catalogue): OptionFindings => {
  const company = companyOf(scenario)
  const rules = rulesOf(scenario)
  const key = keyOf(company, rules, scenario.notVerified)
  let ofCatalogue = known.get(catalogue)
  if (ofCatalogue === undefined) known.set(catalogue, (ofCatalogue = new Map()))
  const found = ofCatalogue.get(key)
  if (found !== undefined) return found
  const oldest = ofCatalogue.keys().next()
  if (ofCatalogue.size >= KEPT && oldest.done !== true) ofCatalogue.delete(oldest.value)
  const made = optionFindings(company, rules, scenario.notVerified, catalogue)
  ofCatalogue.set(key, made)
  return made
}
