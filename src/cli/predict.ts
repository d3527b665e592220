/** What the serving model says about measured benchmark points: the rows of a CSV with predicted figures beside them. */
import type { Architecture, Catalogue, Gpu } from '../catalogue/schema.ts'
import { closedLoop, type ClosedLoopResult } from '../engine/serving/batching.ts'
import { servingConstants } from '../engine/serving/constants.ts'
import { disaggregatedLoop, type DisaggregatedResult, type Pool } from '../engine/serving/disaggregated.ts'
import { isRefusal, refuse, type Refusal } from '../engine/serving/refusal.ts'
import type { GpuLayout } from '../engine/serving/weights.ts'
import { acceptanceLength } from './acceptance-length.ts'
import { csvLine, readCsv } from '../catalogue/csv.ts'
import { findArchitecture, findSystem } from './serving-names.ts'

export type Prediction = { readonly csv: string } | { readonly error: string }

/** Columns a file must have; `mode`, `pp`, `mtp`, `lockstep`, `attnDP`, `ep` and those of pools may be absent or empty and then say nothing special. */
const REQUIRED = ['model', 'system', 'engine', 'precision', 'islMean', 'oslMean', 'conc', 'gpus', 'attnTP'] as const
const ADDED = ['predTpotMs', 'predTtftMs', 'predOutTokSGpu', 'predError'] as const
/** Prefill and decode on the same GPUs, or in pools of their own. */
const AGGREGATED = new Set(['', 'agg', 'aggregated'])
const DISAGGREGATED = new Set(['disagg', 'disaggregated'])
const MS_PER_SECOND = 1000
const MAX_TOKENS = 1e9
const MAX_GPUS = 1e5

const BYTES_PER_GB = 1e9

type Row = (column: string) => string
type Figures = Pick<ClosedLoopResult, 'tpotSeconds' | 'ttftSeconds' | 'outputTokensPerSecondPerGpu'>

const numberIn = (row: Row, column: string, least: number, most: number, whole = false): number | Refusal => {
  const text = row(column)
  if (text === '') return refuse(column, `${column} is empty.`)
  const value = Number(text)
  if (!Number.isFinite(value)) return refuse(column, `${column} is "${text}", not a number.`)
  if (value < least || value > most) return refuse(column, `${column} is ${text}; it must be between ${least} and ${most}.`)
  if (whole && !Number.isInteger(value)) return refuse(column, `${column} is ${text}, not a whole number.`)
  return value
}

/** An empty or absent cell means `usual`. */
const optionalIn = (row: Row, column: string, usual: number, least: number, most: number): number | Refusal =>
  row(column) === '' ? usual : numberIn(row, column, least, most, true)

const isRefused = (value: number | Refusal): value is Refusal => typeof value !== 'number'

/** What every kind of row says. */
interface Run {
  readonly architecture: Architecture
  readonly gpu: Gpu
  readonly precision: string
  readonly engine: string
  readonly inputTokens: number
  readonly outputTokens: number
  readonly clients: number
  readonly lockstep: boolean
  readonly drafts: { readonly count: number; readonly acceptanceLength: number } | null
  /** as the row names them; their product need not be the GPUs of a worker */
  readonly tensorParallel: number
  readonly dataParallel: number
  readonly expertParallel: boolean
}

const runOf = (row: Row, catalogue: Catalogue): Run | Refusal => {
  const architecture = findArchitecture(catalogue, row('model'))
  if (isRefusal(architecture)) return architecture
  const gpu = findSystem(catalogue, row('system'))
  if (isRefusal(gpu)) return gpu
  const pipeline = optionalIn(row, 'pp', 1, 1, MAX_GPUS)
  if (isRefused(pipeline)) return pipeline
  if (pipeline > 1) return refuse('pp', `pp is ${pipeline}; pipeline parallelism is not modelled.`)
  const inputTokens = numberIn(row, 'islMean', 0, MAX_TOKENS)
  if (isRefused(inputTokens)) return inputTokens
  const outputTokens = numberIn(row, 'oslMean', 1, MAX_TOKENS)
  if (isRefused(outputTokens)) return outputTokens
  const clients = numberIn(row, 'conc', 1, MAX_TOKENS)
  if (isRefused(clients)) return clients
  const tensorParallel = optionalIn(row, 'attnTP', 1, 1, MAX_GPUS)
  if (isRefused(tensorParallel)) return tensorParallel
  const dataParallel = optionalIn(row, 'attnDP', 1, 1, MAX_GPUS)
  if (isRefused(dataParallel)) return dataParallel
  const experts = optionalIn(row, 'ep', 1, 0, MAX_GPUS)
  if (isRefused(experts)) return experts
  const lockstep = optionalIn(row, 'lockstep', 0, 0, 1)
  if (isRefused(lockstep)) return lockstep
  const count = optionalIn(row, 'mtp', 0, 0, MAX_GPUS)
  if (isRefused(count)) return count
  const accepted = count > 0 ? acceptanceLength(architecture.name, count) : null
  if (count > 0 && accepted === null) return refuse('mtp', `mtp is ${count}, but no acceptance length with ${count} drafts is known.`)
  for (const column of ['precision', 'engine']) if (row(column) === '') return refuse(column, `${column} is empty.`)
  return {
    architecture,
    gpu,
    precision: row('precision').toLowerCase(),
    engine: row('engine').toLowerCase(),
    inputTokens,
    outputTokens,
    clients,
    lockstep: lockstep === 1,
    drafts: accepted === null ? null : { count, acceptanceLength: accepted },
    tensorParallel,
    dataParallel,
    expertParallel: experts > 1,
  }
}

const aggregated = (row: Row, run: Run, catalogue: Catalogue): ClosedLoopResult | Refusal => {
  const gpusPerReplica = numberIn(row, 'gpus', 1, MAX_GPUS, true)
  if (isRefused(gpusPerReplica)) return gpusPerReplica
  const { tensorParallel, dataParallel, expertParallel, architecture, gpu, precision, engine } = run
  const layout = { gpusPerReplica, tensorParallel, dataParallel, expertParallel }
  const constants = servingConstants(architecture, gpu, layout, precision, engine, catalogue.coefficients)
  if (isRefusal(constants)) return constants
  const { inputTokens, outputTokens, clients, lockstep, drafts } = run
  return closedLoop(constants, { inputTokens, outputTokens, cachedShare: 0, clients, lockstep, ...(drafts === null ? {} : { drafts }) })
}

/**
 * The layout of a worker of so many GPUs. Such rows name one layout for two pools: it is taken where it is that of the
 * worker; else attention is data-parallel where the row says so or has experts of their own GPUs, and tensor-parallel if not.
 */
const workerLayout = (gpusPerReplica: number, run: Run): GpuLayout => {
  const { tensorParallel, dataParallel, expertParallel, architecture } = run
  const moe = architecture.moeLayers > 0
  if (tensorParallel * dataParallel === gpusPerReplica) return { gpusPerReplica, tensorParallel, dataParallel, expertParallel }
  const spread = moe && gpusPerReplica > 1 && (dataParallel > 1 || (expertParallel && tensorParallel < gpusPerReplica))
  return {
    gpusPerReplica,
    tensorParallel: spread ? 1 : gpusPerReplica,
    dataParallel: spread ? gpusPerReplica : 1,
    expertParallel: expertParallel && gpusPerReplica > 1,
  }
}

const poolOf = (row: Row, name: 'prefill' | 'decode', run: Run, catalogue: Catalogue): Pool | Refusal => {
  const gpus = numberIn(row, `${name}Gpus`, 1, MAX_GPUS, true)
  if (isRefused(gpus)) return gpus
  const workers = optionalIn(row, `${name}Workers`, 1, 1, MAX_GPUS)
  if (isRefused(workers)) return workers
  if (gpus % workers !== 0) return refuse(`${name}Workers`, `${gpus} GPUs cannot be shared by ${workers} ${name} workers alike.`)
  const { architecture, gpu, precision, engine } = run
  const constants = servingConstants(architecture, gpu, workerLayout(gpus / workers, run), precision, engine, catalogue.coefficients)
  return isRefusal(constants) ? constants : { constants, workers }
}

const disaggregated = (row: Row, run: Run, catalogue: Catalogue): DisaggregatedResult | Refusal => {
  const prefill = poolOf(row, 'prefill', run, catalogue)
  if (isRefusal(prefill)) return prefill
  const decode = poolOf(row, 'decode', run, catalogue)
  if (isRefusal(decode)) return decode
  const { gpu, inputTokens, outputTokens, clients, drafts } = run
  const gpus = [prefill, decode].reduce((sum, { constants, workers }) => sum + constants.layout.gpusPerReplica * workers, 0)
  const inside = prefill.constants.linkBytesPerSecond
  const between =
    gpus <= (gpu.scaleUpDomainGpus ?? 0) || gpu.scaleOutGBsPerGpuPerDirection === null
      ? inside
      : Math.min(inside, gpu.scaleOutGBsPerGpuPerDirection * BYTES_PER_GB)
  return disaggregatedLoop(prefill, decode, between, { inputTokens, outputTokens, clients, ...(drafts === null ? {} : { drafts }) })
}

/** The prediction of one row. */
export const predictRow = (row: Row, catalogue: Catalogue): Figures | Refusal => {
  const mode = row('mode').toLowerCase()
  if (!AGGREGATED.has(mode) && !DISAGGREGATED.has(mode))
    return refuse('mode', `mode is "${row('mode')}"; agg (prefill and decode on the same GPUs) and disagg are modelled.`)
  const run = runOf(row, catalogue)
  if (isRefusal(run)) return run
  return DISAGGREGATED.has(mode) ? disaggregated(row, run, catalogue) : aggregated(row, run, catalogue)
}

const added = (result: Figures | Refusal): string[] =>
  isRefusal(result)
    ? ['', '', '', result.reason]
    : [
        String(result.tpotSeconds * MS_PER_SECOND),
        String(result.ttftSeconds * MS_PER_SECOND),
        String(result.outputTokensPerSecondPerGpu),
        '',
      ]

/**
 * Columns as in `data/serving/measurements-dev.csv`, in any order, others kept. A row that cannot be predicted has empty
 * figures and its reason in `predError`, a short row as if its last cells were empty; a file that is no such table has an
 * error with its line and column.
 */
export const predictPoints = (csvText: string, catalogue: Catalogue): Prediction => {
  const parsed = readCsv(csvText)
  if ('error' in parsed) return { error: `line ${parsed.line}: ${parsed.error}` }
  const [head, ...rows] = parsed.rows
  if (head === undefined) return { error: 'line 1: there is no line of column names' }
  const columns = new Map<string, number>()
  for (const [index, name] of head.fields.entries()) {
    const column = name.trim()
    if (columns.has(column) && column !== '') return { error: `line ${head.line}: the column "${column}" appears twice` }
    columns.set(column, index)
  }
  const missing = REQUIRED.filter((column) => !columns.has(column))
  if (missing.length > 0)
    return { error: `line ${head.line}: missing column${missing.length > 1 ? 's' : ''} ${missing.map((name) => `"${name}"`).join(', ')}` }
  const taken = ADDED.find((column) => columns.has(column))
  if (taken !== undefined) return { error: `line ${head.line}: the column "${taken}" is already there` }
  const lines = [csvLine([...head.fields, ...ADDED])]
  for (const { line, fields } of rows) {
    const named = head.fields.length
    const row: Row = (column) => fields[columns.get(column) ?? named]?.trim() ?? ''
    const surplus = fields.slice(named).some((field) => field.trim() !== '')
    const prediction = surplus
      ? refuse('row', `Line ${line} has ${fields.length} fields, but the first line names ${named}.`)
      : predictRow(row, catalogue)
    const kept = Array.from({ length: named }, (_, index) => fields[index] ?? '')
    lines.push(csvLine([...kept, ...added(prediction)]))
  }
  return { csv: `${lines.join('\n')}\n` }
}
