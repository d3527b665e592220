/** A scenario with other numbers at the paths of its fields. */
import type { Scenario, Workload } from '../../scenario/schema.ts'

/** Where a path leads: a field of a workload, an entry of a record, or a field. The key of a record may itself hold dots. */
type Place =
  { readonly workload: number; readonly key: string } | { readonly record: string; readonly key: string } | { readonly field: string }

const placeOf = (path: string): Place => {
  const [first, ...rest] = path.split('.') as [string, ...string[]]
  if (first === 'workloads') return { workload: Number(rest[0]), key: rest.slice(1).join('.') }
  return rest.length === 0 ? { field: first } : { record: first, key: rest.join('.') }
}

const places = new Map<string, Place>()

const knownPlace = (path: string): Place => {
  const place = places.get(path) ?? placeOf(path)
  places.set(path, place)
  return place
}

type Numbers = Record<string, number>

/** The workloads alone: what a replica carries asks for no more. */
export const workloadsWith = (
  workloads: readonly Workload[],
  numbers: Iterable<readonly [path: string, value: number]>,
  settled: (workload: Workload) => Workload,
): Workload[] => {
  const changed = workloads.map((workload) => ({ ...workload }))
  for (const [path, value] of numbers) {
    const place = knownPlace(path)
    if ('workload' in place) (changed[place.workload] as unknown as Numbers)[place.key] = value
  }
  return changed.map(settled)
}

/** Other numbers at their paths (`workloads.0.outputTokens`, `gpuPrices.h100-sxm`); each workload then goes through `settled`. */
export const withNumbers = (
  scenario: Scenario,
  numbers: Iterable<readonly [path: string, value: number]>,
  settled: (workload: Workload) => Workload,
): Scenario => {
  const changed = { ...scenario } as unknown as Record<string, unknown>
  const all = [...numbers]
  for (const [path, value] of all) {
    const place = knownPlace(path)
    if ('workload' in place) continue
    if ('record' in place) changed[place.record] = { ...(changed[place.record] as Numbers), [place.key]: value }
    else changed[place.field] = value
  }
  changed['workloads'] = workloadsWith(scenario.workloads, all, settled)
  return changed as unknown as Scenario
}
