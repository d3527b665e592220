/** What a replica of a fixed layout carries in each draw: the serving model at the drawn lengths and shares, times the drawn speed factor. */
import type { Gpu } from '../../catalogue/schema.ts'
import type { OpenModel } from '../compare/rented-option.ts'
import { atSpeed, layoutCarries, type Candidate, type Shaping } from '../compare/serving-cache.ts'
import type { Settings } from '../compare/settings.ts'
import { drawn, type Spread } from '../draws.ts'
import type { ServingResult } from '../result.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OddsInput as DrawnInput } from '../../scenario/uncertain-input.ts'
import { scenarioWith, SPEED, type DrawnValues } from './drawn-values.ts'

/** 10 to 90 % of measured ÷ modelled tokens a second, as far as the evidence for the option reaches. */
type Band = Pick<ServingResult['speed'], 'low' | 'high'>

/** The range of the speed factor for an option; the buyer's own holds for all. */
export const speedSpread = ({ low, typical, high, from }: DrawnInput, band: Band): Spread => {
  if (from === 'yours') return { low, typical, high }
  return { low: typical * band.low, typical, high: typical * band.high }
}

/** The layout with what it carries in a draw, whose scenario is given; null: it cannot serve then. */
export type CandidateIn = (draw: number, scenario: () => Scenario) => Candidate | null

export interface LayoutOf {
  readonly model: OpenModel
  readonly gpu: Gpu
  /** as the comparison chose it, speed factor included */
  readonly candidate: Candidate
  readonly speed: Band
}

/** Speed factor of each draw; null: the typical one in all. */
export const speedsOf = (band: Band, { inputs, normalsOf }: DrawnValues): Float64Array | null => {
  const input = inputs.find(({ path }) => path === SPEED)
  const z = normalsOf(SPEED)
  if (input === undefined || z === null) return null
  const spread = speedSpread(input, band)
  return z.map((at) => drawn('positive', spread, at))
}

const RATIOS = /^(tokenRatios|verbosity)\./

/** Ratios of tokens of another model. */
const isOfAnother = (path: string, modelId: string): boolean =>
  RATIOS.test(path) && path !== `tokenRatios.${modelId}` && !path.startsWith(`verbosity.${modelId}.`)

/** What a layout carries of a scenario whose tokens are as counted. */
export const carriesCounted =
  (
    carries: (scenario: Shaping) => Candidate | null,
    modelId: string,
    { groups }: Pick<Settings, 'groups'>,
  ): ((scenario: Scenario) => Candidate | null) =>
  (scenario) =>
    carries({ months: scenario.months, workloads: [...groups.workloadsOf(modelId, scenario)] })

/** Inputs whose ends change what a replica carries. `carries`: of a scenario as counted. */
export const shapeInputs = (
  carries: (scenario: Scenario) => Candidate | null,
  typical: Scenario,
  inputs: readonly DrawnInput[],
  modelId: string,
): DrawnInput[] => {
  const key = (scenario: Scenario): string => {
    const candidate = carries(scenario)
    return candidate === null ? '' : `${candidate.capacity.concurrency}|${candidate.capacity.tpotSeconds}|${candidate.batchPerSecond ?? 0}`
  }
  const now = key(typical)
  return inputs.filter(
    ({ path, low, high }) =>
      path !== SPEED && !isOfAnother(path, modelId) && [low, high].some((end) => key(scenarioWith(typical, [[path, end]])) !== now),
  )
}

/** `settings`: as counted; the scenario of a draw is given in the tokens of the model. */
export const exactCandidate = (layout: LayoutOf, settings: Settings, values: DrawnValues): CandidateIn => {
  const { scenario, catalogue } = settings
  const { candidate } = layout
  const carries = layoutCarries(layout.model, layout.gpu, candidate, scenario.engine, catalogue.coefficients)
  const drawnInputs = values.inputs.filter(({ path }) => values.paths.includes(path))
  const counted = carriesCounted(carries, layout.model.id, settings)
  const changes = shapeInputs(counted, scenario, drawnInputs, layout.model.id).length > 0
  const speeds = speedsOf(layout.speed, values)
  return (draw, scenarioOf) => {
    if (!changes) return speeds === null ? candidate : atSpeed(candidate, speeds[draw]! / scenario.speedFactor)
    const held = carries(scenarioOf())
    return held === null ? null : atSpeed(held, speeds === null ? scenario.speedFactor : speeds[draw]!)
  }
}
