/**
 * What a rented fleet costs in a draw, in a few dozen sums: the hours of the typical week with the drawn load, on the layout, card and signed
 * plan of the typical scenario. For demand that is the same every month; gives the same as pricing anew (`tests/properties/odds.test.ts`).
 */
import type { Options } from '../compare/compare.ts'
import { rentedOneOffs } from '../compare/fleet-cost.ts'
import { isSwapMonth } from '../compare/one-off-lines.ts'
import { planFleet } from '../compare/rent-series.ts'
import { sizesOf } from '../compare/rented-option.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import { boxesPerReplica, replicasPerBox } from '../instances.ts'
import { ceiling, CEILING_SLACK, loadCarried, replicasFor, STANDARD_HEADROOM } from '../replicas.ts'
import { HOURS_PER_MONTH, HOURS_PER_WEEK, MONTHS_PER_YEAR, WEEKS_PER_MONTH } from '../../units/unit.ts'
import { onceReader, type DrawState } from './draw-state.ts'
import { loadScale } from './fast-load.ts'
import { peopleReader } from './fast-people.ts'
import type { Carried, CarriedIn } from './layout-surface.ts'

export type FastCost = () => number

const NOT_POSSIBLE = Number.POSITIVE_INFINITY

/** A term signed in month `from`: USD an hour of an instance, months paid within the horizon, and months owed after it. */
interface SignedTerm {
  readonly from: number
  readonly to: number
  readonly usdPerHour: number
  readonly owedMonths: number
}

/** Instances (from, to] under one plan. */
interface SignedLayer {
  readonly from: number
  readonly to: number
  readonly terms: readonly SignedTerm[]
  /** months on demand; null: all */
  readonly hourly: readonly number[] | null
}

/** Levelised USD of the terms and of an hour in every month, for each instance of a layer; `adders` on top. */
interface LayerPrices {
  readonly terms: Float64Array
  readonly tails: Float64Array
  readonly hours: Float64Array
}

const signedLayers = (choice: RentedChoice, { settings, context }: Options): SignedLayer[] => {
  const { months, countsCommitmentTail } = settings.scenario
  return planFleet(sizesOf(choice, settings), choice.card, context.factors, settings).map(({ from, to, plan }) => {
    const hourly = plan.runs.filter(({ offer }) => offer.termMonths === null)
    const terms = plan.runs.flatMap(({ from: signed, to: end, offer }) =>
      offer.termMonths === null
        ? []
        : [
            {
              from: signed,
              to: end,
              usdPerHour: offer.usdPerGpuHour * offer.gpusPerInstance,
              owedMonths: countsCommitmentTail ? signed + offer.termMonths - end : 0,
            },
          ],
    )
    const onDemand = hourly.flatMap((run) => Array.from({ length: run.to - run.from }, (_, at) => run.from + at))
    return { from, to, terms, hourly: onDemand.length === months ? null : onDemand }
  })
}

const priceLayers = (layers: readonly SignedLayer[], usdPerHour: number, { weight, gpuPath, hours }: DrawState, out: LayerPrices): void => {
  const last = weight[weight.length - 1]!
  for (let at = 0; at < layers.length; at++) {
    const { terms, hourly } = layers[at]!
    let paid = 0
    let owed = 0
    for (const { from, to, usdPerHour: usd, owedMonths } of terms) {
      let inHorizon = 0
      for (let m = from; m < to; m++) inHorizon += weight[m]!
      paid += HOURS_PER_MONTH * usd * gpuPath[from]! * inHorizon
      owed += HOURS_PER_MONTH * usd * gpuPath[from]! * owedMonths * last
    }
    let onDemand = hours
    if (hourly !== null) {
      onDemand = 0
      for (const m of hourly) onDemand += weight[m]! * gpuPath[m]!
    }
    out.terms[at] = paid
    out.tails[at] = owed
    out.hours[at] = usdPerHour * onDemand
  }
}

/** The first of rising loads that is more. */
const firstAbove = (loads: Float64Array, limit: number): number => {
  let low = 0
  let high = loads.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (loads[middle]! > limit) high = middle
    else low = middle + 1
  }
  return low
}

/** Output tokens a second that so many replicas carry. */
const loadCarriedBy = (replicas: number, { concurrency, tpotSeconds }: Carried): number =>
  loadCarried.bare({ replicas: replicas + CEILING_SLACK, capacity: concurrency, z: STANDARD_HEADROOM.z, idc: STANDARD_HEADROOM.idc }) /
  tpotSeconds

/** Null: something is drawn, or chosen, that this does not work out. */
export const fastRented = (choice: RentedChoice, gpuId: string, all: Options, state: DrawState, carried: CarriedIn): FastCost | null => {
  const { settings, context } = all
  const { scenario } = settings
  const { policy, card, spot } = choice
  const { hourly } = card
  if ((policy !== 'always-on' && policy !== 'autoscaled') || spot !== null || hourly === null) return null
  const scale = loadScale(all, state)
  if (scale === null) return null
  const month = context.demand.load.months[0]!
  const { gpusPerReplica } = choice.candidate.layout
  const { gpusPerInstance } = card
  const packed = gpusPerReplica <= gpusPerInstance
  const each = packed
    ? replicasPerBox.bare({ gpusPerBox: gpusPerInstance, gpusPerReplica })
    : boxesPerReplica.bare({ gpusPerReplica, gpusPerBox: gpusPerInstance })
  const leastBoxes = ceiling(card.minGpus / gpusPerInstance)
  const boxesOf = (replicas: number): number =>
    replicas === 0 ? 0 : Math.max(leastBoxes, packed ? ceiling(replicas / each) : replicas * each)

  const layers = signedLayers(choice, all)
  const planned = layers.at(-1)?.to ?? 0
  const prices = {
    terms: new Float64Array(layers.length),
    tails: new Float64Array(layers.length),
    hours: new Float64Array(layers.length),
  }
  const usdPerHour = hourly.usdPerGpuHour * gpusPerInstance
  const pathsDrawn = state.isDrawn('gpuPricePath') || state.isDrawn('discountRate')
  priceLayers(layers, usdPerHour, state, prices)

  const alwaysOn = policy === 'always-on'
  const season = state.reader('seasonalFactor', scenario.seasonalFactor)
  const loads = alwaysOn ? Float64Array.of(month.peak) : month.lagged.load
  const hours = alwaysOn ? Float64Array.of(HOURS_PER_WEEK) : month.lagged.hours
  const { minReplicas, spareReplicas } = scenario
  const adder = state.reader('rentalAdderShare', scenario.rentalAdderShare)
  const support = state.reader('rentalSupportShare', scenario.rentalSupportShare)
  const licence = state.reader('licenceUsdPerGpuYear', scenario.licenceUsdPerGpuYear)
  const ownPrice = `gpuPrices.${gpuId}`
  const typicalPrice = scenario.gpuPrices[gpuId]
  const gpuPrice = state.reader(ownPrice, typicalPrice ?? 1)
  const people = peopleReader(
    { base: 'rentedFteBase', perNode: 'rentedFtePerNode' },
    { base: scenario.rentedFteBase, perNode: scenario.rentedFtePerNode, elasticity: scenario.fteElasticity },
    state,
  )
  const once = onceReader(
    { once: 'rentedOneOffUsd', swap: 'selfHostedSwapUsd', exit: 'rentedExitUsd' },
    rentedOneOffs(settings),
    settings.horizon.labels.flatMap((_, m) => (isSwapMonth(m, scenario.swapEveryMonths) ? [m] : [])),
    state,
  )
  const { z, idc } = STANDARD_HEADROOM
  const now: Carried = { concurrency: 1, tpotSeconds: 1 }
  const total = new Float64Array(hours.length + 1)
  for (let j = 0; j < hours.length; j++) total[j + 1] = total[j]! + hours[j]!
  const needOf = (load: number): number => replicasFor(load * now.tpotSeconds, now.concurrency, z, idc)

  return () => {
    if (!carried(state.draw, now)) return NOT_POSSIBLE
    if (pathsDrawn) priceLayers(layers, usdPerHour, state, prices)
    const volume = scale() * (alwaysOn ? season() : 1)
    let rent = 0
    let tail = 0
    for (let at = 0; at < layers.length; at++) {
      const { from, to } = layers[at]!
      rent += (to - from) * prices.terms[at]!
      tail += (to - from) * prices.tails[at]!
    }
    let most = 0
    const idle = minReplicas === 0 && needOf(month.peak * volume) === 0
    if (!idle) {
      const spare = month.peak > 0 ? spareReplicas : 0
      let week = 0
      for (let first = 0; first < loads.length;) {
        const need = needOf(loads[first]! * volume)
        const end = Math.max(first + 1, firstAbove(loads, loadCarriedBy(Math.max(need, minReplicas), now) / volume))
        const boxes = boxesOf((need > minReplicas ? need : minReplicas) + spare)
        if (boxes > most) most = boxes
        let usdOfHour = boxes > planned ? (boxes - planned) * usdPerHour * state.hours : 0
        for (let at = 0; at < layers.length; at++) {
          const { from, to } = layers[at]!
          if (boxes > from) usdOfHour += ((boxes < to ? boxes : to) - from) * prices.hours[at]!
        }
        week += (total[end]! - total[first]!) * usdOfHour
        first = end
      }
      rent += week * WEEKS_PER_MONTH
    }
    const gpus = most * gpusPerInstance
    const priceScale = typicalPrice === undefined ? 1 : gpuPrice() / typicalPrice
    return (
      priceScale * (rent * (1 + adder() + support()) + tail) + people(gpus) * state.wages + (gpus * licence()) / MONTHS_PER_YEAR + once()
    )
  }
}
