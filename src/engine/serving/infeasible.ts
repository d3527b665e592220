/** Why a replica cannot serve a demand, with the numbers a message needs. */
import type { Constants } from './constants.ts'
import { freeBytesInPlans } from './memory.ts'
import type { Latencies, Limit } from './queue.ts'

export interface Infeasible {
  readonly feasible: false
  /** does-not-fit: the weights; memory: not one sequence beside them; ttft, tpot, busy: no fleet size meets the target */
  readonly code: 'does-not-fit' | 'memory' | 'ttft' | 'tpot' | 'busy'
  /** p95 of a nearly idle replica (B = 0.25); null where the weights or a sequence do not fit */
  readonly floor: { readonly ttft95Seconds: number; readonly tpot95Seconds: number } | null
  /** of the whole replica: weights with their copies, usable memory [bytes] */
  readonly weightBytes: number
  readonly memoryBytes: number
  readonly memoryConcurrency: number
  readonly gpusPerReplica: number
}

/** `limit` and `floor` null: the memory alone says no. */
export const infeasible = (k: Constants, memorySequences: number, limit: Limit, floor: Latencies | null): Infeasible => ({
  feasible: false,
  code: limit ?? (freeBytesInPlans(k) > 0 ? 'memory' : 'does-not-fit'),
  floor: floor && { ttft95Seconds: floor.ttft95Seconds, tpot95Seconds: floor.tpot95Seconds },
  weightBytes: k.weights.total * k.layout.gpusPerReplica,
  memoryBytes: k.memoryBytes * k.layout.gpusPerReplica,
  memoryConcurrency: memorySequences,
  gpusPerReplica: k.layout.gpusPerReplica,
})
