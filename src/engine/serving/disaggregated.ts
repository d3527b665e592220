/**
 * What a benchmark with a fixed number of clients measures on a disaggregated service: prompts are read by a pool of
 * prefill workers, their KV cache is sent to a pool of decode workers, which never stop for a prompt (`serving-model.md` 6
 * with prefill taken out of the step). A closed network of three stations, solved by iteration.
 */
import { decodePerToken } from './batching.ts'
import type { Constants } from './constants.ts'
import { decodeStepSeconds } from './decode-step.ts'
import { sequencesInBenchmarks } from './memory.ts'
import { lonePrefillSeconds, prefillSeconds, sharedPrefillSeconds } from './prefill.ts'

export interface Pool {
  /** one worker */
  readonly constants: Constants
  readonly workers: number
}

export interface DisaggregatedLoop {
  /** mean tokens a request */
  readonly inputTokens: number
  readonly outputTokens: number
  readonly clients: number
  /** speculative decoding: drafts per step, and tokens per step including the one that is always right */
  readonly drafts?: { readonly count: number; readonly acceptanceLength: number }
}

export interface DisaggregatedResult {
  readonly tpotSeconds: number
  readonly ttftSeconds: number
  /** of all GPUs of both pools */
  readonly outputTokensPerSecondPerGpu: number
  /** what of the time to the first token is the send of the KV cache */
  readonly transferSeconds: number
  readonly requestsPerSecond: number
}

/** Halved steps towards the fixed point: 2⁻⁴⁰ of the start is left. */
const PASSES = 200
/** Prompt tokens one prefill step carries: shorter prompts share a step. */
const CHUNK_TOKENS = 8192
const MIN_SEQUENCES = 0.5

/** Seconds to send the cache of a prompt: each GPU of a prefill worker sends its part over its own link. */
export const transferSeconds = (prefill: Constants, inputTokens: number, linkBytesPerSecond: number): number =>
  (inputTokens * prefill.kv.storedPerToken + prefill.kv.storedWindows + prefill.kv.stateBytes) /
  prefill.layout.dataParallel /
  linkBytesPerSecond

/** `linkBytesPerSecond`: one way and GPU, between the pools. */
export const disaggregatedLoop = (
  prefill: Pool,
  decode: Pool,
  linkBytesPerSecond: number,
  loop: DisaggregatedLoop,
): DisaggregatedResult => {
  const { inputTokens, outputTokens: o, clients } = loop
  const context = inputTokens + o / 2
  const lone = lonePrefillSeconds(prefill.constants, inputTokens, 0)
  const compute = prefillSeconds(prefill.constants, inputTokens, 0)
  const shared = sharedPrefillSeconds(prefill.constants)
  const together = Math.max(1, CHUNK_TOKENS / Math.max(1, inputTokens))
  const send = transferSeconds(prefill.constants, inputTokens, linkBytesPerSecond)
  const slots = decode.workers * sequencesInBenchmarks(decode.constants, inputTokens + o)
  const served = Math.min(clients, slots)
  const { waitShare, waitPower } = prefill.constants.prefill

  let decoding = served
  let prompts = Math.min(1, served)
  let tpot = 0
  let ttft = 0
  for (let pass = 0; pass < PASSES; pass++) {
    const perWorker = Math.max(MIN_SEQUENCES, decoding / decode.workers)
    const step = decodeStepSeconds(decode.constants, perWorker, context, loop.drafts?.count ?? 0)
    tpot = decodePerToken(decode.constants, perWorker, context, step, loop.drafts)
    // prompts that wait share the launches of a step
    const service = compute + shared / Math.min(together, Math.max(1, prompts / prefill.workers))
    const seen = (prompts * (served - 1)) / served
    const queue = (Math.max(0, seen - (prefill.workers - 1)) / prefill.workers) * service
    // clients do not arrive evenly: what benchmarks show of prompts that come together (coefficients qK, gK)
    const gathered = waitShare * (Math.max(0, served / prefill.workers - 1) / 2) ** waitPower * service
    const reading = lone + Math.max(queue, gathered)
    ttft = reading + send + step / 2
    const cycle = ttft + o * tpot
    const rate = served / cycle
    decoding = decoding / 2 + (rate * o * tpot) / 2
    prompts = prompts / 2 + (rate * reading) / 2
  }
  const gpus = prefill.workers * prefill.constants.layout.gpusPerReplica + decode.workers * decode.constants.layout.gpusPerReplica
  const rate = served / (ttft + o * tpot)
  // clients beyond the memory of the decode pool wait for a slot
  ttft += (Math.max(0, clients - slots) / served) * (ttft + o * tpot)
  return {
    tpotSeconds: tpot,
    ttftSeconds: ttft,
    outputTokensPerSecondPerGpu: (clients * o) / (ttft + (o - 1) * tpot) / gpus,
    transferSeconds: send,
    requestsPerSecond: rate,
  }
}
