/** The values of all inputs in every draw, and the scenario of one draw: drawn numbers in place, shares that fit each other. */
import type { OddsInput as DrawnInput } from '../../scenario/odds-inputs.ts'
import { withNumber } from './with-number.ts'
import { normalsOf, valuesAt } from './streams.ts'
import type { Scenario, Workload } from '../../scenario/schema.ts'

/** Drawn for each option from its own range: how sure the serving model is of it. */
export const SPEED = 'speedFactor'

export interface DrawnValues {
  readonly inputs: readonly DrawnInput[]
  /** by path, one number a draw */
  readonly columns: ReadonlyMap<string, Float64Array>
  /** standard normal values behind them */
  readonly normals: ReadonlyMap<string, Float64Array>
}

/** An input whose range has no width draws nothing. */
export const isDrawn = ({ low, typical, high }: DrawnInput): boolean => low !== typical || high !== typical

const columnOf = (input: DrawnInput, z: Float64Array): Float64Array =>
  valuesAt(input.kind, input, z).map((value) => Math.min(input.most, Math.max(input.least, value)))

/** Draws one input after another; a step each. */
export function* drawValues(inputs: readonly DrawnInput[], seed: number, quantiles: Float64Array): Generator<null, DrawnValues> {
  const columns = new Map<string, Float64Array>()
  const normals = new Map<string, Float64Array>()
  for (const input of inputs.filter(isDrawn)) {
    const z = normalsOf(input.path, seed, quantiles)
    normals.set(input.path, z)
    columns.set(input.path, columnOf(input, z))
    yield null
  }
  return { inputs, columns, normals }
}

/** A single draw, at given standard normal values of the inputs. */
export const drawnAt = (inputs: readonly DrawnInput[], normals: readonly number[]): DrawnValues => ({
  inputs,
  columns: new Map(inputs.map((input, at) => [input.path, columnOf(input, Float64Array.of(normals[at]!))])),
  normals: new Map(inputs.map((input, at) => [input.path, Float64Array.of(normals[at]!)])),
})

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

/** The scenario with other numbers at these paths. */
export const scenarioWith = (scenario: Scenario, numbers: Iterable<readonly [path: string, value: number]>): Scenario => {
  let changed = scenario
  for (const [path, value] of numbers) if (path !== SPEED) changed = withNumber(changed, path, value)
  return changed === scenario ? scenario : { ...changed, workloads: changed.workloads.map(fittedShares) }
}

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
export const scenarioAt = (scenario: Scenario, path: string, value: number): Scenario => {
  const changed = withNumber(scenario, path, value)
  return { ...changed, workloads: changed.workloads.map(settledShares) }
}
