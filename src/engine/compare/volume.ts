/**
 * What each option costs at other volumes, and where the cheaper side changes (`method.md` 11). A fleet keeps the layout, offer
 * and policy it has at today's volume. Where both sides are lines between known steps every crossing is solved; else a
 * grid of 200 a decade is read and `exact` is false.
 */
import { apiPieces, breakEven, type Piece } from '../break-even.ts'
import { loadCarried, STANDARD_HEADROOM } from '../replicas.ts'
import type { Crossing, OptionResult, VolumeCurve } from '../result.ts'
import { requestsInMonth } from './fleet-load.ts'
import type { RentedContext } from './rented-option.ts'
import type { FleetSize } from './fleet-week.ts'
import { levelisedCost, sizesOf, type RentedChoice } from './rented-search.ts'
import type { Settings } from './settings.ts'
import { isSelfHosted } from './verdict.ts'
import { levelise } from './time.ts'

const LOWEST = 0.01
const HIGHEST = 100
const PER_DECADE = 200
const DECADES = 4
const GRID = PER_DECADE * DECADES
/** A fleet steps at most this often within the range; larger ones are read off the grid. */
const MOST_STEPS = 20000

/** [801] multiples of today's volume, log-spaced, with today exactly in the middle. */
export const volumeGrid = (): Float64Array => Float64Array.from({ length: GRID + 1 }, (_, index) => 10 ** (index / PER_DECADE) * LOWEST)

type CostAt = (volume: number) => number

/** An API is a line in the volume, with a floor where a commitment is paid in any case; null: not a line (growth under a commitment). */
const apiSide = (option: OptionResult, settings: Settings): Piece[] | null => {
  const { scenario, horizon } = settings
  const of = (id: string): number => option.lines.find((line) => line.id === id)?.levelised ?? 0
  const fixed = of('people') + of('one-off')
  const commitment = option.api === null ? 0 : (scenario.apiCommitments[option.api.providerId] ?? 0)
  const used = option.levelised! - fixed - of('commitment-top-up') - of('support')
  const withSupport = 1 + scenario.apiSupportShare
  const flat =
    option.monthly.length > 0 &&
    option.lines.every((line) => line.id === 'people' || line.id === 'one-off' || line.monthly.every((usd) => usd === line.monthly[0]))
  if (commitment > 0 && !flat) return null
  return apiPieces({ usdPerUnit: used * withSupport, commitment: horizon.months > 0 ? commitment * withSupport : 0, fixed })
}

const costOfPieces = (pieces: readonly Piece[]): CostAt => {
  let index = 0
  return (volume) => {
    if (index > 0 && pieces[index - 1]!.upTo >= volume) index = 0
    while (index < pieces.length - 1 && pieces[index]!.upTo < volume) index++
    const piece = pieces[index]!
    return piece.fixed + piece.slope * volume
  }
}

/** Growth and commitments together bend the line: each month is then billed by itself. */
const bentApiCost = (option: OptionResult, settings: Settings): CostAt => {
  const commitment = settings.scenario.apiCommitments[option.api!.providerId] ?? 0
  const withSupport = 1 + settings.scenario.apiSupportShare
  const skip = new Set(['people', 'one-off', 'commitment-top-up', 'support'])
  const used = settings.horizon.labels.map((_, m) =>
    option.lines.reduce((sum, line) => (skip.has(line.id) ? sum : sum + line.monthly[m]!), 0),
  )
  const fixed = option.lines.filter((line) => line.id === 'people' || line.id === 'one-off').reduce((sum, line) => sum + line.levelised, 0)
  return (volume) =>
    fixed +
    levelise(
      used.map((usd) => Math.max(usd * volume, commitment) * withSupport),
      settings.horizon,
    )
}

const sizesAt = (choice: RentedChoice, volume: number, context: RentedContext): readonly FleetSize[] => {
  const sizes = sizesOf(choice.candidate, choice.policy, context.demand, context.settings, volume)(choice.offer)
  if (sizes === null) throw new Error('a chosen fleet leaves demand outside its hours')
  return sizes
}

const wagesOf = (settings: Settings): number => levelise(settings.usdPerPerson, settings.horizon)

const fleetCost = (choice: RentedChoice, context: RentedContext): CostAt => {
  const wages = wagesOf(context.settings)
  return (volume) => levelisedCost(sizesAt(choice, volume, context), choice.offer, context.factors, wages, context.settings)
}

/** The volumes at which a flat fleet grows by a replica, rising; null: too many, or not known in closed form. */
const stepsOf = (choice: RentedChoice, context: RentedContext): number[] | null => {
  const { load, batch } = context.demand
  const { policy, candidate } = choice
  if (!load.constant || batch !== null || (policy !== 'always-on' && policy !== 'autoscaled')) return null
  const month = load.months[0]!
  const { tpotSeconds, concurrency } = candidate.capacity
  const loads = policy === 'always-on' ? [month.peak * context.settings.scenario.seasonalFactor] : [...month.lagged.load]
  const steps: number[] = []
  for (const perUnit of loads) {
    if (perUnit <= 0) continue
    for (let replicas = 1; ; replicas++) {
      const volume = loadCarried.bare({ replicas, capacity: concurrency, ...STANDARD_HEADROOM }) / (perUnit * tpotSeconds)
      if (volume >= HIGHEST) break
      if (volume > LOWEST) steps.push(volume)
      if (steps.length > MOST_STEPS) return null
    }
  }
  return [...new Set(steps), HIGHEST].sort((a, b) => a - b)
}

/** Between steps a fleet costs the same; the value at a step belongs to the piece below it. */
const fleetPiecesOf = (choice: RentedChoice, context: RentedContext, costAt: CostAt): Piece[] | null =>
  stepsOf(choice, context)?.map((upTo) => ({ upTo, fixed: costAt(upTo), slope: 0 })) ?? null

const crossingsOnGrid = (api: CostAt, fleet: CostAt, grid: Float64Array, requests: number): Crossing[] => {
  const crossings: Crossing[] = []
  let before = Math.sign(fleet(grid[0]!) - api(grid[0]!))
  for (const volume of grid) {
    const now = Math.sign(fleet(volume) - api(volume))
    if (now !== 0 && before !== 0 && now !== before)
      crossings.push({
        requests: volume * requests,
        kind: 'step',
        cheaperBefore: before < 0 ? 'self-hosted' : 'api',
        cheaperAfter: now < 0 ? 'self-hosted' : 'api',
      })
    if (now !== 0) before = now
  }
  return crossings
}

const sideName = (side: 'a' | 'b'): 'api' | 'self-hosted' => (side === 'a' ? 'api' : 'self-hosted')

export interface VolumeInput {
  readonly api: OptionResult | null
  readonly selfHosted: OptionResult | null
  /** further options to draw */
  readonly others: readonly OptionResult[]
  /** considered, possible options of both sides, by cost today */
  readonly ranked: readonly OptionResult[]
  readonly choices: ReadonlyMap<string, RentedChoice>
  readonly context: RentedContext
}

const costOf = (option: OptionResult, input: VolumeInput): CostAt => {
  const choice = input.choices.get(option.id)
  if (choice !== undefined) return fleetCost(choice, input.context)
  const pieces = apiSide(option, input.context.settings)
  return pieces === null ? bentApiCost(option, input.context.settings) : costOfPieces(pieces)
}

/** Every COARSE-th point of the grid finds which fleets can be the cheapest anywhere near; only those are read at every point. */
const COARSE = 25
const NEAR = 1.15

const contenders = (input: VolumeInput, grid: Float64Array): CostAt[] => {
  const fleets = input.ranked.filter(isSelfHosted).map((option) => costOf(option, input))
  const kept = new Set<CostAt>()
  for (let index = 0; index < grid.length; index += COARSE) {
    const costs = fleets.map((cost) => cost(grid[index]!))
    const least = Math.min(...costs)
    fleets.forEach((cost, fleet) => costs[fleet]! <= least * NEAR && kept.add(cost))
  }
  return [...kept]
}

const winsOf = (input: VolumeInput, grid: Float64Array, requests: number): VolumeCurve['selfHostedWins'] => {
  const apis = input.ranked.filter((option) => !isSelfHosted(option)).map((option) => costOf(option, input))
  const fleets = contenders(input, grid)
  const wins: { from: number; to: number }[] = []
  if (apis.length === 0 || fleets.length === 0) return wins
  let open: { from: number; to: number } | null = null
  for (const volume of grid) {
    let api = Number.POSITIVE_INFINITY
    for (const cost of apis) api = Math.min(api, cost(volume))
    const beaten = fleets.some((cost) => cost(volume) < api)
    if (!beaten) open = null
    else if (open === null) wins.push((open = { from: volume * requests, to: volume * requests }))
    else open.to = volume * requests
  }
  return wins
}

/** Null without demand or without any option to draw. */
export const volumeCurve = (input: VolumeInput): VolumeCurve | null => {
  const { api, selfHosted, context } = input
  const requests = context.settings.scenario.workloads.reduce((sum, workload) => sum + requestsInMonth(workload, 0), 0)
  const drawn = [...new Set([api, selfHosted, ...input.others])].filter((option) => option !== null)
  if (requests <= 0 || drawn.length === 0) return null
  const grid = volumeGrid()
  const choice = selfHosted === null ? undefined : input.choices.get(selfHosted.id)
  let crossings: Crossing[] = []
  let staysCheaperFrom: number | null = null
  let exact = true
  let fleet: CostAt | null = null
  if (choice !== undefined) {
    const cost = fleetCost(choice, context)
    const pieces = fleetPiecesOf(choice, context, cost)
    fleet = pieces === null ? cost : costOfPieces(pieces)
    if (api !== null) {
      const line = apiSide(api, context.settings)
      if (pieces !== null && line !== null) {
        const found = breakEven(line, pieces, LOWEST, HIGHEST)
        crossings = found.crossings.map((crossing) => ({
          requests: crossing.volume * requests,
          kind: crossing.kind,
          cheaperBefore: sideName(crossing.cheaperBefore),
          cheaperAfter: sideName(crossing.cheaperAfter),
        }))
      } else {
        exact = false
        crossings = crossingsOnGrid(costOf(api, input), fleet, grid, requests)
      }
      const last = crossings.at(-1)
      staysCheaperFrom = last?.cheaperAfter === 'self-hosted' ? last.requests : null
    }
  }
  return {
    requests: Array.from(grid, (volume) => volume * requests),
    series: drawn.map((option) => {
      const cost = option === selfHosted && fleet !== null ? fleet : costOf(option, input)
      return { optionId: option.id, usdPerMonth: Array.from(grid, cost) }
    }),
    crossings,
    staysCheaperFrom,
    gpus:
      choice === undefined
        ? Array.from(grid, () => null)
        : Array.from(
            grid,
            (volume) => Math.max(...sizesAt(choice, volume, context).map((size) => size.boxes)) * choice.offer.gpusPerInstance,
          ),
    selfHostedWins: winsOf(input, grid, requests),
    exact,
  }
}
