/**
 * The cheapest fleet by trying every layout, policy and offer in full, hour by hour and month by month, from the functions that the
 * golden finance cases hold: what the search must find with its shortcuts.
 */
import { fillBatch } from '../../src/engine/batch-fill.ts'
import type { FleetDemand } from '../../src/engine/compare/fleet-steps.ts'
import type { Policy } from '../../src/engine/compare/fleet-week.ts'
import type { RateCard } from '../../src/engine/compare/rate-cards.ts'
import type { RentalOffer } from '../../src/engine/compare/rental-offers.ts'
import type { Candidate } from '../../src/engine/compare/serving-cache.ts'
import type { Settings } from '../../src/engine/compare/settings.ts'
import { boxesFor } from '../../src/engine/instances.ts'
import { peopleNeeded } from '../../src/engine/people.ts'
import { alwaysOn, autoscaled, workingHours, workingHoursMask } from '../../src/engine/policies.ts'
import { ceiling, replicasOfWeek, STANDARD_HEADROOM } from '../../src/engine/replicas.ts'

const WEEK_HOURS = 168
const MONTH_HOURS = 730

const weekOf = (policy: Policy, candidate: Candidate, demand: FleetDemand, m: number, settings: Settings): Float64Array | null => {
  const { scenario } = settings
  const { capacity } = candidate
  const month = demand.load.months[m]!
  const spare = month.peak > 0 ? scenario.spareReplicas : 0
  const need = (factor: number): Float64Array => {
    const out = new Float64Array(WEEK_HOURS)
    const load = month.hours.map((tokens) => tokens * capacity.tpotSeconds * factor)
    replicasOfWeek(load, capacity.concurrency, STANDARD_HEADROOM, out)
    return out
  }
  let week: Float64Array | null
  if (policy === 'always-on')
    week = new Float64Array(WEEK_HOURS).fill(alwaysOn(Math.max(...need(scenario.seasonalFactor)), scenario.minReplicas, spare))
  else if (policy === 'autoscaled') week = autoscaled(need(1), scenario.minReplicas, spare, scenario.startUpHours)
  else if (policy === 'to-zero') week = need(1)
  else {
    const mask = workingHoursMask(scenario.workingHoursStart, scenario.workingHoursEnd)
    week = workingHours(need(scenario.seasonalFactor), mask, scenario.minReplicas, spare)
  }
  const arrivals = demand.batch?.[m]
  if (week === null || arrivals === undefined) return week
  const { extraReplicas } = fillBatch({
    replicas: week,
    load: month.hours.map((tokens) => tokens * capacity.tpotSeconds),
    capacity: capacity.concurrency,
    batchPerSecond: candidate.batchPerSecond!,
    arrivals,
  })
  return week.map((replicas) => replicas + extraReplicas)
}

const known = new WeakMap<FleetDemand, Map<Candidate, Map<string, Float64Array | null>>>()

/** The same week is asked for on every card. */
const rememberedWeek = (policy: Policy, candidate: Candidate, demand: FleetDemand, batch: boolean, m: number, settings: Settings) => {
  const ofDemand = known.get(demand) ?? new Map<Candidate, Map<string, Float64Array | null>>()
  known.set(demand, ofDemand)
  const ofCandidate = ofDemand.get(candidate) ?? new Map<string, Float64Array | null>()
  ofDemand.set(candidate, ofCandidate)
  const key = `${policy}|${batch}|${m}`
  const week = ofCandidate.get(key)
  if (week !== undefined) return week
  const made = weekOf(policy, candidate, batch ? demand : { ...demand, batch: null }, m, settings)
  ofCandidate.set(key, made)
  return made
}

/** Hours of the month in which at least k = 1, 2, … instances run; each start of a layer is billed for `startHours`. */
const layersOf = (week: Float64Array, startHours: number): number[] =>
  Array.from({ length: Math.max(...week) }, (_, layer) => {
    let hours = 0
    week.forEach((count, hour) => {
      if (count <= layer) return
      hours += week[(hour + WEEK_HOURS - 1) % WEEK_HOURS]! <= layer ? 1 + startHours : 1
    })
    return (hours * MONTH_HOURS) / WEEK_HOURS
  })

/** The least levelised cost of one instance, month by month from the first on: by the hour, or signed for a term. */
const leastOfLayer = (hours: readonly number[], card: RateCard, settings: Settings): number => {
  const { scenario, horizon, gpuPath } = settings
  const { months, weight } = horizon
  const adders = 1 + scenario.rentalAdderShare + scenario.rentalSupportShare
  const usd = (offer: RentalOffer, m: number): number => offer.usdPerGpuHour * card.gpusPerInstance * gpuPath[m]!
  const known = new Map<number, number>()
  const from = (m: number): number => {
    if (m >= months) return 0
    const found = known.get(m)
    if (found !== undefined) return found
    let least = Number.POSITIVE_INFINITY
    if (hours[m] === 0) least = from(m + 1)
    else if (card.hourly !== null) least = hours[m]! * usd(card.hourly, m) * weight[m]! * adders + from(m + 1)
    for (const term of card.terms) {
      let cost = 0
      for (let t = m; t < m + term.termMonths!; t++)
        if (t < months) cost += MONTH_HOURS * usd(term, m) * weight[t]! * adders
        else if (scenario.countsCommitmentTail) cost += MONTH_HOURS * usd(term, m) * weight[months - 1]!
      least = Math.min(least, cost + from(m + term.termMonths!))
    }
    known.set(m, least)
    return least
  }
  return from(0)
}

/** Batch work on spot instances of its own: hours by month, and GPUs to look after. */
const spotOf = (candidate: Candidate, offer: RentalOffer, demand: FleetDemand, m: number): { hours: number; gpus: number } => {
  const perWeek = demand.batch![m]!.reduce((sum, requests) => sum + requests, 0)
  const replicaHours = (perWeek / candidate.batchPerSecond! / 3600) * (MONTH_HOURS / WEEK_HOURS)
  const { gpusPerReplica } = candidate.layout
  const perReplica =
    gpusPerReplica <= offer.gpusPerInstance
      ? 1 / Math.floor(offer.gpusPerInstance / gpusPerReplica)
      : Math.ceil(gpusPerReplica / offer.gpusPerInstance)
  const hours = ceiling(replicaHours * perReplica)
  return { hours, gpus: ceiling(hours / MONTH_HOURS) * offer.gpusPerInstance }
}

/** Levelised USD a month of one layout under one policy on one rate card; null: demand outside the policy's hours. */
export const costOfFleet = (
  candidate: Candidate,
  policy: Policy,
  card: RateCard,
  demand: FleetDemand,
  settings: Settings,
  spot: RentalOffer | null = null,
): number | null => {
  const { scenario, horizon } = settings
  const least = ceiling(card.minGpus / card.gpusPerInstance)
  const layers: number[][] = []
  for (let m = 0; m < horizon.months; m++) {
    const replicas = rememberedWeek(policy, candidate, demand, spot === null, m, settings)
    if (replicas === null) return null
    const week = replicas.map((count) =>
      count === 0 ? 0 : Math.max(least, boxesFor(count, candidate.layout.gpusPerReplica, card.gpusPerInstance)),
    )
    layers.push(layersOf(week, policy === 'to-zero' ? scenario.startUpHours : 0))
  }
  let total = 0
  const known = new Map<string, number>()
  for (let k = 0; k < Math.max(...layers.map((layer) => layer.length)); k++) {
    const hours = layers.map((layer) => layer[k] ?? 0)
    const key = hours.join()
    const cost = known.get(key) ?? leastOfLayer(hours, card, settings)
    known.set(key, cost)
    total += cost
  }
  const adders = 1 + scenario.rentalAdderShare + scenario.rentalSupportShare
  const { swapEveryMonths } = scenario
  for (let m = 0; m < horizon.months; m++) {
    const onSpot = spot === null ? { hours: 0, gpus: 0 } : spotOf(candidate, spot, demand, m)
    const gpus = layers[m]!.length * card.gpusPerInstance + onSpot.gpus
    const people = peopleNeeded(scenario.rentedFteBase, scenario.rentedFtePerNode, Math.ceil(gpus / 8 - 1e-9), scenario.fteElasticity)
    const flow =
      onSpot.hours * (spot === null ? 0 : spot.usdPerGpuHour * spot.gpusPerInstance) * settings.gpuPath[m]! * adders +
      people * settings.usdPerPerson[m]! +
      (gpus * scenario.licenceUsdPerGpuYear) / 12 +
      (m === 0 ? scenario.rentedOneOffUsd : 0) +
      (m === horizon.months - 1 ? scenario.rentedExitUsd : 0) +
      (swapEveryMonths > 0 && m > 0 && m % swapEveryMonths === 0 ? scenario.selfHostedSwapUsd : 0)
    total += horizon.weight[m]! * flow
  }
  return total
}

/** What one provider sells for one instance size and smallest order, nothing left out. */
const everyCard = (offers: readonly RentalOffer[]): RateCard[] =>
  offers.flatMap(({ provider, gpusPerInstance, minGpus }) => {
    const ofCard = offers.filter((o) => o.provider === provider && o.gpusPerInstance === gpusPerInstance && o.minGpus <= minGpus)
    const hourly = ofCard.filter((o) => o.termMonths === null).sort((a, b) => a.usdPerGpuHour - b.usdPerGpuHour)[0] ?? null
    return [{ provider, gpusPerInstance, minGpus, hourly, terms: ofCard.filter((o) => o.termMonths !== null) }]
  })

/** Of all ways to rent from `offers`, batch work in the valleys or on `spot`; null: none. */
export const cheapestOfEvery = (
  candidates: readonly Candidate[],
  offers: readonly RentalOffer[],
  spot: readonly RentalOffer[],
  nodeGpus: number,
  demand: FleetDemand,
  settings: Settings,
): number | null => {
  const policies: readonly Policy[] = settings.scenario.policy === 'automatic' ? ['always-on', 'autoscaled'] : [settings.scenario.policy]
  const holds = (candidate: Candidate, { gpusPerInstance }: { gpusPerInstance: number }): boolean =>
    candidate.layout.gpusPerReplica <= gpusPerInstance || gpusPerInstance >= nodeGpus
  let least: number | null = null
  for (const candidate of candidates)
    for (const policy of policies)
      for (const card of everyCard(offers)) {
        // hours that stop and start are only sold by the hour; a replica over several instances needs whole nodes
        if ((policy !== 'always-on' && card.hourly === null) || !holds(candidate, card)) continue
        const beside = demand.batch === null ? [] : spot.filter((offer) => holds(candidate, offer))
        for (const onSpot of [null, ...beside]) {
          const cost = costOfFleet(candidate, policy, card, demand, settings, onSpot)
          if (cost !== null && (least === null || cost < least)) least = cost
        }
      }
  return least
}
