/** The few sums that published examples are made of, each by the engine's own functions. */
import { tokenCost, tokenVolume } from '../../engine/api-bill.ts'
import { switchPoints } from '../../engine/break-even.ts'
import { energyAndColocation } from '../../engine/energy.ts'
import { usdPerMTok } from '../../engine/present-value.ts'
import { rentedCompute } from '../../engine/rental-bill.ts'

export const HOURS_PER_MONTH = 730
/** 30 days: some publishers count so */
export const SHORT_MONTH_HOURS = 720
export const HOURS_PER_YEAR = 8760
export const DAYS_PER_YEAR = 365
export const MONTHS_PER_YEAR = 12
export const SECONDS_PER_HOUR = 3600
export const THOUSAND = 1000
export const MILLION = 1e6

export const cost = (tokens: number, usdPerMillion: number): number =>
  tokenCost.bare({ volume: tokenVolume.bare({ requests: 1, tokens }), price: usdPerMillion })

export const apiCost = (x: {
  input: number
  output: number
  priceIn: number
  priceOut: number
  cached?: number
  priceCached?: number
}): number =>
  cost(x.input * (1 - (x.cached ?? 0)), x.priceIn) + cost(x.input * (x.cached ?? 0), x.priceCached ?? 0) + cost(x.output, x.priceOut)

/** Where a fixed cost plus a running one meets a running cost alone. */
export const meets = (fixed: number, own: number, other: number): number | undefined =>
  switchPoints([[fixed, own]], [[0, other]], [0, Number.MAX_SAFE_INTEGER])[0]

export const compute = (hours: number, usdPerGpuHour: number, gpus = 1): number =>
  rentedCompute.bare({ boxHours: hours, gpusPerBox: gpus, price: usdPerGpuHour })

export const perMillion = (usdPerHour: number, tokensPerSecond: number): number =>
  usdPerMTok.bare({ presentValue: usdPerHour, tokens: tokensPerSecond * SECONDS_PER_HOUR })

/** The yearly cost of power draw, at a PUE. */
export const powerPerYear = (kw: number, gpus: number, pue: number, usdPerKwh: number): number => {
  const full = { nodes: gpus, idle: 1, load: 1, busy: 1, provisionedKw: 0, usdPerKwMonth: 0, covers: 'space' as const }
  return energyAndColocation({ ...full, maxKw: kw, pue, usdPerKwh }).energy * MONTHS_PER_YEAR
}

/** At which share of full work a price just pays a cost that is there all the time; NaN: at none. */
export const shareThatPays = (costAtFullWork: number, price: number): number => meets(costAtFullWork, 0, price) ?? Number.NaN

export type Figures = Readonly<Record<string, unknown>>

/** An example as it is written down. */
export interface Example {
  readonly inputs: Figures
  readonly published: Figures
  readonly recomputed: Figures
}

export interface Recipe {
  /** keys that an example of this kind has among its inputs, and among its published figures */
  readonly needs: readonly string[]
  readonly given: readonly string[]
  readonly run: (inputs: never, example: Example) => Figures
}

export const recipe = <I>(
  needs: readonly (keyof I & string)[],
  run: (inputs: I, example: Example) => Figures,
  given: readonly string[] = [],
): Recipe => ({ needs, given, run })
