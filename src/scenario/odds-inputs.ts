/**
 * Which numbers of a scenario are drawn for the odds, and from which 80 % range? The buyer's own ranges, and ranges of the data for values
 * that the buyer left as the data has them. A number that the buyer typed is certain, and so is what the data gives no range for.
 */
import type { Catalogue, Preset } from '../catalogue/schema.ts'
import { usualOf } from './field-basis.ts'
import type { Field } from './field.ts'
import { fieldPath, getField, scenarioFields, workloadFields } from './fields.ts'
import { PRESET_KEYS, presetRange, type PresetField } from './presets.ts'
import { findRange, rangeKind, typicalAt, type Range } from './ranges.ts'
import type { OddsInput } from './uncertain-input.ts'
import type { Scenario } from './schema.ts'

/** A number of the data with its range, as far as the data has them. */
export interface Spread {
  readonly value: number | null
  readonly low?: number | undefined
  readonly high?: number | undefined
}

/** What a field left automatic comes to by its path; null: it depends on the option, or is unknown. */
export type AutomaticValue = (path: string, scenario: Scenario, catalogue: Catalogue) => Spread | null

/** Error of the serving model where architecture and GPU were measured (`method.md` 12); the engine widens it elsewhere. */
const SPEED: Spread = { value: 1, low: 0.8, high: 1.25 }
/** What companies ask for their money is a choice, and what the law takes where servers are put is a fact that the buyer knows. */
const NOT_GUESSED: ReadonlySet<string> = new Set(['discountRate', 'dutyShare', 'purchaseTaxShare'])
/** People for the first rented instance: those for as many own GPUs, of which a share stays. */
const RENTED_PEOPLE = { all: 'ftePerCluster.upTo8Gpus', share: 'fteWhenRenting' }
const ASSUMPTIONS = 'assumptions.'

const assumption = (catalogue: Catalogue, key: string): Spread | null =>
  Object.hasOwn(catalogue.assumptions, key) ? (catalogue.assumptions[key] ?? null) : null

const times = (spread: Spread | null, factor: number | null | undefined): Spread | null => {
  if (spread?.value == null || spread.low === undefined || spread.high === undefined || factor == null) return null
  return { value: spread.value * factor, low: spread.low * factor, high: spread.high * factor }
}

const presetOf = (scenario: Scenario, workload: number, catalogue: Catalogue): Preset | undefined =>
  catalogue.presets.find(({ id }) => id === scenario.workloads[workload]?.preset)

/** The datum behind the value that the page would take. */
const spreadOf = (scenario: Scenario, field: Field, workload: number, catalogue: Catalogue): Spread | null => {
  if (field.scope === 'workload') {
    const preset = presetOf(scenario, workload, catalogue)
    return preset && Object.hasOwn(PRESET_KEYS, field.path) ? presetRange(preset, field.path as PresetField) : null
  }
  if (NOT_GUESSED.has(field.path)) return null
  if (field.path === 'speedFactor') return SPEED
  if (field.path === 'rentedFtePerNode')
    return times(assumption(catalogue, RENTED_PEOPLE.all), assumption(catalogue, RENTED_PEOPLE.share)?.value)
  const { source } = field.basis
  return source?.startsWith(ASSUMPTIONS) ? assumption(catalogue, source.slice(ASSUMPTIONS.length)) : null
}

/** Both ends where the data has them around this value and within the field's bounds; else null. */
const rangeAround = (field: Field, value: number, spread: Spread | null): Range | null => {
  if (spread?.value !== value || spread.low === undefined || spread.high === undefined) return null
  const { low, high } = spread
  return low <= value && value <= high && low < high && low >= (field.min ?? low) && high <= (field.max ?? high) ? [low, high] : null
}

const OWN_SERVERS: ReadonlySet<string> = new Set(['ownedFteBase', 'ownedFtePerNode'])
const POWER: ReadonlySet<string> = new Set(['electricityUsdPerKwh', 'electricityPath', 'pue', 'idlePowerShare', 'loadPowerShare'])

/** Whether the field can change a cost at all: not for servers that nobody buys, nor for power that the price of the site covers. */
const matters = (scenario: Scenario, field: Field): boolean => {
  if (!scenario.ownGpus && (field.group === 'owned' || OWN_SERVERS.has(field.path))) return false
  if (scenario.siteCovers === 'energy') return !POWER.has(field.path)
  return scenario.siteCovers !== 'cooling' || field.path !== 'pue'
}

const WORDS_OF_PRICES: ReadonlyMap<string, string> = new Map([
  ['gpuPrices', 'Rent of'],
  ['serverPrices', 'Server price per GPU,'],
  ['apiPrices', 'API price,'],
  ['dedicatedPrices', 'Dedicated endpoint,'],
  ['tokenRatios', 'Tokens for the same text,'],
  ['verbosity', 'Length of answers,'],
])

const named = (key: string, catalogue: Catalogue): string => {
  const gpu = catalogue.gpus.find(({ id }) => id === key)
  if (gpu) return gpu.name
  const [, offerId = key, ending = ''] = /^(.*)\.(\w+)$/.exec(key) ?? []
  const modelName = (id: string): string | undefined => catalogue.models.find((model) => model.id === id)?.name
  const [whole, before] = [modelName(key), modelName(offerId)]
  if (whole !== undefined || before !== undefined) return whole ?? `${before!}, ${ending}`
  for (const provider of catalogue.apiProviders)
    for (const offer of provider.offers) if (offer.id === offerId) return `${offer.modelName}, ${provider.name}, ${ending}`
  return key
}

const labelOf = (scenario: Scenario, field: Field, workload: number, key: string | null, catalogue: Catalogue): string => {
  if (key !== null) return `${WORDS_OF_PRICES.get(field.path) ?? field.label} ${named(key, catalogue)}`
  const several = field.scope === 'workload' && scenario.workloads.length > 1
  return several ? `${field.label}, ${scenario.workloads[workload]?.name || `workload ${workload + 1}`}` : field.label
}

const EVERYTHING = Number.MAX_VALUE

/**
 * The range the data has for a field that the buyer left alone, with its typical value; null: none. `automatic` is asked where the field
 * is left automatic.
 */
export const defaultRange = (
  scenario: Scenario,
  field: Field,
  workload: number,
  catalogue: Catalogue,
  automatic: AutomaticValue,
): { readonly typical: number; readonly range: Range } | null => {
  if (!field.ranged || field.kind === 'record') return null
  const value = getField(scenario, field, workload)
  const spread = value === null ? automatic(field.path, scenario, catalogue) : spreadOf(scenario, field, workload, catalogue)
  const typical = value === null ? spread?.value : value
  if (typeof typical !== 'number' || value !== usualOf(scenario, field, workload, catalogue).value) return null
  const range = rangeAround(field, typical, spread)
  return range === null ? null : { typical, range }
}

/** All numbers that are drawn, by path. */
export const oddsInputs = (scenario: Scenario, catalogue: Catalogue, automatic: AutomaticValue): readonly OddsInput[] => {
  const inputs: OddsInput[] = []
  const add = (field: Field, workload: number, key: string | null, typical: number, range: Range, from: OddsInput['from']): void => {
    const [low, high] = range
    // equal ends are the buyer's word for certain
    if (low === high || !matters(scenario, field)) return
    inputs.push({
      path: key === null ? fieldPath(field, workload) : `${field.path}.${key}`,
      label: labelOf(scenario, field, workload, key, catalogue),
      kind: rangeKind(field, range),
      low,
      typical,
      high,
      least: field.min ?? -EVERYTHING,
      most: field.max ?? EVERYTHING,
      from,
    })
  }
  for (const [path, range] of Object.entries(scenario.ranges)) {
    const place = findRange(path)
    const typical = place && typicalAt(scenario, place)
    if (place && typeof typical === 'number') add(place.field, place.workload, place.key, typical, range, 'yours')
  }
  const addDefault = (field: Field, workload: number): void => {
    if (Object.hasOwn(scenario.ranges, fieldPath(field, workload))) return
    const found = defaultRange(scenario, field, workload, catalogue, automatic)
    if (found) add(field, workload, null, found.typical, found.range, 'default')
  }
  for (const field of scenarioFields) addDefault(field, 0)
  for (const workload of scenario.workloads.keys()) for (const field of workloadFields) addDefault(field, workload)
  const prices = scenarioFields.find(({ path }) => path === 'serverPrices')
  if (prices)
    for (const { id, serving, purchaseUsdPerGpuInServer: datum } of catalogue.gpus) {
      if (serving === null || datum?.value == null || Object.hasOwn(scenario.serverPrices, id)) continue
      const range = rangeAround(prices, datum.value, datum)
      if (range) add(prices, 0, id, datum.value, range, 'default')
    }
  return inputs.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
