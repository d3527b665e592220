/** Which values of a scenario contradict each other, and what is used instead? Forgives rounding of 1e-9. */
import { plainNumber, plainPercent } from './field-text.ts'
import { settleRanges } from './ranges.ts'
import type { Scenario, Workload } from './schema.ts'

const TOLERANCE = 1e-9
const DEFAULT_DAY = [8, 18] as const

export interface Settled<T> {
  readonly changes: readonly { readonly field: string; readonly text: string }[]
  readonly workload: T
}

/** The share read from cache stands; what must fit beside or inside it gives way. */
export const settleWorkload = (workload: Workload): Settled<Workload> => {
  const changes: { field: string; text: string }[] = []
  const { cachedShare } = workload
  let { cacheWriteShare, sharedPrefixShare } = workload
  if (sharedPrefixShare > cachedShare + TOLERANCE) {
    changes.push({
      field: 'sharedPrefixShare',
      text: `A shared prefix of ${plainPercent(sharedPrefixShare)} is more than the ${plainPercent(cachedShare)} read from cache: ${plainPercent(cachedShare)} is used.`,
    })
    sharedPrefixShare = cachedShare
  }
  const left = 1 - cachedShare
  if (cacheWriteShare > left + TOLERANCE) {
    changes.push({
      field: 'cacheWriteShare',
      text: `${plainPercent(cacheWriteShare)} written to cache and ${plainPercent(cachedShare)} read from it are more than all input: ${plainPercent(left)} written is used.`,
    })
    cacheWriteShare = left
  }
  return { workload: changes.length === 0 ? workload : { ...workload, cacheWriteShare, sharedPrefixShare }, changes }
}

/** Fields that contradict each other give way. */
const settleFields = (scenario: Scenario): { readonly scenario: Scenario; readonly changes: Settled<Workload>['changes'] } => {
  const settled = scenario.workloads.map(settleWorkload)
  const changes = settled.flatMap(({ changes }, i) => changes.map(({ field, text }) => ({ field: `workloads.${i}.${field}`, text })))
  const { workingHoursStart, workingHoursEnd } = scenario
  const dayIsEmpty = workingHoursStart >= workingHoursEnd
  if (dayIsEmpty) {
    const [from, to] = DEFAULT_DAY
    const day = `${plainNumber(workingHoursStart)} to ${plainNumber(workingHoursEnd)}`
    changes.push({ field: 'workingHoursEnd', text: `A working day from ${day} has no hours: ${from} to ${to} is used.` })
  }
  if (changes.length === 0) return { scenario, changes }
  const workloads = settled.map(({ workload }) => workload)
  return {
    scenario: dayIsEmpty
      ? { ...scenario, workloads, workingHoursStart: DEFAULT_DAY[0], workingHoursEnd: DEFAULT_DAY[1] }
      : { ...scenario, workloads },
    changes,
  }
}

/** A scenario without contradictions, and a sentence for each value that gave way (`field`: its path). A range gives way to its value. */
export const settle = (scenario: Scenario): { readonly scenario: Scenario; readonly changes: Settled<Workload>['changes'] } => {
  const fields = settleFields(scenario)
  const { ranges, changes } = settleRanges(fields.scenario)
  if (changes.length === 0) return fields
  return { scenario: { ...fields.scenario, ranges }, changes: [...fields.changes, ...changes] }
}
