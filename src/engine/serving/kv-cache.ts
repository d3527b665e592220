/** What attention reads, computes and stores per token and per sequence on one GPU (`serving-model.md` 3). */
import type { Architecture, GpuServing } from '../../catalogue/schema.ts'
import { refuse, type Refusal } from './refusal.ts'

export interface KvFigures {
  /** growing rows: bytes read per token of context, FLOP per token of context [GPU] */
  readonly growingBytes: number
  readonly growingFlops: number
  /** sparse rows read at most `sparseTokens` of the context */
  readonly sparseBytes: number
  readonly sparseFlops: number
  readonly sparseTokens: number
  /** window rows read at most `windowTokens` */
  readonly windowBytes: number
  readonly windowFlops: number
  readonly windowTokens: number
  /** indexer of sparse attention, a full copy on every rank */
  readonly indexBytes: number
  readonly indexFlops: number
  /** stored bytes per token; per sequence in windows; per sequence in recurrent state */
  readonly storedPerToken: number
  readonly storedWindows: number
  readonly stateBytes: number
  /** layers of mla, mla-dsa, csa, hca · with a top-k · linear, mamba */
  readonly mlaLayers: number
  readonly sparseLayers: number
  readonly linearLayers: number
}

/** Bytes per stored KV element; first rule that holds (`serving-model.md` 3). */
export const kvElementBytes = (modelName: string, precision: string, engine: string, gpu: GpuServing): number => {
  if (precision === 'bf16') return 2
  if (gpu.generation !== 'hopper') return 1
  if (modelName.startsWith('MiniMax')) return 1
  return engine === 'trtllm' && !modelName.startsWith('gpt-oss') ? 1 : 2
}

/** `t` attention tensor-parallel ranks, `kvB` bytes per KV element. Absent dimensions count 0 (`compress` 1). */
export const kvFigures = (architecture: Architecture, t: number, kvB: number): KvFigures | Refusal => {
  let growingBytes = 0
  let growingFlops = 0
  let sparseBytes = 0
  let sparseFlops = 0
  let sparseTokens = 0
  let windowBytes = 0
  let windowFlops = 0
  let windowTokens = 0
  let indexBytes = 0
  let indexFlops = 0
  let storedElements = 0
  let storedWindows = 0
  let stateBytes = 0
  let mlaLayers = 0
  let sparseLayers = 0
  let linearLayers = 0
  const groups = architecture.attnGroups
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!
    const n = group.n
    const heads = group.heads ?? 0
    const elements = group.kvElems ?? 0
    const read = group.kvElemsRead ?? elements
    const latentFlops = (n * 2 * heads * (2 * (group.dLatent ?? 0) + (group.dRope ?? 0))) / t
    const headFlops = (n * 2 * heads * ((group.dQK ?? 0) + (group.dV ?? 0))) / t
    const shards = Math.min(t, Math.max(1, group.kvHeads ?? 0))
    switch (group.kind) {
      case 'gqa':
        growingBytes += (n * read * kvB) / shards
        growingFlops += headFlops
        storedElements += (n * elements) / shards
        break
      case 'mla':
        growingBytes += n * read * kvB
        growingFlops += latentFlops
        storedElements += n * elements
        mlaLayers += n
        break
      case 'hca':
        growingBytes += n * read * kvB
        growingFlops += latentFlops / (group.compress ?? 1)
        storedElements += n * elements
        mlaLayers += n
        break
      case 'mla-dsa':
      case 'csa':
        sparseBytes += n * read * kvB
        sparseFlops += latentFlops
        storedElements += n * elements
        mlaLayers += n
        break
      case 'gqa-sparse':
        sparseBytes += (n * read * kvB) / shards
        sparseFlops += headFlops
        storedElements += (n * elements) / shards
        break
      case 'swa': {
        const bytes = (n * (group.windowElems ?? elements) * kvB) / shards
        windowBytes += bytes
        windowFlops += headFlops
        windowTokens = group.window ?? 0
        storedWindows += bytes * windowTokens
        break
      }
      case 'linear':
      case 'mamba':
        stateBytes += (n * (group.stateBytes ?? 0)) / t
        linearLayers += n
        break
      default:
        return refuse(
          `attnGroups[${i}].kind`,
          `The serving model does not know the attention kind "${group.kind}" of ${architecture.name} (attnGroups[${i}].kind).`,
        )
    }
    if (group.kind === 'mla-dsa' || group.kind === 'csa' || group.kind === 'gqa-sparse') {
      indexBytes += n * (group.idxElems ?? 0)
      indexFlops += n * 2 * (group.idxHeads ?? 0) * (group.idxDim ?? 0)
      if (group.topk !== undefined && group.topk !== null && group.topk > 0) {
        sparseTokens = group.topk
        sparseLayers += n
      }
    }
  }
  return {
    growingBytes,
    growingFlops,
    sparseBytes,
    sparseFlops,
    sparseTokens,
    windowBytes,
    windowFlops,
    windowTokens,
    indexBytes,
    indexFlops,
    storedPerToken: storedElements * kvB + indexBytes,
    storedWindows,
    stateBytes,
    mlaLayers,
    sparseLayers,
    linearLayers,
  }
}

/** A(x): FLOP of one token that attends to x tokens [FLOP per GPU of its group]. */
export const attentionFlops = (kv: KvFigures, x: number): number =>
  kv.growingFlops * x + kv.sparseFlops * Math.min(x, kv.sparseTokens) + kv.windowFlops * Math.min(x, kv.windowTokens)

/** Bytes of KV and index one sequence reads in a step at context x [bytes per GPU of its group]. */
export const kvBytesRead = (kv: KvFigures, x: number): number =>
  kv.growingBytes * x + kv.sparseBytes * Math.min(x, kv.sparseTokens) + kv.windowBytes * Math.min(x, kv.windowTokens) + kv.indexBytes * x
