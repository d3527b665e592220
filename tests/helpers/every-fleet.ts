/**
 * The cheapest fleet by trying every layout, policy and offer in full, hour by hour and month by month, from the functions that the
 * golden finance cases hold: what the search must find with its shortcuts.
 */
import { fillBatch } from '../../src/engine/batch-fill.ts'
import { planLayer } from '../../src/engine/commitments.ts'
import type { FleetDemand } from '../../src/engine/compare/fleet-steps.ts'
import type { Policy } from '../../src/engine/compare/fleet-week.ts'
import type { RentalOffer } from '../../src/engine/compare/rental-offers.ts'
import type { Candidate } from '../../src/engine/compare/serving-cache.ts'
import type { Settings } from '../../src/engine/compare/settings.ts'
import { boxesFor } from '../../src/engine/instances.ts'
import { peopleNeeded } from '../../src/engine/people.ts'
import { alwaysOn, autoscaled, startsOfWeek, workingHours, workingHoursMask } from '../../src/engine/policies.ts'
import { ceiling, replicasOfWeek, STANDARD_HEADROOM } from '../../src/engine/replicas.ts'

const WEEK_HOURS = 168
const MONTH_HOURS = 730
const NEVER = 1e15

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

/** Levelised USD a month of one layout under one policy at one offer; null: demand outside the policy's hours. */
export const costOfFleet = (
  candidate: Candidate,
  policy: Policy,
  offer: RentalOffer,
  demand: FleetDemand,
  settings: Settings,
): number | null => {
  const { scenario, horizon } = settings
  const boxes: number[] = []
  const hours: number[] = []
  for (let m = 0; m < horizon.months; m++) {
    const replicas = weekOf(policy, candidate, demand, m, settings)
    if (replicas === null) return null
    const least = ceiling(offer.minGpus / offer.gpusPerInstance)
    const week = replicas.map((count) =>
      count === 0 ? 0 : Math.max(least, boxesFor(count, candidate.layout.gpusPerReplica, offer.gpusPerInstance)),
    )
    boxes.push(Math.max(...week))
    const starts = policy === 'to-zero' ? startsOfWeek(week) * scenario.startUpHours : 0
    hours.push(((week.reduce((sum, count) => sum + count, 0) + starts) * MONTH_HOURS) / WEEK_HOURS)
  }
  const usdPerBoxHour = settings.gpuPath.map((path) => path * offer.usdPerGpuHour * offer.gpusPerInstance)
  const compute = hours.map((boxHours, m) => (offer.termMonths === null ? boxHours * usdPerBoxHour[m]! : 0))
  let tail = 0
  if (offer.termMonths !== null)
    for (let layer = 1; layer <= Math.max(...boxes); layer++) {
      const needed = boxes.map((count) => (count >= layer ? MONTH_HOURS : 0))
      const terms = [{ months: offer.termMonths, usdPerHour: usdPerBoxHour }]
      const plan = planLayer(
        needed,
        needed.map(() => NEVER),
        terms,
        horizon.monthlyRate,
      )
      plan.monthly.forEach((usd, m) => (compute[m]! += usd))
      tail += plan.owedAfter
    }
  const adders = 1 + scenario.rentalAdderShare + scenario.rentalSupportShare
  let total = 0
  for (let m = 0; m < horizon.months; m++) {
    const gpus = boxes[m]! * offer.gpusPerInstance
    const people = peopleNeeded(scenario.rentedFteBase, scenario.rentedFtePerNode, Math.ceil(gpus / 8 - 1e-9), scenario.fteElasticity)
    const flow =
      compute[m]! * adders +
      people * settings.usdPerPerson[m]! +
      (gpus * scenario.licenceUsdPerGpuYear) / 12 +
      (m === 0 ? scenario.rentedOneOffUsd : 0) +
      (m === horizon.months - 1 ? tail : 0)
    total += horizon.weight[m]! * flow
  }
  return total
}

/** Of all ways to rent; null: none. */
export const cheapestOfEvery = (
  candidates: readonly Candidate[],
  offers: readonly RentalOffer[],
  nodeGpus: number,
  demand: FleetDemand,
  settings: Settings,
): number | null => {
  const policies: readonly Policy[] = settings.scenario.policy === 'automatic' ? ['always-on', 'autoscaled'] : [settings.scenario.policy]
  let least: number | null = null
  for (const candidate of candidates)
    for (const policy of policies)
      for (const offer of offers) {
        // hours that stop and start are only sold by the hour; a replica over several instances needs whole nodes
        if (policy !== 'always-on' && offer.termMonths !== null) continue
        if (candidate.layout.gpusPerReplica > offer.gpusPerInstance && offer.gpusPerInstance < nodeGpus) continue
        const cost = costOfFleet(candidate, policy, offer, demand, settings)
        if (cost !== null && (least === null || cost < least)) least = cost
      }
  return least
}
