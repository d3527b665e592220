/** What the serving model refuses, which layouts it tries, and how far it claims to know. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Architecture, Gpu } from '../../src/catalogue/schema.ts'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { capacity } from '../../src/engine/serving/capacity.ts'
import { servingConstants } from '../../src/engine/serving/constants.ts'
import { evidenceCell, evidenceTag } from '../../src/engine/serving/evidence.ts'
import { layoutsFor } from '../../src/engine/serving/layouts.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))
const model = (id: string): Architecture => {
  const architecture = catalogue.models.find((one) => one.id === id)?.architecture
  if (!architecture) throw new Error(`no architecture ${id}`)
  return architecture
}
const gpu = (id: string): Gpu => {
  const found = catalogue.gpus.find((one) => one.id === id)
  if (!found) throw new Error(`no GPU ${id}`)
  return found
}
const ONE = { gpusPerReplica: 1, tensorParallel: 1, dataParallel: 1, expertParallel: false }
const llama = model('llama-3.1-8b')
const h100 = gpu('h100-sxm')
const names = (id: string, gpuId: string, precision: string) =>
  layoutsFor(gpu(gpuId), model(id), precision).map(({ tensorParallel, dataParallel }) => `${tensorParallel}x${dataParallel}`)

describe('servingConstants refuses, naming the field', () => {
  const refusal = (changes: {
    architecture?: Architecture
    gpu?: Gpu
    layout?: typeof ONE
    precision?: string
    engine?: string
    coefficients?: Record<string, number>
  }) =>
    servingConstants(
      changes.architecture ?? llama,
      changes.gpu ?? h100,
      changes.layout ?? ONE,
      changes.precision ?? 'fp8',
      changes.engine ?? 'vllm',
      changes.coefficients ?? catalogue.coefficients,
    )

  it('an unknown attention kind', () => {
    const strange = { ...llama, attnGroups: [...llama.attnGroups, { kind: 'hyena', n: 4 }] }
    expect(refusal({ architecture: strange })).toEqual({
      field: 'attnGroups[1].kind',
      reason: 'The serving model does not know the attention kind "hyena" of Llama-3.1-8B (attnGroups[1].kind).',
    })
  })

  it.each([
    [{ engine: 'tgi' }, 'engine'],
    [{ engine: '__proto__' }, 'engine'],
    [{ precision: 'fp6' }, 'precision'],
    [{ gpu: gpu('h20') }, 'gpu.serving'],
    [{ layout: { ...ONE, gpusPerReplica: 4 } }, 'layout'],
    [{ layout: { ...ONE, gpusPerReplica: 16, tensorParallel: 16 }, gpu: { ...h100, scaleOutGBsPerGpuPerDirection: null } }, 'gpu.scaleOutGBsPerGpuPerDirection'],
    [{ coefficients: { oS: 1 } }, 'coefficients.etaMoe'],
  ])('%o', (changes, field) => {
    expect(refusal(changes)).toMatchObject({ field, reason: expect.any(String) })
  })
})

describe('layoutsFor', () => {
  it('tries 1 to 8 GPUs, tensor-parallel, and data-parallel where there are experts to share', () => {
    expect(names('gpt-oss-120b', 'h100-sxm', 'fp4')).toEqual(['1x1', '2x1', '1x2', '4x1', '1x4', '8x1', '1x8'])
    expect(names('llama-3.1-8b', 'h100-sxm', 'fp8')).toEqual(['1x1', '2x1', '4x1', '8x1'])
  })

  it('keeps tensor-parallel groups of PCIe cards at two', () => {
    expect(names('gpt-oss-120b', 'l40s', 'fp4')).toEqual(['1x1', '2x1', '1x2', '1x4', '1x8'])
  })

  it('goes beyond a node only where eight GPUs do not hold the weights, or in a rack', () => {
    // 671 GB of fp8 weights against 8 × 86 GB
    expect(names('deepseek-v3', 'h100-sxm', 'fp8')).toContain('16x1')
    expect(names('deepseek-v3', 'h100-sxm', 'fp8')).not.toContain('32x1')
    expect(names('deepseek-v3', 'h200-sxm', 'fp8')).not.toContain('16x1')
    expect(names('llama-3.1-8b', 'gb200', 'fp8')).toContain('16x1')
  })

  it('has none for a GPU without serving figures', () => {
    expect(layoutsFor(gpu('h20'), llama, 'fp8')).toEqual([])
  })
})

describe('capacity says why there is none', () => {
  const demand = (changes: object) => ({
    workloads: [
      {
        share: 1,
        inputTokens: 1000,
        outputTokens: 300,
        cachedShare: 0,
        sharedPrefixShare: 0,
        cvInput: 0,
        cvOutput: 0,
        ttftP95Seconds: 2,
        tpotP95Seconds: 0.05,
        ...changes,
      },
    ],
    chunkTokens: 8192,
    maxSequences: 256,
  })
  const on = (architecture: Architecture, precision: string, changes: object) => {
    const k = servingConstants(architecture, h100, ONE, precision, 'vllm', catalogue.coefficients)
    if ('reason' in k) throw new Error(k.reason)
    return capacity(k, demand(changes))
  }

  it('weights that do not fit, with bytes', () => {
    // 70.6 billion parameters at two bytes, and a second copy of the embedding
    const answer = on(model('llama-3.3-70b'), 'bf16', {})
    expect(answer).toMatchObject({ feasible: false, code: 'does-not-fit', floor: null, memoryBytes: 85.9e9 })
    if (!answer.feasible) expect(answer.weightBytes / 1e9).toBeCloseTo(141.1, 0)
  })

  it('no room for one sequence, and targets below the floor', () => {
    expect(on(llama, 'fp8', { inputTokens: 2e6 })).toMatchObject({ feasible: false, code: 'memory', floor: null })
    const slow = on(llama, 'fp8', { tpotP95Seconds: 1e-4 })
    expect(slow).toMatchObject({ feasible: false, code: 'tpot' })
    const late = on(llama, 'fp8', { ttftP95Seconds: 1e-3 })
    expect(late).toMatchObject({ feasible: false, code: 'ttft' })
    if (!late.feasible && late.floor) expect(on(llama, 'fp8', { ttftP95Seconds: late.floor.ttft95Seconds * 1.001 })).toMatchObject({ feasible: true })
  })

  it('skips the time per token of answers shorter than 16 tokens', () => {
    expect(on(llama, 'fp8', { outputTokens: 15, tpotP95Seconds: 1e-4 })).toMatchObject({ feasible: true })
  })
})

describe('evidence of a speed', () => {
  const evidence = (id: string, gpuId: string, precision: string, gpus = 8) => {
    const { serving } = gpu(gpuId)
    return serving && evidenceCell(model(id), serving, precision, gpus, catalogue.servingEvidence)
  }

  it('is as near as the points of data/serving/measurements-dev.csv are', () => {
    expect(evidence('llama-3.3-70b', 'h200-sxm', 'fp8')).toBe('measured')
    // Gemma has no points, H100 and grouped-query attention have
    expect(evidence('gemma-4-31b', 'h100-sxm', 'bf16')).toBe('same-gpu')
    expect(evidence('kimi-k2.5', 'b200-sxm', 'int4')).toBe('same-attention')
    expect(evidence('llama-3.3-70b', 'b300-sxm', 'fp8')).toBe('same-attention')
    expect(evidence('llama-3.3-70b', 'mi300x', 'fp8')).toBe('uncalibrated')
    expect(evidence('deepseek-v4-pro-0813', 'b200-sxm', 'fp4')).toBe('new-attention')
    expect(evidence('deepseek-v3', 'h100-sxm', 'fp8', 16)).toBe('new-attention')
  })

  it('has a band that never narrows as evidence gets further', () => {
    const cells = ['measured', 'same-gpu', 'same-attention', 'new-attention', 'uncalibrated'] as const
    const bands = cells.map((cell) => catalogue.servingEvidence.bands[cell])
    for (const [index, { low, high }] of bands.entries()) {
      expect(low).toBeLessThan(1)
      expect(high).toBeGreaterThan(1)
      expect(low).toBeLessThanOrEqual(bands[index - 1]?.low ?? 1)
      expect(high).toBeGreaterThanOrEqual(bands[index - 1]?.high ?? 1)
    }
    expect(cells.map(evidenceTag)).toEqual(['measured', 'modelled', 'modelled', 'extrapolated', 'extrapolated'])
  })

})
