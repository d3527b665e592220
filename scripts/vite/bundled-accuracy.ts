/**
 * Makes the serving model's errors a module of the page: `virtual:accuracy` exports, as JSON text, every measured point beside
 * what the engine of this build predicts, its errors by group, and those on points left out of the fit. It comes with its view.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import type { AccuracyData } from '../../src/ui/accuracy/accuracy-data.ts'
import { spreads, measuredPoints } from '../../tests/bench/accuracy-table.ts'
import { predictPoint, readPoints, type Figures } from '../fit/points.ts'
import { filesUnder } from './bundled-catalogue.ts'

const MODULE = 'virtual:accuracy'
/** A name with a NUL byte belongs to this plugin alone (convention of the bundler). */
const RESOLVED = `\0${MODULE}`
/** As exact as a plot or a table asks for. */
const DIGITS = 4
const MS = 1000

const rounded = (value: number): number => Number(value.toPrecision(DIGITS))
const shown = ({ throughput, tpot, ttft }: Figures) => [rounded(throughput), rounded(tpot * MS), rounded(ttft * MS)] as const

/** `folder` holds the data files. */
export const accuracyOf = (folder: string): AccuracyData => {
  const catalogue = loadCatalogue(folder)
  const file = join(folder, 'serving', 'measurements-dev.csv')
  const { crossValidation, how } = JSON.parse(readFileSync(join(folder, 'serving', 'accuracy.json'), 'utf8')) as Pick<
    AccuracyData,
    'crossValidation' | 'how'
  >
  return {
    points: readPoints(file, catalogue).map((point) => ({
      id: point.id,
      model: point.architecture.name,
      gpu: point.system,
      engine: point.engine,
      precision: point.precision,
      measured: shown(point.measured),
      predicted: shown(predictPoint(point, catalogue.coefficients)),
    })),
    groups: spreads(measuredPoints(file, catalogue).points),
    crossValidation,
    how,
  }
}

export const bundledAccuracy = (folder: string): Plugin => ({
  name: 'crossover:bundled-accuracy',
  resolveId: { filter: { id: new RegExp(`^${MODULE}$`) }, handler: () => RESOLVED },
  load: {
    filter: { id: new RegExp(`^\0${MODULE}$`) },
    handler() {
      for (const file of filesUnder(folder)) this.addWatchFile(resolve(file))
      return { code: `export default ${JSON.stringify(JSON.stringify(accuracyOf(folder)))}`, map: null, moduleSideEffects: false }
    },
  },
})
