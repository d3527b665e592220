/** What the estimate leaves out, said on the page and in the JSON. */
import type { Catalogue } from '../../catalogue/schema.ts'
import { countryOfPlace } from '../rules/scenario-rules.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { staffOfPlace } from './staff-cost.ts'

const CHINA = 'CN'

/** What the data does not know of the place. */
const ofPlace = (scenario: Scenario, catalogue: Catalogue): string[] => {
  const list: string[] = []
  const name = catalogue.places.find(({ id }) => id === scenario.place)?.name ?? scenario.place
  if (scenario.staffUsdPerYear === null && staffOfPlace(scenario.place, catalogue).standsIn)
    list.push(`Salaries in ${name}: the data has none, those of the United States stand in.`)
  if (scenario.ownGpus && scenario.dutyShare === 0) list.push('Import duty on servers: the data has no rates of countries; enter yours.')
  if (countryOfPlace(scenario.place) === CHINA)
    list.push('Whether a foreign API serves companies in mainland China: the data does not say it, and some providers do not.')
  return list
}

export const notCounted = (scenario: Scenario, catalogue: Catalogue): string[] => {
  const unmodelled = catalogue.gpus.filter((gpu) => gpu.serving === null)
  const withoutArchitecture = catalogue.models.filter((model) => model.openWeights === true && model.architecture === null)
  const list = [
    'Your application: search index, embeddings and interface are the same for every option.',
    'Quality for your own task: scores are of public tests, often at more effort than you pay for. Models without a score are listed apart.',
    'Longer answers: unless you say otherwise, every model writes as much for the same task; only its tokenizer makes a difference.',
    'Terms of who rents GPUs out, and of API providers that the data has no terms of: their rules are not verified.',
    'The EU AI Act: its points are shown and not evaluated. Rules are facts for filtering, not legal advice.',
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
  return [...list, ...ofPlace(scenario, catalogue)]
}
