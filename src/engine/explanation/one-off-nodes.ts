/** What an option pays once in a month: at the start, for a newer model, on leaving. */
import { isSwapMonth } from '../compare/one-off-lines.ts'
import { constant } from '../explain.ts'
import type { LineId } from '../result.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, onceNode, type Node } from './leaves.ts'

/** The fields of an option's one-off costs. */
export interface OneOffFields {
  readonly once: 'apiOneOffUsd' | 'rentedOneOffUsd' | 'ownedOneOffUsd'
  readonly swap: 'apiSwapUsd' | 'selfHostedSwapUsd'
  readonly exit: 'apiExitUsd' | 'rentedExitUsd' | 'ownedExitUsd'
}

export const API_ONE_OFFS: OneOffFields = { once: 'apiOneOffUsd', swap: 'apiSwapUsd', exit: 'apiExitUsd' }

/** A line that is neither a newer model nor leaving is the cost at the start. */
export const oneOffNode = (id: LineId, fields: OneOffFields, given: ExplanationContext, m: number): Node<'USD/month'> => {
  const { scenario, horizon } = given.settings
  if (id === 'exit')
    return m === horizon.months - 1
      ? fieldNode('Leaving', 'USD/month', scenario[fields.exit], fields.exit, given.basisOf)
      : constant('Leaving', 'USD/month', 0, 'Paid in the last month.')
  if (id === 'model-swap')
    return isSwapMonth(m, scenario.swapEveryMonths)
      ? fieldNode('A newer model', 'USD/month', scenario[fields.swap], fields.swap, given.basisOf)
      : constant('A newer model', 'USD/month', 0, `A newer model takes over every ${scenario.swapEveryMonths} months.`)
  return onceNode(m, scenario[fields.once], fields.once, given.basisOf)
}
