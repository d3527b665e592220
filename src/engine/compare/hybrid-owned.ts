/** Owned servers that keep K replicas while an API takes the rest: their price for any K, and their lines for the one chosen. */
import type { Gpu } from '../../catalogue/schema.ts'
import type { FleetPart } from './hybrid-base.ts'
import type { FleetPrice } from './hybrid-scan.ts'
import type { FleetDemand } from './fleet-steps.ts'
import { gpuShortName } from './names.ts'
import { ownedLevelised, type OwnedUse } from './owned-cost.ts'
import { ownedParts } from './owned-option.ts'
import type { OwnedTerms } from './owned-terms.ts'
import type { OpenModel } from './rented-option.ts'
import type { Candidate } from './serving-cache.ts'

export const ownedPrice =
  (terms: OwnedTerms): FleetPrice =>
  ({ candidate }, { use }) =>
    ownedLevelised(use, candidate.layout.gpusPerReplica, terms)

export const ownedFleetPart = (
  candidate: Candidate,
  use: OwnedUse,
  terms: OwnedTerms,
  model: OpenModel,
  gpu: Gpu,
  demand: FleetDemand,
): FleetPart => {
  const levelised = ownedLevelised(use, candidate.layout.gpusPerReplica, terms)
  const choice = { candidate, terms, use, levelised: levelised ?? 0 }
  const parts = ownedParts(choice, model, gpu)
  if (parts === null || levelised === null) throw new Error('a fleet that was priced has its lines')
  const { owned, series, oldestPrice, warnings } = parts
  return {
    fleetName: `${owned.gpus} owned ${gpuShortName(gpu)}`,
    lines: series.lines,
    rented: null,
    owned,
    rentedChoice: null,
    ownedChoice: choice,
    ttft95Seconds: demand.load.months[0]!.peak > 0 ? owned.serving.ttft95Seconds : null,
    view: { cash: series.cash, profitAndLoss: series.profitAndLoss, valueAtEnd: series.valueAtEnd, energy: series.energy },
    oldestPrice,
    warnings,
  }
}
