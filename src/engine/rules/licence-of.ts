/** Under which licence is a model published, as far as is known? */
import type { Licence, ModelLicence, RulesData } from '../../catalogue/rules-schema.ts'
import type { ModelFacts } from './rule-facts.ts'

export interface FoundLicence {
  readonly licence: Licence
  /** the row that says so; null: only the catalogue does, from memory or a model card */
  readonly link: ModelLicence | null
}

export const licenceOf = ({ id, ruleIds, statedLicence }: ModelFacts, data: RulesData): FoundLicence | null => {
  const link = data.modelLicences.find(({ modelId }) => modelId === id || ruleIds.includes(modelId)) ?? null
  const wanted = link?.licence ?? statedLicence
  const licence = data.licences.find((one) => one.id === wanted)
  return licence === undefined ? null : { licence, link }
}
