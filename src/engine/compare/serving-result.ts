/** How a chosen layout serves, as every self-hosted option shows it. */
import type { Architecture, Catalogue, Gpu, Model } from '../../catalogue/schema.ts'
import type { EvidenceCell, ServingResult } from '../result.ts'
import { evidenceCell, evidenceTag } from '../serving/evidence.ts'
import type { Candidate } from './serving-cache.ts'
import type { Settings } from './settings.ts'

const resultOf = (
  { capacity, layout, precision }: Candidate,
  model: Model & { readonly architecture: Architecture },
  gpu: Gpu,
  engine: ServingResult['layout']['engine'],
  known: Catalogue['servingEvidence'],
): ServingResult => {
  const cell: EvidenceCell =
    gpu.serving === null ? 'uncalibrated' : evidenceCell(model.architecture, gpu.serving, precision, layout.gpusPerReplica, known)
  const { low, high } = known.bands[cell]
  return {
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
    evidence: evidenceTag(cell),
    speed: { cell, low, high },
  }
}

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
  { scenario: { engine }, catalogue: { servingEvidence } }: Settings,
): ServingResult => {
  const known = shown.get(candidate)
  if (known !== undefined && known.model === model && known.gpu === gpu && known.engine === engine) return known.result
  const result = resultOf(candidate, model, gpu, engine, servingEvidence)
  shown.set(candidate, { model, gpu, engine, result })
  return result
}
