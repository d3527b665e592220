/** Weights one GPU holds and FLOP it spends per token, by layout (`serving-model.md` 2). */
import type { Architecture } from '../../catalogue/schema.ts'
import { HEAD_BYTES, type PrecisionFigures } from './precision.ts'

/** The GPUs of a replica: n = t·d. */
export interface GpuLayout {
  readonly gpusPerReplica: number
  /** attention tensor-parallel t */
  readonly tensorParallel: number
  /** attention data-parallel d */
  readonly dataParallel: number
  /** experts spread whole over the GPUs instead of sliced */
  readonly expertParallel: boolean
}

export interface WeightFigures {
  /** bytes per GPU */
  readonly attention: number
  readonly head: number
  readonly shared: number
  readonly experts: number
  /** with the input embedding where it is not tied to the head */
  readonly total: number
  /** FLOP per token and GPU */
  readonly attentionFlops: number
  readonly headFlops: number
  readonly sharedFlops: number
  readonly expertFlops: number
}

const FLOPS_PER_PARAMETER = 2

export const weightFigures = (
  architecture: Pick<Architecture, 'params' | 'tiedEmbeddings'>,
  layout: GpuLayout,
  precision: PrecisionFigures,
): WeightFigures => {
  const { params } = architecture
  const { gpusPerReplica: n, tensorParallel: t, dataParallel: d } = layout
  // Attention-DP replicates attention over the groups; dense parts are then cut by t only.
  const y = d === 1 ? n : t
  const dense = params.dense + params.sharedAndRouter
  const attention = (params.attn * precision.attentionBytes) / t
  const head = (params.head * HEAD_BYTES) / t
  const shared = (dense * precision.sharedBytes) / y
  const experts = (params.routed * precision.expertBytes) / n
  return {
    attention,
    head,
    shared,
    experts,
    total: attention + head * (architecture.tiedEmbeddings ? 1 : 2) + shared + experts,
    attentionFlops: (FLOPS_PER_PARAMETER * params.attn) / t,
    headFlops: (FLOPS_PER_PARAMETER * params.head) / t,
    sharedFlops: (FLOPS_PER_PARAMETER * dense) / y,
    expertFlops: (FLOPS_PER_PARAMETER * params.routedActive) / n,
  }
}
