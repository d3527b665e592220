/** The errors that `npm run fit` found by leaving points out, in words for a table. */
import { readFileSync } from 'node:fs'

const ACCURACY = new URL('../../data/serving/accuracy.json', import.meta.url)
const METRICS = ['throughput', 'tpot', 'ttft', 'cost'] as const

interface Spread {
  readonly median: number
  readonly p90: number
}
type Errors = Readonly<Record<(typeof METRICS)[number], Spread>>
interface Accuracy {
  readonly crossValidation: readonly { readonly leaveOut: string; readonly before: Errors; readonly after: Errors }[]
}

const NAMES = new Map([
  ['fit', 'none (the fit)'],
  ['model', 'whole models'],
  ['gpu', 'whole GPUs'],
  ['pair', 'model + GPU'],
  ['cell', 'cell'],
  ['configuration', 'configuration'],
])
const PERCENT = 100
const words = ({ median, p90 }: Spread): string => `${(median * PERCENT).toFixed(1)}/${(p90 * PERCENT).toFixed(1)} %`

/** A row for what is left out; for each metric the words before and after, median/p90. */
export const crossValidation = (): { leftOut: string; errors: (readonly [string, string])[] }[] => {
  const { crossValidation: rows } = JSON.parse(readFileSync(ACCURACY, 'utf8')) as Accuracy
  return rows.map(({ leaveOut, before, after }) => ({
    leftOut: NAMES.get(leaveOut) ?? leaveOut,
    errors: METRICS.map((metric) => [words(before[metric]), words(after[metric])] as const),
  }))
}
