/**
 * Work that may wait on spot instances of its own, beside a fleet for the work that may not: replicas at their best throughput, as many
 * instance-hours as the work takes, no spare. Spot never serves requests that people wait for.
 */
import { boxesPerReplica, replicasPerBox } from '../instances.ts'
import { ceiling } from '../replicas.ts'
import { HOURS_PER_MONTH, SECONDS_PER_HOUR, WEEKS_PER_MONTH } from '../../units/unit.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { Candidate } from './serving-cache.ts'

export interface SpotUse {
  readonly offer: RentalOffer
  /** instance-hours of each month of those that differ */
  readonly boxHours: Float64Array
  /** GPUs that as many hours keep busy all month, in whole instances */
  readonly gpus: Float64Array
}

/** USD an hour of one replica at an offer. */
const usdPerReplicaHour = (gpusPerReplica: number, { gpusPerInstance, usdPerGpuHour }: RentalOffer): number => {
  const usdPerBoxHour = usdPerGpuHour * gpusPerInstance
  return gpusPerReplica <= gpusPerInstance
    ? usdPerBoxHour / replicasPerBox.bare({ gpusPerBox: gpusPerInstance, gpusPerReplica })
    : usdPerBoxHour * boxesPerReplica.bare({ gpusPerReplica, gpusPerBox: gpusPerInstance })
}

/** The spot offer on which a replica-hour costs least; null: none holds a replica. */
export const cheapestSpot = (candidate: Candidate, offers: readonly RentalOffer[], nodeGpus: number): RentalOffer | null => {
  const { gpusPerReplica } = candidate.layout
  let best: RentalOffer | null = null
  for (const offer of offers) {
    if (gpusPerReplica > offer.gpusPerInstance && offer.gpusPerInstance < nodeGpus) continue
    if (best === null || usdPerReplicaHour(gpusPerReplica, offer) < usdPerReplicaHour(gpusPerReplica, best)) best = offer
  }
  return best
}

/** `perWeek`: batch requests of a week, by month of those that differ. */
export const spotUse = (candidate: Candidate, offer: RentalOffer, perWeek: readonly number[], months: number, volume = 1): SpotUse => {
  const { gpusPerReplica } = candidate.layout
  const { gpusPerInstance } = offer
  const perSecond = candidate.batchPerSecond ?? candidate.capacity.requestsPerSecond
  const boxHours = new Float64Array(months)
  const gpus = new Float64Array(months)
  for (let m = 0; m < months; m++) {
    const replicaHours = ((perWeek[m]! * volume) / (perSecond * SECONDS_PER_HOUR)) * WEEKS_PER_MONTH
    boxHours[m] = ceiling(
      gpusPerReplica <= gpusPerInstance
        ? replicaHours / replicasPerBox.bare({ gpusPerBox: gpusPerInstance, gpusPerReplica })
        : replicaHours * boxesPerReplica.bare({ gpusPerReplica, gpusPerBox: gpusPerInstance }),
    )
    gpus[m] = ceiling(boxHours[m]! / HOURS_PER_MONTH) * gpusPerInstance
  }
  return { offer, boxHours, gpus }
}
