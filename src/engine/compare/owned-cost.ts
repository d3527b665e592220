/** What owned servers cost for a fleet of given replicas: the levelised cost of the whole option, numbers in, a number out. */
import { boxesFor } from '../instances.ts'
import { staffedNodes } from '../people.ts'
import { ceiling } from '../replicas.ts'
import { HOURS_PER_MONTH, MONTHS_PER_YEAR } from '../../units/unit.ts'
import type { OwnedTerms } from './owned-terms.ts'
import type { RentalOffer } from './rental-offers.ts'
import { withAdders } from './rental-price.ts'

/** What runs: one entry where every month is alike, else one for each month of the horizon. */
export interface OwnedUse {
  /** entries: 1, or the months of the horizon */
  readonly months: number
  /** replicas that run, without spare */
  readonly replicas: ArrayLike<number>
  /** replicas at work on average, batch work included */
  readonly working: ArrayLike<number>
}

/** Index into a use. */
export const monthOfUse = (use: OwnedUse, m: number): number => (use.months === 1 ? 0 : m)

/** Spare nodes included; none without demand. */
export const nodesFor = (replicas: number, gpusPerReplica: number, terms: OwnedTerms): number =>
  replicas === 0 ? 0 : boxesFor(replicas, gpusPerReplica, terms.gpusPerNode) + terms.settings.scenario.spareNodes

/** Instances rented in the months before the first servers run: never stopping, with the spare replicas of a rented fleet. */
export const bridgeBoxes = (replicas: number, gpusPerReplica: number, offer: RentalOffer, terms: OwnedTerms): number =>
  replicas === 0
    ? 0
    : Math.max(
        ceiling(offer.minGpus / offer.gpusPerInstance),
        boxesFor(replicas + terms.settings.scenario.spareReplicas, gpusPerReplica, offer.gpusPerInstance),
      )

/** USD of rent of an instance in month m, with what is charged on top. */
export const bridgeUsdPerBox = (offer: RentalOffer, m: number, { settings }: OwnedTerms): number =>
  offer.usdPerGpuHour * offer.gpusPerInstance * HOURS_PER_MONTH * settings.gpuPath[m]! * withAdders(settings)

export interface Bridge {
  readonly offer: RentalOffer
  /** USD a month, levelised: rent, people and licences of those months */
  readonly levelised: number
}

/** Levelised USD a month of bridging on one offer: rent, people and licences of those months. */
const bridgeCost = (use: OwnedUse, gpusPerReplica: number, offer: RentalOffer, terms: OwnedTerms): number => {
  const { settings, factors, weights, leadMonths } = terms
  const { scenario, horizon } = settings
  const { gpusPerInstance } = offer
  const usdPerGpu = scenario.licenceUsdPerGpuYear / MONTHS_PER_YEAR
  if (use.months === 1) {
    const boxes = bridgeBoxes(use.replicas[0]!, gpusPerReplica, offer, terms)
    const gpus = boxes * gpusPerInstance
    const rent = gpus * offer.usdPerGpuHour * HOURS_PER_MONTH * withAdders(settings)
    const people = factors.people(staffedNodes.bare({ gpus }))
    return rent * weights.bridge.rent + gpus * usdPerGpu * weights.bridge.other + people * weights.bridge.person
  }
  let usd = 0
  for (let m = 0; m < leadMonths; m++) {
    const boxes = bridgeBoxes(use.replicas[m]!, gpusPerReplica, offer, terms)
    const gpus = boxes * gpusPerInstance
    usd +=
      horizon.weight[m]! * (boxes * bridgeUsdPerBox(offer, m, terms) + gpus * usdPerGpu) +
      weights.person[m]! * factors.people(staffedNodes.bare({ gpus }))
  }
  return usd
}

/** The cheapest way to rent until servers arrive; null: no offer holds a replica. */
export const cheapestBridge = (use: OwnedUse, gpusPerReplica: number, terms: OwnedTerms): Bridge | null => {
  const nodeGpus = terms.gpu.gpusPerNode ?? terms.gpusPerNode
  let cheapest: RentalOffer | null = null
  let levelised = Number.POSITIVE_INFINITY
  for (const offer of terms.bridgeOffers) {
    if (gpusPerReplica > offer.gpusPerInstance && offer.gpusPerInstance < nodeGpus) continue
    const usd = bridgeCost(use, gpusPerReplica, offer, terms)
    if (cheapest !== null && usd >= levelised) continue
    cheapest = offer
    levelised = usd
  }
  return cheapest === null ? null : { offer: cheapest, levelised }
}

/** Used again for every fleet. */
let bought = new Float64Array(1)

/** Levelised USD for each USD of the price of servers: capital charge, maintenance and insurance. */
const perUsdOfServers = (totalNodes: number, { uplift, residualShare, weights, settings: { scenario } }: OwnedTerms): number =>
  (1 + uplift(totalNodes)) * weights.chargePerCost -
  (residualShare - scenario.decommissionShare) * weights.chargePerResidual +
  (scenario.maintenanceShare + scenario.insuranceShare) / MONTHS_PER_YEAR

const costOfChanging = (use: OwnedUse, gpusPerReplica: number, terms: OwnedTerms): number => {
  const { weights, usdPerNode, gpusPerNode, leadMonths, settings } = terms
  const { months } = settings.horizon
  const { lifeMonths } = settings.scenario
  if (bought.length < months) bought = new Float64Array(months)
  let nodes = 0
  let usd = 0
  for (let m = leadMonths; m < months; m++) {
    const need = nodesFor(use.replicas[m]!, gpusPerReplica, terms)
    if (m - lifeMonths >= leadMonths) nodes -= bought[m - lifeMonths]!
    const more = Math.max(0, need - nodes)
    bought[m] = more
    if (more > 0) {
      nodes = need
      usd += more * usdPerNode * weights.bought[m]! * perUsdOfServers(need, terms)
    }
    usd +=
      nodes * weights.standing[m]! +
      ((use.working[m]! * gpusPerReplica) / gpusPerNode) * weights.working[m]! +
      terms.people(nodes) * weights.person[m]!
  }
  return usd
}

/**
 * Levelised USD a month of the whole option, people and one-off costs included; null: nothing bridges the months before servers arrive. What
 * is beyond `limit` without the bridge is given without it: a search only needs to know that it is beyond.
 */
export const ownedLevelised = (
  use: OwnedUse,
  gpusPerReplica: number,
  terms: OwnedTerms,
  limit = Number.POSITIVE_INFINITY,
): number | null => {
  const { weights, leadMonths, gpusPerNode, usdPerNode } = terms
  let usd = weights.once
  if (use.months > 1) usd += costOfChanging(use, gpusPerReplica, terms)
  else {
    const nodes = nodesFor(use.replicas[0]!, gpusPerReplica, terms)
    const { alike } = weights
    usd +=
      nodes * (usdPerNode * alike.bought * perUsdOfServers(nodes, terms) + alike.standing) +
      ((use.working[0]! * gpusPerReplica) / gpusPerNode) * alike.working +
      terms.people(nodes) * alike.person
  }
  if (leadMonths === 0 || usd > limit) return usd
  const bridge = cheapestBridge(use, gpusPerReplica, terms)
  return bridge === null ? null : usd + bridge.levelised
}
