/**
 * Mean and p95 latencies of a replica that decodes B sequences and admits their prompts between steps (`serving-model.md` 9
 * step 4). With x = B/O, the prompts admitted per step, ρ/(1−ρ) = x·P/t_dec, so a wait ρ/(1−ρ)·P/2 is x·P²/(2·t_dec), and
 * P·√(B(1+cv²))/O is √(x·E[P²]/O): one second moment serves both.
 */
import type { ReplicaLoad } from './demand.ts'

/** What keeps a B from being good; `null`: it is good. */
export type Limit = 'tpot' | 'ttft' | 'busy' | 'memory' | null

/** Share of the time a replica may spend on prefill. */
const MOST_BUSY = 0.9

/** e·(1 − exp(−x)): the shared part of prefill per step, paid in steps that admit at least one prompt [s]. */
const sharedPerStep = (load: ReplicaLoad, x: number): number => load.shared * (1 - Math.exp(-x))

/** x·E[P²], from the shared part per step and per prompt [s²]. */
const squareRate = (load: ReplicaLoad, x: number, perStep: number, perPrompt: number): number =>
  x * load.square0 + 2 * perStep * load.square1 + perStep * perPrompt * load.square2

/** x·P² of the mean prompt [s²]. */
const meanRate = (load: ReplicaLoad, x: number, perStep: number, perPrompt: number): number =>
  x * load.prefill * load.prefill + 2 * perStep * load.prefill + perStep * perPrompt

/**
 * The first criterion that may fail anywhere on B1 … B2, by bounds from its ends, where t1 and t2 are the decode steps;
 * `null` proves that all of the stretch is good, and at B1 = B2 the answer is exact. With B grow t_dec, x, the shared part
 * per step and B/TPOT (t_dec/B and the shared part per prompt fall), which is all the bounds use.
 */
export const limitBetween = (load: ReplicaLoad, b1: number, t1: number, b2: number, t2: number): Limit => {
  const o = load.outputTokens
  const x = b2 / o
  const perStep = sharedPerStep(load, x)
  const perPrompt = b1 === b2 ? perStep / x : sharedPerStep(load, b1 / o) / (b1 / o)
  const work = x * load.prefill + perStep
  const tpot = t2 + work
  const square = squareRate(load, x, perStep, perPrompt)
  const wait95 = square / (2 * t1)
  const { limits } = load
  for (let w = 0; w < limits.length; w++) {
    const limit = limits[w]!
    if (tpot + Math.sqrt(square / limit.outputTokens) > limit.tpotTarget) return 'tpot'
    if (limit.lone95 + wait95 + t2 * limit.chunks > limit.ttftTarget) return 'ttft'
  }
  if (work > MOST_BUSY * (work + t1)) return 'busy'
  const ttft = load.loneMean + meanRate(load, x, perStep, perPrompt) / (2 * t1) + t2 / 2
  // Prompts in prefill hold memory too.
  if (b2 * (1 + ttft / (o * tpot)) > load.memorySequences) return 'memory'
  return null
}

export interface Latencies {
  /** seconds per output token and to the first token: means, and p95 of the workload that has the largest */
  readonly tpotSeconds: number
  readonly tpot95Seconds: number
  readonly ttftSeconds: number
  readonly ttft95Seconds: number
  /** ρ: share of the time spent on prefill */
  readonly prefillShare: number
}

/** At B sequences with decode step `t`. */
export const latenciesAt = (load: ReplicaLoad, b: number, t: number): Latencies => {
  const x = b / load.outputTokens
  const perStep = sharedPerStep(load, x)
  const work = x * load.prefill + perStep
  const square = squareRate(load, x, perStep, perStep / x)
  let tpot95 = 0
  let ttft95 = 0
  for (const limit of load.limits) {
    tpot95 = Math.max(tpot95, t + work + Math.sqrt(square / limit.outputTokens))
    ttft95 = Math.max(ttft95, limit.lone95 + square / (2 * t) + t * limit.chunks)
  }
  return {
    tpotSeconds: t + work,
    tpot95Seconds: tpot95,
    ttftSeconds: load.loneMean + meanRate(load, x, perStep, perStep / x) / (2 * t) + t / 2,
    ttft95Seconds: ttft95,
    prefillShare: work / (t + work),
  }
}
