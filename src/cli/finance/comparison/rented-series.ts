/** Rented replicas over the horizon of a golden comparison: policy, batch in the valleys, whole instances, a plan for each layer. */
import { pathFactor } from '../../../engine/api-prices.ts'
import { fillBatch } from '../../../engine/batch-fill.ts'
import { planLayer } from '../../../engine/commitments.ts'
import { boxLayerHours } from '../../../engine/instances.ts'
import { alwaysOn, autoscaled, layerHours } from '../../../engine/policies.ts'
import { shareOfCompute } from '../../../engine/rental-bill.ts'
import { replicasOfWeek } from '../../../engine/replicas.ts'
import { ONE_YEAR, THREE_YEARS } from '../fleet-kinds.ts'
import { batchArrivals, loadOf, monthUses, type ComparisonShape, type RentedShape } from './inputs.ts'
import { staffCost, type OptionSeries } from './series.ts'

const HOURS_PER_WEEK = 168

/** H_k of the instances in a month, with at most `cap` replicas for interactive work. */
const layersOfMonth = (option: RentedShape, comparison: ComparisonShape, m: number, cap: number): number[] => {
  const uses = monthUses(comparison.workloads, m)
  const load = loadOf(uses, option.seconds)
  const need = new Float64Array(HOURS_PER_WEEK)
  const most = Math.min(cap, replicasOfWeek(load, option.C, option, need))
  const capped = need.map((replicas) => Math.min(cap, replicas))
  const running =
    option.policy === 'always'
      ? new Float64Array(HOURS_PER_WEEK).fill(alwaysOn(most, option.nMin, option.spare))
      : autoscaled(capped, option.nMin, option.spare, option.lag)
  const arrivals = batchArrivals(uses)
  const { extraReplicas } = arrivals.some((requests) => requests > 0)
    ? fillBatch({ replicas: running, load, capacity: option.C, batchPerSecond: option.xb, arrivals })
    : { extraReplicas: 0 }
  const layers = layerHours(running.map((replicas) => replicas + extraReplicas))
  return boxLayerHours(layers, option.gpusPerReplica, option.gpusPerInstance)
}

/** `cap`: replicas kept where an API takes the rest; with 0 there is no fleet and no cost of one. */
export const rentedSeries = (option: RentedShape, comparison: ComparisonShape, cap = Number.POSITIVE_INFINITY): OptionSeries => {
  const { months } = comparison
  const zero = new Float64Array(months)
  if (cap === 0) return { tco: zero, starts: zero, ends: zero, valueAtEnd: 0, own: {} }
  const rate = (1 + comparison.discountRate) ** (1 / 12) - 1
  const layers = Array.from({ length: months }, (_, m) => layersOfMonth(option, comparison, m, cap))
  const priced = (usd: number) =>
    Array.from({ length: months }, (_, m) => usd * option.gpusPerInstance * pathFactor.bare({ perYear: option.pricePath, monthIndex: m }))
  const offered = [
    { months: ONE_YEAR, usd: option.oneYear },
    { months: THREE_YEARS, usd: option.threeYears },
  ]
  const terms = offered.flatMap((term) => (term.usd === null ? [] : [{ months: term.months, usdPerHour: priced(term.usd) }]))
  const onDemand = priced(option.onDemand)
  const compute = new Float64Array(months)
  let tail = 0
  for (let k = 0; k < Math.max(...layers.map((layer) => layer.length)); k++) {
    const plan = planLayer(
      layers.map((layer) => layer[k] ?? 0),
      onDemand,
      terms,
      rate,
    )
    plan.monthly.forEach((usd, m) => (compute[m]! += usd))
    tail += plan.owedAfter
  }
  const lines = Array.from(compute, (usd, m) => ({
    compute: usd,
    adders: shareOfCompute.bare({ compute: usd, share: option.adderShare }),
    staff: layers[m]!.length > 0 ? staffCost(option.staff, layers[m]!.length, m) : 0,
    oneOff: m === 0 ? option.oneOff : 0,
  }))
  const tco = Float64Array.from(lines, (line, m) => line.compute + line.adders + line.staff + line.oneOff + (m === months - 1 ? tail : 0))
  return { tco, starts: zero, ends: tco, valueAtEnd: 0, own: { linesMonth0: { ...lines[0], total: tco[0] }, commitmentTail: tail } }
}
