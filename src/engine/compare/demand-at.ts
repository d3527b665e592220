/** What a fleet must carry at a multiple of today's volume. */
import { batchArrivals } from './batch-arrivals.ts'
import { fleetLoad } from './fleet-load.ts'
import type { FleetDemand } from './fleet-steps.ts'
import type { Settings } from './settings.ts'

export const demandAt = (settings: Settings, volume: number): FleetDemand => {
  const workloads = settings.scenario.workloads.map((workload) => ({ ...workload, requestsPerMonth: workload.requestsPerMonth * volume }))
  const scenario = volume === 1 ? settings.scenario : { ...settings.scenario, workloads }
  const batch = batchArrivals(scenario, settings.weeks)
  return {
    load: fleetLoad({ ...settings, scenario }),
    batch,
    batchPerWeek: batch?.map((hours) => hours.reduce((sum, requests) => sum + requests, 0)) ?? null,
  }
}
