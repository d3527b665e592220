/** Everything about one model on one GPU layout that does not depend on the load, worked out once (`serving-model.md` 1–5). */
import type { Architecture, Gpu } from '../../catalogue/schema.ts'
import { coefficientsFor } from './coefficients.ts'
import { kvElementBytes, kvFigures, type KvFigures } from './kv-cache.ts'
import { precisionFigures, type PrecisionFigures } from './precision.ts'
import { isRefusal, refuse, type Refusal } from './refusal.ts'
import { weightFigures, type GpuLayout, type WeightFigures } from './weights.ts'

export type ServingGpu = Pick<Gpu, 'name' | 'serving' | 'scaleUpDomainGpus' | 'scaleOutGBsPerGpuPerDirection'>

/** Times of one decode step by what they grow with: B sequences of the replica, touched experts, context. */
export interface StepTimes {
  /** host and launch overhead [s], and per sequence of the replica */
  readonly overhead: number
  readonly overheadPerSequence: number
  /** reading attention, head, dense weights [s]; their FLOP per token of the replica [s] */
  readonly denseMemory: number
  readonly densePerToken: number
  /** reading all expert weights [s]; FLOP per token [s]; ln of the share of experts one token leaves untouched */
  readonly expertMemory: number
  readonly expertPerToken: number
  readonly untouchedLog: number
  /** per KV byte and per attention FLOP of one attention group, divided by d [s] */
  readonly perKvByte: number
  readonly perAttentionFlop: number
  /** recurrent state per sequence of the replica [s] */
  readonly statePerSequence: number
  /** all-reduces [s], and per token of the replica */
  readonly communication: number
  readonly communicationPerToken: number
}

/** Times of a prefill by what they grow with: new tokens, attended length. */
export interface PrefillTimes {
  readonly perToken: number
  /** per attention FLOP of a new token, and per indexer FLOP [s] */
  readonly perAttentionFlop: number
  readonly perIndexFlop: number
  /** padding of the experts' products, launch overhead, host latency of a lone prefill [s] */
  readonly padding: number
  readonly eager: number
  readonly host: number
  /** host time of a lone prefill per new token: tokenising, copies [s] */
  readonly hostPerToken: number
  /** share of `eager` paid per prefill in a mixed batch */
  readonly mixedEager: number
  /** reading attention and shared weights; all expert weights [s] */
  readonly denseMemory: number
  readonly expertMemory: number
  /** closed loop: share of the other clients' prefills waited for, free-running and in lockstep; share of eager in that wait */
  readonly waitShare: number
  readonly waitShareLockstep: number
  /** the wait grows with this power of half the other clients */
  readonly waitPower: number
  readonly waitPowerLockstep: number
  readonly waitEager: number
}

export interface Constants {
  readonly architecture: Architecture
  readonly gpuName: string
  readonly layout: GpuLayout
  readonly precision: string
  readonly engine: string
  readonly memoryBytes: number
  readonly linkBytesPerSecond: number
  readonly peaks: PrecisionFigures
  readonly weights: WeightFigures
  readonly kv: KvFigures
  readonly step: StepTimes
  readonly prefill: PrefillTimes
}

/** GPUs whose links are those of `linkBytesPerSecondOneWay` where the data name no larger domain. */
const USUAL_SCALE_UP_DOMAIN = 8
const BYTES_PER_GB = 1e9
/** Two all-reduces a layer, of bf16 activations, sent and received. */
const ALL_REDUCES_PER_LAYER = 2
const BYTES_PER_ACTIVATION = 4
/** MLA prefill runs un-absorbed, at this share of the absorbed FLOP; applied to the whole model. */
const UNABSORBED_MLA = 0.3

/**
 * Refusals name the field: engine, precision, attention kind, `gpu.serving`, `layout`, a missing link speed or coefficient.
 * `kvBytes` overrides the bytes per KV element of `serving-model.md` 3.
 */
export const servingConstants = (
  architecture: Architecture,
  gpu: ServingGpu,
  layout: GpuLayout,
  precision: string,
  engine: string,
  coefficients: Readonly<Record<string, number>>,
  kvBytes?: number,
): Constants | Refusal => {
  const { serving } = gpu
  if (serving === null) return refuse('gpu.serving', `There are no serving figures for ${gpu.name}.`)
  const c = coefficientsFor(coefficients, engine, serving.generation)
  if (isRefusal(c)) return c
  const peaks = precisionFigures(architecture.name, precision, serving)
  if (isRefusal(peaks)) return peaks
  const { gpusPerReplica: n, tensorParallel: t, dataParallel: d } = layout
  if (!(n >= 1 && t >= 1 && d >= 1) || t * d !== n)
    return refuse('layout', `${n} GPUs are not ${t} tensor-parallel times ${d} data-parallel.`)
  const scaleOut = gpu.scaleOutGBsPerGpuPerDirection
  const inDomain = n <= (gpu.scaleUpDomainGpus ?? USUAL_SCALE_UP_DOMAIN)
  if (!inDomain && scaleOut === null)
    return refuse(
      'gpu.scaleOutGBsPerGpuPerDirection',
      `The speed between nodes of ${gpu.name} is unknown, so ${n} GPUs cannot be modelled.`,
    )
  // no way between nodes is faster than the way inside one
  const inside = serving.linkBytesPerSecondOneWay
  const link = inDomain ? inside : Math.min(inside, (scaleOut ?? 0) * BYTES_PER_GB)
  const kv = kvFigures(architecture, t, kvBytes ?? kvElementBytes(architecture.name, precision, engine, serving))
  if (isRefusal(kv)) return kv
  const weights = weightFigures(architecture, layout, peaks)

  const { layers, hidden, moeLayers, experts, topK } = architecture
  const bandwidth = serving.memoryBandwidthBytesPerSecond
  const bf16 = serving.denseFlopsBf16
  const { attentionFlops: fA, ffnFlops: fF } = peaks
  const dense = moeLayers === 0
  const int4 = peaks.int4Experts ? c.int4 : 1
  const fE = peaks.emulatedFp4Experts ? fF * c.mxfp4 : fF
  const allReduces = n > 1 ? ALL_REDUCES_PER_LAYER * layers : 0
  const linkSecondsPerToken = (allReduces * hidden * BYTES_PER_ACTIVATION * (n - 1)) / n / link / d
  const layerOverhead =
    layers * c.oL +
    moeLayers * c.oMoe +
    (layout.expertParallel ? moeLayers * c.oEp : 0) +
    kv.mlaLayers * c.oMla +
    kv.sparseLayers * c.oIdx +
    kv.linearLayers * c.oLin
  return {
    architecture,
    gpuName: gpu.name,
    layout,
    precision,
    engine,
    memoryBytes: serving.usableMemoryBytes,
    linkBytesPerSecond: link,
    peaks,
    weights,
    kv,
    step: {
      overhead: c.oS + c.layerOverheadFactor * layerOverhead,
      overheadPerSequence: c.oSeq / d,
      denseMemory: (weights.attention + weights.head + weights.shared) / (bandwidth * c.etaBw),
      densePerToken: (weights.attentionFlops / fA + weights.sharedFlops / fF + weights.headFlops / bf16) / d / c.etaF,
      expertMemory: weights.experts / (bandwidth * c.etaMoe) / int4,
      expertPerToken: weights.expertFlops / fE / c.etaF / int4,
      untouchedLog: dense ? 0 : Math.log(1 - topK / experts),
      perKvByte: 1 / (bandwidth * c.etaKv) / d,
      perAttentionFlop: 1 / (bf16 * c.etaF) / d,
      // read and written each step
      statePerSequence: (2 * kv.stateBytes) / (bandwidth * c.etaKv) / d,
      communication: allReduces * c.aAr,
      communicationPerToken: linkSecondsPerToken / c.etaLink,
    },
    prefill: {
      perToken:
        (weights.attentionFlops / d / fA + weights.sharedFlops / d / fF + weights.expertFlops / fE / c.moeP) / c.etaP +
        linkSecondsPerToken / c.etaLinkP,
      perAttentionFlop: (kv.mlaLayers > 0 ? UNABSORBED_MLA : 1) / (bf16 * c.etaPattn) / d,
      perIndexFlop: 1 / (fF * c.etaPattn) / d,
      padding: dense ? 0 : (weights.expertFlops * c.m0 * experts) / topK / fE / c.etaP,
      eager: layers * c.pL + kv.mlaLayers * c.pMla + kv.linearLayers * c.pLin + moeLayers * c.pMoe,
      host: c.pS,
      hostPerToken: c.pTok,
      mixedEager: c.mixO,
      denseMemory: (weights.attention + weights.shared) / (bandwidth * c.etaBw),
      expertMemory: weights.experts / (bandwidth * c.etaBw),
      waitShare: c.qK,
      waitShareLockstep: c.qL,
      waitPower: c.gK,
      waitPowerLockstep: c.gL,
      waitEager: c.qO,
    },
  }
}
