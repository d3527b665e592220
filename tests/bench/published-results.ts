/** How near is the serving model to what others published? Predictions of tests/golden/serving/published-results.json, beside the figures. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readCsv } from '../../src/catalogue/csv.ts'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { predictRow } from '../../src/cli/predict.ts'
import { isRefusal } from '../../src/engine/serving/refusal.ts'

/** tokens/s out per GPU; ms per output token; prompt tokens/s of a prefill node of eight GPUs */
type Metric = 'outTokSGpu' | 'tpotMs' | 'inputPerPrefillNode'
export type PublishedVerdict = 'reproduced' | 'explained' | 'refused'

interface PublishedCase {
  readonly id: string
  readonly source: { readonly title: string; readonly where: string; readonly date: string }
  readonly verbatim: string
  readonly metric: Metric
  readonly published: number
  /** columns as in data/serving/measurements-dev.csv */
  readonly row: Readonly<Record<string, string | number>>
  readonly assumed: string
  readonly verdict: PublishedVerdict
  readonly why?: string
}

export interface PublishedResult extends PublishedCase {
  /** null: refused, `refusal` says why */
  readonly predicted: number | null
  readonly ratio: number | null
  readonly refusal: string | null
  readonly band: readonly [number, number]
}

const CASES = new URL('../golden/serving/published-results.json', import.meta.url)
const MEASURED = new URL('../../data/serving/measurements-dev.csv', import.meta.url)
const DATA = fileURLToPath(new URL('../../data', import.meta.url))
/** where the data has the model and the GPU, and elsewhere (`serving-model.md` 10) */
const NEAR = [0.8, 1.25] as const
const FAR = [0.65, 1.5] as const
const MS = 1000
const NODE = 8

const column = (name: string): ReadonlySet<string> => {
  const parsed = readCsv(readFileSync(MEASURED, 'utf8'))
  if ('error' in parsed) throw new Error(parsed.error)
  const [head, ...rows] = parsed.rows
  const at = head!.fields.indexOf(name)
  return new Set(rows.map(({ fields }) => fields[at] ?? ''))
}

const figureOf = (
  metric: Metric,
  row: PublishedCase['row'],
  answer: { tpotSeconds: number; outputTokensPerSecondPerGpu: number },
): number => {
  if (metric === 'tpotMs') return answer.tpotSeconds * MS
  if (metric === 'outTokSGpu') return answer.outputTokensPerSecondPerGpu
  const requests = (answer.outputTokensPerSecondPerGpu * Number(row['gpus'])) / Number(row['oslMean'])
  return (requests * Number(row['islMean']) * NODE) / Number(row['prefillGpus'])
}

export const publishedResults = (): PublishedResult[] => {
  const { cases } = JSON.parse(readFileSync(CASES, 'utf8')) as { cases: PublishedCase[] }
  const catalogue = loadCatalogue(DATA)
  const models = column('model')
  const systems = column('system')
  return cases.map((given) => {
    const answer = predictRow((name) => String(given.row[name] ?? ''), catalogue)
    const predicted = isRefusal(answer) ? null : figureOf(given.metric, given.row, answer)
    const calibrated = models.has(String(given.row['model'])) && systems.has(String(given.row['system']))
    return {
      ...given,
      predicted,
      ratio: predicted === null ? null : predicted / given.published,
      refusal: isRefusal(answer) ? answer.reason : null,
      band: calibrated ? NEAR : FAR,
    }
  })
}

const UNITS: Readonly<Record<Metric, string>> = {
  outTokSGpu: 'tokens/s out per GPU',
  tpotMs: 'ms per output token',
  inputPerPrefillNode: 'prompt tokens/s per prefill node',
}
export const unitOf = ({ metric }: PublishedResult): string => UNITS[metric]

export const setupOf = ({ row }: PublishedResult): string => {
  const { model, system, gpus, precision, engine, attnTP, attnDP, islMean, oslMean, conc, mtp, mode } = row
  const layout = mode === 'disagg' ? `${row['prefillGpus']} prefill + ${row['decodeGpus']} decode` : `TP ${attnTP} × DP ${attnDP}`
  return `${model}, ${gpus} × ${system}, ${precision}, ${engine}, ${layout}${mtp ? `, ${mtp} drafts` : ''}, ${islMean} in / ${oslMean} out, ${conc} clients`
}
