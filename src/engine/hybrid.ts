/** How many replicas to keep when an API takes the rest (`method.md` 7 [F5]). Every K is computed in full: the cost curve is not convex. */
import { HOURS_PER_MONTH, HOURS_PER_WEEK } from '../units/unit.ts'
import { loadCarried, replicasNeeded, type Headroom } from './replicas.ts'

/** closer than this share is a tie and goes to the smaller K */
const TIE = 1e-12
const MONTH_HOURS_PER_WEEK_HOUR = HOURS_PER_MONTH / HOURS_PER_WEEK

/** What `replicas` carry of the load of each hour, min(A_j, a(K)); the rest goes to the API (cautious: it could use the headroom). */
export const servedLoad = (load: ArrayLike<number>, replicas: number, capacity: number, headroom: Headroom): Float64Array => {
  const carried = loadCarried.bare({ replicas, capacity, z: headroom.z, idc: headroom.idc })
  return Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => {
    const a = load[hour]!
    // an hour that needs no more than these replicas is served whole, whatever the last digit of a(K)
    const whole = replicasNeeded.bare({ load: a, capacity, z: headroom.z, idc: headroom.idc }) <= replicas
    return whole ? a : Math.min(a, carried)
  })
}

/** Σ served ÷ Σ load; 1 where there is no load. */
export const shareServed = (load: ArrayLike<number>, served: ArrayLike<number>): number => {
  let all = 0
  let part = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    all += load[hour]!
    part += served[hour]!
  }
  return all > 0 ? part / all : 1
}

/** Least of the costs by K = 0 … ; ties to the smaller K. */
export const bestReplicas = (costByReplicas: readonly number[]): number => {
  let best = 0
  costByReplicas.forEach((cost, replicas) => {
    if (cost < costByReplicas[best]! - TIE * Math.abs(costByReplicas[best]!)) best = replicas
  })
  return best
}

/**
 * An autoscaled base without commitments chooses hour by hour: the replicas with the least of their cost plus the API's for the rest.
 * Prices per replica-hour and per sequence decoding for an hour on the API. `replicas`: those of each hour [168]; costs and replica-hours a month.
 */
export const hybridByHour = (
  load: ArrayLike<number>,
  capacity: number,
  headroom: Headroom,
  usdPerReplicaHour: number,
  apiUsdPerHour: ArrayLike<number>,
): { readonly cost: number; readonly replicaHours: number; readonly replicas: Float64Array } => {
  let cost = 0
  let replicaHours = 0
  const chosen = new Float64Array(HOURS_PER_WEEK)
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const a = load[hour]!
    const { z, idc } = headroom
    const most = replicasNeeded.bare({ load: a, capacity, z, idc })
    const costs = Array.from({ length: most + 1 }, (_, replicas) => {
      const rest = replicas === most ? 0 : Math.max(0, a - loadCarried.bare({ replicas, capacity, z, idc }))
      return replicas * usdPerReplicaHour + rest * apiUsdPerHour[hour]!
    })
    const best = bestReplicas(costs)
    cost += costs[best]!
    replicaHours += best
    chosen[hour] = best
  }
  return { cost: cost * MONTH_HOURS_PER_WEEK_HOUR, replicaHours: replicaHours * MONTH_HOURS_PER_WEEK_HOUR, replicas: chosen }
}
