/** The best layout of one model on one GPU under p95 latency targets, or why there is none and what would change that. */
import type { Catalogue } from '../catalogue/schema.ts'
import type { Capacity } from '../engine/serving/capacity.ts'
import type { Infeasible } from '../engine/serving/infeasible.ts'
import { evidenceCell, evidenceTag } from '../engine/serving/evidence.ts'
import { isRefusal } from '../engine/serving/refusal.ts'
import type { GpuLayout } from '../engine/serving/weights.ts'
import { findArchitecture, findSystem } from './serving-names.ts'
import { readJob, type Job } from './size-job.ts'
import { best, tryLayouts } from './size-layouts.ts'
import { nearestChange, nearestOf, reasonOf, withFigures } from './size-miss.ts'

const named = ({ gpusPerReplica, tensorParallel, dataParallel }: GpuLayout) => ({
  gpusPerReplica,
  tp: tensorParallel,
  dp: dataParallel,
  ep: 1,
})

const figures = (answer: Capacity) => ({
  concurrency: answer.concurrency,
  memoryConcurrency: answer.memoryConcurrency,
  requestsPerSecond: answer.requestsPerSecond,
  outputTokensPerSecondPerGpu: answer.outputTokensPerSecondPerGpu,
  ttftSeconds: answer.ttftSeconds,
  tpotSeconds: answer.tpotSeconds,
  ttftP95Seconds: answer.ttft95Seconds,
  tpotP95Seconds: answer.tpot95Seconds,
  binds: answer.binds,
})

const floorOf = (floor: Infeasible['floor']) =>
  floor === null ? {} : { ttftP95Seconds: floor.ttft95Seconds, tpotP95Seconds: floor.tpot95Seconds }

/** What a short job leaves open, as used. */
const assumedIn = ({ cachedShare, sharedPrefixShare, cvInput, cvOutput, maxSequences }: Job) => ({
  cachedShare,
  sharedPrefixShare,
  cvInput,
  cvOutput,
  maxSequences,
})

/** `input`: the job as JSON text or a parsed value. Bad input is an `error` naming the field; no layout is a `reason`. */
export const sizeJob = (input: unknown, catalogue: Catalogue) => {
  const job = readJob(input)
  if ('error' in job) return job
  const architecture = findArchitecture(catalogue, job.model)
  if (isRefusal(architecture)) return { error: `model: ${architecture.reason}` }
  const gpu = findSystem(catalogue, job.gpu)
  if (isRefusal(gpu)) return { error: `gpu: ${gpu.reason}` }
  const precision = job.precision ?? architecture.servedPrecision
  const asked = { model: architecture.name, gpu: gpu.id, precision, engine: job.engine }
  const { serving } = gpu
  if (serving === null)
    return { ...asked, reason: `There are no serving figures for ${gpu.name}.`, floor: null, nearest: withFigures(catalogue) }
  const tried = tryLayouts(job, architecture, gpu, precision, catalogue)
  if (isRefusal(tried)) return { ...asked, reason: tried.reason, field: tried.field, floor: null, nearest: null }
  const alternatives = tried.map(({ layout, answer }) => ({
    ...named(layout),
    ...(answer.feasible ? figures(answer) : { notPossible: answer.code, ...floorOf(answer.floor) }),
  }))
  const chosen = best(tried)
  if (chosen !== null) {
    const cell = evidenceCell(architecture, serving, precision, chosen.layout.gpusPerReplica, catalogue.servingEvidence)
    return {
      ...asked,
      ...named(chosen.layout),
      ...figures(chosen.answer),
      evidence: evidenceTag(cell),
      speed: { cell, low: catalogue.servingEvidence.bands[cell].low, high: catalogue.servingEvidence.bands[cell].high },
      assumed: assumedIn(job),
      alternatives,
    }
  }
  const nearest = nearestOf(tried, job)
  if (nearest === null) return { ...asked, reason: `No layout of ${gpu.name} is worth trying.`, floor: null, nearest: null }
  const { layout, answer } = nearest
  return {
    ...asked,
    reason: reasonOf(answer, layout, job, architecture.name, gpu.name, precision),
    code: answer.code,
    floor: answer.floor === null ? null : { ...named(layout), ...floorOf(answer.floor) },
    nearest: nearestChange(answer, job, gpu, architecture, precision, catalogue),
    assumed: assumedIn(job),
    alternatives,
  }
}
