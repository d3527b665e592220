/** Which layout makes a model on bought servers cheapest: every one is priced as the levelised cost of the whole option (`method.md` 5 and 14). */
import { HOURS_PER_WEEK, SECONDS_PER_HOUR } from '../../units/unit.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { distinctMonths, stepsOfMonths, type FleetDemand } from './fleet-steps.ts'
import { ownedLevelised, type OwnedUse } from './owned-cost.ts'
import type { OwnedTerms } from './owned-terms.ts'
import type { Candidate } from './serving-cache.ts'

export interface OwnedChoice {
  readonly candidate: Candidate
  readonly terms: OwnedTerms
  readonly use: OwnedUse
  readonly levelised: number
}

/** A use that is written again for the next layout. */
export interface UseBuffer {
  months: number
  replicas: Float64Array
  working: Float64Array
}

export const useBuffer = (): UseBuffer => ({ months: 0, replicas: new Float64Array(1), working: new Float64Array(1) })

const spareless = new WeakMap<Scenario, Scenario>()

/** Owned servers stand in for each other as whole spare nodes, so their replicas are counted without spare. */
export const withoutSpare = (scenario: Scenario): Scenario => {
  const known = spareless.get(scenario) ?? { ...scenario, spareReplicas: 0 }
  spareless.set(scenario, known)
  return known
}

/** Replicas that run in each distinct month at `volume` times the demand, and how many of them work; batch work fills the idle ones. */
export const useOf = (
  candidate: Candidate,
  demand: Pick<FleetDemand, 'load' | 'batch'>,
  scenario: Scenario,
  volume: number,
  out: UseBuffer,
): UseBuffer => {
  const months = distinctMonths(demand.load)
  if (out.replicas.length < months) {
    out.replicas = new Float64Array(months)
    out.working = new Float64Array(months)
  }
  out.months = months
  const steps = stepsOfMonths(candidate, 'always-on', demand, withoutSpare(scenario), volume)
  if (steps === null) throw new Error('a fleet that never stops leaves no demand out')
  const { tpotSeconds, concurrency } = candidate.capacity
  for (let m = 0; m < months; m++) {
    const { replicas, utilisation } = steps[m]!
    out.replicas[m] = replicas[0]!
    out.working[m] =
      utilisation === null ? (demand.load.months[m]!.sum * volume * tpotSeconds) / concurrency / HOURS_PER_WEEK : utilisation * replicas[0]!
  }
  return out
}

const copyUse = ({ months, replicas, working }: UseBuffer): OwnedUse => ({
  months,
  replicas: replicas.slice(0, months),
  working: working.slice(0, months),
})

/** A difference of rounding is a tie, which goes to the smaller replica, then to the first. */
const TIE = 1e-12
/** A bound is only trusted beyond this share. */
const ROUNDING = 1e-9
/** Batch work that is late by rounding asks for no replica: so much of all work, and of one replica, at most. */
const LATE_SHARE = 1e-8
const BOUND_SLACK = 1e-6

/** Used again for every layout. */
const buffer = useBuffer()

/**
 * Less than any use of a layout: batch work keeps as many replicas at work as it is, and finds room in them at best. Without batch work it is the
 * use itself.
 */
const leastUse = (candidate: Candidate, demand: FleetDemand, scenario: Scenario, out: UseBuffer): UseBuffer => {
  useOf(candidate, { load: demand.load, batch: null }, scenario, 1, out)
  if (demand.batchPerWeek === null) return out
  const perReplicaHour = (candidate.batchPerSecond ?? candidate.capacity.requestsPerSecond) * SECONDS_PER_HOUR
  for (let m = 0; m < out.months; m++) {
    const working = (out.working[m]! + demand.batchPerWeek[m]! / perReplicaHour / HOURS_PER_WEEK) * (1 - LATE_SHARE)
    out.working[m] = working
    out.replicas[m] = Math.max(out.replicas[m]!, Math.ceil(working - BOUND_SLACK))
  }
  return out
}

/** Null: no layout serves, or nothing bridges the months before servers arrive. */
export const cheapestOwned = (
  candidates: readonly Candidate[],
  demand: FleetDemand,
  terms: OwnedTerms,
  scenario: Scenario,
): OwnedChoice | null => {
  let best: Candidate | null = null
  let use: OwnedUse | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const { gpusPerReplica } = candidate.layout
    const limit = least * (1 + ROUNDING)
    if (demand.batch !== null && best !== null) {
      // Placing batch work hour by hour is the dear part.
      const bound = ownedLevelised(leastUse(candidate, demand, scenario, buffer), gpusPerReplica, terms, limit)
      if ((bound ?? Number.POSITIVE_INFINITY) > limit) continue
    }
    const levelised = ownedLevelised(useOf(candidate, demand, scenario, 1, buffer), gpusPerReplica, terms, limit)
    if (levelised === null) continue
    const isTie = best !== null && Math.abs(levelised - least) <= TIE * least
    if (best !== null && (isTie ? gpusPerReplica >= best.layout.gpusPerReplica : levelised > least)) continue
    best = candidate
    use = copyUse(buffer)
    least = levelised
  }
  return best === null || use === null ? null : { candidate: best, terms, use, levelised: least }
}
