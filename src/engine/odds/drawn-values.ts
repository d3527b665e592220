/** The values of all inputs in every draw, and the scenario of one draw: drawn numbers in place, shares that fit each other. */
import type { OddsInput as DrawnInput } from '../../scenario/uncertain-input.ts'
import { withNumbers } from './with-number.ts'
import { normalsOf, valuesAt } from './streams.ts'
import type { Scenario, Workload } from '../../scenario/schema.ts'

/** Drawn for each option from its own range: how sure the serving model is of it. */
export const SPEED = 'speedFactor'

/** The draws of every input that has a width; those nobody asks for are never worked out. */
export interface DrawnValues {
  readonly inputs: readonly DrawnInput[]
  readonly paths: readonly string[]
  /** one number a draw; null: not drawn */
  readonly valuesOf: (path: string) => Float64Array | null
  /** standard normal values behind them */
  readonly normalsOf: (path: string) => Float64Array | null
}

/** An input whose range has no width draws nothing. */
export const isDrawn = ({ low, typical, high }: DrawnInput): boolean => low !== typical || high !== typical

const valuesFrom = (inputs: readonly DrawnInput[], normals: (input: DrawnInput) => Float64Array): DrawnValues => {
  const drawn = new Map(inputs.filter(isDrawn).map((input) => [input.path, input]))
  const knownNormals = new Map<string, Float64Array>()
  const knownValues = new Map<string, Float64Array>()
  const normalsOf = (path: string): Float64Array | null => {
    const input = drawn.get(path)
    if (input === undefined) return null
    const z = knownNormals.get(path) ?? normals(input)
    knownNormals.set(path, z)
    return z
  }
  return {
    inputs,
    paths: [...drawn.keys()],
    normalsOf,
    valuesOf: (path) => {
      const input = drawn.get(path)
      if (input === undefined) return null
      const known = knownValues.get(path)
      if (known !== undefined) return known
      const values = valuesAt(input.kind, input, normalsOf(path)!).map((value) => Math.min(input.most, Math.max(input.least, value)))
      knownValues.set(path, values)
      return values
    },
  }
}

/** As many draws as quantiles, each input in the order of its own stream. */
export const drawValues = (inputs: readonly DrawnInput[], seed: number, quantiles: Float64Array): DrawnValues =>
  valuesFrom(inputs, ({ path, stream }) => normalsOf(stream ?? path, seed, quantiles))

/** A single draw, at given standard normal values of the inputs. */
export const drawnAt = (inputs: readonly DrawnInput[], normals: readonly number[]): DrawnValues => {
  const byPath = new Map(inputs.map(({ path }, at) => [path, normals[at]!]))
  return valuesFrom(inputs, ({ path }) => Float64Array.of(byPath.get(path)!))
}

/** Read and written shares above all input are scaled back, and a prefix cannot be more than what is read [F14]. */
export const fittedShares = (workload: Workload): Workload => {
  const { cachedShare, cacheWriteShare, sharedPrefixShare } = workload
  const sum = cachedShare + cacheWriteShare
  const scale = sum > 1 ? 1 / sum : 1
  const cached = cachedShare * scale
  if (scale === 1 && sharedPrefixShare <= cached) return workload
  return {
    ...workload,
    cachedShare: cached,
    cacheWriteShare: cacheWriteShare * scale,
    sharedPrefixShare: Math.min(sharedPrefixShare, cached),
  }
}

/** The scenario with other numbers at these paths; the speed factor is drawn for each option. */
export const scenarioWith = (scenario: Scenario, numbers: Iterable<readonly [path: string, value: number]>): Scenario =>
  withNumbers(
    scenario,
    [...numbers].filter(([path]) => path !== SPEED),
    fittedShares,
  )

/** What was read from a cache stands; what must fit beside or inside it gives way, as when the buyer types it. */
const settledShares = (workload: Workload): Workload => {
  const { cachedShare, cacheWriteShare, sharedPrefixShare } = workload
  if (cacheWriteShare <= 1 - cachedShare && sharedPrefixShare <= cachedShare) return workload
  return {
    ...workload,
    cacheWriteShare: Math.min(cacheWriteShare, 1 - cachedShare),
    sharedPrefixShare: Math.min(sharedPrefixShare, cachedShare),
  }
}

/** The scenario with one other number, as the buyer would type it. */
export const scenarioAt = (scenario: Scenario, path: string, value: number): Scenario =>
  withNumbers(scenario, [[path, value]], settledShares)
