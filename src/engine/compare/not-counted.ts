/** What the estimate leaves out, said on the page and in the JSON. */
import type { Catalogue } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'

export const notCounted = (scenario: Scenario, catalogue: Catalogue): string[] => {
  const unmodelled = catalogue.gpus.filter((gpu) => gpu.serving === null)
  const withoutArchitecture = catalogue.models.filter((model) => model.openWeights === true && model.architecture === null)
  const list = [
    'Your application: search index, embeddings and interface are the same for every option.',
    'Quality: options are not yet compared at equal quality. Your list of models says which are good enough.',
    'Tokens per task: every model is assumed to need the same number of tokens for the same request.',
    'Rules: licences, data location and export control are not checked yet.',
    'Downtime: no service credits and no loss of work are priced. Tax: value-added tax and withholding tax are left out.',
  ]
  if (unmodelled.length > 0)
    list.push(`${unmodelled.length} GPUs without serving figures: ${unmodelled.map((gpu) => gpu.name).join(', ')}.`)
  if (withoutArchitecture.length > 0)
    list.push(
      `Open models whose architecture is not known, priced by API only: ${withoutArchitecture.map((model) => model.name).join(', ')}.`,
    )
  if (Object.keys(scenario.provisioned).length === 0 && Object.keys(scenario.dedicatedPrices).length === 0)
    list.push('Reserved API capacity and dedicated endpoints: vendors quote them, the data has no price; enter your quote.')
  if (scenario.apiCommitments && Object.keys(scenario.apiCommitments).length === 0)
    list.push('Minimum spends with API providers, unless you enter one.')
  return list
}
