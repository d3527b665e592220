/** The tables of the serving model's errors, and every point for a file. */
import { textCell, type FigureCell, type FigureTable } from '../figures/figure-table.ts'
import type { AccuracyData } from './accuracy-data.ts'

const PERCENT = 100
const LEFT_OUT = new Map([
  ['model', 'Left out: whole models'],
  ['gpu', 'Left out: whole GPUs'],
  ['pair', 'Left out: model and GPU'],
  ['cell', 'Left out: model, GPU, precision and engine'],
  ['configuration', 'Left out: configurations'],
])
const GROUPS = new Map([
  ['all', 'The fit: all points'],
  ['model', 'The fit'],
  ['system', 'The fit'],
  ['engine', 'The fit'],
  ['precision', 'The fit'],
])

const errorCell = (share: number): FigureCell => ({ text: `${(share * PERCENT).toFixed(1)} %`, value: share })
const UNKNOWN: FigureCell = { text: '–', value: null }

const COLUMNS = [
  ['Tokens/s per GPU', 'Tokens/s, 90 %'],
  ['Time per token', 'Per token, 90 %'],
  ['Time to first token', 'First token, 90 %'],
].flatMap(([name = '', tail = '']) => [
  { label: name, numeric: true, exported: `${name}, median relative error` },
  { label: tail, numeric: true, exported: `${name}, 90th percentile of the relative error` },
])

export const errorTable = ({ crossValidation, groups, points }: AccuracyData): FigureTable => ({
  caption: 'Relative error, median and 90th percentile: on points that the fit did not see, then of the fit itself',
  columns: [{ label: 'Points', numeric: false }, { label: 'How many', numeric: true }, ...COLUMNS],
  rows: [
    ...crossValidation.flatMap(({ leaveOut, after }) => {
      const name = LEFT_OUT.get(leaveOut)
      if (name === undefined) return []
      const errors = [after.throughput, after.tpot, after.ttft].flatMap(({ median, p90 }) => [errorCell(median), errorCell(p90)])
      return [[textCell(name), { text: String(points.length), value: points.length }, ...errors]]
    }),
    ...groups.flatMap(({ grouping, rows }) =>
      rows.map(({ name, count, errors }) => [
        textCell(grouping === 'all' ? GROUPS.get('all')! : `${GROUPS.get(grouping) ?? 'The fit'}: ${name}`),
        { text: String(count), value: count },
        ...errors.flatMap(([median, p90]) => [errorCell(median), errorCell(p90)]),
      ]),
    ),
  ],
})

/** Every point, for the CSV file. */
export const pointTable = ({ points }: AccuracyData): FigureTable => ({
  caption: 'Measured points and what the engine of this page predicts',
  columns: [
    ...['Point', 'Model', 'GPU', 'Engine', 'Precision'].map((label) => ({ label, numeric: false })),
    ...['Tokens/s per GPU', 'TPOT [ms]', 'TTFT [ms]'].flatMap((label) => [
      { label: `${label}, measured`, numeric: true },
      { label: `${label}, predicted`, numeric: true },
    ]),
  ],
  rows: points.map(({ id, model, gpu, engine, precision, measured, predicted }) => [
    ...[id, model, gpu, engine, precision].map(textCell),
    ...measured.flatMap((value, index) => {
      const other = predicted[index]
      return [{ text: String(value), value }, other === undefined ? UNKNOWN : { text: String(other), value: other }]
    }),
  ]),
})

export const accuracySources = (how: string): FigureTable => ({
  caption: 'Who measured, and how the errors were found',
  columns: ['What', 'Source'].map((label) => ({ label, numeric: false })),
  rows: [
    [
      'Measured points',
      'SemiAnalysis InferenceX and NVIDIA aiconfigurator (Apache-2.0), October 2025 to April 2026, data/serving/measurements-dev.csv',
    ],
    ['Lengths', 'Requests of 0.8 to 1 times the nominal length: 0.9 of it in the mean'],
    ['Tokens a second', 'Derived from the measured times by Little’s law'],
    ['Errors on points left out', how],
    ['Fit', 'npm run fit, deterministic; docs/adr/0027-serving-model-refit.md'],
  ].map((row) => row.map(textCell)),
})
