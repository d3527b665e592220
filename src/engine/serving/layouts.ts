/** Which ways to spread one replica over GPUs are worth trying (`serving-model.md` 9, Layouts). */
import type { Architecture, Gpu } from '../../catalogue/schema.ts'
import { precisionFigures } from './precision.ts'
import { isRefusal } from './refusal.ts'
import { weightFigures, type GpuLayout } from './weights.ts'
import { weightsFit } from './memory.ts'

/** A replica is asked to hold so many sequences; one that holds a single one is feasible, and taken if there is no better. */
export const SEQUENCES_ASKED = 8

const SIZES = [1, 2, 4, 8]
/** Beyond a node; used where eight GPUs do not hold the weights, or in a rack-wide link domain. */
const LARGE_SIZES = [16, 32, 64]
const RACK_DOMAIN = 72
const PCIE_TENSOR_PARALLEL = 2
const NODE = 8

/** PCIe cards bound the tensor-parallel group; a node does not, a larger group runs over the scale-out links. */
const mayShard = (n: number, maxTensorParallel: number): boolean => n <= maxTensorParallel || (n > NODE && maxTensorParallel >= NODE)

type LayoutGpu = Pick<Gpu, 'serving' | 'scaleUpDomainGpus' | 'maxTensorParallel'>

const layoutsOfSize = (n: number, maxTensorParallel: number, moe: boolean): GpuLayout[] => {
  const layouts: GpuLayout[] = []
  if (mayShard(n, maxTensorParallel)) layouts.push({ gpusPerReplica: n, tensorParallel: n, dataParallel: 1, expertParallel: false })
  if (n > 1 && moe) layouts.push({ gpusPerReplica: n, tensorParallel: 1, dataParallel: n, expertParallel: false })
  return layouts
}

/**
 * Layouts by rising size; none for a GPU without serving figures or an unknown precision. Large replicas are added where no
 * replica of eight holds the weights, up to the first size that does, or on GPUs linked rack-wide. Attention-DP is for
 * mixture-of-experts models, whose experts it shares; of a dense model it would be n replicas under another name, with
 * a lone prompt wrongly spread over all of them.
 */
export const layoutsFor = (gpu: LayoutGpu, architecture: Architecture, precision: string): GpuLayout[] => {
  const { serving } = gpu
  if (serving === null) return []
  const peaks = precisionFigures(architecture.name, precision, serving)
  if (isRefusal(peaks)) return []
  const moe = architecture.moeLayers > 0
  const layouts = SIZES.flatMap((n) => layoutsOfSize(n, gpu.maxTensorParallel, moe))
  const fits = (layout: GpuLayout): boolean => weightsFit(serving.usableMemoryBytes, weightFigures(architecture, layout, peaks).total)
  const rack = (gpu.scaleUpDomainGpus ?? 0) >= RACK_DOMAIN
  // PCIe cards have no link that carries a replica over several nodes
  if (gpu.maxTensorParallel <= PCIE_TENSOR_PARALLEL) return layouts
  let enough = layouts.some(fits)
  for (const n of LARGE_SIZES) {
    if (enough && !rack) break
    const larger = layoutsOfSize(n, gpu.maxTensorParallel, moe)
    layouts.push(...larger)
    enough ||= larger.some(fits)
  }
  return layouts
}
