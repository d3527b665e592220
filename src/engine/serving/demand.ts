/** What one replica is asked to do, by one or several workloads together (`serving-model.md` 9, `method.md` 3). */
import type { Constants } from './constants.ts'
import { sequencesInPlans } from './memory.ts'
import { attentionPrefillSeconds, linearPrefillSeconds, lonePrefillSeconds, sharedPrefillSeconds } from './prefill.ts'

export interface WorkloadDemand {
  /** share ρ of the requests of the fleet; any positive scale */
  readonly share: number
  /** mean tokens a request; outputs include reasoning */
  readonly inputTokens: number
  readonly outputTokens: number
  /** share of the input read from a cache, and the part of it common to all requests */
  readonly cachedShare: number
  readonly sharedPrefixShare: number
  /** coefficients of variation of the lengths, log-normal */
  readonly cvInput: number
  readonly cvOutput: number
  readonly ttftP95Seconds: number
  readonly tpotP95Seconds: number
}

export interface ServingDemand {
  /** at least one */
  readonly workloads: readonly WorkloadDemand[]
  /** prompt tokens one step may carry: 8,192, or 2,048 on small cards */
  readonly chunkTokens: number
  /** most sequences the engine decodes at once, 256 unless set otherwise */
  readonly maxSequences: number
}

/** The mix as one queue on one replica: means over requests, and by time (weight O) for what decoding sequences hold. */
export interface ReplicaLoad {
  readonly outputTokens: number
  readonly context: number
  /** sequences the memory holds */
  readonly memorySequences: number
  /** EP: mean prefill of a prompt without what the batch shares [s]; e: the shared part [s] */
  readonly prefill: number
  readonly shared: number
  /** Σρ(1+cv²)EP², Σρ(1+cv²)EP, Σρ(1+cv²): mean square of a prefill, by powers of the shared part */
  readonly square0: number
  readonly square1: number
  readonly square2: number
  /** mean of the lone prefills [s] */
  readonly loneMean: number
  readonly limits: readonly WorkloadLimits[]
}

/** What one workload of the mix asks for. */
export interface WorkloadLimits {
  /** lone prefill of the p95 prompt [s], and steps over which it is spread */
  readonly lone95: number
  readonly chunks: number
  readonly ttftTarget: number
  /** infinite where answers are too short for a time per token to be felt */
  readonly tpotTarget: number
  readonly outputTokens: number
}

const Z95 = 1.645
/** Below this many tokens an answer has no rate worth a target. */
const SHORTEST_TIMED_OUTPUT = 16
const SLACK = 1e-9

/** x: p95 of a log-normal of mean 1. */
const p95OfMean = (cv: number): number => {
  const variance = Math.log(1 + cv * cv)
  return Math.exp(Z95 * Math.sqrt(variance) - variance / 2)
}

export const replicaLoad = (k: Constants, demand: ServingDemand): ReplicaLoad => {
  const { workloads } = demand
  let shares = 0
  for (const workload of workloads) shares += workload.share
  let outputTokens = 0
  let contextTime = 0
  let tokensTime = 0
  let prefixTokens = 0
  let prefill = 0
  let square0 = 0
  let square1 = 0
  let square2 = 0
  let loneMean = 0
  const limits: WorkloadLimits[] = []
  for (const workload of workloads) {
    // Without any request yet, the workloads count alike.
    const share = shares > 0 ? workload.share / shares : 1 / workloads.length
    if (share === 0) continue
    const input = workload.inputTokens
    // An engine generates at least the token that ends the answer.
    const output = Math.max(1, workload.outputTokens)
    const inputSpread = 1 + workload.cvInput * workload.cvInput
    const outputSpread = 1 + workload.cvOutput * workload.cvOutput
    const cached = input * workload.cachedShare
    const fresh = input - cached
    const cost = linearPrefillSeconds(k, fresh) + attentionPrefillSeconds(k, fresh, cached) * inputSpread
    outputTokens += share * output
    contextTime += share * output * (input + (output * outputSpread) / 2)
    tokensTime += share * output * ((1 - workload.sharedPrefixShare) * input + output * outputSpread)
    prefixTokens += workload.sharedPrefixShare * input
    prefill += share * cost
    square0 += share * inputSpread * cost * cost
    square1 += share * inputSpread * cost
    square2 += share * inputSpread
    loneMean += share * lonePrefillSeconds(k, fresh, cached)
    const long = p95OfMean(workload.cvInput)
    limits.push({
      lone95: lonePrefillSeconds(k, fresh * long, cached * long),
      chunks: Math.max(1, Math.ceil((fresh * long) / demand.chunkTokens - SLACK)),
      ttftTarget: workload.ttftP95Seconds,
      tpotTarget: output < SHORTEST_TIMED_OUTPUT ? Infinity : workload.tpotP95Seconds,
      outputTokens: output,
    })
  }
  return {
    outputTokens,
    context: contextTime / outputTokens,
    memorySequences: sequencesInPlans(k, tokensTime / outputTokens, prefixTokens),
    prefill,
    shared: sharedPrefillSeconds(k),
    square0,
    square1,
    square2,
    loneMean,
    limits,
  }
}
