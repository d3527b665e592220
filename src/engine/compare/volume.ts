/**
 * What the sides cost at other volumes, and where the cheaper side changes (`method.md` 11). Each side is the cheapest of its options
 * at every volume; fleets are chosen anew at seven volumes, and between them these choices compete. Where both sides are lines between known steps every
 * crossing is solved; else a grid of 200 a decade is read and `exact` is false.
 */
import { breakEven, type Piece } from '../break-even.ts'
import type { Crossing, OptionResult, VolumeCurve, VolumeSeries } from '../result.ts'
import { apiCost, apiSideLines, contendingApis, lowerEnvelope, type Endpoints } from './api-at-volume.ts'
import { cheapestFleetPieces, levelCost, piecesCost, type CostAt } from './fleet-at-volume.ts'
import { requestsInMonth } from './fleet-load.ts'
import type { FleetOptions } from './kept-options.ts'
import type { RentedContext } from './rented-option.ts'
import type { RentedChoice } from './rented-search.ts'
import {
  isOwned,
  isSteppedChoice,
  selfHostedCost,
  selfHostedGpus,
  selfHostedLevels,
  type SelfHostedChoice,
} from './self-hosted-at-volume.ts'
import { isApi } from './verdict.ts'

export const LOWEST_VOLUME = 0.01
export const HIGHEST_VOLUME = 100
const PER_DECADE = 200
/** Months that differ, each with batch work to place hour by hour, are too dear for the finer grid. */
const PER_DECADE_OF_GROWING_BATCH = 25
const DECADES = 4

/** Multiples of today's volume, log-spaced, with today exactly in the middle. */
const volumeGrid = (perDecade: number): Float64Array =>
  Float64Array.from({ length: perDecade * DECADES + 1 }, (_, index) => 10 ** (index / perDecade) * LOWEST_VOLUME)

export interface VolumeInput {
  readonly api: OptionResult | null
  readonly selfHosted: OptionResult | null
  readonly usedToday: OptionResult | null
  /** further options to draw */
  readonly others: readonly OptionResult[]
  /** considered, possible options of both sides, by cost today */
  readonly ranked: readonly OptionResult[]
  /** options on GPUs of one's own; the same as in another comparison cost the same over the volume */
  readonly fleets: FleetOptions
  readonly choiceAt: (optionId: string, volume: number) => SelfHostedChoice | null
  readonly endpoints: Endpoints
  readonly context: RentedContext
}

interface Fleet {
  readonly option: OptionResult
  readonly choice: SelfHostedChoice
  readonly cost: CostAt
}

/** Where fleets must be worked out month by month or hour by hour, only so many of today's cheapest are followed. */
const FOLLOWED = 5

/** Every COARSE-th point of the grid finds which fleets can be the cheapest somewhere; only those are followed closely. */
const COARSE = 25

/** Several readers walk the same grid. */
const remembered = (cost: CostAt): CostAt => {
  const known = new Map<number, number>()
  return (volume) => {
    const value = known.get(volume) ?? cost(volume)
    known.set(volume, value)
    return value
  }
}

/** Volumes at which layout, offer and policy are chosen anew; between them the choices of both ends compete. */
const ANCHORS = [0.01, 0.1, 3, 10, 30, 100]
/** A fleet chosen anew may cost this much less than as it is today; dearer ones cannot come near. */
const WORTH_CHOOSING_ANEW = 2.5

const sameRented = (a: RentedChoice, b: RentedChoice): boolean =>
  a.card === b.card && a.policy === b.policy && a.spot?.offer === b.spot?.offer

const sameChoice = (a: SelfHostedChoice, b: SelfHostedChoice): boolean =>
  a.candidate === b.candidate && (isOwned(a) || isOwned(b) ? isOwned(a) && isOwned(b) : sameRented(a, b))

/** A bound is only trusted beyond this share. */
const ROUNDING = 1e-9

/**
 * Costs of fleets read at rising volumes. They never fall with volume, so what a fleet was last worked out at is what it costs at least, and
 * those that cannot come near the cheapest are not worked out again.
 */
class RisingCosts {
  private readonly fleets: readonly Fleet[]
  /** of each fleet, where it was last worked out */
  private readonly costs: Float64Array
  private readonly volumes: Float64Array

  constructor(fleets: readonly Fleet[]) {
    this.fleets = fleets
    this.costs = new Float64Array(fleets.length)
    this.volumes = new Float64Array(fleets.length)
  }

  /** Infinity: more than `limit`. */
  costAt(at: number, volume: number, limit: number): number {
    if (this.costs[at]! > limit * (1 + ROUNDING)) return Number.POSITIVE_INFINITY
    if (this.volumes[at] !== volume) {
      this.volumes[at] = volume
      this.costs[at] = this.fleets[at]!.cost(volume)
    }
    return this.costs[at]!
  }

  leastAt(volume: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let at = 0; at < this.fleets.length; at++) least = Math.min(least, this.costAt(at, volume, least))
    return least
  }
}

const chosenAnew = (fleets: readonly Fleet[], input: VolumeInput): Fleet[] => {
  const all = [...fleets]
  const costs = new RisingCosts(fleets)
  for (const volume of ANCHORS) {
    const limit = costs.leastAt(volume) * WORTH_CHOOSING_ANEW
    fleets.forEach((fleet, at) => {
      if (costs.costAt(at, volume, limit) > limit) return
      const choice = input.choiceAt(fleet.option.id, volume)
      if (choice === null || all.some((other) => other.option === fleet.option && sameChoice(other.choice, choice))) return
      all.push({ option: fleet.option, choice, cost: selfHostedCost(choice, input.context.forModel(fleet.option.modelId)) })
    })
  }
  return all
}

const contenders = (input: VolumeInput, grid: Float64Array): Fleet[] => {
  const today: Fleet[] = []
  for (const option of input.ranked) {
    const choice = input.fleets.choices.get(option.id) ?? input.fleets.ownedChoices.get(option.id)
    if (choice === undefined) continue
    const context = input.context.forModel(option.modelId)
    const cost = selfHostedCost(choice, context)
    today.push({ option, choice, cost: isSteppedChoice(choice, context) ? cost : remembered(cost) })
  }
  if (!today.every((fleet) => isSteppedChoice(fleet.choice, input.context))) return today.slice(0, FOLLOWED)
  const fleets = chosenAnew(today, input)
  // Costs never fall with volume: between two points a fleet costs at least what it costs at the lower one, and the cheapest at most
  // what it costs at the higher one.
  const kept = new Set<Fleet>()
  const lower = new RisingCosts(fleets)
  const higher = new RisingCosts(fleets)
  for (let index = COARSE; index < grid.length; index += COARSE) {
    const least = higher.leastAt(grid[index]!)
    fleets.forEach((fleet, at) => lower.costAt(at, grid[index - COARSE]!, least) <= least && kept.add(fleet))
  }
  return [...kept]
}

const cheapest =
  (costs: readonly CostAt[]): CostAt =>
  (volume) =>
    costs.reduce((low, cost) => Math.min(low, cost(volume)), Number.POSITIVE_INFINITY)

const sideName = (side: 'a' | 'b'): 'api' | 'self-hosted' => (side === 'a' ? 'api' : 'self-hosted')

const solved = (api: readonly Piece[], fleet: readonly Piece[], requests: number): Crossing[] =>
  breakEven(api, fleet, LOWEST_VOLUME, HIGHEST_VOLUME).crossings.map((crossing) => ({
    requests: crossing.volume * requests,
    kind: crossing.kind,
    cheaperBefore: sideName(crossing.cheaperBefore),
    cheaperAfter: sideName(crossing.cheaperAfter),
  }))

/** Halvings between two points of the grid, which lie 1 % apart: a crossing is then known to a part in a million. */
const HALVINGS = 13
/** A jump larger than this share of the cost is a step. */
const JUMP = 1e-4

const readOffGrid = (api: CostAt, fleet: CostAt, grid: Float64Array, requests: number): Crossing[] => {
  const difference = (volume: number): number => fleet(volume) - api(volume)
  const crossings: Crossing[] = []
  let before = 0
  let low = 0
  for (const volume of grid) {
    const now = Math.sign(difference(volume))
    if (now !== 0 && before !== 0 && now !== before) {
      let high = volume
      for (let halving = 0; halving < HALVINGS; halving++) {
        const middle = (low + high) / 2
        if (Math.sign(difference(middle)) === before) low = middle
        else high = middle
      }
      const jump = Math.abs(difference(high) - difference(low))
      crossings.push({
        requests: high * requests,
        kind: jump > JUMP * api(high) ? 'step' : 'line',
        cheaperBefore: before < 0 ? 'self-hosted' : 'api',
        cheaperAfter: now < 0 ? 'self-hosted' : 'api',
      })
    }
    if (now !== 0) {
      before = now
      low = volume
    }
  }
  return crossings
}

/** The volume from which self-hosting stays cheaper to the end of the range; null: it does not. */
const staysFrom = (crossings: readonly Crossing[]): number | null => {
  const last = crossings.at(-1)
  return last?.cheaperAfter === 'self-hosted' ? last.requests : null
}

/** Ranges in which self-hosting is the cheaper side, from the crossings or from the side it is on at the lowest volume. */
const winsOf = (crossings: readonly Crossing[], aheadAtStart: boolean, requests: number): { from: number; to: number }[] => {
  const wins: { from: number; to: number }[] = []
  let open = aheadAtStart ? LOWEST_VOLUME * requests : null
  for (const crossing of crossings) {
    if (crossing.cheaperAfter === 'self-hosted') open = crossing.requests
    else if (open !== null) {
      wins.push({ from: open, to: crossing.requests })
      open = null
    }
  }
  if (open !== null) wins.push({ from: open, to: HIGHEST_VOLUME * requests })
  return wins
}

/** What the cheapest fleets cost over the volume. */
interface FleetSide {
  /** null: there is none */
  readonly cost: CostAt | null
  /** null: the steps are not known in closed form */
  readonly pieces: readonly Piece[] | null
  readonly usdOnGrid: readonly number[]
  readonly along: VolumeCurve['fleets']
}

const newFleetSide = (input: VolumeInput, grid: Float64Array): FleetSide => {
  const { context } = input
  const fleets = contenders(input, grid)
  const stepped = fleets.map((fleet) =>
    selfHostedLevels(fleet.choice, context.forModel(fleet.option.modelId), LOWEST_VOLUME, HIGHEST_VOLUME),
  )
  const pieces = fleets.length > 0 && stepped.every((levels) => levels !== null) ? cheapestFleetPieces(stepped, LOWEST_VOLUME) : null
  const cost: CostAt | null =
    fleets.length === 0 ? null : pieces === null ? cheapest(fleets.map((fleet) => fleet.cost)) : piecesCost(pieces)
  return {
    cost,
    pieces,
    usdOnGrid: cost === null ? [] : Array.from(grid, cost),
    along: fleetsAlong(
      fleets.map((fleet, at) => ({ ...fleet, cost: stepped[at] ? levelCost(stepped[at]) : fleet.cost })),
      grid,
      context,
    ),
  }
}

const fleetSides = new WeakMap<FleetOptions, FleetSide>()

/** Where an edit leaves the fleets as they were, so is what they cost over the volume. */
const fleetSideOf = (input: VolumeInput, grid: Float64Array): FleetSide => {
  const known = fleetSides.get(input.fleets) ?? newFleetSide(input, grid)
  fleetSides.set(input.fleets, known)
  return known
}

/** Null without demand or without any option to draw. */
export const volumeCurve = (input: VolumeInput): VolumeCurve | null => {
  const { api, selfHosted, usedToday, endpoints, context } = input
  const { settings } = context
  const linesOf = (option: OptionResult): Piece[] | null => apiSideLines(option, settings, endpoints, LOWEST_VOLUME, HIGHEST_VOLUME)
  const costOf = (option: OptionResult): CostAt => apiCost(option, settings, endpoints)
  const requests = settings.scenario.workloads.reduce((sum, workload) => sum + requestsInMonth(workload, 0), 0)
  if (requests <= 0 || (api === null && selfHosted === null)) return null
  const { load, batch } = context.demand
  const grid = volumeGrid(batch !== null && !load.constant ? PER_DECADE_OF_GROWING_BATCH : PER_DECADE)
  const onGrid = (cost: CostAt): number[] => Array.from(grid, cost)

  const coarse = Array.from(grid).filter((_, index) => index % COARSE === 0)
  const apis = contendingApis(input.ranked.filter(isApi), settings, endpoints, coarse)
  const lines = apis.map(linesOf)
  const straight = lines.every((line) => line !== null)
  const apiPieces = straight && apis.length > 0 ? lowerEnvelope(lines.flat(), LOWEST_VOLUME, HIGHEST_VOLUME) : null
  const apiSide: CostAt | null = apis.length === 0 ? null : apiPieces === null ? cheapest(apis.map(costOf)) : piecesCost(apiPieces)

  const { cost: fleetSide, pieces: fleetSidePieces, usdOnGrid, along } = fleetSideOf(input, grid)
  const crossingsOf = (line: readonly Piece[] | null, cost: CostAt | null): Crossing[] => {
    if (cost === null || fleetSide === null) return []
    return line !== null && fleetSidePieces !== null
      ? solved(line, fleetSidePieces, requests)
      : readOffGrid(cost, fleetSide, grid, requests)
  }
  const crossings = crossingsOf(apiPieces, apiSide)
  const today = usedToday === null || usedToday.levelised === null || !isApi(usedToday) ? null : usedToday
  const drawn = [...new Set([api, today, ...input.others])].filter((option) => option !== null)
  const series: VolumeSeries[] = drawn.map((option) => ({
    optionId: option.id,
    side: 'api',
    usdPerMonth: onGrid(costOf(option)),
  }))
  if (selfHosted !== null && fleetSide !== null) series.push({ optionId: selfHosted.id, side: 'self-hosted', usdPerMonth: usdOnGrid })
  const ahead = apiSide !== null && fleetSide !== null && fleetSide(LOWEST_VOLUME) < apiSide(LOWEST_VOLUME)
  return {
    requests: Array.from(grid, (volume) => volume * requests),
    series,
    crossings,
    staysCheaperFrom: staysFrom(crossings),
    againstToday: today === null ? null : { optionId: today.id, crossings: crossingsOf(linesOf(today), costOf(today)) },
    fleets: along,
    selfHostedWins: winsOf(crossings, ahead, requests),
    exact: (apiSide === null || apiPieces !== null) && (fleetSide === null || fleetSidePieces !== null),
  }
}

/** Which fleet is the cheapest at each volume of the grid, and how many GPUs it has. */
const fleetsAlong = (fleets: readonly Fleet[], grid: Float64Array, context: RentedContext): VolumeCurve['fleets'] =>
  Array.from(grid, (volume) => {
    let best: Fleet | null = null
    let least = Number.POSITIVE_INFINITY
    for (const fleet of fleets) {
      const cost = fleet.cost(volume)
      if (cost < least) {
        least = cost
        best = fleet
      }
    }
    return best === null
      ? null
      : { optionId: best.option.id, gpus: selfHostedGpus(best.choice, volume, context.forModel(best.option.modelId)) }
  })
