/** What leads up from the number in the drawer: the difference of the verdict, the option's total, the numbers between? */
import type { Comparison } from '../../engine/result.ts'
import type { FigureTarget } from '../../worker/protocol.ts'
import type { Explanation } from '../../state/app-state.svelte.ts'
import { nodesAlong } from './explanation-view.ts'
import { optionOf } from './verdict-sentence.ts'

export type Step =
  | { readonly kind: 'target'; readonly label: string; readonly target: FigureTarget }
  | { readonly kind: 'path'; readonly label: string; readonly path: readonly string[] }

/** From the widest figure to the one shown; the last has nowhere to go. */
export const stepsUp = (explanation: Explanation, comparison: Comparison | null): readonly Step[] => {
  const { target, root, path } = explanation
  const steps: Step[] = []
  if (comparison !== null && target.kind !== 'difference') {
    const { bestApiId, bestSelfHostedId, difference } = comparison.verdict
    const compared = target.optionId === bestApiId || target.optionId === bestSelfHostedId
    if (compared && difference !== null) steps.push({ kind: 'target', label: 'Difference', target: { kind: 'difference' } })
    const option = optionOf(comparison, target.optionId)
    if (target.kind !== 'option' && option !== null)
      steps.push({ kind: 'target', label: option.name, target: { kind: 'option', optionId: option.id } })
  }
  if (root !== null && root !== undefined)
    nodesAlong(root, path).forEach((node, depth) => steps.push({ kind: 'path', label: node.label, path: path.slice(0, depth) }))
  return steps
}
