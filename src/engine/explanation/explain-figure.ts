/** Answers "how was this number made" for any figure of a comparison, by building it again with its reasons. */
import type { Catalogue } from '../../catalogue/schema.ts'
import { allOptions, type CompareContext } from '../compare/compare.ts'
import { servingCache } from '../compare/serving-cache.ts'
import { bestOfSides, rank } from '../compare/verdict.ts'
import { formula, type Explained } from '../explain.ts'
import type { LineId } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { explainLine, explainOption } from './explain-option.ts'
import { inTokensOf, type ExplanationContext } from './explanation-context.ts'
import { fleetContext } from './hybrid-lines.ts'
import { ASSUMED } from './leaves.ts'
import { endpointFleetNode } from './endpoint-lines.ts'
import { ownedFleetNode } from './owned-lines.ts'
import { fleetNode } from './rented-lines.ts'

export const sidesDifference = formula({
  id: 'sides-difference',
  title: 'Self-hosted less API',
  unit: 'USD/month',
  inputs: { selfHosted: 'USD/month', api: 'USD/month' },
  text: 'selfHosted - api',
  source: 'method.md 11',
  compute: ({ selfHosted, api }) => selfHosted - api,
})

/** `difference`: self-hosted minus API of the verdict; `serving`: how the fleet of an option was sized. */
export type Figure =
  | { readonly kind: 'difference' }
  | { readonly kind: 'option'; readonly optionId: string }
  | { readonly kind: 'line'; readonly optionId: string; readonly line: LineId }
  | { readonly kind: 'serving'; readonly optionId: string }

/** Null where the figure does not exist in this scenario. */
export const explainFigure = (scenario: Scenario, catalogue: Catalogue, figure: Figure, given: CompareContext = {}): Explained | null => {
  const { options, choices, ownedChoices, hybrids, endpoints, context, settings } = allOptions(
    scenario,
    catalogue,
    given.cache ?? servingCache(),
  )
  const explanation: ExplanationContext = {
    settings,
    context,
    choices,
    ownedChoices,
    hybrids,
    endpoints,
    basisOf: given.basisOf ?? ASSUMED,
  }
  if (figure.kind === 'difference') {
    const { api, selfHosted } = bestOfSides(rank(options))
    if (api === null || selfHosted === null) return null
    const nodes = { selfHosted: explainOption(selfHosted, explanation), api: explainOption(api, explanation) }
    if (nodes.selfHosted === null || nodes.api === null) return null
    return sidesDifference.explain('Difference', { selfHosted: nodes.selfHosted, api: nodes.api })
  }
  const option = options.find((candidate) => candidate.id === figure.optionId)
  if (option === undefined) return null
  if (figure.kind === 'line') return explainLine(option, figure.line, explanation)
  if (figure.kind !== 'serving') return explainOption(option, explanation)
  const own = inTokensOf(option.modelId, explanation)
  if (option.owned !== null) return ownedFleetNode(option, fleetContext(option, own))
  const endpoint = endpoints.get(option.id)
  return endpoint === undefined ? fleetNode(option, fleetContext(option, own)) : endpointFleetNode(option, endpoint, own)
}
