/** What does a use case of the catalogue put into a workload? Requests and what the buyer's own systems decide stay. */
import type { Preset } from '../catalogue/schema.ts'
import { settleWorkload } from './consistency.ts'
import { withRanges } from './ranges.ts'
import type { Scenario, Workload } from './schema.ts'

/** Field of a workload → key of the preset it comes from. */
export const PRESET_KEYS = {
  inputTokens: 'inputTokens',
  cachedShare: 'cachedShare',
  sharedPrefixShare: 'sharedPrefixShare',
  outputTokens: 'outputTokens',
  reasoningTokens: 'reasoningTokens',
  cvInput: 'cvInput',
  cvOutput: 'cvOutput',
  batchShare: 'batchableShare',
  profile: 'profile',
  ttftP95Seconds: 'ttftP95s',
  tpotP95Seconds: 'itlP95ms',
} as const satisfies Partial<Record<keyof Workload, string>>

export type PresetField = keyof typeof PRESET_KEYS

const MS_PER_SECOND = 1000
export const WORKING_DAYS_PER_MONTH = 21

const numberOf = (preset: Preset, key: string): number | null => {
  const value = Object.hasOwn(preset.values, key) ? preset.values[key]?.value : undefined
  return typeof value === 'number' ? value : null
}

/** What the preset says of one field, in the field's unit; null where it says nothing. */
export const presetValue = (preset: Preset, field: PresetField): number | string | null => {
  const key = PRESET_KEYS[field]
  if (field === 'profile') {
    const value = Object.hasOwn(preset.values, key) ? preset.values[key]?.value : undefined
    return typeof value === 'string' ? value : null
  }
  const value = numberOf(preset, key)
  if (value === null) return null
  if (field === 'tpotP95Seconds') return value / MS_PER_SECOND
  // outputTokens of a preset holds its reasoning tokens, ours only what the user sees
  if (field === 'outputTokens') return Math.max(0, value - (numberOf(preset, PRESET_KEYS.reasoningTokens) ?? 0))
  return value
}

/** The range that the preset states around its value of one field, in the field's unit; null where it states none. */
export const presetRange = (preset: Preset, field: PresetField): { value: number; low: number; high: number } | null => {
  const key = PRESET_KEYS[field]
  const value = presetValue(preset, field)
  const [low, high] = (Object.hasOwn(preset.values, key) ? preset.values[key]?.range : undefined) ?? []
  if (typeof value !== 'number' || low === undefined || high === undefined) return null
  const stated = numberOf(preset, key) as number
  // the steps from what is stated to the field's value are the same for its ends
  return field === 'tpotP95Seconds'
    ? { value, low: low / MS_PER_SECOND, high: high / MS_PER_SECOND }
    : { value, low: low + (value - stated), high: high + (value - stated) }
}

const SHARE_STEPS = 1e6

/**
 * Share of the input written to a cache where a preset does not say: what is read back beyond the prefix that all requests share is
 * the sender's own history, and each piece of it was written once. At most what is not read.
 */
export const writtenShare = (preset: Preset): number | null => {
  const cached = numberOf(preset, PRESET_KEYS.cachedShare)
  const shared = numberOf(preset, PRESET_KEYS.sharedPrefixShare)
  if (cached === null || shared === null) return null
  return Math.round(Math.min(1 - cached, Math.max(0, cached - shared)) * SHARE_STEPS) / SHARE_STEPS
}

/** The workload with every value the preset states. */
export const workloadFromPreset = (workload: Workload, preset: Preset): Workload => {
  const stated: Record<string, number | string> = {}
  for (const field of Object.keys(PRESET_KEYS) as PresetField[]) {
    const value = presetValue(preset, field)
    if (value !== null) stated[field] = value
  }
  const written = writtenShare(preset)
  if (written !== null) stated['cacheWriteShare'] = written
  return settleWorkload({ ...workload, ...stated, preset: preset.id, name: preset.name }).workload
}

/**
 * The scenario with the preset in one of its workloads. The scenario takes the preset's name where the workload is its only one.
 * @throws RangeError if there is no such workload
 */
export const applyPreset = (scenario: Scenario, workloadIndex: number, preset: Preset): Scenario => {
  if (!scenario.workloads[workloadIndex]) throw new RangeError(`The scenario has no workload ${workloadIndex + 1}.`)
  const workloads = scenario.workloads.map((w, i) => (i === workloadIndex ? workloadFromPreset(w, preset) : w))
  // a range belongs to the value it was entered with
  const stated = [...Object.keys(PRESET_KEYS), 'cacheWriteShare'].map((field) => [`workloads.${workloadIndex}.${field}`, null] as const)
  const name = workloads.length === 1 ? preset.name : scenario.name
  return withRanges({ ...scenario, workloads, name }, Object.fromEntries(stated))
}

/** Requests a month of so many people asking so often on each working day. */
export const requestsFromUsers = (users: number, perDay: number, workingDays = WORKING_DAYS_PER_MONTH): number =>
  users * perDay * workingDays

/** Requests of one user on a working day, as the preset has it; null where it says nothing. */
export const requestsPerUserPerDay = (preset: Preset): number | null => numberOf(preset, 'requestsPerUserPerWorkingDay')
