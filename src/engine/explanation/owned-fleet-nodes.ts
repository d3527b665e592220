/** Explains how many servers stand: replicas of the worst peak, servers that hold them, spare ones, and what was bought before. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import { monthOfUse, nodesFor } from '../compare/owned-cost.ts'
import type { OwnedChoice } from '../compare/owned-search.ts'
import type { OwnedSeries } from '../compare/owned-series.ts'
import { constant, formula } from '../explain.ts'
import { boxesPerReplica, packedBoxes, replicasPerBox, spanningBoxes } from '../instances.ts'
import { replicasNeeded, STANDARD_HEADROOM } from '../replicas.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, wordsNode, type Node } from './leaves.ts'
import { fleetReplicas, loadNode } from './rented-lines.ts'
import { capacityNode } from './serving-nodes.ts'

export const nodesWithSpare = formula({
  id: 'nodes-with-spare',
  title: 'Servers with spare ones',
  unit: 'box',
  inputs: { needed: 'box', spare: 'box' },
  text: 'needed + spare',
  source: 'method.md 5 [F6]',
  compute: ({ needed, spare }) => needed + spare,
})

export const nodesAdded = formula({
  id: 'nodes-added',
  title: 'Servers bought in a month',
  unit: 'box',
  inputs: { needed: 'box', standing: 'box' },
  text: 'needed - standing',
  source: 'method.md 5 [F18]',
  compute: ({ needed, standing }) => needed - standing,
})

export interface OwnedGiven {
  readonly given: ExplanationContext
  readonly model: Model & { readonly architecture: Architecture }
  readonly gpu: Gpu
  readonly choice: OwnedChoice
  readonly series: OwnedSeries
  /** nodes made before, by what they explain: months and purchases share them */
  readonly made: Map<string, Node<'box'>>
}

const onceMade = (owned: OwnedGiven, key: string, make: () => Node<'box'>): Node<'box'> => {
  const node = owned.made.get(key) ?? make()
  owned.made.set(key, node)
  return node
}

/** Replicas that run in month m. `spare`: replicas that stand by. */
export const replicasNode = ({ given, choice, model, gpu }: OwnedGiven, m: number, spare: Node<'replica'>): Node<'replica'> => {
  const { scenario } = given.settings
  const capacity = capacityNode(choice, model, gpu, given)
  const load = loadNode({ given, choice: { candidate: choice.candidate, policy: 'always-on' } }, m)
  if (given.kept !== undefined) return given.kept(m, { load, capacity }, spare)
  if (given.context.demand.batch !== null)
    return wordsNode(
      'Replicas at the peak',
      'replica',
      choice.use.replicas[monthOfUse(choice.use, m)]! + (spare.value ?? 0),
      'fleet-week',
      'interactive work hour by hour, batch work in the idle hours, then whole replicas',
      { load, capacity, spare },
    )
  const peak = replicasNeeded.explain('Replicas of the peak hour', {
    load,
    z: constant('Headroom', '1', STANDARD_HEADROOM.z, 'Standard deviations of the number of requests in flight (method.md 3).'),
    idc: constant('Burstiness', 'sequence', STANDARD_HEADROOM.idc, 'Many independent users arrive as a Poisson process.'),
    capacity,
  })
  return fleetReplicas.explain('Replicas at the peak', {
    minimum: fieldNode('At least', 'replica', scenario.minReplicas, 'minReplicas', given.basisOf),
    peak,
    spare,
  })
}

/** Instances or servers of so many GPUs that hold the replicas. */
export const boxesOfReplicas = (
  label: string,
  replicas: Node<'replica'>,
  gpusPerBox: Node<'GPU/box'>,
  { choice }: Pick<OwnedGiven, 'choice'>,
): Node<'box'> => {
  const { layout, capacity } = choice.candidate
  const gpusPerReplica: Node<'GPU/replica'> = {
    label: 'GPUs a replica',
    value: layout.gpusPerReplica,
    unit: 'GPU/replica',
    origin: {
      kind: 'choice',
      why: `Cheapest of the layouts that meet the targets; ${layout.tensorParallel} tensor-parallel × ${layout.dataParallel} data-parallel, ${choice.candidate.precision}.`,
      chosen: constant('GPUs a replica', 'GPU/replica', layout.gpusPerReplica, `Holds ${capacity.memoryConcurrency} requests in memory.`),
      among: [],
    },
  }
  return layout.gpusPerReplica <= (gpusPerBox.value ?? 0)
    ? packedBoxes.explain(label, { replicas, replicasPerBox: replicasPerBox.explain('Replicas each', { gpusPerBox, gpusPerReplica }) })
    : spanningBoxes.explain(label, {
        replicas,
        boxesPerReplica: boxesPerReplica.explain('For each replica', { gpusPerReplica, gpusPerBox }),
      })
}

export const gpusPerNodeNode = ({ choice: { terms } }: Pick<OwnedGiven, 'choice'>): Node<'GPU/box'> =>
  constant(
    'GPUs bought at a time',
    'GPU/box',
    terms.gpusPerNode,
    terms.gpusPerNode > (terms.gpu.gpusPerNode ?? 0) ? 'A rack: its GPUs share one fast link.' : 'A server, as it is sold.',
  )

const NO_SPARE = 'Whole servers stand by instead of replicas.'

/** Servers that the load of month m needs, spare ones included. */
export const neededNode = (owned: OwnedGiven, m: number): Node<'box'> => {
  const { given, choice } = owned
  const at = monthOfUse(choice.use, m)
  return onceMade(owned, `needed ${at}`, () => {
    if (choice.use.replicas[at] === 0) return constant('Servers needed', 'box', 0, 'Nothing runs, so nothing stands by either.')
    return nodesWithSpare.explain('Servers needed', {
      needed: boxesOfReplicas(
        'Servers that hold the replicas',
        replicasNode(owned, m, constant('Spare replicas', 'replica', 0, NO_SPARE)),
        gpusPerNodeNode(owned),
        owned,
      ),
      spare: fieldNode('Spare servers', 'box', given.settings.scenario.spareNodes, 'spareNodes', given.basisOf),
    })
  })
}

/** Servers that stand in month m: what was bought when it was needed, kept for its life. */
export const aliveNode = (owned: OwnedGiven, m: number): Node<'box'> => {
  const { choice, series } = owned
  const alive = series.ownership.alive[m]!
  const { gpusPerReplica } = choice.candidate.layout
  if (m < choice.terms.leadMonths) return constant('Servers', 'box', 0, 'They have not arrived yet.')
  if (alive === nodesFor(choice.use.replicas[monthOfUse(choice.use, m)]!, gpusPerReplica, choice.terms)) return neededNode(owned, m)
  return onceMade(owned, `alive ${m}`, () =>
    wordsNode('Servers', 'box', alive, 'nodes-alive', 'bought when the load first needed them, and kept for their life', {
      needed: neededNode(owned, m),
    }),
  )
}

/** Servers bought at the start of month m. */
export const boughtNode = (owned: OwnedGiven, m: number, count: number): Node<'box'> => {
  const needed = neededNode(owned, m)
  if (needed.value === count) return needed
  return onceMade(owned, `bought ${m}`, () =>
    nodesAdded.explain('Servers bought', {
      needed,
      standing: constant(
        'Servers that still stand',
        'box',
        (needed.value ?? 0) - count,
        'Bought before, and not at the end of their life.',
      ),
    }),
  )
}
