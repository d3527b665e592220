/** The facts of an option, from a short row and the catalogue, for tests of rules. */
import type { Catalogue } from '../../src/catalogue/schema.ts'
import type { RulesData } from '../../src/catalogue/rules-schema.ts'
import type { ModelFacts, OptionFacts, ServiceFacts } from '../../src/engine/rules/rule-facts.ts'

export interface RuleOptionRow {
  /** [model, GPU, country] */
  readonly own?: readonly [string, string, string | null]
  readonly rent?: readonly [string, string, string | null]
  /** [API provider, model]: hosted by somebody else, or by the maker */
  readonly hosted?: readonly [string, string]
  readonly maker?: readonly [string, string]
  readonly regions?: readonly string[]
  readonly statedLicence?: string
  /** a licence given to the model for this row */
  readonly licence?: string
}

const modelFacts = (id: string, stated: string | undefined, catalogue: Catalogue): ModelFacts => {
  const model = catalogue.models.find((one) => one.id === id)
  return {
    id,
    name: model?.name ?? id,
    ruleIds: model?.ruleIds ?? [],
    maker: model?.maker ?? null,
    makerCountry: model?.makerCountry ?? null,
    openWeights: model === undefined ? true : model.openWeights,
    statedLicence: stated ?? model?.licence ?? null,
  }
}

export const ruleOption = (row: RuleOptionRow, catalogue: Catalogue): OptionFacts => {
  const hardware = row.own ?? row.rent
  const service = row.hosted ?? row.maker
  const serviceFacts: ServiceFacts | null =
    service === undefined
      ? null
      : {
          model: modelFacts(service[1], row.statedLicence, catalogue),
          providerId: service[0],
          providerName: catalogue.apiProviders.find(({ id }) => id === service[0])?.name ?? service[0],
          country: null,
          parentCountry: null,
          firstParty: row.maker !== undefined,
          regions: row.regions ?? null,
          regionalUplift: null,
        }
  const tenure = row.own === undefined ? 'rented' : 'owned'
  return {
    id: JSON.stringify(row),
    kind: hardware === undefined ? (row.maker === undefined ? 'hosted' : 'api') : service === undefined ? tenure : 'hybrid',
    service: serviceFacts,
    hardware:
      hardware === undefined
        ? null
        : {
            model: modelFacts(hardware[0], row.statedLicence, catalogue),
            tenure,
            gpuId: hardware[1],
            gpuName: hardware[1],
            country: hardware[2],
            provider: null,
          },
  }
}

/** The rules with the row's own licence for its model. */
export const withLicence = (row: RuleOptionRow, data: RulesData): RulesData => {
  const modelId = (row.own ?? row.rent)?.[0]
  if (row.licence === undefined || modelId === undefined) return data
  const link = { modelId, licence: row.licence, gate: 'check' as const, doubt: null, sources: [], saidBy: 'a row of a test' }
  return { ...data, modelLicences: [...data.modelLicences, link] }
}
