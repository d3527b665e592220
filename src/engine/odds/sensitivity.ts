/**
 * What would each input change, and at which value would the cheaper side be another (`method.md` 11 and 12)? One input at a time takes
 * other values, everything else stays typical, and every choice is made anew: each point is a whole comparison.
 */
import type { Catalogue } from '../../catalogue/schema.ts'
import { kindsNotAsking } from '../compare/kept-options.ts'
import { servingCache, type ServingCache } from '../compare/serving-cache.ts'
import { sidesOf, type Sides } from '../compare/sides.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { VariedInput } from '../../scenario/uncertain-input.ts'
import { scenarioAt } from './drawn-values.ts'
import type { Sensitivity, SensitivityBar } from './odds-result.ts'
import type { Steps } from './steps.ts'

/** All API prices as a multiple of what they are: no field, but the question most often asked. */
export const API_PRICES = 'apiPrices'

/** Intervals of the searched range in which one change of side each is looked for. */
const INTERVALS = 8
/** How exact a switch point is, of its value or of the interval. */
const EXACT = 1e-3
/** Differences this close are the same. */
const SAME = 1e-9

const withInput = (scenario: Scenario, path: string, value: number): Scenario =>
  path === API_PRICES ? { ...scenario, apiDiscount: 1 - (1 - scenario.apiDiscount) * value } : scenarioAt(scenario, path, value)

/** Self-hosted minus API; null: a side is missing. */
const differenceOf = ({ api, selfHosted }: Sides): number | null => (api === null || selfHosted === null ? null : selfHosted.usd - api)

/** 1: the API is the cheaper or the only side, −1: self-hosted is, 0: neither. */
const signOf = ({ api, selfHosted }: Sides): number => {
  if (api === null || selfHosted === null) return Number(api !== null) - Number(selfHosted !== null)
  return Math.sign(selfHosted.usd - api)
}

/** The searched range in equal steps, of the value or of its logarithm. */
const pointsOf = ([from, to]: readonly [number, number]): number[] =>
  Array.from({ length: INTERVALS + 1 }, (_, at) => {
    if (at === INTERVALS) return to
    return from > 0 ? from * (to / from) ** (at / INTERVALS) : from + ((to - from) * at) / INTERVALS
  })

const middleOf = (a: number, b: number): number => (a > 0 ? Math.sqrt(a) * Math.sqrt(b) : (a + b) / 2)

const isExact = (a: number, b: number, width: number): boolean =>
  b - a <= EXACT * Math.min(Math.abs(a), Math.abs(b)) || b - a <= EXACT * EXACT * width

type Ask = (value: number) => Generator<null, Sides>

/** Values at which the sign changes, one in each interval at most. */
function* flipsOf(ask: Ask, { typical, searched }: VariedInput): Generator<null, number[]> {
  const points = [...new Set([...pointsOf(searched), typical])].filter((point) => point >= searched[0] && point <= searched[1])
  points.sort((a, b) => a - b)
  const flips: number[] = []
  let before: number | null = null
  let signBefore = 0
  for (const point of points) {
    const sign = signOf(yield* ask(point))
    if (sign === 0) continue
    if (before !== null && sign !== signBefore) {
      let [low, high] = [before, point]
      while (!isExact(low, high, searched[1] - searched[0])) {
        const middle = middleOf(low, high)
        if (!(middle > low && middle < high)) break
        if (signOf(yield* ask(middle)) === signBefore) low = middle
        else high = middle
      }
      flips.push(middleOf(low, high))
    }
    before = point
    signBefore = sign
  }
  return flips
}

const widthOf = ({ low, high }: SensitivityBar): number =>
  low.difference === null || high.difference === null ? Number.POSITIVE_INFINITY : Math.abs(high.difference - low.difference)

const byWidth = (a: SensitivityBar, b: SensitivityBar): number => {
  const [wide, narrow] = [widthOf(a), widthOf(b)]
  if (wide !== narrow) return narrow > wide ? 1 : -1
  return b.flipsAt.length - a.flipsAt.length || (a.path < b.path ? -1 : 1)
}

const FACTOR = 10
const exactly = (value: number): Pick<VariedInput, 'low' | 'typical' | 'high' | 'searched'> => ({
  low: value,
  typical: value,
  high: value,
  searched: [value / FACTOR, value * FACTOR],
})

/** Prices of both sides: all of the APIs', and that of the GPU which self-hosting rents, as if the buyer named one. */
const priceInputs = ({ selfHosted }: Sides): VariedInput[] => {
  const api = { path: API_PRICES, label: 'API prices', ...exactly(1) }
  if (selfHosted === null || selfHosted.usdPerGpuHour === null) return [api]
  const { gpu, usdPerGpuHour } = selfHosted
  return [api, { path: `gpuPrices.${gpu.id}`, label: `Rent of ${gpu.name}`, ...exactly(usdPerGpuHour) }]
}

/** The side that never asks for an input is as it is now. Quotes of the buyer stand on the side of the APIs and may ask for anything. */
const sideNotAsking = (path: string, { provisioned, dedicatedPrices }: Scenario, { api, selfHosted }: Sides): Partial<Sides> => {
  const { apis, fleets } = kindsNotAsking(path)
  const hasQuotes = Object.keys(provisioned).length > 0 || Object.keys(dedicatedPrices).length > 0
  if (apis && !hasQuotes && !path.startsWith('provisioned') && !path.startsWith('dedicatedPrices')) return { api }
  return fleets ? { selfHosted } : {}
}

/**
 * `inputs`: `variedInputs` of the scenario; prices of APIs and GPUs come on top. Fields that change nothing, at the ends of what is searched
 * and in its middle, are left out.
 */
export function* sensitivitySteps(
  scenario: Scenario,
  catalogue: Catalogue,
  fields: readonly VariedInput[],
  given: { readonly cache?: ServingCache } = {},
): Steps<Sensitivity> {
  const cache = given.cache ?? servingCache()
  const now = yield* sidesOf(scenario, catalogue, cache)
  const difference = differenceOf(now)
  const named = new Set(fields.map(({ path }) => path))
  const inputs = [...fields, ...priceInputs(now).filter(({ path }) => !named.has(path))]
  const bars: SensitivityBar[] = []
  const soFar = (done: number): Sensitivity => ({ done, of: inputs.length, difference: difference ?? 0, bars: bars.toSorted(byWidth) })
  // without two sides there is nothing to compare
  if (difference === null) return soFar(inputs.length)
  const isNow = (sides: Sides): boolean => {
    const then = differenceOf(sides)
    return then !== null && Math.abs(then - difference) <= SAME * Math.abs(now.api!)
  }
  for (const [index, input] of inputs.entries()) {
    const { path, label, low, typical, high, searched } = input
    const known = new Map<number, Sides>()
    // a side that no end of the range moves is not moved by the input
    let unmoved: Partial<Sides> = sideNotAsking(path, scenario, now)
    const ask: Ask = function* (value) {
      const sides = known.get(value) ?? (yield* sidesOf(withInput(scenario, path, value), catalogue, cache, unmoved))
      known.set(value, sides)
      return sides
    }
    let matters = false
    for (const value of new Set([...searched, middleOf(...searched), low, high])) matters = !isNow(yield* ask(value)) || matters
    const tried = [...known.values()]
    if (tried.every(({ api }) => api === now.api)) unmoved = { api: now.api }
    else if (tried.every(({ selfHosted }) => selfHosted?.usd === now.selfHosted?.usd)) unmoved = { selfHosted: now.selfHosted }
    if (matters) {
      const at = function* (value: number): Generator<null, SensitivityBar['low']> {
        return { value, difference: value === typical ? difference : differenceOf(yield* ask(value)) }
      }
      bars.push({ path, label, typical, low: yield* at(low), high: yield* at(high), flipsAt: yield* flipsOf(ask, input), searched })
    }
    yield soFar(index + 1)
  }
  return soFar(inputs.length)
}
