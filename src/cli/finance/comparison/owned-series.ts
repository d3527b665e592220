/** Owned nodes over the horizon of a golden comparison: purchases, capital charges, energy and the rest. */
import { pathFactor } from '../../../engine/api-prices.ts'
import { fillBatch } from '../../../engine/batch-fill.ts'
import { energyAndColocation, yearlyShareOfServers } from '../../../engine/energy.ts'
import { servedLoad } from '../../../engine/hybrid.ts'
import { boxesFor } from '../../../engine/instances.ts'
import { licences } from '../../../engine/rental-bill.ts'
import { replicasOfWeek } from '../../../engine/replicas.ts'
import { ownershipOf } from '../../../engine/tranches.ts'
import { batchArrivals, loadOf, monthUses, type ComparisonShape, type OwnedShape } from './inputs.ts'
import { staffCost, type OptionSeries } from './series.ts'

const HOURS_PER_WEEK = 168

interface MonthFleet {
  readonly nodes: number
  /** replicas working on average, batch included */
  readonly working: number
}

const fleetOfMonth = (option: OwnedShape, comparison: ComparisonShape, m: number, cap: number): MonthFleet => {
  const uses = monthUses(comparison.workloads, m)
  const load = loadOf(uses, option.seconds)
  const peak = Math.min(cap, replicasOfWeek(load, option.C, option, new Float64Array(HOURS_PER_WEEK)))
  const served = cap === Number.POSITIVE_INFINITY ? load : servedLoad(load, peak, option.C, option)
  const interactive = served.reduce((sum, a) => sum + a, 0) / option.C / HOURS_PER_WEEK
  const arrivals = batchArrivals(uses)
  if (!arrivals.some((requests) => requests > 0)) return { nodes: nodesFor(option, peak), working: interactive }
  const running = new Float64Array(HOURS_PER_WEEK).fill(peak)
  const fill = fillBatch({ replicas: running, load: served, capacity: option.C, batchPerSecond: option.xb, arrivals })
  const replicas = peak + fill.extraReplicas
  return { nodes: nodesFor(option, replicas), working: fill.utilisationAll * replicas }
}

const nodesFor = (option: OwnedShape, replicas: number): number =>
  replicas === 0 ? 0 : boxesFor(replicas, option.gpusPerReplica, option.gpusPerNode) + option.spareNodes

export const ownedSeries = (option: OwnedShape, comparison: ComparisonShape, cap = Number.POSITIVE_INFINITY): OptionSeries => {
  const { months } = comparison
  const zero = new Float64Array(months)
  if (cap === 0) return { tco: zero, starts: zero, ends: zero, valueAtEnd: 0, own: {} }
  const rate = (1 + comparison.discountRate) ** (1 / 12) - 1
  const fleets = Array.from({ length: months }, (_, m) => fleetOfMonth(option, comparison, m, cap))
  const owned = ownershipOf(
    fleets.map((fleet) => fleet.nodes),
    { ...option, usdPerNode: option.usdPerGpu * option.gpusPerNode, pricePath: option.purchasePath },
    rate,
  )
  const lines = fleets.map(({ working }, m) => {
    const nodes = owned.alive[m]!
    const servers = owned.serversAlive[m]!
    const busy = nodes > 0 ? (working * option.gpusPerReplica) / (nodes * option.gpusPerNode) : 0
    const site = energyAndColocation({
      ...option,
      nodes,
      busy,
      usdPerKwh: option.usdPerKwh * pathFactor.bare({ perYear: option.electricityPath, monthIndex: m }),
      covers: option.coloAllIn === true ? 'energy' : option.coloCoversCooling === true ? 'cooling' : 'space',
    })
    return {
      capital: owned.charges[m]!,
      ...site,
      maintenance: yearlyShareOfServers.bare({ servers, sharePerYear: option.maintenanceShare }),
      insurance: yearlyShareOfServers.bare({ servers, sharePerYear: option.insuranceShare }),
      licences: licences.bare({ gpus: nodes * option.gpusPerNode, perGpuYear: option.licencePerGpuYear }),
      staff: nodes > 0 ? staffCost(option.staff, nodes, m) : 0,
      oneOff: m === 0 ? option.oneOff : 0,
    }
  })
  const tco = Float64Array.from(lines, (line) => Object.values(line).reduce((sum, usd) => sum + usd, 0))
  return {
    tco,
    starts: owned.purchases,
    ends: tco.map((usd, m) => usd - owned.charges[m]! - owned.residuals[m]!),
    valueAtEnd: owned.valueAtEnd,
    own: { linesMonth0: { ...lines[0], total: tco[0] }, nodes: [owned.alive[0], owned.alive[months - 1]] },
  }
}
