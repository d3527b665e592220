/**
 * `npm run fit`: fits the coefficients of the serving model on the measured points and writes them with their
 * cross-validated errors to `data/serving/`. Deterministic; a few minutes on one core. `--folds` prints the errors only.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { heldOut } from './cross-validation.ts'
import { errorsOf, type Errors } from './errors.ts'
import { evidenceBands } from './evidence-bands.ts'
import { fitCoefficients, weightsOf } from './fit-coefficients.ts'
import { productForm, prototypeForm, type Form } from './forms.ts'
import { cellOf, gpuOf, modelOf, pairOf, predictPoint, readPoints, type Figures, type Point, type Table } from './points.ts'

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))
const PASSES = 60
const DIGITS = 6
const CONFIGURATION_FOLDS = 10

const points = readPoints(path('data/serving/measurements-dev.csv'), loadCatalogue(path('data')))
const weights = weightsOf(points)

/** Configurations are dealt to folds in the order in which they appear. */
const folds = new Map<string, number>()
const configurationFold = (point: Point): string => {
  const { gpusPerReplica, tensorParallel, dataParallel, expertParallel } = point.layout
  const key = [cellOf(point), gpusPerReplica, tensorParallel, dataParallel, expertParallel, point.inputTokens, point.outputTokens].join()
  if (!folds.has(key)) folds.set(key, folds.size % CONFIGURATION_FOLDS)
  return String(folds.get(key))
}

const LEAVE_OUT = [
  ['model', modelOf],
  ['gpu', gpuOf],
  ['pair', pairOf],
  ['cell', cellOf],
  ['configuration', configurationFold],
] as const
type Left = 'fit' | (typeof LEAVE_OUT)[number][0]

const tried = (form: Form): { table: Table; predicted: Map<Left, readonly Figures[]> } => {
  const table = fitCoefficients(points, weights, form, PASSES)
  const predicted = new Map<Left, readonly Figures[]>([['fit', points.map((point) => predictPoint(point, table))]])
  for (const [left, groupOf] of LEAVE_OUT) predicted.set(left, heldOut(points, weights, form, table, groupOf))
  return { table, predicted }
}

const rounded = (value: number): number => Number(value.toPrecision(DIGITS))
const shares = (errors: Errors): Errors =>
  JSON.parse(JSON.stringify(errors, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value))) as Errors

const before = tried(prototypeForm())
const after = tried(productForm())
const held = (left: Left): readonly Figures[] => after.predicted.get(left)!
const crossValidation = (['fit', ...LEAVE_OUT.map(([left]) => left)] as const).map((leaveOut) => ({
  leaveOut,
  before: shares(errorsOf(points, before.predicted.get(leaveOut)!)),
  after: shares(errorsOf(points, held(leaveOut))),
}))
const evidence = evidenceBands(points, { configuration: held('configuration'), model: held('model'), gpu: held('gpu') }).map((band) => ({
  ...band,
  speedLow: Number(band.speedLow.toFixed(3)),
  speedHigh: Number(band.speedHigh.toFixed(3)),
}))
const accuracy = {
  points: points.length,
  metrics: ['throughput', 'tpot', 'ttft', 'cost'],
  how:
    'Relative error, median and 90 %, on points of which the fit saw no other of the same model, GPU, pair of both, cell (model, GPU, precision, engine) ' +
    'or configuration (a tenth of them at a time); before: the form of the prototype, fitted in the same way. cost: of the best configuration under TPOT targets of 10 to 100 ms.',
  crossValidation,
  evidence,
  measured: [...new Set(points.map(({ architecture, system, precision }) => [architecture.name, system, precision].join('|')))]
    .sort()
    .map((cell) => cell.split('|')),
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
if (!process.argv.includes('--folds')) {
  const table = Object.fromEntries(Object.entries(after.table).map(([name, value]) => [name, rounded(value)]))
  writeFileSync(path('data/serving/coefficients.json'), json(table))
  writeFileSync(path('data/serving/accuracy.json'), json(accuracy))
}
process.stdout.write(json(accuracy))
