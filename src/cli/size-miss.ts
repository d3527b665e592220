/** Why no layout serves a job, in words with numbers, and the nearest change that would make one do. */
import type { Architecture, Catalogue, Gpu } from '../catalogue/schema.ts'
import type { Infeasible } from '../engine/serving/infeasible.ts'
import { isRefusal } from '../engine/serving/refusal.ts'
import type { GpuLayout } from '../engine/serving/weights.ts'
import type { Job } from './size-job.ts'
import { best, tryLayouts, type Tried } from './size-layouts.ts'

const PRECISIONS = ['bf16', 'fp8', 'int4', 'fp4'] as const
/** Below this an answer has no time per token worth a target (`serving-model.md` 9). */
const SHORTEST_TIMED_OUTPUT = 16
/** A little above the floor, so that rounding does not fall below it. */
const ABOVE_FLOOR = 1.01

const short = (value: number): string => Number(value.toPrecision(3)).toString()
const terabytes = (bytes: number): string => `${short(bytes / 1e12)} TB`

/** How many times the worse target the floor is. */
const miss = (answer: Infeasible, job: Job): number =>
  answer.floor === null
    ? Infinity
    : Math.max(
        answer.floor.ttft95Seconds / job.ttftSeconds,
        job.outputTokens < SHORTEST_TIMED_OUTPUT ? 0 : answer.floor.tpot95Seconds / job.tpotSeconds,
      )

/** The layout that comes nearest to the targets; among those that do not fit, the one with most memory for its weights. */
export const nearestOf = (tried: readonly Tried[], job: Job): { readonly layout: GpuLayout; readonly answer: Infeasible } | null => {
  let nearest: { layout: GpuLayout; answer: Infeasible } | null = null
  for (const { layout, answer } of tried) {
    if (answer.feasible) continue
    const closer =
      nearest === null ||
      miss(answer, job) < miss(nearest.answer, job) ||
      (nearest.answer.floor === null && answer.memoryBytes / answer.weightBytes > nearest.answer.memoryBytes / nearest.answer.weightBytes)
    if (closer) nearest = { layout, answer }
  }
  return nearest
}

export const reasonOf = (
  answer: Infeasible,
  { dataParallel }: GpuLayout,
  job: Job,
  model: string,
  gpu: string,
  precision: string,
): string => {
  const replica = `${answer.gpusPerReplica} × ${gpu}`
  const copies = dataParallel > 1 ? ' with the copies of data parallelism' : ''
  switch (answer.code) {
    case 'does-not-fit':
      return `The weights of ${model} at ${precision} need ${terabytes(answer.weightBytes)}${copies}; ${replica} hold ${terabytes(answer.memoryBytes)}, less working memory.`
    case 'memory':
      return `Beside ${terabytes(answer.weightBytes)} of weights, ${replica} with ${terabytes(answer.memoryBytes)} have no room for one request of ${short(job.inputTokens)} + ${short(job.outputTokens)} tokens.`
    case 'tpot':
      return `No fleet size meets a p95 TPOT of ${short(job.tpotSeconds)} s: an idle replica of ${replica} needs ${short(answer.floor?.tpot95Seconds ?? NaN)} s.`
    case 'ttft':
      return `No fleet size meets a p95 TTFT of ${short(job.ttftSeconds)} s: an idle replica of ${replica} needs ${short(answer.floor?.ttft95Seconds ?? NaN)} s.`
    case 'busy':
      return `${replica} would be busy with prompts alone, whatever the fleet size.`
  }
}

export const nearestChange = (
  answer: Infeasible,
  job: Job,
  gpu: Gpu,
  architecture: Architecture,
  precision: string,
  catalogue: Catalogue,
): string | null => {
  if (answer.floor !== null) {
    const { ttft95Seconds, tpot95Seconds } = answer.floor
    const targets = [
      ...(ttft95Seconds > job.ttftSeconds ? [`a p95 TTFT target of ${short(ttft95Seconds * ABOVE_FLOOR)} s`] : []),
      ...(tpot95Seconds > job.tpotSeconds ? [`a p95 TPOT target of ${short(tpot95Seconds * ABOVE_FLOOR)} s`] : []),
    ]
    if (targets.length > 0) return `It would do with ${targets.join(' and ')}.`
  }
  const fitting = PRECISIONS.filter((other) => {
    if (other === precision) return false
    const tried = tryLayouts(job, architecture, gpu, other, catalogue)
    return !isRefusal(tried) && best(tried) !== null
  })
  if (fitting.length > 0) return `It would do at ${fitting.join(' or ')}.`
  const larger = catalogue.gpus.filter((other) => {
    if (other.serving === null || other.id === gpu.id) return false
    const tried = tryLayouts(job, architecture, other, precision, catalogue)
    return !isRefusal(tried) && best(tried) !== null
  })
  return larger.length > 0 ? `It would do on ${larger.map(({ name }) => name).join(', ')}.` : null
}

/** For a GPU that has none. */
export const withFigures = (catalogue: Catalogue): string =>
  `GPUs with serving figures: ${catalogue.gpus
    .filter((gpu) => gpu.serving !== null)
    .map(({ id }) => id)
    .join(', ')}.`
