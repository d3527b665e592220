/** Which numbers of a scenario does the sensitivity vary, and how far does it look for another answer? All numbers that may be a range. */
import type { Field } from './field.ts'
import { fieldPath, getField, scenarioFields, workloadFields } from './fields.ts'
import type { OddsInput, VariedInput } from './uncertain-input.ts'
import type { Scenario } from './schema.ts'

/** Demand is what differs most between buyers; other numbers are looked at up to ten times less and more. */
const DEMAND_FACTOR = 100
const FACTOR = 10
/** From nothing, this many steps of the field. */
const STEPS_FROM_NOTHING = 1000
/** Changes a year or a month, either way. */
const CHANGE = 0.5
const DEMAND = 'requestsPerMonth'

const searchedOf = (field: Field, value: number): readonly [number, number] => {
  const least = field.min ?? Number.NEGATIVE_INFINITY
  const most = field.max ?? Number.POSITIVE_INFINITY
  if (least < 0) return [Math.max(least, value - CHANGE), Math.min(most, value + CHANGE)]
  if (field.kind === 'percent' && most <= 1) return [least, most]
  if (value === 0) return [least, Math.min(most, (field.step ?? 1) * STEPS_FROM_NOTHING)]
  const factor = field.path === DEMAND ? DEMAND_FACTOR : FACTOR
  return [Math.max(least, value / factor), Math.min(most, value * factor)]
}

/** `drawn`: those with a range, `oddsInputs` of the scenario. By path. */
export const variedInputs = (scenario: Scenario, drawn: readonly OddsInput[]): readonly VariedInput[] => {
  const inputs: VariedInput[] = []
  const ranged = new Map(drawn.map((input) => [input.path, input]))
  const add = (field: Field, workload: number): void => {
    if (!field.ranged || field.kind === 'record') return
    const path = fieldPath(field, workload)
    const range = ranged.get(path)
    const value = range?.typical ?? getField(scenario, field, workload)
    if (typeof value !== 'number') return
    const several = field.scope === 'workload' && scenario.workloads.length > 1
    const label = several ? `${field.label}, ${scenario.workloads[workload]!.name || `workload ${workload + 1}`}` : field.label
    const [from, to] = searchedOf(field, value)
    const [low, high] = [range?.low ?? value, range?.high ?? value]
    inputs.push({ path, label: range?.label ?? label, low, typical: value, high, searched: [Math.min(from, low), Math.max(to, high)] })
    ranged.delete(path)
  }
  for (const field of scenarioFields) add(field, 0)
  for (const workload of scenario.workloads.keys()) for (const field of workloadFields) add(field, workload)
  // entries of records: the buyer's own prices, and those of the data
  for (const { path, label, low, typical, high } of ranged.values())
    inputs.push({ path, label, low, typical, high, searched: [Math.min(typical / FACTOR, low), Math.max(typical * FACTOR, high)] })
  return inputs.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
