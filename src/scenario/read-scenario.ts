/**
 * A scenario from a JSON text, as the command line takes it: any part of a `Scenario`, the rest from the defaults. Strict,
 * because a script should not go on with half of what was meant: the first fault is named with its line and field.
 */
import { settle } from './consistency.ts'
import { checkValue } from './check-value.ts'
import { DEFAULTS, DEFAULTS_VERSION } from './defaults.ts'
import type { Field, Known } from './field.ts'
import { findField, MAX_WORKLOADS, setField } from './fields.ts'
import { placeOf, scanJson } from './json-places.ts'
import type { Lost } from './link.ts'
import { misfit, withRanges, type Range } from './ranges.ts'
import type { Scenario, Workload } from './schema.ts'

export interface ScenarioFault {
  readonly error: string
  /** from 1 */
  readonly line: number
  readonly column: number
  /** path of the field, such as `workloads[0].inputTokens`; null: the text as a whole */
  readonly field: string | null
}

/** A fault in what the JSON says, not in how it is written. */
class FieldError extends Error {
  readonly path: string
  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => {
  if (isObject(value)) return 'an object'
  if (Array.isArray(value)) return 'a list'
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

const withValue = (scenario: Scenario, field: Field, value: unknown, path: string, workload: number, known: Known): Scenario => {
  const checked = checkValue(field, value, known)
  const [flaw] = checked.flaws
  if (flaw) throw new FieldError(path, `${path} (${shown(value)}) ${flaw.why}`)
  // without a flaw there is a value
  return checked.value === undefined ? scenario : setField(scenario, field, checked.value, workload)
}

/** The record of a name that stands in a scenario file: the field's own name, not its link key. */
const fieldNamed = (key: string, name: string, path: string): Field => {
  const place = findField(key)
  if (place?.field.path !== name) throw new FieldError(path, `${path} is not a field of a scenario`)
  return place.field
}

/** Strict as the rest: a range must name a number of this scenario and hold it. */
const withOwnRanges = (scenario: Scenario, given: unknown): Scenario => {
  if (!isObject(given)) throw new FieldError('ranges', `ranges must be an object in braces, not ${shown(given)}`)
  const ranges: [string, Range][] = Object.entries(given).map(([path, ends]) => {
    const at = `ranges.${path}`
    if (!Array.isArray(ends) || ends.length !== 2 || !ends.every((end) => typeof end === 'number'))
      throw new FieldError(at, `${at} (${shown(ends)}) is not a pair of numbers such as [220, 420]`)
    const range: Range = [ends[0] as number, ends[1] as number]
    const why = misfit(scenario, path, range)
    if (why !== null) throw new FieldError(at, `${at} (${range.join(' to ')}) ${why}`)
    return [path, range]
  })
  return withRanges(scenario, Object.fromEntries(ranges))
}

const read = (json: unknown, known: Known): Scenario => {
  if (!isObject(json)) throw new FieldError('', `the scenario must be an object in braces, not ${shown(json)}`)
  const version = Object.hasOwn(json, 'defaults') ? json['defaults'] : DEFAULTS_VERSION
  const defaults = typeof version === 'string' ? DEFAULTS.get(version) : undefined
  if (!defaults) throw new FieldError('defaults', `defaults (${shown(version)}) is not a known date; ${[...DEFAULTS.keys()].join(', ')} is`)
  let scenario: Scenario = structuredClone(defaults)
  const usualWorkload = scenario.workloads[0] as Workload
  const workloads = Object.hasOwn(json, 'workloads') ? json['workloads'] : [{}]
  if (!Array.isArray(workloads) || workloads.length < 1 || workloads.length > MAX_WORKLOADS)
    throw new FieldError('workloads', `workloads must be a list of 1 to ${MAX_WORKLOADS}`)
  scenario = { ...scenario, workloads: workloads.map(() => usualWorkload) }
  for (const [name, value] of Object.entries(json)) {
    if (name === 'defaults' || name === 'workloads' || name === 'ranges') continue
    scenario = withValue(scenario, fieldNamed(name, name, name), value, name, 0, known)
  }
  for (const [index, given] of workloads.entries()) {
    const at = `workloads[${index}]`
    if (!isObject(given)) throw new FieldError(at, `${at} must be an object in braces, not ${shown(given)}`)
    for (const [name, value] of Object.entries(given)) {
      const path = `${at}.${name}`
      scenario = withValue(scenario, fieldNamed(`workloads.${index}.${name}`, name, path), value, path, index, known)
    }
  }
  return Object.hasOwn(json, 'ranges') ? withOwnRanges(scenario, json['ranges']) : scenario
}

/** `known`: the ids of the catalogue (`knownFrom`); `lost`: what contradicted itself and gave way. */
export const readScenarioJson = (
  text: string,
  known: Known = {},
): { readonly scenario: Scenario; readonly lost: readonly Lost[] } | ScenarioFault => {
  const source = text.replace(/^\ufeff/, '')
  const scanned = scanJson(source)
  if ('fault' in scanned) {
    const { error, line, column } = scanned.fault
    return { error: `not valid JSON at line ${line}, column ${column}: ${error}`, line, column, field: null }
  }
  try {
    const { scenario, changes } = settle(read(JSON.parse(source), known))
    return { scenario, lost: changes.map(({ text }) => ({ kind: 'conflict', text })) }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    const place = placeOf(source, scanned.places.get(error.path) ?? 0)
    return {
      error: `${error.message} (line ${place.line}, column ${place.column})`,
      ...place,
      field: error.path === '' ? null : error.path,
    }
  }
}
