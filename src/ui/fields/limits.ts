/** Which bounds of a field follow from another field? The others give way to the share read from cache (`consistency.ts`). */
import type { Field } from '../../scenario/field.ts'
import type { Limits } from '../../scenario/parse-number.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** The shortest working day [h]. */
const SHORTEST_DAY = 0.25

export const limitsOf = (field: Field, scenario: Scenario, workload: number): Limits => {
  const shown = scenario.workloads[workload]
  switch (field.path) {
    case 'cacheWriteShare':
      return shown ? { max: 1 - shown.cachedShare, why: 'It and the share read from the cache make at most all input.' } : {}
    case 'sharedPrefixShare':
      return shown ? { max: shown.cachedShare, why: 'It is part of the share read from the cache.' } : {}
    case 'workingHoursStart':
      return { max: scenario.workingHoursEnd - SHORTEST_DAY, why: 'The working day must start before it ends.' }
    case 'workingHoursEnd':
      return { min: scenario.workingHoursStart + SHORTEST_DAY, why: 'The working day must end after it starts.' }
    default:
      return {}
  }
}
