/** What the people of a fleet cost in a draw. A power is dear, so those of whole nodes are kept while the elasticity is certain. */
import { staffedNodes } from '../people.ts'
import type { DrawState } from './draw-state.ts'

const KEPT = 4096

/** Full-time people for so many GPUs in the current draw. */
export const peopleReader = (
  paths: { readonly base: string; readonly perNode: string },
  typical: { readonly base: number; readonly perNode: number; readonly elasticity: number },
  state: DrawState,
): ((gpus: number) => number) => {
  const base = state.reader(paths.base, typical.base)
  const perNode = state.reader(paths.perNode, typical.perNode)
  const elasticity = state.reader('fteElasticity', typical.elasticity)
  const certain = !state.isDrawn('fteElasticity')
  const powers = new Float64Array(certain ? KEPT : 0).fill(Number.NaN)
  const powerOf = (nodes: number): number => {
    if (nodes >= powers.length) return nodes ** elasticity()
    let power = powers[nodes]!
    if (Number.isNaN(power)) powers[nodes] = power = nodes ** elasticity()
    return power
  }
  return (gpus) => (gpus > 0 ? base() + perNode() * powerOf(staffedNodes.bare({ gpus })) : base())
}
