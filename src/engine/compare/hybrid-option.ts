/**
 * Hybrids: a fleet keeps K replicas for the whole horizon and an API takes the rest, at the split that costs least (`method.md` 7). One
 * is an option only where both serve: a share of 0 or 1 is one of the pure options [F24].
 */
import type { LineId, OptionResult, RentedDetail, Remark } from '../result.ts'
import type { Ruled } from '../rules/option-findings.ts'
import type { FleetPart, HybridBase } from './hybrid-base.ts'
import { hourlyChoice, sizesOfCuts } from './hybrid-by-hour.ts'
import { apiCostLines, type ApiPart, type ApiSide } from './hybrid-api.ts'
import { cutTo, type CutMonth, type HybridFleet } from './hybrid-fleet.ts'
import { bestOfScans, costByReplicas, costOfOne, partsOf, type BestOfScan, type CutSizes } from './hybrid-scan.ts'
import { totalsOf } from './lines.ts'
import { hybridName, hybridSubtitle } from './hybrid-names.ts'
import { judgedTogether } from './judged.ts'
import { possibleOption } from './option-result.ts'
import { ownedSite } from './owned-option.ts'
import { rentedSite } from './rented-option.ts'
import { blankSeries, type Settings } from './settings.ts'
import { sharedTask } from './task-view.ts'

export interface HybridChoice {
  readonly base: HybridBase
  readonly side: ApiSide
  readonly fleet: HybridFleet
  /** K, or where replicas are chosen hour by hour the most of any hour */
  readonly replicas: number
  readonly byHour: boolean
  readonly costByReplicas: readonly number[]
  /** of each month that differs */
  readonly sizes: CutSizes
  readonly cuts: readonly CutMonth[]
  readonly parts: readonly ApiPart[]
  readonly fleetPart: FleetPart
  readonly shareServed: number
}

/** A share this close to all or nothing is rounding. */
const ROUNDING = 1e-9
/** A split by the hour counts where it costs less by more than rounding. */
const TIE = 1e-12

/** Over the horizon, batch work included. */
const shareServed = (cuts: readonly CutMonth[]): number => {
  let working = 0
  let wanted = 0
  for (const cut of cuts) {
    working += cut.working
    wanted += cut.wanted
  }
  return wanted > 0 ? working / wanted : 1
}

type Split = Pick<HybridChoice, 'fleet' | 'replicas' | 'byHour' | 'costByReplicas' | 'sizes' | 'cuts' | 'parts'>

const keptSplit = ({ fleet, replicas, costByReplicas }: BestOfScan, side: ApiSide): Split => {
  const cuts = fleet.months.map((_, index) => cutTo(fleet, replicas, index))
  return { fleet, replicas, byHour: false, costByReplicas, cuts, sizes: sizesOfCuts(fleet, cuts), parts: partsOf(fleet, replicas, side) }
}

const sameLayout = ({ candidate: { layout, precision } }: HybridFleet, { serving }: RentedDetail): boolean =>
  precision === serving.layout.precision &&
  layout.tensorParallel === serving.layout.tensorParallel &&
  layout.dataParallel === serving.layout.dataParallel &&
  layout.expertParallel === serving.layout.expertParallel

/** Replicas chosen hour by hour for the layout of the best split, else of the pure option, where that costs less than `limit`. */
const hourlySplit = (
  base: HybridBase,
  fleets: readonly HybridFleet[],
  best: BestOfScan | null,
  side: ApiSide,
  limit: number,
  settings: Settings,
): Split | null => {
  const { rented } = base.option
  const isWanted = (fleet: HybridFleet): boolean =>
    best === null
      ? rented !== null && sameLayout(fleet, rented)
      : fleet.candidate === best.fleet.candidate && fleet.spot === best.fleet.spot
  const alone = fleets.find((fleet) => fleet.policy === 'autoscaled' && isWanted(fleet))
  const usdPerReplicaHour = alone === undefined ? null : base.usdPerReplicaHour(alone)
  if (alone === undefined || usdPerReplicaHour === null || costOfOne(alone, base.price, side, settings) >= limit) return null
  const fleet = base.withBatch === null || alone.spot !== null ? alone : base.withBatch(alone)
  const hourly = hourlyChoice(fleet, side, usdPerReplicaHour, base.price, settings)
  if (hourly === null || hourly.levelised >= limit * (1 - TIE)) return null
  const { cuts, parts, sizes } = hourly
  const replicas = Math.max(...cuts.map(({ kept }) => kept))
  const costs = best?.fleet === fleet ? best.costByReplicas : costByReplicas(fleet, base.price, side, settings)
  return { fleet, replicas, byHour: true, costByReplicas: costs, cuts, parts, sizes }
}

/** The cheapest split of one fleet with each API; none where it does not cost less than both alone. */
const splitsOf = (base: HybridBase, sides: readonly ApiSide[], settings: Settings): HybridChoice[] => {
  if (sides.length === 0) return []
  const fleets = base.fleets()
  const limits = sides.map((side) => Math.min(base.option.levelised ?? Number.POSITIVE_INFINITY, side.option.levelised!))
  const choices: HybridChoice[] = []
  bestOfScans(fleets, base.withBatch, base.price, sides, limits, settings).forEach((best, at) => {
    const side = sides[at]!
    const limit = best === null ? limits[at]! : best.costByReplicas[best.replicas]!
    const split = hourlySplit(base, fleets, best, side, limit, settings) ?? (best === null ? null : keptSplit(best, side))
    if (split === null || split.replicas === 0) return
    const share = shareServed(split.cuts)
    if (!(share > ROUNDING && share < 1 - ROUNDING)) return
    choices.push({ base, side, ...split, shareServed: share, fleetPart: base.part(split) })
  })
  return choices
}

const added = (settings: Settings, ...series: readonly (readonly number[] | null | undefined)[]): number[] => {
  const sum = blankSeries(settings).fill(0)
  for (const each of series) each?.forEach((usd, m) => (sum[m]! += usd))
  return sum
}

const linesOf = ({ fleetPart, side, parts }: HybridChoice, settings: Settings) => {
  const { usage, people, oneOff, swap, exit } = apiCostLines(side, parts, settings)
  const { lines } = fleetPart
  const all: Partial<Record<LineId, readonly number[] | null>> = {
    ...lines,
    'api-usage': usage,
    'api-people': people,
    'one-off': added(settings, lines['one-off'], oneOff),
    'model-swap': added(settings, lines['model-swap'], swap),
    exit: added(settings, lines.exit, exit),
  }
  return { lines: all, api: added(settings, usage, people, oneOff, swap, exit) }
}

export const hybridId = (baseId: string, apiId: string): string => `hybrid:${baseId}+${apiId}`

const older = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)

const once = (warnings: readonly Remark[]): Remark[] =>
  warnings.filter((warning, index) => warnings.findIndex(({ text }) => text === warning.text) === index)

/** The hybrid's own fleet may be rented elsewhere than the pure option's. */
const ruledFleet = ({ base, fleetPart }: HybridChoice, settings: Settings): Ruled => {
  const site = base.kind === 'owned' ? ownedSite(base.gpu, settings.scenario) : rentedSite(base.gpu, fleetPart.rented, settings)
  return settings.judge.findings.ofHardware(base.model, site)
}

const optionOf = (choice: HybridChoice, settings: Settings): OptionResult => {
  const { base, side, fleetPart, fleet, replicas } = choice
  const { lines, api } = linesOf(choice, settings)
  const { model, option } = base
  const totals = totalsOf(lines, settings)
  const { cash, profitAndLoss, valueAtEnd, energy } = fleetPart.view
  return possibleOption(
    {
      id: hybridId(option.id, side.option.id),
      kind: 'hybrid',
      modelId: model.id,
      modelName: model.name,
      name: hybridName(model.name, fleetPart.fleetName, side.option),
      subtitle: hybridSubtitle(choice.shareServed),
      judged: judgedTogether(option, side.option, settings.judge.findings.ofBoth(ruledFleet(choice, settings), side.option)),
      warnings: once([...fleetPart.warnings, ...side.option.warnings]),
      task: sharedTask(settings.taskOf(model.id), settings.taskOf(side.option.modelId), choice.shareServed),
      api: side.option.api,
      rented: fleetPart.rented,
      owned: fleetPart.owned,
      hybrid: {
        baseId: option.id,
        apiId: side.option.id,
        base: base.kind,
        replicas,
        mostReplicas: fleet.most,
        shareServed: choice.shareServed,
        byHour: choice.byHour,
        costByReplicas: choice.costByReplicas,
      },
    },
    totals,
    fleetPart.ttft95Seconds,
    older(fleetPart.oldestPrice, side.option.oldestPrice),
    { cash: added(settings, cash, api), profitAndLoss: added(settings, profitAndLoss, api), valueAtEnd, energy },
  )
}

/** `sidesOf`: the APIs a fleet of a model may be joined with, each once. */
export const hybridOptions = (
  bases: readonly HybridBase[],
  sidesOf: (base: HybridBase) => readonly ApiSide[],
  settings: Settings,
): { readonly option: OptionResult; readonly choice: HybridChoice }[] =>
  bases.flatMap((base) => splitsOf(base, sidesOf(base), settings).map((choice) => ({ choice, option: optionOf(choice, settings) })))
