/** How much work that may wait one replica gets through when no latency target limits it (`method.md` 3, batch). */
import { gridPoint, gridPoints } from './capacity.ts'
import { infeasible, type Infeasible } from './infeasible.ts'
import type { Constants } from './constants.ts'
import { decodeCurve, stepOnCurve } from './decode-step.ts'
import { replicaLoad, type ServingDemand } from './demand.ts'
import { latenciesAt } from './queue.ts'

export interface BatchThroughput {
  readonly feasible: true
  readonly concurrency: number
  readonly tpotSeconds: number
  /** of one replica */
  readonly requestsPerSecond: number
  readonly outputTokensPerSecondPerGpu: number
  readonly binds: 'memory' | 'max-sequences'
}

/**
 * Targets in `demand` are ignored. B/TPOT grows with B, so the best B is the largest that fits with the prompts in prefill,
 * which do not queue: the sender waits instead.
 */
export const bestThroughput = (k: Constants, demand: ServingDemand): BatchThroughput | Infeasible => {
  const load = replicaLoad(k, demand)
  const curve = decodeCurve(k, load.context)
  const fits = (b: number): boolean => {
    const { tpotSeconds } = latenciesAt(load, b, stepOnCurve(curve, b))
    return b * (1 + load.loneMean / (load.outputTokens * tpotSeconds)) <= load.memorySequences
  }
  let good = -1
  let bad = gridPoints(demand.maxSequences)
  const end = bad
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (fits(gridPoint(middle))) good = middle
    else bad = middle
  }
  if (good < 0) return infeasible(k, load.memorySequences, null, null)
  const b = gridPoint(good)
  const { tpotSeconds } = latenciesAt(load, b, stepOnCurve(curve, b))
  return {
    feasible: true,
    concurrency: b,
    tpotSeconds,
    requestsPerSecond: b / (load.outputTokens * tpotSeconds),
    outputTokensPerSecondPerGpu: b / tpotSeconds / k.layout.gpusPerReplica,
    binds: bad < end ? 'memory' : 'max-sequences',
  }
}
