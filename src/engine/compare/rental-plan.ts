/** Which offers does a fleet's plan use, for how many instances, and when is each signed? */
import type { RentedDetail } from '../result.ts'
import { hoursIn, type PlannedLayer } from './rent-series.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { LayerPlan } from './rental-price.ts'
import type { SpotUse } from './spot-batch.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import { ceiling } from '../replicas.ts'

export interface PlanStep {
  readonly offer: RentalOffer
  /** the most at a time */
  readonly instances: number
  readonly monthsSigned: readonly number[]
  /** instances times months */
  readonly use: number
}

interface Use {
  readonly byMonth: number[]
  readonly signed: Set<number>
}

const byUse = (a: PlanStep, b: PlanStep): number => b.use - a.use || (a.offer.termMonths ?? 0) - (b.offer.termMonths ?? 0)

const ofOne = new WeakMap<LayerPlan, readonly PlanStep[]>()

/** What one instance uses that runs in every month. */
const stepsOfOne = (plan: LayerPlan, months: number): readonly PlanStep[] => {
  const known = ofOne.get(plan) ?? stepsOfLayers([{ from: 0, to: 1, hours: [1], plan }], months).sort(byUse)
  ofOne.set(plan, known)
  return known
}

/** The plan of all layers, where all run alike in every month and share one; else null. */
const onePlanOf = (layers: readonly PlannedLayer[]): LayerPlan | null => {
  const first = layers[0]
  if (first === undefined) return null
  for (const { hours, plan } of layers) if (hours.length > 1 || !(hours[0]! > 0) || plan !== first.plan) return null
  return first.plan
}

/** Layers of a plan by offer, the most used first; idle layers use nothing. */
export const planSteps = (layers: readonly PlannedLayer[], months: number, spot: SpotUse | null): PlanStep[] => {
  const plan = onePlanOf(layers)
  const instances = layers.at(-1)?.to ?? 0
  const steps =
    plan === null
      ? stepsOfLayers(layers, months).sort(byUse)
      : stepsOfOne(plan, months).map(({ offer, monthsSigned, use }) => ({ offer, instances, monthsSigned, use: use * instances }))
  if (spot !== null) {
    const most = spot.boxHours.reduce((top, hours) => Math.max(top, hours), 0)
    steps.push({ offer: spot.offer, instances: ceiling(most / HOURS_PER_MONTH), monthsSigned: [], use: 0 })
  }
  return steps
}

const stepsOfLayers = (layers: readonly PlannedLayer[], months: number): PlanStep[] => {
  const uses = new Map<RentalOffer, Use>()
  for (let index = 0; index < layers.length; index++) {
    const layer = layers[index]!
    let count = layer.to - layer.from
    // where every month is alike, neighbours often have the same plan
    if (layer.hours.length === 1)
      while (layers[index + 1]?.plan === layer.plan) {
        index++
        count += layers[index]!.to - layers[index]!.from
      }
    for (const { from, to, offer } of layer.plan.runs) {
      let use = uses.get(offer)
      if (use === undefined) uses.set(offer, (use = { byMonth: new Array<number>(months).fill(0), signed: new Set() }))
      const bound = offer.termMonths !== null
      if (bound) use.signed.add(from)
      for (let m = from; m < to; m++) if (bound || hoursIn(layer, m) > 0) use.byMonth[m]! += count
    }
  }
  const steps: PlanStep[] = []
  for (const [offer, { byMonth, signed }] of uses) {
    let instances = 0
    let use = 0
    for (const count of byMonth) {
      if (count > instances) instances = count
      use += count
    }
    if (instances > 0) steps.push({ offer, instances, monthsSigned: [...signed].sort((a, b) => a - b), use })
  }
  return steps
}

/** As the result shows it: by the shortest commitment last. */
export const instancesUsed = (steps: readonly PlanStep[]): RentedDetail['plan'] =>
  [...steps]
    .sort((a, b) => (b.offer.termMonths ?? 0) - (a.offer.termMonths ?? 0) || Number(a.offer.spot) - Number(b.offer.spot))
    .map(({ offer, instances, monthsSigned }) => ({
      instances,
      termMonths: offer.termMonths,
      estimated: offer.estimated,
      spot: offer.spot,
      usdPerGpuHour: offer.usdPerGpuHour,
      monthsSigned,
    }))

/** Date of the oldest price; null: one has none. */
export const oldestOf = (steps: readonly PlanStep[]): string | null => {
  let oldest: string | null = null
  for (const { offer } of steps) {
    if (offer.checkedOn === null) return null
    if (oldest === null || offer.checkedOn < oldest) oldest = offer.checkedOn
  }
  return oldest
}
