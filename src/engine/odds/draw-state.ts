/**
 * What all options of one draw have in common, worked out once: weights of the months, price paths, wages, and each workload's requests and
 * tokens. What is not drawn is worked out once for all draws.
 */
import type { Options } from '../compare/compare.ts'
import { staffUsdPerYear } from '../compare/staff-cost.ts'
import { REASONING, VISIBLE } from '../compare/demand-groups.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import type { Workload } from '../../scenario/schema.ts'
import type { DrawnValues } from './drawn-values.ts'

/** Requests of month 0, retries included, and tokens a request. */
export interface WorkloadState {
  requests: number
  input: number
  plain: number
  read: number
  write: number
  visible: number
  reasoning: number
  out: number
  cvInput: number
  calls: number
  growth: number
}

export interface DrawState {
  draw: number
  /** share of month m in the levelised amount */
  readonly weight: Float64Array
  readonly apiPath: Float64Array
  readonly gpuPath: Float64Array
  /** USD of one person in month m */
  readonly person: Float64Array
  /** Σ weight·gpuPath, Σ weight·person */
  hours: number
  wages: number
  readonly workloads: readonly WorkloadState[]
  /** by workload: apiPath·(1+growth)^m, and Σ weight of it */
  readonly use: readonly Float64Array[]
  readonly used: Float64Array
  /** the value of a number in the current draw */
  readonly reader: (path: string, typical: number) => () => number
  readonly isDrawn: (path: string) => boolean
  readonly drawnPaths: readonly string[]
  readonly next: (draw: number) => void
  /** the same in the tokens of a model: shares all but the workloads, and goes on with this one */
  readonly forModel: (modelId: string) => DrawState
}

const pathInto = (out: Float64Array, perMonth: number): void => {
  let factor = 1
  for (let m = 0; m < out.length; m++) {
    out[m] = factor
    factor *= perMonth
  }
}

const perMonthOf = (perYear: number): number => (1 + perYear) ** (1 / MONTHS_PER_YEAR)

const newWorkload = (): WorkloadState => ({
  requests: 0,
  input: 0,
  plain: 0,
  read: 0,
  write: 0,
  visible: 0,
  reasoning: 0,
  out: 0,
  cvInput: 0,
  calls: 0,
  growth: 0,
})

const NUMBERS = [
  'requestsPerMonth',
  'retryShare',
  'inputTokens',
  'outputTokens',
  'reasoningTokens',
  'cachedShare',
  'cacheWriteShare',
  'cvInput',
  'callsPerRequest',
  'growthPerMonth',
] as const satisfies readonly (keyof Workload)[]

type Read = Readonly<Record<(typeof NUMBERS)[number], () => number>>

const readWorkload = (state: WorkloadState, read: Read): void => {
  const cached = read.cachedShare()
  const written = read.cacheWriteShare()
  const scale = cached + written > 1 ? 1 / (cached + written) : 1
  const input = read.inputTokens()
  state.requests = read.requestsPerMonth() * (1 + read.retryShare())
  state.input = input
  state.read = input * cached * scale
  state.write = input * written * scale
  state.plain = input * Math.max(0, 1 - cached * scale - written * scale)
  state.visible = read.outputTokens()
  state.reasoning = read.reasoningTokens()
  state.out = state.visible + state.reasoning
  state.cvInput = read.cvInput()
  state.calls = read.callsPerRequest()
  state.growth = read.growthPerMonth()
}

/** `τ` of this workload, k of visible output and of reasoning. */
const inTokens = (own: WorkloadState, counted: WorkloadState, ratio: number, visible: number, reasoning: number): void => {
  own.requests = counted.requests
  own.input = counted.input * ratio
  own.plain = counted.plain * ratio
  own.read = counted.read * ratio
  own.write = counted.write * ratio
  own.visible = counted.visible * visible * ratio
  own.reasoning = counted.reasoning * reasoning * ratio
  own.out = own.visible + own.reasoning
  own.cvInput = counted.cvInput
  own.calls = counted.calls
  own.growth = counted.growth
}

export const drawState = ({ settings }: Options, values: DrawnValues): DrawState => {
  const { scenario, horizon } = settings
  const { months } = scenario
  const isDrawn = (path: string): boolean => values.paths.includes(path)
  const reader = (path: string, typical: number): (() => number) => {
    const column = values.valuesOf(path)
    return column === null ? () => typical : () => column[state.draw]!
  }
  const rate = reader('discountRate', scenario.discountRate)
  const api = reader('apiPricePath', scenario.apiPricePath)
  const gpu = reader('gpuPricePath', scenario.gpuPricePath)
  const wage = reader('wageGrowth', scenario.wageGrowth)
  const staff = reader('staffUsdPerYear', staffUsdPerYear(scenario, settings.catalogue))
  const charged = reader('staffShareCharged', scenario.staffShareCharged)
  const reads = scenario.workloads.map(
    (workload, w) => Object.fromEntries(NUMBERS.map((key) => [key, reader(`workloads.${w}.${key}`, workload[key])])) as Read,
  )
  const wagePath = new Float64Array(months)
  const anyOf = (...paths: string[]): boolean => paths.some(isDrawn)
  const ofMonths = isDrawn('discountRate')
  const ofPeople = ofMonths || anyOf('wageGrowth', 'staffUsdPerYear', 'staffShareCharged')
  const ofWages = isDrawn('wageGrowth')
  const ofHours = ofMonths || isDrawn('gpuPricePath')
  const ofWorkload = scenario.workloads.map((_, w) => NUMBERS.some((key) => isDrawn(`workloads.${w}.${key}`)))
  const ofUse = scenario.workloads.map((_, w) => ofMonths || anyOf('apiPricePath', `workloads.${w}.growthPerMonth`))
  const update = (all: boolean): void => {
    const { weight, apiPath, gpuPath, person } = state
    if (ofMonths) {
      const d = 1 / perMonthOf(rate())
      let factor = 1
      let total = 0
      for (let m = 0; m < months; m++) {
        factor *= d
        weight[m] = factor
        total += factor
      }
      for (let m = 0; m < months; m++) weight[m]! /= total
    }
    if (all || isDrawn('apiPricePath')) pathInto(apiPath, perMonthOf(api()))
    if (all || ofHours) {
      if (all || isDrawn('gpuPricePath')) pathInto(gpuPath, perMonthOf(gpu()))
      let hours = 0
      for (let m = 0; m < months; m++) hours += weight[m]! * gpuPath[m]!
      state.hours = hours
    }
    if (all || ofPeople) {
      if (all || ofWages) pathInto(wagePath, perMonthOf(wage()))
      const first = (staff() / MONTHS_PER_YEAR) * charged()
      let wages = 0
      for (let m = 0; m < months; m++) {
        person[m] = first * wagePath[m]!
        wages += weight[m]! * person[m]!
      }
      state.wages = wages
    }
    for (let w = 0; w < reads.length; w++) {
      const workload = state.workloads[w]!
      if (all || ofWorkload[w]!) readWorkload(workload, reads[w]!)
      if (!all && !ofUse[w]!) continue
      const use = state.use[w]!
      let factor = 1
      let used = 0
      for (let m = 0; m < months; m++) {
        use[m] = apiPath[m]! * factor
        used += weight[m]! * use[m]!
        factor *= 1 + workload.growth
      }
      state.used[w] = used
    }
  }
  const state: DrawState = {
    draw: 0,
    weight: Float64Array.from(horizon.weight),
    apiPath: new Float64Array(months),
    gpuPath: new Float64Array(months),
    person: new Float64Array(months),
    hours: 0,
    wages: 0,
    workloads: scenario.workloads.map(newWorkload),
    use: scenario.workloads.map(() => new Float64Array(months)),
    used: new Float64Array(scenario.workloads.length),
    reader,
    isDrawn,
    drawnPaths: values.paths,
    next: (draw) => {
      state.draw = draw
      update(false)
      for (let at = 0; at < followers.length; at++) followers[at]!()
    },
    forModel: (modelId) => {
      const known = ofModels.get(modelId)
      if (known !== undefined) return known
      const made = inTokensOf(modelId)
      ofModels.set(modelId, made)
      return made
    },
  }
  const followers: (() => void)[] = []
  const ofModels = new Map<string, DrawState>()
  const inTokensOf = (modelId: string): DrawState => {
    const { ratios } = settings.forModel(modelId)
    const paths = [`tokenRatios.${modelId}`, `verbosity.${modelId}.${VISIBLE}`, `verbosity.${modelId}.${REASONING}`] as const
    if (ratios === null && !anyOf(...paths)) return state
    const tokens = scenario.workloads.map((_, w) => reader(paths[0], ratios?.tokens[w] ?? 1))
    const visible = reader(paths[1], ratios?.visible ?? 1)
    const reasoning = reader(paths[2], ratios?.reasoning ?? 1)
    const workloads = scenario.workloads.map(newWorkload)
    const follow = (): void => {
      for (let w = 0; w < workloads.length; w++) inTokens(workloads[w]!, state.workloads[w]!, tokens[w]!(), visible(), reasoning())
    }
    follow()
    if (anyOf(...paths) || ofWorkload.some((isDrawn) => isDrawn)) followers.push(follow)
    // months, paths and wages are read off the one state, of whichever draw
    return Object.create(state, { workloads: { value: workloads } }) as DrawState
  }
  update(true)
  return state
}

/** Levelised USD a month of what falls once: at the start, for each newer model, on leaving. */
export const onceReader = (
  paths: { readonly once: string; readonly swap: string; readonly exit: string },
  typical: { readonly once: number; readonly swap: number; readonly exit: number },
  swapMonths: readonly number[],
  state: DrawState,
): (() => number) => {
  const once = state.reader(paths.once, typical.once)
  const swap = state.reader(paths.swap, typical.swap)
  const exit = state.reader(paths.exit, typical.exit)
  const { weight } = state
  return () => {
    let swaps = 0
    for (let index = 0; index < swapMonths.length; index++) swaps += weight[swapMonths[index]!]!
    return once() * weight[0]! + exit() * weight[weight.length - 1]! + swap() * swaps
  }
}
