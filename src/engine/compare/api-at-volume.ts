/** What an API option costs at a multiple of today's volume: a line, with a floor where a commitment is paid in any case. */
import { apiPieces, type Piece } from '../break-even.ts'
import type { LineId, OptionResult } from '../result.ts'
import { fleetCost, fleetLevels, type CostAt } from './fleet-at-volume.ts'
import type { DedicatedChoice } from './dedicated-option.ts'
import { provisionedCost, provisionedLines } from './provisioned-at-volume.ts'
import type { Settings } from './settings.ts'
import { levelise } from './time.ts'

const FIXED: readonly LineId[] = ['people', 'one-off', 'model-swap', 'exit']
const FOLLOWS: readonly LineId[] = ['commitment-top-up', 'support']

const levelisedOf = (option: OptionResult, ids: readonly LineId[]): number =>
  option.lines.reduce((sum, line) => (ids.includes(line.id) ? sum + line.levelised : sum), 0)

const commitmentOf = (option: OptionResult, settings: Settings): number =>
  option.api === null ? 0 : (settings.scenario.apiCommitments[option.api.providerId] ?? 0)

/** Dedicated endpoints of a comparison, by option id. */
export type Endpoints = ReadonlyMap<string, DedicatedChoice>

const NO_ENDPOINTS: Endpoints = new Map()

/** An instance serves any smaller volume too, so each level is a line up to what it carries. */
const endpointLines = ({ choice, context }: DedicatedChoice, lowest: number, highest: number): Piece[] | null => {
  const levels = fleetLevels(choice, context, lowest, highest)
  return levels === null ? null : Array.from(levels.usd, (fixed, index) => ({ upTo: levels.upTo[index]!, fixed, slope: levels.slope }))
}

/** Lines that are valid up to a volume each, for volumes between the ends; null where the cost is not made of lines. */
export const apiSideLines = (
  option: OptionResult,
  settings: Settings,
  endpoints: Endpoints,
  lowest: number,
  highest: number,
): Piece[] | null => {
  const endpoint = endpoints.get(option.id)
  if (endpoint !== undefined) return endpointLines(endpoint, lowest, highest)
  return isReserved(option) ? provisionedLines(option, settings.forModel(option.modelId), highest) : apiLines(option, settings)
}

/**
 * The API options without the endpoints and reserved capacity that are the cheapest nowhere. Costs never fall with volume: between two volumes a stair costs at least what
 * it costs at the lower one, and the others at most what they cost at the higher one.
 */
export const contendingApis = (
  apis: readonly OptionResult[],
  settings: Settings,
  endpoints: Endpoints,
  volumes: readonly number[],
): readonly OptionResult[] => {
  const isStair = (option: OptionResult): boolean => endpoints.has(option.id) || isReserved(option)
  const others = apis.filter((option) => !isStair(option))
  if (others.length === apis.length || others.length === 0) return apis
  const costs = others.map((option) => apiCost(option, settings))
  const least = volumes.map((volume) => costs.reduce((low, cost) => Math.min(low, cost(volume)), Number.POSITIVE_INFINITY))
  return apis.filter((option) => {
    if (!isStair(option)) return true
    const cost = apiCost(option, settings, endpoints)
    return volumes.some((volume, at) => at + 1 < volumes.length && cost(volume) <= least[at + 1]!)
  })
}

const isReserved = ({ api }: OptionResult): boolean => api !== null && api.provisioned !== null

/** Of an API billed by the token. Null: use that grows or falls from month to month under a commitment. */
export const apiLines = (option: OptionResult, settings: Settings): Piece[] | null => {
  const commitment = commitmentOf(option, settings)
  const flat = option.lines.every((line) => FIXED.includes(line.id) || line.monthly.every((usd) => usd === line.monthly[0]))
  if (commitment > 0 && !flat) return null
  const fixed = levelisedOf(option, FIXED)
  const withSupport = 1 + settings.scenario.apiSupportShare
  const used = option.levelised! - fixed - levelisedOf(option, FOLLOWS)
  return apiPieces({ usdPerUnit: used * withSupport, commitment: commitment * withSupport, fixed })
}

/** Of any option of the API side. */
export const apiCost = (option: OptionResult, settings: Settings, endpoints: Endpoints = NO_ENDPOINTS): CostAt => {
  const endpoint = endpoints.get(option.id)
  if (endpoint !== undefined) return fleetCost(endpoint.choice, endpoint.context)
  if (isReserved(option)) return provisionedCost(option, settings.forModel(option.modelId))
  const commitment = commitmentOf(option, settings)
  const withSupport = 1 + settings.scenario.apiSupportShare
  const fixed = levelisedOf(option, FIXED)
  if (commitment <= 0) {
    const used = (option.levelised! - fixed - levelisedOf(option, FOLLOWS)) * withSupport
    return (volume) => fixed + used * volume
  }
  const skip = [...FIXED, ...FOLLOWS]
  const used = settings.horizon.labels.map((_, m) =>
    option.lines.reduce((sum, line) => (skip.includes(line.id) ? sum : sum + line.monthly[m]!), 0),
  )
  return (volume) =>
    fixed +
    levelise(
      used.map((usd) => Math.max(usd * volume, commitment) * withSupport),
      settings.horizon,
    )
}

/** The cheapest of many lines (or flat floors) at every volume in [lo, hi]: cut wherever the cheapest one changes. */
export const lowerEnvelope = (lines: readonly Piece[], lo: number, hi: number): Piece[] => {
  const at = (line: Piece, volume: number): number => (volume <= line.upTo ? line.fixed + line.slope * volume : Number.POSITIVE_INFINITY)
  const envelope: Piece[] = []
  let from = lo
  while (from < hi) {
    // the line that is cheapest just above `from`: of equal ones the flatter
    let best: Piece | null = null
    for (const line of lines) {
      if (line.upTo <= from) continue
      const difference = best === null ? -1 : at(line, from) - at(best, from)
      if (difference < 0 || (difference === 0 && best !== null && line.slope < best.slope)) best = line
    }
    if (best === null) break
    let to = Math.min(hi, best.upTo)
    for (const line of lines) {
      if (line.slope >= best.slope || line.upTo <= from) continue
      const meets = (line.fixed - best.fixed) / (best.slope - line.slope)
      if (meets > from && meets < to) to = meets
    }
    envelope.push({ upTo: to, fixed: best.fixed, slope: best.slope })
    from = to
  }
  return envelope
}
