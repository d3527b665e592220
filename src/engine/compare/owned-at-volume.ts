/** What owned servers cost at a multiple of today's volume: steps where a server or a bridging instance is added, and power in a straight line. */
import { loadCarried, STANDARD_HEADROOM } from '../replicas.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import { nodesFor, ownedLevelised } from './owned-cost.ts'
import { useBuffer, useOf, withoutSpare, type OwnedChoice } from './owned-search.ts'
import type { FleetDemand } from './fleet-steps.ts'
import { isIdle, needOf } from './fleet-week.ts'
import type { CostAt, LevelCosts } from './fleet-at-volume.ts'
import type { Settings } from './settings.ts'

/** Used again at every volume. */
const buffer = useBuffer()

interface VolumeContext {
  readonly settings: Settings
  readonly demand: FleetDemand
}

/** Levelised USD a month at a multiple of today's volume. */
export const ownedCost =
  ({ candidate, terms }: OwnedChoice, { settings, demand }: VolumeContext): CostAt =>
  (volume) =>
    ownedLevelised(useOf(candidate, demand, settings.scenario, volume, buffer), candidate.layout.gpusPerReplica, terms) ??
    Number.POSITIVE_INFINITY

/** The most GPUs of any month in which servers stand. */
export const ownedGpus = ({ candidate, terms }: OwnedChoice, volume: number, { settings, demand }: VolumeContext): number => {
  const { months, replicas } = useOf(candidate, demand, settings.scenario, volume, buffer)
  let most = 0
  for (let m = months === 1 ? 0 : terms.leadMonths; m < months; m++)
    most = Math.max(most, nodesFor(replicas[m]!, candidate.layout.gpusPerReplica, terms))
  return most * terms.gpusPerNode
}

/** Whether a fleet's steps over the volume are known: the same demand every month, and no batch work to place. */
export const isSteppedOwned = ({ demand }: VolumeContext): boolean => demand.load.constant && demand.batch === null

/** A fleet that steps more often than this in the range is read off the grid instead. */
const MOST_STEPS = 20000

/**
 * The cost in [lo, hi]: one replica more at V = a(n) ÷ (peak load · TPOT); only power grows between steps. The value at a step belongs to the
 * level below it. Null where the steps are not known in closed form, or are too many.
 */
export const ownedLevels = (choice: OwnedChoice, context: VolumeContext, lo: number, hi: number): LevelCosts | null => {
  if (!isSteppedOwned(context)) return null
  const { candidate, terms } = choice
  const { gpusPerReplica } = candidate.layout
  const { concurrency, tpotSeconds } = candidate.capacity
  const scenario = withoutSpare(context.settings.scenario)
  const month = context.demand.load.months[0]!
  if (month.peak === 0 || isIdle(month, candidate, scenario, lo)) return null
  const load = month.peak * scenario.seasonalFactor
  const first = needOf(load * lo, candidate)
  const last = needOf(load * hi, candidate)
  if (last - first > MOST_STEPS) return null
  const use = { months: 1, replicas: [0], working: [0] }
  const costOf = (replicas: number): number => {
    use.replicas[0] = replicas
    return ownedLevelised(use, gpusPerReplica, terms) ?? Number.POSITIVE_INFINITY
  }
  const held = (need: number): number => Math.max(scenario.minReplicas, need)
  const upTo: number[] = []
  const usd: number[] = [costOf(held(first))]
  for (let need = first, nodes = nodesFor(held(first), gpusPerReplica, terms); need < last; need++) {
    const before = nodes
    nodes = nodesFor(held(need + 1), gpusPerReplica, terms)
    // only the bridge changes with every replica
    if (nodes === before && terms.leadMonths === 0) continue
    const next = costOf(held(need + 1))
    if (next === usd.at(-1)) continue
    const carried = loadCarried.bare({ replicas: need, capacity: concurrency, z: STANDARD_HEADROOM.z, idc: STANDARD_HEADROOM.idc })
    const volume = carried / (load * tpotSeconds)
    if (volume >= hi) break
    upTo.push(Math.max(lo, volume))
    usd.push(next)
  }
  upTo.push(hi)
  const workingGpus = ((month.sum * tpotSeconds) / concurrency / HOURS_PER_WEEK) * gpusPerReplica
  return {
    upTo: Float64Array.from(upTo),
    usd: Float64Array.from(usd),
    slope: (workingGpus / terms.gpusPerNode) * terms.weights.alike.working,
  }
}
