/** How a chosen layout serves, as every self-hosted option shows it. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import type { ServingResult } from '../result.ts'
import { evidenceOf } from '../serving/evidence.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'

export const servingResult = (
  { capacity, layout, precision }: Candidate,
  model: Model & { readonly architecture: Architecture },
  gpu: Gpu,
  { scenario }: Settings,
): ServingResult => ({
  layout: {
    gpusPerReplica: layout.gpusPerReplica,
    tensorParallel: layout.tensorParallel,
    dataParallel: layout.dataParallel,
    expertParallel: layout.expertParallel,
    precision,
    engine: scenario.engine,
  },
  concurrency: capacity.concurrency,
  memoryConcurrency: capacity.memoryConcurrency,
  tpotSeconds: capacity.tpotSeconds,
  tpot95Seconds: capacity.tpot95Seconds,
  ttftSeconds: capacity.ttftSeconds,
  ttft95Seconds: capacity.ttft95Seconds,
  requestsPerSecond: capacity.requestsPerSecond,
  outputTokensPerSecondPerGpu: capacity.outputTokensPerSecondPerGpu,
  binds: capacity.binds,
  evidence: gpu.serving === null ? 'extrapolated' : evidenceOf(model.architecture, gpu.serving, precision, layout.gpusPerReplica),
})
