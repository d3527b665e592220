/**
 * What does a layer of instances cost on a rate card? Each layer takes the mix of hours and terms that counts least in the levelised cost
 * (`method.md` 4 [F7], docs/adr/0019). Where every month is alike that is the least of a few straight lines over its hours.
 */
import { leastPlan, planBuffers, type PlanBuffers, type PlanPrices } from '../commitments.ts'
import { peopleNeeded } from '../people.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import type { RateCard } from './rate-cards.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { Settings } from './settings.ts'
import { levelise } from './time.ts'

/** A card without an hourly price; the plan must never choose one. */
const NO_HOURLY_PRICE = 1e15

/** What one instance is rented on, for a stretch of months. */
export interface Run {
  /** the first month, in which a term is signed at the price of that month */
  readonly from: number
  /** the month after the last within the horizon */
  readonly to: number
  readonly offer: RentalOffer
}

/** The plan of one instance of a layer. */
export interface LayerPlan {
  /** USD committed in each month of the horizon */
  readonly committed: Float64Array
  /** USD an hour in the months on demand, else 0 */
  readonly hourly: Float64Array
  /** USD owed after the horizon, as far as it is counted */
  readonly owed: number
  readonly runs: readonly Run[]
}

/** Levelised USD a month of a plan, with what is charged on top: `fixed` + `slope` · hours a month. */
export interface PlanLine extends LayerPlan {
  readonly fixed: number
  readonly slope: number
}

export interface PriceFactors {
  /** levelised price of an hour at 1 USD in month 0: the price path's weight */
  readonly onDemand: number
  /** the lowest price of any month */
  readonly least: number
  /** levelised USD a month of one full-time person */
  readonly wages: number
  /** full-time people by nodes to look after */
  readonly people: (nodes: number) => number
  readonly prices: (card: RateCard) => PlanPrices
  /** plans of which one is the cheapest for any layer that is needed alike in every month, by falling slope */
  readonly lines: (card: RateCard) => readonly PlanLine[]
  /** by month, what an instance counts for at least in any term of the card, taken alone */
  readonly leastOfTerms: (card: RateCard) => Float64Array
  readonly buffers: PlanBuffers
}

/** Storage, egress, management and support on top of compute. What is owed after the horizon carries none. */
export const withAdders = ({ scenario }: Settings): number => 1 + scenario.rentalAdderShare + scenario.rentalSupportShare

/** Fleets up to this size have their head count looked up: a power is dear. */
const NODES_KEPT = 4096

const peopleByNodes = ({ scenario }: Settings): ((nodes: number) => number) => {
  const known: (number | undefined)[] = []
  const people = (nodes: number): number => peopleNeeded(scenario.rentedFteBase, scenario.rentedFtePerNode, nodes, scenario.fteElasticity)
  return (nodes) => (nodes < NODES_KEPT ? (known[nodes] ??= people(nodes)) : people(nodes))
}

/** Levelised USD of a whole term of 1 USD an hour by month of signing: paid in the horizon with adders, then owed in the last month. */
const wholeTerm = (months: number, { horizon, gpuPath, scenario }: Settings, adders: number): Float64Array => {
  const { weight, months: horizonMonths } = horizon
  const afterwards = scenario.countsCommitmentTail ? weight[horizonMonths - 1]! : 0
  const whole = new Float64Array(horizonMonths)
  for (let m = 0; m < horizonMonths; m++) {
    const end = Math.min(horizonMonths, m + months)
    let inHorizon = 0
    for (let t = m; t < end; t++) inHorizon += weight[t]!
    whole[m] = HOURS_PER_MONTH * gpuPath[m]! * (inHorizon * adders + (m + months - end) * afterwards)
  }
  return whole
}

const onceEach = <K extends object | number, V>(make: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}

/** Reads the choices of the last plan into months of a layer. */
export const chosenPlan = ({ chosen }: PlanBuffers, card: RateCard, { horizon, gpuPath, scenario }: Settings): LayerPlan => {
  const { months } = horizon
  const committed = new Float64Array(months)
  const hourly = new Float64Array(months)
  const runs: Run[] = []
  let owed = 0
  for (let m = 0; m < months;) {
    const term = card.terms[chosen[m]!]
    const offer = term ?? card.hourly
    let to = m + 1
    if (term !== undefined) {
      const perMonth = HOURS_PER_MONTH * term.usdPerGpuHour * card.gpusPerInstance * gpuPath[m]!
      to = Math.min(months, m + term.termMonths!)
      committed.fill(perMonth, m, to)
      if (scenario.countsCommitmentTail) owed += perMonth * (m + term.termMonths! - to)
    } else {
      while (to < months && chosen[to] === chosen[m]) to++
      if (offer !== null) for (let t = m; t < to; t++) hourly[t] = offer.usdPerGpuHour * card.gpusPerInstance * gpuPath[t]!
    }
    if (offer !== null) runs.push({ from: m, to, offer })
    m = to
  }
  return { committed, hourly, owed, runs }
}

/** Lines that differ by less than this share are the same plan. */
const SAME = 1e-12

/** The lower envelope of all plans of a layer with the same hours every month, found from its ends inwards. */
const planLines = (card: RateCard, prices: PlanPrices, settings: Settings, buffers: PlanBuffers): PlanLine[] => {
  const { months } = settings.horizon
  const hours = new Float64Array(months)
  const lineAt = (each: number): PlanLine => {
    leastPlan(hours.fill(each), prices, months, buffers)
    let fixed = 0
    let slope = 0
    for (let m = 0; m < months;) {
      const term = prices.terms[buffers.chosen[m]!]
      if (term === undefined) slope += prices.usdPerHour * prices.hour[m++]!
      else {
        fixed += term.usdPerHour * term.whole[m]!
        m += term.months
      }
    }
    return { fixed, slope, ...chosenPlan(buffers, card, settings) }
  }
  // a start may be billed in every hour
  const top = lineAt(HOURS_PER_MONTH * (1 + settings.scenario.startUpHours))
  if (card.hourly === null || card.terms.length === 0) return [top]
  const between = (left: PlanLine, right: PlanLine): PlanLine[] => {
    if (left.slope - right.slope <= SAME * left.slope) return []
    const at = (right.fixed - left.fixed) / (left.slope - right.slope)
    const middle = lineAt(at)
    const value = middle.fixed + middle.slope * at
    if (value >= (left.fixed + left.slope * at) * (1 - SAME)) return []
    return [...between(left, middle), middle, ...between(middle, right)]
  }
  const bottom = lineAt(0)
  return top.slope === bottom.slope ? [bottom] : [bottom, ...between(bottom, top), top]
}

export const priceFactors = (settings: Settings): PriceFactors => {
  const { horizon, gpuPath } = settings
  const { weight, months } = horizon
  const adders = withAdders(settings)
  const hour = Float64Array.from(weight, (share, m) => share * gpuPath[m]! * adders)
  const wholeOf = onceEach((termMonths: number) => wholeTerm(termMonths, settings, adders))
  const prices = onceEach(({ hourly, terms, gpusPerInstance }: RateCard): PlanPrices => ({
    usdPerHour: hourly === null ? NO_HOURLY_PRICE : hourly.usdPerGpuHour * gpusPerInstance,
    hour,
    terms: terms.map(({ termMonths, usdPerGpuHour }) => ({
      months: termMonths!,
      usdPerHour: usdPerGpuHour * gpusPerInstance,
      whole: wholeOf(termMonths!),
    })),
  }))
  const buffers = planBuffers(months)
  return {
    onDemand: levelise(gpuPath, horizon),
    least: gpuPath.reduce((low, path) => Math.min(low, path), 1),
    wages: levelise(settings.usdPerPerson, horizon),
    people: peopleByNodes(settings),
    prices,
    lines: onceEach((card: RateCard) => planLines(card, prices(card), settings, buffers)),
    leastOfTerms: onceEach((card: RateCard) => {
      const cheapest = card.terms.reduce((low, term) => Math.min(low, term.usdPerGpuHour), Number.POSITIVE_INFINITY)
      let path = Number.POSITIVE_INFINITY
      return Float64Array.from(weight, (share, m) => {
        path = Math.min(path, gpuPath[m]!)
        return HOURS_PER_MONTH * cheapest * card.gpusPerInstance * path * share * adders
      })
    }),
    buffers,
  }
}

/** Levelised USD a month of an instance that runs so many hours in every month. */
export const steadyLayer = (lines: readonly PlanLine[], hours: number): number => {
  let least = Number.POSITIVE_INFINITY
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const cost = line.fixed + line.slope * hours
    if (cost < least) least = cost
  }
  return least
}
