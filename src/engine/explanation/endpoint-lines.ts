/** Explains the lines of a dedicated endpoint: GPUs as of a rented fleet at the buyer's quote, people and one-off costs as of an API. */
import type { DedicatedChoice } from '../compare/dedicated-option.ts'
import { rentedId } from '../compare/rented-option.ts'
import type { LineId, OptionResult } from '../result.ts'
import type { ExplanationContext } from './explanation-context.ts'
import type { Node } from './leaves.ts'
import { API_ONE_OFFS, oneOffNode } from './one-off-nodes.ts'
import { apiPeopleNode } from './people-nodes.ts'
import { fleetNode, rentedLineExplainer } from './rented-lines.ts'

/** The endpoint as the rented fleet it is sized as, and what that fleet was chosen by. */
const asRented = (option: OptionResult, { choice, context }: DedicatedChoice, given: ExplanationContext) => {
  const id = rentedId(option.modelId, option.rented?.gpuId ?? '')
  const lines = option.lines.map((line) => (line.id === 'dedicated' ? { ...line, id: 'compute' as const } : line))
  const fleet: OptionResult = { ...option, id, kind: 'rented', lines }
  const fleetGiven: ExplanationContext = { ...given, settings: context.settings, context, choices: new Map([[id, choice]]) }
  return { fleet, fleetGiven }
}

/** Null if its fleet cannot be explained. */
export const endpointLineExplainer = (
  option: OptionResult,
  endpoint: DedicatedChoice,
  given: ExplanationContext,
): ((id: LineId, m: number) => Node<'USD/month'>) | null => {
  const { fleet, fleetGiven } = asRented(option, endpoint, given)
  const rented = rentedLineExplainer(fleet, fleetGiven)
  if (rented === null) return null
  return (line, m) => {
    if (line === 'dedicated') return { ...rented('compute', m), label: 'Dedicated endpoint' }
    return line === 'people' ? apiPeopleNode(given, m) : oneOffNode(line, API_ONE_OFFS, given, m)
  }
}

/** How many instances it has at the peak of month 0. */
export const endpointFleetNode = (option: OptionResult, endpoint: DedicatedChoice, given: ExplanationContext): Node<'box'> | null => {
  const { fleet, fleetGiven } = asRented(option, endpoint, given)
  return fleetNode(fleet, fleetGiven)
}
