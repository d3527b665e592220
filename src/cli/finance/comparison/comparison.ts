/** A whole golden comparison, composed of the engine's functions: every option's series, hybrids, ranking and paybacks. */
import { paybackMonth } from '../../../engine/break-even.ts'
import { bestReplicas, servedLoad } from '../../../engine/hybrid.ts'
import { monthlyRate } from '../../../engine/present-value.ts'
import { replicasOfWeek } from '../../../engine/replicas.ts'
import { apiSeries, UnknownPrice } from './api-series.ts'
import { loadOf, monthUses, type ApiShape, type ComparisonShape, type OwnedShape, type RentedShape } from './inputs.ts'
import { ownedSeries } from './owned-series.ts'
import { rentedSeries } from './rented-series.ts'
import { added, cashOf, levelisedOf, reported, type OptionSeries } from './series.ts'

const HOURS_PER_WEEK = 168

const baseSeries = (base: RentedShape | OwnedShape, comparison: ComparisonShape, replicas?: number): OptionSeries =>
  base.kind === 'rented' ? rentedSeries(base, comparison, replicas) : ownedSeries(base, comparison, replicas)

/** K is one whole number for the horizon; every K from 0 to the largest need is computed in full [F5]. */
const hybridSeries = (base: RentedShape | OwnedShape, api: ApiShape, comparison: ComparisonShape): OptionSeries => {
  const rate = monthlyRate(comparison.discountRate)
  const loads = Array.from({ length: comparison.months }, (_, m) => loadOf(monthUses(comparison.workloads, m), base.seconds))
  const kMax = Math.max(...loads.map((load) => replicasOfWeek(load, base.C, base, new Float64Array(HOURS_PER_WEEK))))
  const byReplicas = Array.from({ length: kMax + 1 }, (_, replicas) => {
    const rest = (m: number): Float64Array => {
      const load = loads[m]!
      const served = servedLoad(load, replicas, base.C, base)
      return load.map((a, hour) => (a > 0 ? (a - served[hour]!) / a : 0))
    }
    return added(baseSeries(base, comparison, replicas), apiSeries(api, comparison, rest))
  })
  const scan = byReplicas.map((series) => levelisedOf(series, rate))
  const K = bestReplicas(scan)
  return { ...byReplicas[K]!, own: { K, kMax, scan } }
}

const seriesOf = (id: string, comparison: ComparisonShape): OptionSeries => {
  const find = (wanted: string) => {
    const option = comparison.options.find((each) => each.id === wanted)
    if (option === undefined) throw new Error(`no option is called "${wanted}"`)
    return option
  }
  const option = find(id)
  if (option.kind === 'api') return apiSeries(option, comparison)
  if (option.kind !== 'hybrid') return baseSeries(option, comparison)
  const base = find(option.base)
  const api = find(option.api)
  if (api.kind !== 'api' || base.kind === 'api' || base.kind === 'hybrid') throw new Error(`"${id}" needs a fleet and an API`)
  return hybridSeries(base, api, comparison)
}

export const comparison = (inputs: ComparisonShape) => {
  const rate = monthlyRate(inputs.discountRate)
  const series = new Map<string, OptionSeries>()
  const options: Record<string, unknown> = {}
  for (const { id } of inputs.options) {
    try {
      const found = seriesOf(id, inputs)
      series.set(id, found)
      options[id] = reported(found, rate)
    } catch (error) {
      if (!(error instanceof UnknownPrice)) throw error
      options[id] = { notPossible: error.message }
    }
  }
  const cost = new Map([...series].map(([id, each]) => [id, levelisedOf(each, rate)]))
  const ranking = [...cost.keys()].sort((a, b) => cost.get(a)! - cost.get(b)! || (a < b ? -1 : 1))
  const paybacks = inputs.paybacks.map(([of, against]) => {
    const a = series.get(of)
    const b = series.get(against)
    return { of, against, month: a === undefined || b === undefined ? null : paybackMonth(cashOf(a), cashOf(b)) }
  })
  return { ranking, options, paybacks }
}
