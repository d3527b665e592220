/** What every layout of a model on a GPU can do for a job, and which is best. */
import type { Architecture, Catalogue, Gpu } from '../catalogue/schema.ts'
import { chunkTokensOf } from '../engine/compare/serving-cache.ts'
import { capacity, type Capacity } from '../engine/serving/capacity.ts'
import type { Infeasible } from '../engine/serving/infeasible.ts'
import { servingConstants } from '../engine/serving/constants.ts'
import type { ServingDemand } from '../engine/serving/demand.ts'
import { layoutsFor, SEQUENCES_ASKED } from '../engine/serving/layouts.ts'
import { isRefusal, type Refusal } from '../engine/serving/refusal.ts'
import type { GpuLayout } from '../engine/serving/weights.ts'
import type { Job } from './size-job.ts'

export interface Tried {
  readonly layout: GpuLayout
  readonly answer: Capacity | Infeasible
}

/** Tokens/s per GPU closer than this are a tie, which the smaller replica wins. */
const TIE = 1e-9

const demandOf = (job: Job, gpu: Gpu): ServingDemand => ({
  workloads: [
    {
      share: 1,
      inputTokens: job.inputTokens,
      outputTokens: job.outputTokens,
      cachedShare: job.cachedShare,
      sharedPrefixShare: job.sharedPrefixShare,
      cvInput: job.cvInput,
      cvOutput: job.cvOutput,
      ttftP95Seconds: job.ttftSeconds,
      tpotP95Seconds: job.tpotSeconds,
    },
  ],
  chunkTokens: job.chunkTokens ?? chunkTokensOf(gpu),
  maxSequences: job.maxSequences,
})

export const tryLayouts = (job: Job, architecture: Architecture, gpu: Gpu, precision: string, catalogue: Catalogue): Tried[] | Refusal => {
  const demand = demandOf(job, gpu)
  const tried: Tried[] = []
  for (const layout of layoutsFor(gpu, architecture, precision)) {
    const constants = servingConstants(architecture, gpu, layout, precision, job.engine, catalogue.coefficients)
    if (isRefusal(constants)) return constants
    tried.push({ layout, answer: capacity(constants, demand) })
  }
  return tried
}

/** By tokens/s per GPU, ties to the smaller replica; replicas with room for enough sequences come first. */
export const best = (tried: readonly Tried[]): { readonly layout: GpuLayout; readonly answer: Capacity } | null => {
  let chosen: { layout: GpuLayout; answer: Capacity } | null = null
  for (const { layout, answer } of tried) {
    if (!answer.feasible) continue
    const roomy = answer.memoryConcurrency >= SEQUENCES_ASKED
    const chosenRoomy = chosen !== null && chosen.answer.memoryConcurrency >= SEQUENCES_ASKED
    const faster = chosen === null || answer.outputTokensPerSecondPerGpu > chosen.answer.outputTokensPerSecondPerGpu * (1 + TIE)
    if (roomy === chosenRoomy ? faster : roomy) chosen = { layout, answer }
  }
  return chosen
}
