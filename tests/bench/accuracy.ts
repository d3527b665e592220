/** Prints how far the serving model is from measured points: `npm run bench:accuracy [-- FILE.csv]`. */
import { fileURLToPath } from 'node:url'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { crossValidation } from './cross-validation-table.ts'
import { FIGURES, MEASURED_POINTS, measuredPoints, spreads } from './accuracy-table.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))
const { points, refused } = measuredPoints(process.argv[2] ?? MEASURED_POINTS, catalogue)

const NAME_WIDTH = 24
const COUNT_WIDTH = 6
const FIGURE_WIDTH = 20
const CROSS_TABLE_WIDTH = 28
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`
const line = (name: string, count: string, figures: readonly string[]): string =>
  name.padEnd(NAME_WIDTH) + count.padStart(COUNT_WIDTH) + figures.map((figure) => figure.padStart(FIGURE_WIDTH)).join('')

const CROSS_WIDTH = 16
const output = [
  'Relative error, median and p90, on points left out of the fit (data/serving/accuracy.json, written by `npm run fit`):',
  'the prototype\u2019s form fitted in the same way \u2192 the product\u2019s',
  '',
  'left out'.padEnd(CROSS_WIDTH) +
    ['tokens/s per GPU', 'TPOT', 'TTFT', 'cost at the best'].map((name) => name.padStart(CROSS_TABLE_WIDTH)).join(''),
  ...crossValidation().map(
    ({ leftOut, errors }) =>
      leftOut.padEnd(CROSS_WIDTH) + errors.map(([before, after]) => `${before} \u2192 ${after}`.padStart(CROSS_TABLE_WIDTH)).join(''),
  ),
  '',
  'Relative error, median and p90, of predictions now, on the points of the fit or of the file given',
  '',
  line(
    '',
    'n',
    FIGURES.map(({ name }) => name),
  ),
]
for (const { grouping, rows } of spreads(points)) {
  if (grouping !== 'all') output.push('', `by ${grouping}`)
  for (const { name, count, errors } of rows)
    output.push(
      line(
        name,
        String(count),
        errors.map(([median, p90]) => `${percent(median)}  ${percent(p90)}`),
      ),
    )
}
if (refused.size > 0) {
  output.push('', 'not predicted')
  for (const [reason, count] of refused) output.push(`${String(count).padStart(COUNT_WIDTH)}  ${reason}`)
}
process.stdout.write(`${output.join('\n')}\n`)
