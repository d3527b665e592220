/** How far the serving model is from measured points: relative errors by group. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { readCsv } from '../../src/catalogue/csv.ts'
import { predictPoints } from '../../src/cli/predict.ts'

export const MEASURED_POINTS = fileURLToPath(new URL('../../data/serving/measurements-dev.csv', import.meta.url))

/** measured column, predicted column, heading */
export const FIGURES = [
  { measured: 'outTokSGpu', predicted: 'predOutTokSGpu', name: 'tokens/s per GPU' },
  { measured: 'tpot_ms', predicted: 'predTpotMs', name: 'TPOT' },
  { measured: 'ttft_ms', predicted: 'predTtftMs', name: 'TTFT' },
] as const
export const GROUPINGS = ['model', 'system', 'engine', 'precision'] as const

export interface Point {
  readonly cells: Readonly<Record<string, string>>
  /** |predicted ÷ measured − 1| in the order of FIGURES */
  readonly errors: readonly number[]
}

export interface Spread {
  readonly name: string
  readonly count: number
  /** [median, p90] in the order of FIGURES */
  readonly errors: readonly (readonly [number, number])[]
}

/** Points of a file of the measurements' columns that have all figures; and how many the model refused, by reason. */
export const measuredPoints = (file: string, catalogue: Catalogue): { points: Point[]; refused: Map<string, number> } => {
  const predicted = predictPoints(readFileSync(file, 'utf8'), catalogue)
  if ('error' in predicted) throw new Error(`${file}: ${predicted.error}`)
  const parsed = readCsv(predicted.csv)
  if ('error' in parsed) throw new Error(`line ${parsed.line}: ${parsed.error}`)
  const [head, ...rows] = parsed.rows
  const points: Point[] = []
  const refused = new Map<string, number>()
  for (const { fields } of rows) {
    const cells = Object.fromEntries((head?.fields ?? []).map((name, index) => [name, fields[index] ?? '']))
    const reason = cells['predError'] ?? ''
    if (reason !== '') refused.set(reason, (refused.get(reason) ?? 0) + 1)
    const errors = FIGURES.map((figure) => Math.abs(Number(cells[figure.predicted]) / Number(cells[figure.measured]) - 1))
    if (reason === '' && errors.every(Number.isFinite)) points.push({ cells, errors })
  }
  return { points, refused }
}

/** Quantile by linear interpolation (type 7). */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const position = share * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below] ?? NaN
  return low + (position - below) * ((sorted[below + 1] ?? low) - low)
}

const spreadOf = (name: string, points: readonly Point[]): Spread => ({
  name,
  count: points.length,
  errors: FIGURES.map((_, index) => {
    const errors = points.map((point) => point.errors[index]!)
    return [quantile(errors, 0.5), quantile(errors, 0.9)]
  }),
})

const grouped = (points: readonly Point[], column: string): Map<string, Point[]> => {
  const groups = new Map<string, Point[]>()
  for (const point of points) {
    const name = point.cells[column] ?? ''
    groups.set(name, [...(groups.get(name) ?? []), point])
  }
  return groups
}

/** All points, then each value of a column, by name. */
export const spreads = (points: readonly Point[]): { grouping: string; rows: Spread[] }[] => [
  { grouping: 'all', rows: [spreadOf('all', points)] },
  ...GROUPINGS.map((grouping) => ({
    grouping,
    rows: [...grouped(points, grouping)].sort(([a], [b]) => a.localeCompare(b)).map(([name, members]) => spreadOf(name, members)),
  })),
]
