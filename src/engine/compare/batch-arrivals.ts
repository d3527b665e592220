/** Batch requests arriving in each hour of the typical week, by month: with the weights of their workload (`method.md` 3 [F17]). */
import type { Scenario } from '../../scenario/schema.ts'
import { HOURS_PER_MONTH, HOURS_PER_WEEK } from '../../units/unit.ts'
import { requestsInMonth } from './fleet-load.ts'

/** [months][168] requests an hour; null where no work may wait. */
export const batchArrivals = (scenario: Scenario, weeks: readonly ArrayLike<number>[]): Float64Array[] | null => {
  if (scenario.workloads.every((workload) => workload.batchShare === 0 || workload.requestsPerMonth === 0)) return null
  return Array.from({ length: scenario.months }, (_, m) => {
    const hours = new Float64Array(HOURS_PER_WEEK)
    scenario.workloads.forEach((workload, index) => {
      const perHour = (requestsInMonth(workload, m) * workload.batchShare) / HOURS_PER_MONTH
      for (let j = 0; j < HOURS_PER_WEEK; j++) hours[j]! += perHour * weeks[index]![j]!
    })
    return hours
  })
}
