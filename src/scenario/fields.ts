/** Which fields a scenario has: one record for each, found by link key or by path. Forms, links and checks read these. */
import type { Field, FieldGroup, FieldSpec, FieldValue } from './field.ts'
import { COMPANY_FIELDS } from './company-fields.ts'
import { MONEY_FIELDS } from './money-fields.ts'
import { OWNED_FIELDS } from './owned-fields.ts'
import { QUALITY_FIELDS } from './quality-fields.ts'
import { RULE_FIELDS } from './rule-fields.ts'
import type { Scenario, Workload } from './schema.ts'
import { SERVING_FIELDS } from './serving-fields.ts'
import { TIME_FIELDS } from './time-fields.ts'
import { WORKLOAD_FIELDS } from './workload-fields.ts'

// The annotation makes a field of the schema without a record, or one too many, a type error.
const SCENARIO_SPECS: { [K in Exclude<keyof Scenario, 'workloads' | 'ranges'>]: FieldSpec } = {
  ...MONEY_FIELDS,
  ...QUALITY_FIELDS,
  ...RULE_FIELDS,
  ...COMPANY_FIELDS,
  ...SERVING_FIELDS,
  ...OWNED_FIELDS,
  ...TIME_FIELDS,
}

export const MAX_WORKLOADS = 8

/** Groups in the order of the page. */
export const FIELD_GROUPS: readonly { readonly id: FieldGroup; readonly label: string }[] = [
  { id: 'workload', label: 'Workload' },
  { id: 'quality', label: 'Quality' },
  { id: 'rules', label: 'Rules' },
  { id: 'company', label: 'Your company' },
  { id: 'models', label: 'Models' },
  { id: 'serving', label: 'Serving' },
  { id: 'owned', label: 'Own servers' },
  { id: 'money', label: 'Money and time' },
  { id: 'people', label: 'People' },
  { id: 'odds', label: 'Odds' },
]

export const workloadFields: readonly Field[] = Object.entries(WORKLOAD_FIELDS).map(([path, spec]) => ({
  ...spec,
  scope: 'workload',
  path: path as keyof Workload,
}))

export const scenarioFields: readonly Field[] = Object.entries(SCENARIO_SPECS).map(([path, spec]) => ({
  ...spec,
  scope: 'scenario',
  path: path as keyof Scenario,
}))

const index = (fields: readonly Field[]): ReadonlyMap<string, Field> => {
  const byName = new Map<string, Field>()
  for (const field of fields) for (const name of [field.path, ...field.aliases]) byName.set(name, field)
  for (const field of fields) byName.set(field.id, field)
  return byName
}

const workloadIndex = index(workloadFields)
const scenarioIndex = index(scenarioFields)

/** A field and, for a field of a workload, which workload (0 is the first). */
export interface FieldPlace {
  readonly field: Field
  readonly workload: number
}

/** `w2.requests` for a workload's field, `months` for the scenario's: the key in a link. */
export const fieldKey = (field: Field, workload = 0): string => (field.scope === 'workload' ? `w${workload + 1}.${field.id}` : field.id)

/** `workloads.1.requestsPerMonth`, `months`: where the value stands in a scenario. */
export const fieldPath = (field: Field, workload = 0): string =>
  field.scope === 'workload' ? `workloads.${workload}.${field.path}` : field.path

/**
 * Finds a field by link key (`w2.requests`, `months`), by an old key, or by its path in the scenario
 * (`workloads.1.requestsPerMonth`, `discountRate`). `w.` is the first workload.
 */
export const findField = (key: string): FieldPlace | null => {
  const byKey = /^w([1-8]?)\.(\w+)$/.exec(key)
  const byPath = /^workloads\.([0-7])\.(\w+)$/.exec(key)
  if (byKey || byPath) {
    const field = workloadIndex.get((byKey?.[2] ?? byPath?.[2]) as string)
    return field ? { field, workload: byKey ? Number(byKey[1] || 1) - 1 : Number(byPath?.[1]) } : null
  }
  const field = scenarioIndex.get(key)
  return field ? { field, workload: 0 } : null
}

/** The field's value; `workload` counts from 0 and is ignored for fields of the scenario. */
export const getField = (scenario: Scenario, field: Field, workload = 0): FieldValue => {
  if (field.scope === 'scenario') return scenario[field.path] as FieldValue
  const found = scenario.workloads[workload]
  if (!found) throw new RangeError(`The scenario has no workload ${workload + 1}.`)
  return found[field.path]
}

/** A copy with one value changed. The value must have been read by this module's neighbours; nothing is checked here. */
export const setField = (scenario: Scenario, field: Field, value: FieldValue, workload = 0): Scenario =>
  field.scope === 'scenario'
    ? ({ ...scenario, [field.path]: value } as Scenario)
    : { ...scenario, workloads: scenario.workloads.map((w, i) => (i === workload ? ({ ...w, [field.path]: value } as Workload) : w)) }
