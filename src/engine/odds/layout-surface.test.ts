import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { OddsInput } from '../../scenario/uncertain-input.ts'
import { isOpenModel } from '../compare/compare.ts'
import { layoutCarries, servableIn, servingCache } from '../compare/serving-cache.ts'
import { sampleQuantile } from '../draws.ts'
import { drawValues, scenarioWith } from './drawn-values.ts'
import { errorsOf, surfaceOf } from './layout-surface.ts'
import { shapeInputs } from './layout-speed.ts'
import { atOnce } from './steps.ts'
import { strataQuantiles } from './streams.ts'

const DRAWS = 400
const catalogue = loadCatalogue('data')
const scenario = defaultScenario()
const [workload] = scenario.workloads

const range = (path: 'inputTokens' | 'outputTokens' | 'cachedShare' | 'cvInput', low: number, high: number): OddsInput => ({
  path: `workloads.0.${path}`,
  label: path,
  kind: path === 'cachedShare' ? 'share' : 'positive',
  low,
  typical: workload![path],
  high,
  least: 0,
  most: path === 'cachedShare' ? 1 : 1e9,
  from: 'yours',
})

const FEW = [range('inputTokens', 3500, 7000), range('outputTokens', 200, 450)]
const MANY = [...FEW, range('cachedShare', 0.2, 0.5), range('cvInput', 0.6, 1)]
const PAIRS = [
  ['qwen3.8-27b', 'h100-sxm'],
  ['qwen3.8-27b', 'b200-sxm'],
  ['deepseek-v4.1-flash', 'h200-sxm'],
] as const

describe.each([
  ['two drawn inputs', FEW],
  ['four drawn inputs', MANY],
])('the surface of what a replica carries, with %s', (_, inputs) => {
  it.each(PAIRS)('is near the serving model on random draws (%s on %s)', (modelId, gpuId) => {
    const model = catalogue.models.filter(isOpenModel).find(({ id }) => id === modelId)!
    const gpu = catalogue.gpus.find(({ id }) => id === gpuId)!
    const [candidate] = servableIn(servingCache(), scenario, catalogue)(model, gpu).candidates
    const carries = layoutCarries(model, gpu, candidate!, scenario.engine, catalogue.coefficients)
    const values = drawValues(inputs, 11, atOnce(strataQuantiles(DRAWS)))
    const shape = shapeInputs(carries, scenario, inputs, modelId)
    expect(shape).toHaveLength(inputs.length)
    const surface = surfaceOf(carries, carries(scenario)!, scenario, shape, values)
    const scenarioIn = (draw: number) =>
      scenarioWith(
        scenario,
        inputs.map(({ path }) => [path, values.valuesOf(path)![draw]!] as const),
      )
    const errors = errorsOf(surface, carries, carries(scenario)!, scenarioIn, DRAWS)
    const served = errors.filter((error) => error > 0)
    expect(served.length).toBeGreaterThan(DRAWS / 2)
    expect(sampleQuantile(served, 0.5)).toBeLessThan(0.02)
    expect(sampleQuantile(served, 0.95)).toBeLessThan(0.06)
  })
})
