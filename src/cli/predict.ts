/** What the serving model says about measured benchmark points: the rows of a CSV with predicted figures beside them. */
import type { Catalogue } from '../catalogue/schema.ts'
import { closedLoop, type ClosedLoopResult } from '../engine/serving/batching.ts'
import { servingConstants } from '../engine/serving/constants.ts'
import { isRefusal, refuse, type Refusal } from '../engine/serving/refusal.ts'
import { acceptanceLength } from './acceptance-length.ts'
import { csvLine, readCsv } from '../catalogue/csv.ts'
import { findArchitecture, findSystem } from './serving-names.ts'

export type Prediction = { readonly csv: string } | { readonly error: string }

/** Columns a file must have; `mode`, `pp`, `mtp`, `lockstep`, `attnDP`, `ep` may be absent or empty and then say nothing special. */
const REQUIRED = ['model', 'system', 'engine', 'precision', 'islMean', 'oslMean', 'conc', 'gpus', 'attnTP'] as const
const ADDED = ['predTpotMs', 'predTtftMs', 'predOutTokSGpu', 'predError'] as const
const AGGREGATED = 'agg'
const MS_PER_SECOND = 1000
const MAX_TOKENS = 1e9
const MAX_GPUS = 1e5

type Row = (column: string) => string

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

/** The prediction of one row. */
export const predictRow = (row: Row, catalogue: Catalogue): ClosedLoopResult | Refusal => {
  const architecture = findArchitecture(catalogue, row('model'))
  if (isRefusal(architecture)) return architecture
  const gpu = findSystem(catalogue, row('system'))
  if (isRefusal(gpu)) return gpu
  const mode = row('mode').toLowerCase()
  if (mode !== '' && mode !== AGGREGATED)
    return refuse('mode', `mode is "${row('mode')}"; only "${AGGREGATED}" (prefill and decode on the same GPUs) is modelled.`)
  const pipeline = optionalIn(row, 'pp', 1, 1, MAX_GPUS)
  if (isRefused(pipeline)) return pipeline
  if (pipeline > 1) return refuse('pp', `pp is ${pipeline}; pipeline parallelism is not modelled.`)
  const inputTokens = numberIn(row, 'islMean', 0, MAX_TOKENS)
  if (isRefused(inputTokens)) return inputTokens
  const outputTokens = numberIn(row, 'oslMean', 1, MAX_TOKENS)
  if (isRefused(outputTokens)) return outputTokens
  const clients = numberIn(row, 'conc', 1, MAX_TOKENS)
  if (isRefused(clients)) return clients
  const gpusPerReplica = numberIn(row, 'gpus', 1, MAX_GPUS, true)
  if (isRefused(gpusPerReplica)) return gpusPerReplica
  const tensorParallel = numberIn(row, 'attnTP', 1, MAX_GPUS, true)
  if (isRefused(tensorParallel)) return tensorParallel
  const dataParallel = optionalIn(row, 'attnDP', 1, 1, MAX_GPUS)
  if (isRefused(dataParallel)) return dataParallel
  const experts = optionalIn(row, 'ep', 1, 0, MAX_GPUS)
  if (isRefused(experts)) return experts
  const lockstep = optionalIn(row, 'lockstep', 0, 0, 1)
  if (isRefused(lockstep)) return lockstep
  const drafts = optionalIn(row, 'mtp', 0, 0, MAX_GPUS)
  if (isRefused(drafts)) return drafts
  const accepted = drafts > 0 ? acceptanceLength(architecture.name, drafts) : null
  if (drafts > 0 && accepted === null)
    return refuse('mtp', `mtp is ${drafts}, but no acceptance length of ${architecture.name} with ${drafts} drafts is known.`)
  for (const column of ['precision', 'engine']) if (row(column) === '') return refuse(column, `${column} is empty.`)
  const layout = { gpusPerReplica, tensorParallel, dataParallel, expertParallel: experts > 1 }
  const precision = row('precision').toLowerCase()
  const engine = row('engine').toLowerCase()
  const constants = servingConstants(architecture, gpu, layout, precision, engine, catalogue.coefficients)
  if (isRefusal(constants)) return constants
  return closedLoop(constants, {
    inputTokens,
    outputTokens,
    cachedShare: 0,
    clients,
    lockstep: lockstep === 1,
    ...(accepted === null ? {} : { drafts: { count: drafts, acceptanceLength: accepted } }),
  })
}

const added = (result: ClosedLoopResult | Refusal): string[] =>
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
