/** Adds up an option: its cost lines, monthly TCO, present value and the one number (`method.md` 8). */
import type { CostLine, LineGroup, LineId } from '../result.ts'
import { requestsInMonth } from './fleet-load.ts'
import { blankSeries, type Settings } from './settings.ts'
import { levelise } from './time.ts'

const GROUP: Readonly<Record<LineId, LineGroup>> = {
  'tokens-plain': 'family',
  'tokens-read': 'family',
  'tokens-write': 'family',
  'tokens-out': 'family',
  'call-fees': 'family',
  'cache-storage': 'family',
  'commitment-top-up': 'family',
  compute: 'family',
  'commitment-tail': 'family',
  support: 'platform',
  platform: 'platform',
  licences: 'platform',
  people: 'people',
  'one-off': 'one-off',
  provisioned: 'family',
  dedicated: 'family',
  capital: 'family',
  energy: 'platform',
  site: 'platform',
  maintenance: 'platform',
  insurance: 'platform',
  'bridge-rent': 'family',
  'model-swap': 'one-off',
  exit: 'one-off',
  'api-usage': 'api',
  'api-people': 'people',
}

export interface Totals {
  readonly lines: readonly CostLine[]
  readonly monthly: readonly number[]
  readonly levelised: number
  readonly presentValue: number
  readonly total: number
  readonly oneOff: number
  /** PV of the cost ÷ PV of the units [F13]; null without demand */
  readonly usdPerRequest: number | null
  readonly usdPerMTok: number | null
}

const TOKENS_PER_MTOK = 1e6

/** Levelised requests and tokens of a month over all workloads, for costs per unit: tokens as the buyer counts them, whatever a model needs. */
const levelisedUnits = (settings: Settings): { requests: number; tokens: number } => {
  let requests = 0
  let tokens = 0
  for (const workload of settings.counted) {
    const series = settings.horizon.labels.map((_, m) => requestsInMonth(workload, m))
    const ofWorkload = levelise(series, settings.horizon)
    requests += ofWorkload
    tokens += ofWorkload * (workload.inputTokens + workload.outputTokens + workload.reasoningTokens)
  }
  return { requests, tokens }
}

const unitsOf = new WeakMap<Settings, { requests: number; tokens: number }>()
/** Levelised requests and tokens a month over all workloads: what the cost of a unit is divided by. */
export const unitsIn = (settings: Settings): { requests: number; tokens: number } => {
  const known = unitsOf.get(settings) ?? levelisedUnits(settings)
  unitsOf.set(settings, known)
  return known
}

const isZero = (value: number): boolean => value === 0

/** Null where there are no units, or so few that the cost of one is beyond numbers. */
const perUnit = (usd: number, units: number): number | null => {
  const cost = usd / units
  return units > 0 && Number.isFinite(cost) ? cost : null
}

/** Lines that are zero in every month are left out: the option has no such charge. */
export const totalsOf = (series: Partial<Record<LineId, readonly number[] | null>>, settings: Settings): Totals => {
  const { horizon } = settings
  const lines: CostLine[] = []
  const monthly = blankSeries(settings).fill(0)
  let levelised = 0
  let oneOff = 0
  for (const id of Object.keys(series) as LineId[]) {
    const values = series[id]
    if (values === null || values === undefined || values.every(isZero)) continue
    const line = { id, group: GROUP[id], monthly: values, levelised: levelise(values, horizon) }
    lines.push(line)
    levelised += line.levelised
    for (let m = 0; m < horizon.months; m++) monthly[m]! += values[m]!
    if (id === 'one-off') oneOff = values.reduce((sum, value) => sum + value, 0)
  }
  let presentValue = 0
  let total = 0
  for (let m = 0; m < horizon.months; m++) {
    presentValue += monthly[m]! * horizon.discount[m]!
    total += monthly[m]!
  }
  const { requests, tokens } = unitsIn(settings)
  return {
    lines,
    monthly,
    levelised,
    presentValue,
    total,
    oneOff,
    usdPerRequest: perUnit(levelised, requests),
    usdPerMTok: perUnit(levelised * TOKENS_PER_MTOK, tokens),
  }
}

/** The same with one more line, the last; for options that share all others. */
export const withLine = (totals: Totals, id: LineId, values: readonly number[], settings: Settings): Totals => {
  if (values.every(isZero)) return totals
  const { horizon } = settings
  const line = { id, group: GROUP[id], monthly: values, levelised: levelise(values, horizon) }
  const monthly = totals.monthly.slice()
  let presentValue = 0
  let total = 0
  for (let m = 0; m < horizon.months; m++) {
    monthly[m]! += values[m]!
    presentValue += monthly[m]! * horizon.discount[m]!
    total += monthly[m]!
  }
  const levelised = totals.levelised + line.levelised
  const { requests, tokens } = unitsIn(settings)
  return {
    lines: [...totals.lines, line],
    monthly,
    levelised,
    presentValue,
    total,
    oneOff: totals.oneOff,
    usdPerRequest: perUnit(levelised, requests),
    usdPerMTok: perUnit(levelised * TOKENS_PER_MTOK, tokens),
  }
}
