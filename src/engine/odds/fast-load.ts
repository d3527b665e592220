/** How large is the load of a fleet in a draw, against the typical one? One number where one workload makes all of it and every month is alike. */
import type { Options } from '../compare/compare.ts'
import type { DrawState } from './draw-state.ts'

/** Paths that change more than the size of the load. */
const OTHERWISE = /^(startUpHours$|workingHours|workloads\.\d\.(batchShare|growthPerMonth|utcOffsetHours)$)/

const generated = (out: number): number => Math.max(1, out)

/** Load ÷ typical load in the current draw; null: several workloads, work that waits, or demand that changes over the horizon. */
export const loadScale = ({ settings: { scenario }, context: { demand } }: Options, state: DrawState): (() => number) | null => {
  if (!demand.load.constant || demand.batch !== null || state.drawnPaths.some((path) => OTHERWISE.test(path))) return null
  const active = scenario.workloads.flatMap(({ requestsPerMonth }, w) =>
    requestsPerMonth > 0 || state.isDrawn(`workloads.${w}.requestsPerMonth`) ? [w] : [],
  )
  const [w] = active
  if (w === undefined || active.length > 1) return null
  const { requestsPerMonth, retryShare, outputTokens, reasoningTokens } = scenario.workloads[w]!
  const typical = requestsPerMonth * (1 + retryShare) * generated(outputTokens + reasoningTokens)
  if (typical === 0) return null
  const now = state.workloads[w]!
  return () => (now.requests * generated(now.out)) / typical
}
