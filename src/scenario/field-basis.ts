/** How well is a value of a scenario known, and where does it come from: the buyer, a preset, or a default with its reason? */
import type { Basis, Catalogue } from '../catalogue/schema.ts'
import { currencyOfPlace } from './currency-of-place.ts'
import { DEFAULTS, DEFAULTS_VERSION } from './defaults.ts'
import type { DefaultBasis, Field, FieldValue } from './field.ts'
import { findField, getField, scenarioFields, workloadFields } from './fields.ts'
import { PRESET_KEYS, presetValue, writtenShare, type PresetField } from './presets.ts'
import { rangeOf } from './ranges.ts'
import { isFilledByPreset, rulePresetValues } from './rule-presets.ts'
import type { Scenario } from './schema.ts'

type Sources = Pick<Catalogue, 'presets' | 'assumptions' | 'places' | 'currencies' | 'rules'>

/** The value the page would take, and why. */
export interface UsualValue {
  readonly value: FieldValue
  readonly basis: Basis
  /** id of a source of the catalogue */
  readonly source: string | null
  readonly reason: string
}

export interface ValueBasis {
  readonly basis: Basis | 'yours'
  readonly source: string | null
  readonly note: string
}

const datumOf = (path: string, catalogue: Sources): { readonly source: string } | null => {
  const [kind = '', ...rest] = path.split('.')
  if (kind === 'currencies') return catalogue.currencies
  if (kind === 'assumptions')
    return Object.hasOwn(catalogue.assumptions, rest.join('.')) ? (catalogue.assumptions[rest.join('.')] ?? null) : null
  const [id, key = ''] = rest
  if (kind === 'places') {
    const place = catalogue.places.find((candidate) => candidate.id === id)
    if (key === 'gridGramsPerKwh') return place?.gridGramsPerKwh ?? null
    return (key === 'electricityUsdPerKwh' ? place?.electricityUsdPerKwh : place?.staffUsdPerYear) ?? null
  }
  if (kind === 'presets') return catalogue.presets.find((preset) => preset.id === id)?.values[key] ?? null
  return null
}

/** The source id behind a default, looked up in the catalogue. */
const defaultSource = ({ source }: DefaultBasis, catalogue: Sources): string | null =>
  source === null ? null : (datumOf(source, catalogue)?.source ?? null)

const fromPreset = (scenario: Scenario, field: Field, workload: number, catalogue: Sources): UsualValue | null => {
  if (field.scope !== 'workload' || !Object.hasOwn(PRESET_KEYS, field.path)) return null
  const path = field.path as PresetField
  const preset = catalogue.presets.find(({ id }) => id === scenario.workloads[workload]?.preset)
  const stated = preset?.values[PRESET_KEYS[path]]
  if (!preset || !stated) return null
  const value = presetValue(preset, path)
  if (value === null) return null
  return { value, basis: stated.basis, source: stated.source, reason: stated.note ?? `As the preset “${preset.name}” has it.` }
}

const fromCacheReads = (scenario: Scenario, field: Field, workload: number, catalogue: Sources): UsualValue | null => {
  if (field.scope !== 'workload' || field.path !== 'cacheWriteShare') return null
  const preset = catalogue.presets.find(({ id }) => id === scenario.workloads[workload]?.preset)
  const value = preset ? writtenShare(preset) : null
  return value === null ? null : { ...field.basis, value, source: null }
}

const BY_PLACE: ReadonlySet<string> = new Set(['staffUsdPerYear', 'electricityUsdPerKwh', 'gridGramsPerKwh'])

const fromPlace = (scenario: Scenario, field: Field, catalogue: Sources): UsualValue | null => {
  if (field.path === 'currency') {
    const code = currencyOfPlace(scenario.place, catalogue)
    return code === catalogue.currencies.base ? null : { ...field.basis, value: code, source: null, reason: 'The currency of the place.' }
  }
  if (!BY_PLACE.has(field.path)) return null
  const place = catalogue.places.find(({ id }) => id === scenario.place)
  const datum = place?.[field.path as 'staffUsdPerYear' | 'electricityUsdPerKwh' | 'gridGramsPerKwh']
  if (!place) return null
  // what nobody knows of the place is still not the default's own figure
  if (!datum || datum.value === null)
    return {
      value: null,
      basis: 'assumed',
      source: null,
      reason: `${place.name}: not in the data${field.path === 'staffUsdPerYear' ? '; the salary of the United States stands in' : ''}.`,
    }
  // left automatic, it goes with the place by itself
  return {
    value: null,
    basis: datum.basis,
    source: datum.source,
    reason: `${place.name}: ${datum.note ?? 'as the data has it'}.`,
  }
}

/** Rules and company as the preset named has them, and the place that goes with its company. */
const fromRulePreset = (scenario: Scenario, field: Field, catalogue: Sources): UsualValue | null => {
  if (scenario.rulePreset === null) return null
  const preset = catalogue.rules.presets.find(({ id }) => id === scenario.rulePreset)
  if (preset === undefined) return null
  const { path } = field
  const place = catalogue.places.find(({ id }) => id === preset.company.country)?.id ?? null
  const value = isFilledByPreset(path) ? rulePresetValues(preset)[path] : path === 'place' ? place : undefined
  if (value === undefined || (path === 'place' && value === null)) return null
  return { value, basis: preset.basis, source: null, reason: `As “${preset.name}” has it. ${preset.why}` }
}

const fromDefaults = (field: Field, catalogue: Sources): UsualValue => {
  const defaults = DEFAULTS.get(DEFAULTS_VERSION) as Scenario
  return { ...field.basis, value: getField(defaults, field), source: defaultSource(field.basis, catalogue) }
}

/** What the field would hold without the buyer: the preset's value, the place's, else the default. A name has no usual value but its own. */
export const usualOf = (scenario: Scenario, field: Field, workload: number, catalogue: Sources): UsualValue => {
  const byDefault = fromDefaults(field, catalogue)
  if (field.kind === 'text') return { ...byDefault, value: getField(scenario, field, workload) }
  return (
    fromPreset(scenario, field, workload, catalogue) ??
    fromCacheReads(scenario, field, workload, catalogue) ??
    fromPlace(scenario, field, catalogue) ??
    fromRulePreset(scenario, field, catalogue) ??
    byDefault
  )
}

const same = (a: FieldValue, b: FieldValue): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * Basis of any value by its path (`workloads.0.inputTokens`, `discountRate`) or link key. A path into a record
 * (`gpuPrices.h100-sxm`) is the buyer's own. An unknown path is assumed, without a source.
 */
export const fieldBasis =
  (scenario: Scenario, catalogue: Sources): ((path: string) => ValueBasis) =>
  (path) => {
    const place = findField(path)
    if (!place) {
      const parent = findField(path.split('.')[0] ?? '')
      return parent?.field.kind === 'record' ? YOURS : { basis: 'assumed', source: null, note: '' }
    }
    const { field, workload } = place
    if (field.ranged && rangeOf(scenario, field, workload)) return YOURS
    const value = getField(scenario, field, workload)
    const usual = usualOf(scenario, field, workload, catalogue)
    const found = [usual, fromDefaults(field, catalogue)].find((candidate) => same(candidate.value, value))
    // the use case itself is a choice, as good as its default
    if (field.path === 'preset') return { basis: usual.basis, source: usual.source, note: usual.reason }
    return found ? { basis: found.basis, source: found.source, note: found.reason } : YOURS
  }

const YOURS: ValueBasis = { basis: 'yours', source: null, note: 'Entered by you.' }

/** The basis of every field by its path, as plain data that can be posted. Entries of records are not listed: they are the buyer's own. */
export type BasisTable = Readonly<Record<string, ValueBasis>>

export const basisTable = (scenario: Scenario, catalogue: Sources): BasisTable => {
  const basisOf = fieldBasis(scenario, catalogue)
  const paths = [
    ...scenarioFields.map(({ path }) => path as string),
    ...scenario.workloads.flatMap((_, index) => workloadFields.map(({ path }) => `workloads.${index}.${path}`)),
  ]
  return Object.fromEntries(paths.map((path) => [path, basisOf(path)]))
}
