/** Golden kinds of `method.md` 3 and 4: load, replicas, policies, batch, instances, commitments. */
import { fillBatch } from '../../engine/batch-fill.ts'
import { cheapestOfMonth, planLayer } from '../../engine/commitments.ts'
import { boxLayerHours } from '../../engine/instances.ts'
import { alwaysOn, autoscaled, billedHours, layerHours, startsOfWeek, workingHours } from '../../engine/policies.ts'
import { rentedCompute } from '../../engine/rental-bill.ts'
import { loadCarried, replicasNeeded } from '../../engine/replicas.ts'
import { monthlyRate } from '../../engine/present-value.ts'
import { addLoad } from '../../engine/week.ts'
import { hoursOf, profileOf, type Hours, type ProfileShape } from './shapes.ts'

const HOURS_PER_WEEK = 168
const MONTH_HOURS_PER_WEEK_HOUR = 730 / HOURS_PER_WEEK
export const ONE_YEAR = 12
export const THREE_YEARS = 36
const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0)

const concurrency = (x: { R: number; beta: number; profile: ProfileShape; seconds: number; hours: number[] }) => {
  const load = new Float64Array(HOURS_PER_WEEK)
  addLoad(load, { requests: x.R, batchShare: x.beta, weights: profileOf(x.profile), seconds: x.seconds })
  const sum = sumOf(load)
  return { max: Math.max(...load), sum, mean: sum / HOURS_PER_WEEK, atHours: x.hours.map((hour) => load[hour]!) }
}

const replicas = (x: { A: number[]; C: number; z: number; idc: number; n: number[] }) => ({
  need: x.A.map((load) => replicasNeeded.bare({ load, capacity: x.C, z: x.z, idc: x.idc })),
  carries: x.n.map((n) => loadCarried.bare({ replicas: n, capacity: x.C, z: x.z, idc: x.idc })),
})

const billed = (x: { replicas: Hours; policy: 'always' | 'autoscaled'; spare: number; nMin?: number; lag?: number }) => {
  const need = hoursOf(x.replicas)
  const minimum = x.nMin ?? 0
  const week =
    x.policy === 'always'
      ? new Float64Array(HOURS_PER_WEEK).fill(alwaysOn(Math.max(...need), minimum, x.spare))
      : autoscaled(need, minimum, x.spare, x.lag ?? 0)
  const layers = layerHours(week)
  return { layerHours: layers, replicaHours: billedHours(layers), max: Math.max(...week), min: Math.min(...week) }
}

const scheduled = (x: { replicas: Hours; mask: Hours; spare: number; nMin?: number }) => {
  const week = workingHours(hoursOf(x.replicas), hoursOf(x.mask), x.nMin ?? 0, x.spare)
  if (week === null) return { notPossible: 'demand outside the working hours' }
  const layers = layerHours(week)
  return { layerHours: layers, replicaHours: billedHours(layers) }
}

const toZero = (x: { replicas: Hours; startHours: number }) => {
  const week = hoursOf(x.replicas)
  return {
    usedHours: billedHours(layerHours(week)),
    starts: startsOfWeek(week) * MONTH_HOURS_PER_WEEK_HOUR,
    billedHours: billedHours(layerHours(week, x.startHours)),
  }
}

const batchFill = (x: { n: Hours; A: Hours; C: number; xb: number; batchPerHour: Hours }) =>
  fillBatch({ replicas: hoursOf(x.n), load: hoursOf(x.A), capacity: x.C, batchPerSecond: x.xb, arrivals: hoursOf(x.batchPerHour) })

export const TERM_NAMES = new Map<number | null, string>([
  [null, 'onDemand'],
  [ONE_YEAR, 'oneYear'],
  [THREE_YEARS, 'threeYears'],
])

interface TermPrices {
  onDemand: number
  oneYear: number | null
  threeYears: number | null
}

const monthPlan = (x: TermPrices & { layerHours: number[] }) => {
  const terms = [
    { months: ONE_YEAR, usdPerHour: x.oneYear },
    { months: THREE_YEARS, usdPerHour: x.threeYears },
  ]
  const layers = x.layerHours.map((hours) => cheapestOfMonth(hours, x.onDemand, terms))
  return {
    choices: layers.map((layer) => TERM_NAMES.get(layer.term)),
    usd: layers.map((layer) => layer.usd),
    total: sumOf(layers.map((layer) => layer.usd)),
  }
}

const plan = (x: TermPrices & { hours: number[]; r: number }) => {
  const always = (price: number | null) => x.hours.map(() => price)
  const terms = [
    { months: ONE_YEAR, usdPerHour: always(x.oneYear) },
    { months: THREE_YEARS, usdPerHour: always(x.threeYears) },
  ]
  const found = planLayer(
    x.hours,
    x.hours.map(() => x.onDemand),
    terms,
    monthlyRate(x.r),
  )
  return {
    pv: found.presentValue,
    paid: sumOf(found.monthly),
    liabilityAtEnd: found.owedAfter,
    choices: found.choices.map((choice) => [choice.month, TERM_NAMES.get(choice.term)]),
  }
}

const instances = (x: { replicas: Hours; gpusPerReplica: number; gpusPerInstance: number; usdPerGpuHour: number }) => {
  const layers = boxLayerHours(layerHours(hoursOf(x.replicas)), x.gpusPerReplica, x.gpusPerInstance)
  const usd = rentedCompute.bare({ boxHours: billedHours(layers), gpusPerBox: x.gpusPerInstance, price: x.usdPerGpuHour })
  return { layerHours: layers, usd }
}

export const FLEET_KINDS = {
  concurrency,
  replicas,
  'billed-hours': billed,
  'working-hours': scheduled,
  'to-zero': toZero,
  'batch-fill': batchFill,
  'commitment-month': monthPlan,
  'commitment-plan': plan,
  instances,
}
