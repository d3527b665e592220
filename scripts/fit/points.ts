/** The measured points a fit learns from: what was run, what was measured, and the model's answer with given coefficients. */
import { readFileSync } from 'node:fs'
import { readCsv } from '../../src/catalogue/csv.ts'
import type { Architecture, Catalogue, Gpu } from '../../src/catalogue/schema.ts'
import { findArchitecture, findSystem } from '../../src/cli/serving-names.ts'
import { closedLoop } from '../../src/engine/serving/batching.ts'
import { servingConstants } from '../../src/engine/serving/constants.ts'
import { isRefusal } from '../../src/engine/serving/refusal.ts'
import type { GpuLayout } from '../../src/engine/serving/weights.ts'

export type Table = Readonly<Record<string, number>>

/** Output tokens/s per GPU, TPOT and TTFT [s]. */
export interface Figures {
  readonly throughput: number
  readonly tpot: number
  readonly ttft: number
}

export interface Point {
  readonly id: string
  readonly architecture: Architecture
  readonly gpu: Gpu
  /** serving system of the GPU, as `h100` */
  readonly system: string
  readonly layout: GpuLayout
  readonly precision: string
  readonly engine: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly clients: number
  readonly lockstep: boolean
  readonly measured: Figures
}

const MS = 1000

/** @throws on a row the engine does not know: the measurements are the project's own file */
export const readPoints = (file: string, catalogue: Catalogue): Point[] => {
  const parsed = readCsv(readFileSync(file, 'utf8'))
  if ('error' in parsed) throw new Error(`${file}, line ${parsed.line}: ${parsed.error}`)
  const [head, ...rows] = parsed.rows
  const columns = new Map((head?.fields ?? []).map((name, index) => [name, index]))
  return rows.map(({ line, fields }) => {
    const text = (name: string): string => fields[columns.get(name) ?? -1] ?? ''
    const number = (name: string): number => {
      const value = Number(text(name))
      if (text(name) === '' || !Number.isFinite(value)) throw new Error(`${file}, line ${line}: ${name} is "${text(name)}"`)
      return value
    }
    const architecture = findArchitecture(catalogue, text('model'))
    const gpu = findSystem(catalogue, text('system'))
    if (isRefusal(architecture)) throw new Error(`${file}, line ${line}: ${architecture.reason}`)
    if (isRefusal(gpu)) throw new Error(`${file}, line ${line}: ${gpu.reason}`)
    return {
      id: text('id'),
      architecture,
      gpu,
      system: text('system'),
      layout: {
        gpusPerReplica: number('gpus'),
        tensorParallel: number('attnTP'),
        dataParallel: number('attnDP'),
        expertParallel: number('ep') > 1,
      },
      precision: text('precision'),
      engine: text('engine'),
      inputTokens: number('islMean'),
      outputTokens: number('oslMean'),
      clients: number('conc'),
      lockstep: number('lockstep') === 1,
      measured: { throughput: number('outTokSGpu'), tpot: number('tpot_ms') / MS, ttft: number('ttft_ms') / MS },
    }
  })
}

/** @throws if the engine refuses */
export const predictPoint = (point: Point, table: Table): Figures => {
  const k = servingConstants(point.architecture, point.gpu, point.layout, point.precision, point.engine, table)
  if (isRefusal(k)) throw new Error(`${point.id}: ${k.reason}`)
  const { inputTokens, outputTokens, clients, lockstep } = point
  const result = closedLoop(k, { inputTokens, outputTokens, cachedShare: 0, clients, lockstep })
  return { throughput: result.outputTokensPerSecondPerGpu, tpot: result.tpotSeconds, ttft: result.ttftSeconds }
}

/** Points of the same model, GPU, precision and engine. */
export const cellOf = (point: Point): string => [point.architecture.name, point.system, point.precision, point.engine].join(' · ')
export const pairOf = (point: Point): string => `${point.architecture.name} · ${point.system}`
export const modelOf = (point: Point): string => point.architecture.name
export const gpuOf = (point: Point): string => point.system
