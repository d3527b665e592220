/**
 * What a benchmark with a fixed number of clients measures on one replica (`serving-model.md` 6): a closed loop without
 * think time. Only to compare with measurements; plans use `capacity.ts`.
 */
import type { Constants } from './constants.ts'
import { decodeStepSeconds } from './decode-step.ts'
import { sequencesInBenchmarks } from './memory.ts'
import { lonePrefillSeconds, prefillSeconds, sharedPrefillSeconds } from './prefill.ts'

export interface ClosedLoop {
  /** mean tokens a request */
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cachedShare: number
  readonly clients: number
  /** fixed-length harness in which all clients start together */
  readonly lockstep: boolean
  /** speculative decoding: drafts per step, and tokens per step including the one that is always right */
  readonly drafts?: { readonly count: number; readonly acceptanceLength: number }
}

export interface ClosedLoopResult {
  readonly tpotSeconds: number
  readonly ttftSeconds: number
  readonly outputTokensPerSecondPerGpu: number
  readonly decodingSequences: number
  readonly memorySequences: number
  readonly marginalPrefillSeconds: number
  readonly lonePrefillSeconds: number
  readonly decodeStepSeconds: number
  readonly context: number
  /** B of the last pass, to which the step and the TPOT belong */
  readonly lastPassSequences: number
}

/** The specification iterates exactly so often; the vectors hold the twelfth pass. */
const PASSES = 12
/** Running the draft model: as this many layers each, plus this many seconds [s] (`serving-model.md` 8). */
const DRAFT_LAYERS = 1.5
const DRAFT_SECONDS = 0.0003
const MIN_SEQUENCES = 0.5

/** Seconds per output token spent decoding at B, of which a step with its drafts takes `step`. */
export const decodePerToken = (
  k: Constants,
  sequences: number,
  context: number,
  step: number,
  drafts: ClosedLoop['drafts'] | undefined,
): number => {
  if (drafts === undefined) return step
  const draft = (DRAFT_LAYERS * decodeStepSeconds(k, sequences, context)) / k.architecture.layers + DRAFT_SECONDS
  return (step + drafts.count * draft) / drafts.acceptanceLength
}

export const closedLoop = (k: Constants, loop: ClosedLoop): ClosedLoopResult => {
  const { inputTokens, outputTokens: o, clients } = loop
  const context = inputTokens + o / 2
  const cachedTokens = inputTokens * loop.cachedShare
  const newTokens = inputTokens - cachedTokens
  const lone = lonePrefillSeconds(k, newTokens, cachedTokens)
  const compute = prefillSeconds(k, newTokens, cachedTokens)
  const shared = sharedPrefillSeconds(k)
  const { padding, eager, waitEager, waitShare, waitShareLockstep, waitPower, waitPowerLockstep } = k.prefill
  const memorySequences = sequencesInBenchmarks(k, inputTokens + o)
  const served = Math.min(clients, memorySequences)
  const others = Math.max(0, served - 1) / 2
  const wait = loop.lockstep ? waitShareLockstep * others ** waitPowerLockstep : waitShare * others ** waitPower

  let b = served
  let last = b
  let tpot = 0
  let ttft = 0
  let step = 0
  let marginal = 0
  for (let pass = 0; pass < PASSES; pass++) {
    last = b
    const prefillsPerStep = Math.max(1, b / o)
    marginal = compute + shared / prefillsPerStep
    step = decodeStepSeconds(k, b, context, loop.drafts?.count ?? 0)
    tpot = decodePerToken(k, b, context, step, loop.drafts) + (b / o) * marginal
    ttft = lone + wait * (compute + padding / prefillsPerStep + waitEager * eager) + step / 2
    b = b / 2 + Math.max(MIN_SEQUENCES, (served * o * tpot) / (o * tpot + ttft)) / 2
  }
  // Clients beyond the memory wait for a slot.
  ttft += (Math.max(0, clients - memorySequences) / served) * (o * tpot + lone)
  return {
    tpotSeconds: tpot,
    ttftSeconds: ttft,
    outputTokensPerSecondPerGpu: (clients * o) / (ttft + (o - 1) * tpot) / k.layout.gpusPerReplica,
    decodingSequences: b,
    memorySequences,
    marginalPrefillSeconds: marginal,
    lonePrefillSeconds: lone,
    decodeStepSeconds: step,
    context,
    lastPassSequences: last,
  }
}
