/** How many sequences one replica may decode so that the p95 targets hold, and what stops the next (`serving-model.md` 9). */
import type { Constants } from './constants.ts'
import { decodeCurve, stepOnCurve, type DecodeCurve } from './decode-step.ts'
import { replicaLoad, type ReplicaLoad, type ServingDemand } from './demand.ts'
import { infeasible, type Infeasible } from './infeasible.ts'
import { freeBytesInPlans } from './memory.ts'
import { latenciesAt, limitBetween, type Latencies, type Limit } from './queue.ts'

export interface Capacity extends Latencies {
  readonly feasible: true
  /** C: sequences decoding */
  readonly concurrency: number
  /** sequences that fit beside the weights */
  readonly memoryConcurrency: number
  /** of one replica at C */
  readonly requestsPerSecond: number
  readonly outputTokensPerSecondPerGpu: number
  /** what stops the next sequence */
  readonly binds: 'tpot' | 'ttft' | 'memory' | 'busy' | 'max-sequences'
}

/** B = 0.25, 0.5 … 8, then 9, 10 … */
const FINE_STEPS_PER_SEQUENCE = 4
const FINE_END = 8
const FINE_POINTS = FINE_END * FINE_STEPS_PER_SEQUENCE

export const gridPoint = (index: number): number =>
  index < FINE_POINTS ? (index + 1) / FINE_STEPS_PER_SEQUENCE : index - FINE_POINTS + FINE_END + 1

/** Points of the grid up to `maxSequences`; at least the first. */
export const gridPoints = (maxSequences: number): number =>
  Math.max(
    1,
    maxSequences < FINE_END ? Math.floor(maxSequences * FINE_STEPS_PER_SEQUENCE) : FINE_POINTS + Math.floor(maxSequences) - FINE_END,
  )

/**
 * Index of the first point of first … last that is not good, or −1. A stretch proved good by its ends is skipped, the
 * others are halved: the answer is that of a scan from the left, whether or not goodness is monotone in B (waits are not
 * where answers are very short), at the cost of a bisection where it is.
 */
const firstNotGood = (load: ReplicaLoad, curve: DecodeCurve, first: number, tFirst: number, last: number, tLast: number): number => {
  const b1 = gridPoint(first)
  if (limitBetween(load, b1, tFirst, gridPoint(last), tLast) === null) return -1
  if (first === last) return first
  const middle = (first + last) >> 1
  const left = firstNotGood(load, curve, first, tFirst, middle, middle === first ? tFirst : stepOnCurve(curve, gridPoint(middle)))
  if (left >= 0) return left
  const tNext = middle + 1 === last ? tLast : stepOnCurve(curve, gridPoint(middle + 1))
  return firstNotGood(load, curve, middle + 1, tNext, last, tLast)
}

const limitAt = (load: ReplicaLoad, curve: DecodeCurve, index: number): Limit => {
  const b = gridPoint(index)
  const t = stepOnCurve(curve, b)
  return limitBetween(load, b, t, b, t)
}

/** `demand.workloads` share the replica as one queue; each has its own targets. */
export const capacity = (k: Constants, demand: ServingDemand): Capacity | Infeasible => {
  if (freeBytesInPlans(k) <= 0) return infeasible(k, 0, null, null)
  const load = replicaLoad(k, demand)
  if (load.memorySequences < 1) return infeasible(k, load.memorySequences, null, null)
  const curve = decodeCurve(k, load.context)
  const start = gridPoint(0)
  const tStart = stepOnCurve(curve, start)
  const limit = limitAt(load, curve, 0)
  if (limit !== null) return infeasible(k, load.memorySequences, limit, latenciesAt(load, start, tStart))
  const last = gridPoints(demand.maxSequences) - 1
  const bad = firstNotGood(load, curve, 0, tStart, last, stepOnCurve(curve, gridPoint(last)))
  const c = gridPoint((bad < 0 ? last + 1 : bad) - 1)
  const latencies = latenciesAt(load, c, stepOnCurve(curve, c))
  return {
    feasible: true,
    concurrency: c,
    memoryConcurrency: load.memorySequences,
    tpotSeconds: latencies.tpotSeconds,
    tpot95Seconds: latencies.tpot95Seconds,
    ttftSeconds: latencies.ttftSeconds,
    ttft95Seconds: latencies.ttft95Seconds,
    prefillShare: latencies.prefillShare,
    requestsPerSecond: c / (load.outputTokens * latencies.tpotSeconds),
    outputTokensPerSecondPerGpu: c / latencies.tpotSeconds / k.layout.gpusPerReplica,
    binds: bad < 0 ? 'max-sequences' : (limitAt(load, curve, bad) ?? 'max-sequences'),
  }
}
