/** Rented GPUs that keep K replicas while an API takes the rest: their price for any K, and their lines for the one chosen. */
import type { Gpu } from '../../catalogue/schema.ts'
import type { FleetPart } from './hybrid-base.ts'
import { hybridFleet, type HybridFleet } from './hybrid-fleet.ts'
import type { CutSizes, FleetPrice } from './hybrid-scan.ts'
import { distinctMonths } from './fleet-steps.ts'
import { gpuShortName } from './names.ts'
import { mainOffer, type RateCard } from './rate-cards.ts'
import { withAdders } from './rental-price.ts'
import { rentedPart, type OpenModel, type RentedContext } from './rented-option.ts'
import { cheapestCard, holds, policiesOf, type GpuMarket, type RentedChoice } from './rented-search.ts'
import type { Candidate } from './serving-cache.ts'
import { cheapestSpot, spotUse } from './spot-batch.ts'

/** Prices past their limit count only for a GPU that the buyer names. */
const cardsOf = ({ cards, named }: GpuMarket): readonly RateCard[] => (named ? cards.all : cards.fresh)

/** Every way to run the fleet that a rented option has, with batch work in what is idle or on spot. */
export const rentedFleets = (candidates: readonly Candidate[], gpu: Gpu, { settings, demand, marketOf }: RentedContext): HybridFleet[] => {
  const { spot, nodeGpus } = marketOf(gpu)
  const months = distinctMonths(demand.load)
  return candidates.flatMap((candidate) => {
    const offer = demand.batchPerWeek === null ? null : cheapestSpot(candidate, spot, nodeGpus)
    const beside = offer === null ? null : spotUse(candidate, offer, demand.batchPerWeek!, months)
    return policiesOf(settings).flatMap((policy) => {
      const inIdle = hybridFleet({ candidate, policy, spot: null }, demand, settings, false)
      return beside === null ? [inIdle] : [hybridFleet({ candidate, policy, spot: beside }, demand, settings, false), inIdle]
    })
  })
}

const pricedOn = (fleet: HybridFleet, { steps }: CutSizes, market: GpuMarket, { factors, settings }: RentedContext) =>
  fleet.policy === 'owned'
    ? null
    : cheapestCard(
        { candidate: fleet.candidate, policy: fleet.policy, spot: fleet.spot },
        steps,
        steps.length,
        cardsOf(market),
        market.nodeGpus,
        factors,
        settings,
        Number.POSITIVE_INFINITY,
      )

export const rentedPrice = (gpu: Gpu, context: RentedContext): FleetPrice => {
  const market = context.marketOf(gpu)
  return (fleet, sizes) => pricedOn(fleet, sizes, market, context)?.levelised ?? null
}

/** Of the cheapest card with hours; null: none. */
export const rentedReplicaHour = (gpu: Gpu, { settings, factors, marketOf }: RentedContext): ((fleet: HybridFleet) => number | null) => {
  const market = marketOf(gpu)
  return ({ candidate }) => {
    let least = Number.POSITIVE_INFINITY
    for (const card of cardsOf(market))
      if (card.hourly !== null && holds(candidate, card, market.nodeGpus)) least = Math.min(least, card.hourly.usdPerGpuHour)
    return least === Number.POSITIVE_INFINITY ? null : least * candidate.layout.gpusPerReplica * withAdders(settings) * factors.onDemand
  }
}

/** The fleet as a rented option has it. */
export const rentedChoiceOf = (fleet: HybridFleet, sizes: CutSizes, gpu: Gpu, context: RentedContext): RentedChoice => {
  const found = pricedOn(fleet, sizes, context.marketOf(gpu), context)
  if (found === null || fleet.policy === 'owned') throw new Error('a fleet that was priced has a rate card')
  const { candidate, policy, spot } = fleet
  return { candidate, policy, spot, ...found, offer: mainOffer(found.card), months: sizes.steps }
}

export const rentedFleetPart = (choice: RentedChoice, model: OpenModel, gpu: Gpu, context: RentedContext): FleetPart => {
  const { lines, rented, energy, oldestPrice, warnings } = rentedPart(choice, model, gpu, context)
  const cash = context.settings.horizon.labels.map((_, m) => Object.values(lines).reduce((sum, series) => sum + (series?.[m] ?? 0), 0))
  return {
    fleetName: `${rented.gpus} rented ${gpuShortName(gpu)}`,
    lines,
    rented,
    owned: null,
    rentedChoice: choice,
    ownedChoice: null,
    ttft95Seconds: context.demand.load.months[0]!.peak > 0 ? rented.serving.ttft95Seconds : null,
    view: { cash, profitAndLoss: cash, valueAtEnd: 0, energy },
    oldestPrice,
    warnings,
  }
}
