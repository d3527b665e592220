/** The names of `tests/golden/serving/*.json` and `sizing-cases.json` for what the engine calls its constants. */
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { servingConstants, type Constants } from '../../src/engine/serving/constants.ts'
import { isRefusal } from '../../src/engine/serving/refusal.ts'

export interface Configuration {
  readonly model: string
  readonly system: string
  readonly precision: string
  readonly engine: string
  readonly gpus: number
  readonly attnTP: number
  readonly attnDP: number
  readonly ep: number
}

/** @throws if the engine refuses, which no golden configuration should make it do */
export const constantsOf = (catalogue: Catalogue, one: Configuration): Constants => {
  const architecture = catalogue.models.find((model) => model.architecture?.name === one.model)?.architecture
  const gpu = catalogue.gpus.find((candidate) => candidate.serving?.system === one.system)
  if (!architecture || !gpu) throw new Error(`${one.model} or ${one.system} is not in the catalogue`)
  const layout = { gpusPerReplica: one.gpus, tensorParallel: one.attnTP, dataParallel: one.attnDP, expertParallel: one.ep > 1 }
  const constants = servingConstants(architecture, gpu, layout, one.precision, one.engine, catalogue.coefficients)
  if (isRefusal(constants)) throw new Error(constants.reason)
  return constants
}

const ENGINES = ['trtllm', 'vllm', 'sglang']

/** Intermediates of sections 1–3 in the vectors' names. `flLin` is left out: the model does not use it. */
export const featuresOf = (catalogue: Catalogue, k: Constants): Record<string, number> => {
  const serving = catalogue.gpus.find((gpu) => gpu.name === k.gpuName)?.serving
  if (!serving) throw new Error(`${k.gpuName} has no serving figures`)
  const { architecture, layout, kv, weights, peaks } = k
  const moe = architecture.moeLayers > 0
  return {
    n: layout.gpusPerReplica,
    t: layout.tensorParallel,
    d: layout.dataParallel,
    L: architecture.layers,
    H: architecture.hidden,
    bw: serving.memoryBandwidthBytesPerSecond,
    link: k.linkBytesPerSecond,
    mem: k.memoryBytes,
    fa: peaks.attentionFlops,
    ff: peaks.ffnFlops,
    f16: serving.denseFlopsBf16,
    Wattn: weights.attention,
    Whead: weights.head,
    Wdense: weights.shared,
    E: moe ? architecture.experts : 1,
    k: moe ? architecture.topK : 1,
    Wexp: weights.experts,
    nmoe: architecture.moeLayers,
    kvGrow: kv.growingBytes,
    kvIdx: kv.indexBytes,
    flCtx: kv.growingFlops,
    flSel: kv.sparseFlops,
    state: 2 * kv.stateBytes,
    flIdx: kv.indexFlops,
    selK: kv.sparseTokens,
    selBytes: kv.sparseBytes,
    winW: kv.windowTokens,
    winBytes: kv.windowBytes,
    flWin: kv.windowFlops,
    kvStore: kv.storedPerToken,
    kvWinStore: kv.storedWindows,
    flA: weights.attentionFlops,
    flD: weights.sharedFlops,
    flE: weights.expertFlops,
    flH: weights.headFlops,
    wTot: weights.total,
    int4: peaks.int4Experts ? 1 : 0,
    isMoe: moe ? 1 : 0,
    isDP: layout.dataParallel > 1 ? 1 : 0,
    isEP: layout.expertParallel ? 1 : 0,
    linLayers: kv.linearLayers,
    idxLayers: kv.sparseLayers,
    mlaLayers: kv.mlaLayers,
    nar: layout.gpusPerReplica > 1 ? 2 * architecture.layers : 0,
    eng: ENGINES.indexOf(k.engine),
    gen: serving.generation === 'blackwell' ? 1 : 0,
    pk: moe ? architecture.topK : 0,
  }
}
