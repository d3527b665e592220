/** How many instances (boxes) hold the replicas (`method.md` 4 [F8]): GPUs are rented and bought in whole instances. */
import { formula } from './explain.ts'
import { ceiling } from './replicas.ts'

export const replicasPerBox = formula({
  id: 'replicas-per-box',
  title: 'Replicas that fit one instance',
  unit: 'replica/box',
  inputs: { gpusPerBox: 'GPU/box', gpusPerReplica: 'GPU/replica' },
  text: 'floor(gpusPerBox / gpusPerReplica)',
  source: 'method.md 4 [F8]',
  compute: ({ gpusPerBox, gpusPerReplica }) => Math.floor(gpusPerBox / gpusPerReplica),
})

export const boxesPerReplica = formula({
  id: 'boxes-per-replica',
  title: 'Instances that one replica spans',
  unit: 'box/replica',
  inputs: { gpusPerReplica: 'GPU/replica', gpusPerBox: 'GPU/box' },
  text: 'ceil(gpusPerReplica / gpusPerBox)',
  source: 'method.md 4 [F8]',
  compute: ({ gpusPerReplica, gpusPerBox }) => ceiling(gpusPerReplica / gpusPerBox),
})

/** Where a replica fits an instance. */
export const packedBoxes = formula({
  id: 'packed-boxes',
  title: 'Instances',
  unit: 'box',
  inputs: { replicas: 'replica', replicasPerBox: 'replica/box' },
  text: 'ceil(replicas / replicasPerBox)',
  source: 'method.md 4 [F8]',
  compute: (values) => ceiling(values.replicas / values.replicasPerBox),
})

/** Where a replica spans several instances. */
export const spanningBoxes = formula({
  id: 'spanning-boxes',
  title: 'Instances',
  unit: 'box',
  inputs: { replicas: 'replica', boxesPerReplica: 'box/replica' },
  text: 'replicas * boxesPerReplica',
  source: 'method.md 4 [F8]',
  compute: (values) => values.replicas * values.boxesPerReplica,
})

export const boxesFor = (replicas: number, gpusPerReplica: number, gpusPerBox: number): number =>
  gpusPerReplica <= gpusPerBox
    ? packedBoxes.bare({ replicas, replicasPerBox: replicasPerBox.bare({ gpusPerBox, gpusPerReplica }) })
    : spanningBoxes.bare({ replicas, boxesPerReplica: boxesPerReplica.bare({ gpusPerReplica, gpusPerBox }) })

/** H_k of boxes from H_k of replicas: a box runs while the first replica in it runs. */
export const boxLayerHours = (replicaLayers: readonly number[], gpusPerReplica: number, gpusPerBox: number): number[] => {
  if (gpusPerReplica <= gpusPerBox) {
    const each = replicasPerBox.bare({ gpusPerBox, gpusPerReplica })
    return replicaLayers.filter((_, layer) => layer % each === 0)
  }
  const spanned = boxesPerReplica.bare({ gpusPerReplica, gpusPerBox })
  return replicaLayers.flatMap((hours) => new Array<number>(spanned).fill(hours))
}
