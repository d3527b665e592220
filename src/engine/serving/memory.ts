/** How many sequences fit beside the weights (`serving-model.md` 7). All bytes are per GPU. */
import type { Constants } from './constants.ts'

/** Share of usable memory given to the server: in plans, and as benchmarks are run. */
const PLAN_SHARE = 0.9
const BENCHMARK_SHARE = 0.92
/** Weights as loaded over weights as counted; activations, graphs and the runtime [bytes]. */
const WEIGHT_FACTOR = 1.02
const RUNTIME_BYTES = 2.5e9
const CEILING_SLACK = 1e-9

const freeBeside = (memoryBytes: number, weightBytes: number, share: number): number =>
  share * memoryBytes - WEIGHT_FACTOR * weightBytes - RUNTIME_BYTES

/** Whether a plan has any room beside so many bytes of weights. */
export const weightsFit = (memoryBytes: number, weightBytes: number): boolean => freeBeside(memoryBytes, weightBytes, PLAN_SHARE) > 0

/** Bytes free for KV and state in a plan; negative where the weights do not fit. */
export const freeBytesInPlans = (k: Pick<Constants, 'memoryBytes' | 'weights'>): number =>
  freeBeside(k.memoryBytes, k.weights.total, PLAN_SHARE)

/** M_seq: bytes of a sequence of `tokens` tokens. */
export const sequenceBytes = (k: Constants, tokens: number): number => k.kv.storedPerToken * tokens + k.kv.storedWindows + k.kv.stateBytes

/** cap of plans: whole sequences per replica beside `prefixTokens` stored once per attention group. */
export const sequencesInPlans = (k: Constants, tokens: number, prefixTokens: number): number => {
  const free = freeBytesInPlans(k) - prefixTokens * k.kv.storedPerToken
  return k.layout.dataParallel * Math.max(0, Math.floor(free / sequenceBytes(k, tokens) + CEILING_SLACK))
}

/** cap_bench: sequences a benchmark run holds, not rounded, at least 1. */
export const sequencesInBenchmarks = (k: Constants, tokens: number): number =>
  Math.max(1, (k.layout.dataParallel * freeBeside(k.memoryBytes, k.weights.total, BENCHMARK_SHARE)) / sequenceBytes(k, tokens))
