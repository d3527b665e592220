/** How long one decode step takes with B sequences in the replica (`serving-model.md` 4, with drafts 8). */
import type { Constants, StepTimes } from './constants.ts'
import { attentionFlops, kvBytesRead } from './kv-cache.ts'

/** q(m, f): a smooth maximum of memory and compute time. */
export const smoothMax = (m: number, f: number): number => {
  const m2 = m * m
  const f2 = f * f
  return Math.sqrt(Math.sqrt(m2 * m2 + f2 * f2))
}

/** u(x): share of the experts that x tokens touch; 0 for a dense model. */
export const expertsTouched = (untouchedLog: number, tokens: number): number => 1 - Math.exp(untouchedLog * Math.max(tokens, 1))

const denseSeconds = (step: StepTimes, tokens: number): number => smoothMax(step.denseMemory, step.densePerToken * tokens)

const expertSeconds = (step: StepTimes, tokens: number): number =>
  smoothMax(step.expertMemory * expertsTouched(step.untouchedLog, tokens), step.expertPerToken * tokens)

/** T_KV per sequence of the replica; `tokens` of one sequence are in the step (1 without drafts). */
const kvSecondsPerSequence = (k: Constants, context: number, tokens: number): number =>
  smoothMax(
    kvBytesRead(k.kv, context) * k.step.perKvByte,
    tokens * (attentionFlops(k.kv, context) + k.kv.indexFlops * context) * k.step.perAttentionFlop,
  )

/** Seconds of one step by part; `expertWeights` is T_E, `denseWeights` T_A. */
export interface DecodeParts {
  readonly overhead: number
  readonly denseWeights: number
  readonly expertWeights: number
  readonly kv: number
  readonly state: number
  readonly communication: number
}

/** `context`: mean tokens a sequence attends to; `drafts`: tokens proposed per step by speculative decoding. */
export const decodeParts = (k: Constants, sequences: number, context: number, drafts = 0): DecodeParts => {
  const { step } = k
  const tokens = sequences * (1 + drafts)
  return {
    overhead: step.overhead + step.overheadPerSequence * sequences,
    denseWeights: denseSeconds(step, tokens),
    expertWeights: expertSeconds(step, tokens),
    kv: sequences * kvSecondsPerSequence(k, context, 1 + drafts),
    state: sequences * step.statePerSequence,
    communication: step.communication + step.communicationPerToken * tokens,
  }
}

/** t_dec(B) [s]. */
export const decodeStepSeconds = (k: Constants, sequences: number, context: number, drafts = 0): number => {
  const parts = decodeParts(k, sequences, context, drafts)
  return parts.overhead + parts.denseWeights + parts.expertWeights + parts.kv + parts.state + parts.communication
}

/** t_dec at one context as a function of B alone, for searches over B; t_dec grows and t_dec/B falls with B. */
export interface DecodeCurve {
  readonly fixed: number
  readonly perSequence: number
  readonly step: StepTimes
}

export const decodeCurve = (k: Constants, context: number): DecodeCurve => ({
  fixed: k.step.overhead + k.step.communication,
  perSequence: k.step.overheadPerSequence + k.step.communicationPerToken + k.step.statePerSequence + kvSecondsPerSequence(k, context, 1),
  step: k.step,
})

export const stepOnCurve = (curve: DecodeCurve, sequences: number): number =>
  curve.fixed + curve.perSequence * sequences + denseSeconds(curve.step, sequences) + expertSeconds(curve.step, sequences)
