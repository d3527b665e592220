/** How a chosen layout serves, as every self-hosted option shows it. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import type { ServingResult } from '../result.ts'
import { evidenceOf } from '../serving/evidence.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'

const resultOf = (
  { capacity, layout, precision }: Candidate,
  model: Model & { readonly architecture: Architecture },
  gpu: Gpu,
  engine: ServingResult['layout']['engine'],
): ServingResult => ({
  layout: {
    gpusPerReplica: layout.gpusPerReplica,
    tensorParallel: layout.tensorParallel,
    dataParallel: layout.dataParallel,
    expertParallel: layout.expertParallel,
    precision,
    engine,
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

interface Shown {
  readonly model: Model
  readonly gpu: Gpu
  readonly engine: ServingResult['layout']['engine']
  readonly result: ServingResult
}

/** Candidates outlive a comparison, and so does what is shown of them. */
const shown = new WeakMap<Candidate, Shown>()

export const servingResult = (
  candidate: Candidate,
  model: Model & { readonly architecture: Architecture },
  gpu: Gpu,
  { scenario: { engine } }: Settings,
): ServingResult => {
  const known = shown.get(candidate)
  if (known !== undefined && known.model === model && known.gpu === gpu && known.engine === engine) return known.result
  const result = resultOf(candidate, model, gpu, engine)
  shown.set(candidate, { model, gpu, engine, result })
  return result
}
