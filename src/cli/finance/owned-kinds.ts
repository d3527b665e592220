/** Golden kinds of `method.md` 5 and 7: capital, purchases, energy, hybrids of own replicas and an API. */
import { capitalCharge, valueNotRecovered } from '../../engine/capital.ts'
import { energyAndColocation } from '../../engine/energy.ts'
import { bestReplicas, hybridByHour, servedLoad, shareServed } from '../../engine/hybrid.ts'
import { discountedMonths, levelised, monthlyRate, presentValue, presentValueOfFlows } from '../../engine/present-value.ts'
import { replicasNeeded } from '../../engine/replicas.ts'
import { ownershipOf } from '../../engine/tranches.ts'
import { hoursOf, type Hours } from './shapes.ts'

const HOURS_PER_WEEK = 168
const MONTH_HOURS_PER_WEEK_HOUR = 730 / HOURS_PER_WEEK

const capital = (x: { C: number; R: number; r: number; L: number; months: number[] }) => {
  const rate = monthlyRate(x.r)
  const charge = capitalCharge(x.C, x.R, rate, x.L)
  return { monthlyRate: rate, K: charge, U: x.months.map((months) => valueNotRecovered(x.C, charge, rate, months)) }
}

const tranches = (x: {
  neededNodes: number[]
  L: number
  usdPerNode: number
  uplift: number
  residualShare: number
  decommissionShare?: number
  r: number
  pricePath?: number
  at: number[]
}) => {
  const rate = monthlyRate(x.r)
  const months = x.neededNodes.length
  const owned = ownershipOf(
    x.neededNodes,
    {
      usdPerNode: x.usdPerNode,
      pricePath: x.pricePath ?? 0,
      uplift: x.uplift,
      residualShare: x.residualShare,
      decommissionShare: x.decommissionShare ?? 0,
      lifeMonths: x.L,
    },
    rate,
  )
  const pvTco = presentValueOfFlows(owned.charges, rate)
  return {
    tranches: owned.tranches.map((t) => ({ m: t.month, nodes: t.nodes, S: t.servers, C: t.cost, R: t.residual, K: t.charge })),
    alive: [...owned.alive],
    chargeAt: x.at.map((m) => owned.charges[m]),
    residualTotal: owned.residuals.reduce((sum, value) => sum + value, 0),
    U: owned.valueAtEnd,
    pvTco,
    pvCash: presentValue(
      { starts: owned.purchases, ends: owned.residuals.map((value) => -value), valueAtEnd: owned.valueAtEnd },
      rate,
      months,
    ),
    levelised: levelised.bare({ presentValue: pvTco, discountedMonths: discountedMonths(rate, months) }),
  }
}

const energy = (x: {
  maxKw: number
  nodes: number
  idle: number
  load: number
  busy: number
  pue: number
  usdPerKwh: number
  provisionedKw: number
  usdPerKwMonth: number
  coloAllIn?: boolean
  coloCoversCooling?: boolean
}) => energyAndColocation({ ...x, covers: x.coloAllIn === true ? 'energy' : x.coloCoversCooling === true ? 'cooling' : 'space' })

const hybrid = (x: {
  A: Hours
  C: number
  z: number
  idc: number
  usdPerReplicaMonth: number
  fixed: number
  spare: number
  apiUsdPerConcurrencyHour: Hours
  apiCommitment?: number
  apiFixed?: number
}) => {
  const load = hoursOf(x.A)
  const price = hoursOf(x.apiUsdPerConcurrencyHour)
  const headroom = { z: x.z, idc: x.idc }
  const most = Math.max(...Array.from(load, (a) => replicasNeeded.bare({ load: a, capacity: x.C, ...headroom })))
  const byReplicas = Array.from({ length: most + 1 }, (_, replicas) => {
    const served = servedLoad(load, replicas, x.C, headroom)
    const rest = load.map((a, hour) => a - served[hour]!)
    const used = rest.reduce((sum, a, hour) => sum + a * price[hour]!, 0) * MONTH_HOURS_PER_WEEK_HOUR
    const api = rest.some((a) => a > 0) ? Math.max(used, x.apiCommitment ?? 0) + (x.apiFixed ?? 0) : 0
    const fleet = replicas === 0 ? 0 : x.fixed + (replicas + x.spare) * x.usdPerReplicaMonth
    return { share: shareServed(load, served), total: fleet + api }
  })
  const total = byReplicas.map((each) => each.total)
  const bestK = bestReplicas(total)
  return { share: byReplicas.map((each) => each.share), total, bestK, cost: total[bestK] }
}

const hybridHourly = (x: {
  A: Hours
  C: number
  z: number
  idc: number
  usdPerReplicaHour: number
  apiUsdPerConcurrencyHour: number | Hours
}) => {
  const price = x.apiUsdPerConcurrencyHour
  const api = hoursOf(typeof price === 'number' ? { constant: price } : price)
  const { cost, replicaHours } = hybridByHour(hoursOf(x.A), x.C, { z: x.z, idc: x.idc }, x.usdPerReplicaHour, api)
  return { cost, replicaHours }
}

export const OWNED_KINDS = { capital, 'owned-tranches': tranches, 'energy-colo': energy, hybrid, 'hybrid-hourly': hybridHourly }
