/**
 * What does a replica carry at drawn lengths and shares, without asking the serving model in every draw? A surface around the typical case:
 * replica-seconds a token (TPOT ÷ C) and TPOT, as the product of what each input does alone and what each two do together beyond that (a cut
 * of the model; method of Rabitz and Aliş). It is trusted only where it agrees with the model on draws of the run; else the model is asked.
 */
import { layoutCarries, type Candidate } from '../compare/serving-cache.ts'
import type { Settings } from '../compare/settings.ts'
import { drawn, sampleQuantile } from '../draws.ts'
import type { OddsInput } from '../../scenario/uncertain-input.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { scenarioWith, type DrawnValues } from './drawn-values.ts'
import { carriesCounted, shapeInputs, speedsOf, type LayoutOf } from './layout-speed.ts'

/** What a replica carries in a draw; written over by the next. */
export interface Carried {
  concurrency: number
  /** speed factor included */
  tpotSeconds: number
}

/** False: the layout cannot serve in this draw. */
export type CarriedIn = (draw: number, out: Carried) => boolean

/** Standard normal values at which the model is asked: evenly to where one draw in a thousand lies. */
const STEP = 0.55
const MIDDLE = 6
const FAR = STEP * MIDDLE
const NODES = Array.from({ length: 2 * MIDDLE + 1 }, (_, at) => STEP * (at - MIDDLE))
/** Every node of a pair where few inputs are drawn, else every third: pairs grow with the square. */
const FEW = 3
const COARSE = 3
/** Between nodes that differ by more (ln), the model is asked itself. */
const STEEP = 0.8
/** Beyond this many times the typical replica-seconds the layout is near what it cannot serve. */
const NEAR_THE_EDGE = Math.log(6)
/** Draws on which the surface is held against the model, and the errors of replica-seconds it may have there. */
const PROBES = 40
const MEDIAN_ERROR = 0.02
const P95_ERROR = 0.06
const MEDIAN = 0.5
const P95 = 0.95

/** ln of replica-seconds a token and of TPOT, relative to the typical case. */
interface Deviation {
  readonly work: number
  readonly tpot: number
}

/** By node; NaN where the layout cannot serve. */
interface Cut {
  readonly normals: Float64Array
  readonly work: Float64Array
  readonly tpot: Float64Array
}

interface Pair {
  readonly a: number
  readonly b: number
  /** nodes of the pair are this many of the cut apart; `size` a side */
  readonly stride: number
  readonly size: number
  /** by row of `a`; NaN where the layout cannot serve */
  readonly work: Float64Array
  readonly tpot: Float64Array
}

const valueAt = (input: OddsInput, z: number): number => Math.min(input.most, Math.max(input.least, drawn(input.kind, input, z)))

/** Place of z among nodes so far apart: the whole part is the node below. */
const placeOf = (z: number, width: number, last: number): number => Math.min(last - 1e-9, Math.max(0, (z + FAR) / width))

const between = (low: number, high: number, share: number): number => low + share * (high - low)

const workOf = ({ capacity }: Candidate): number => capacity.tpotSeconds / capacity.concurrency

/** Among points that all cannot be served. */
const NOT_SERVED: Deviation = { work: Number.POSITIVE_INFINITY, tpot: 0 }

interface Surface {
  /** null: too far out, or near the edge of what the layout can serve */
  readonly at: (draw: number) => Deviation | null
}

export const surfaceOf = (
  carries: (scenario: Scenario) => Candidate | null,
  base: Candidate,
  typical: Scenario,
  shape: readonly OddsInput[],
  values: DrawnValues,
): Surface => {
  const deviation = (numbers: readonly (readonly [string, number])[]): Deviation | null => {
    const held = carries(scenarioWith(typical, numbers))
    return held === null
      ? null
      : { work: Math.log(workOf(held) / workOf(base)), tpot: Math.log(held.capacity.tpotSeconds / base.capacity.tpotSeconds) }
  }
  // two inputs are one grid: what they do together is all they do
  const whole = shape.length === 2
  const cuts = shape.map((input): Cut => {
    const work = new Float64Array(NODES.length).fill(Number.NaN)
    const tpot = new Float64Array(NODES.length).fill(Number.NaN)
    for (const [at, z] of whole ? [] : NODES.entries()) {
      const found = at === MIDDLE ? { work: 0, tpot: 0 } : deviation([[input.path, valueAt(input, z)]])
      if (found === null) continue
      work[at] = found.work
      tpot[at] = found.tpot
    }
    return { normals: values.normalsOf(input.path)!, work, tpot }
  })
  const stride = shape.length <= FEW ? 1 : COARSE
  const size = (NODES.length - 1) / stride + 1
  const pairs: Pair[] = []
  for (let a = 0; a < shape.length; a++)
    for (let b = a + 1; b < shape.length; b++) {
      const work = new Float64Array(size * size)
      const tpot = new Float64Array(size * size)
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++) {
          const [atA, atB] = [row * stride, column * stride]
          if (!whole && (atA === MIDDLE || atB === MIDDLE)) continue
          const found = deviation([
            [shape[a]!.path, valueAt(shape[a]!, NODES[atA]!)],
            [shape[b]!.path, valueAt(shape[b]!, NODES[atB]!)],
          ])
          const at = row * size + column
          work[at] = found === null ? Number.NaN : found.work - (whole ? 0 : cuts[a]!.work[atA]! + cuts[b]!.work[atB]!)
          tpot[at] = found === null ? Number.NaN : found.tpot - (whole ? 0 : cuts[a]!.tpot[atA]! + cuts[b]!.tpot[atB]!)
        }
      pairs.push({ a, b, stride, size, work, tpot })
    }
  const out = { work: 0, tpot: 0 }
  return {
    at: (draw) => {
      let work = 0
      let tpot = 0
      for (let k = 0; k < cuts.length; k++) {
        const cut = cuts[k]!
        const z = cut.normals[draw]!
        if (z < -FAR || z > FAR) return null
        if (whole) continue
        const place = placeOf(z, STEP, NODES.length - 1)
        const node = Math.floor(place)
        const low = cut.work[node]!
        const high = cut.work[node + 1]!
        // not a number: the layout cannot serve there
        if (!(Math.abs(high - low) < STEEP)) return null
        work += between(low, high, place - node)
        tpot += between(cut.tpot[node]!, cut.tpot[node + 1]!, place - node)
      }
      for (let k = 0; k < pairs.length; k++) {
        const { a, b, stride: apart, size: side, work: ofWork, tpot: ofTpot } = pairs[k]!
        const placeA = placeOf(cuts[a]!.normals[draw]!, STEP * apart, side - 1)
        const placeB = placeOf(cuts[b]!.normals[draw]!, STEP * apart, side - 1)
        const row = Math.floor(placeA)
        const column = Math.floor(placeB)
        const s = placeA - row
        const t = placeB - column
        const at = row * side + column
        const w0 = ofWork[at]!
        const w1 = ofWork[at + 1]!
        const w2 = ofWork[at + side]!
        const w3 = ofWork[at + side + 1]!
        if (whole && Number.isNaN(w0) && Number.isNaN(w1) && Number.isNaN(w2) && Number.isNaN(w3)) return NOT_SERVED
        if (!(Math.max(w0, w1, w2, w3) - Math.min(w0, w1, w2, w3) < STEEP)) return null
        work += between(between(w0, w1, t), between(w2, w3, t), s)
        tpot += between(between(ofTpot[at]!, ofTpot[at + 1]!, t), between(ofTpot[at + side]!, ofTpot[at + side + 1]!, t), s)
      }
      if (work > NEAR_THE_EDGE) return null
      out.work = work
      out.tpot = tpot
      return out
    },
  }
}

/** |surface ÷ model − 1| of replica-seconds on the first draws; Infinity where the model cannot serve what the surface serves. */
export const errorsOf = (
  surface: Surface,
  carries: (scenario: Scenario) => Candidate | null,
  base: Candidate,
  scenarioOf: (draw: number) => Scenario,
  draws: number,
): Float64Array =>
  Float64Array.from({ length: draws }, (_, draw) => {
    const found = surface.at(draw)
    if (found === null) return 0
    const held = carries(scenarioOf(draw))
    if (found === NOT_SERVED || held === null) return (found === NOT_SERVED) === (held === null) ? 0 : Number.POSITIVE_INFINITY
    return Math.abs((workOf(base) * Math.exp(found.work)) / workOf(held) - 1)
  })

const isTrusted = (errors: Float64Array): boolean =>
  errors.every(Number.isFinite) && sampleQuantile(errors, MEDIAN) <= MEDIAN_ERROR && sampleQuantile(errors, P95) <= P95_ERROR

/** `settings`: as counted. */
export const carriedIn = (layout: LayoutOf, settings: Settings, values: DrawnValues): CarriedIn => {
  const { scenario, catalogue } = settings
  const { candidate } = layout
  const { concurrency, tpotSeconds } = candidate.capacity
  const carries = carriesCounted(
    layoutCarries(layout.model, layout.gpu, candidate, scenario.engine, catalogue.coefficients),
    layout.model.id,
    settings,
  )
  const drawnInputs = values.inputs.filter(({ path }) => values.paths.includes(path))
  const shape = shapeInputs(carries, scenario, drawnInputs, layout.model.id)
  const speeds = speedsOf(layout.speed, values)
  const typicalSpeed = scenario.speedFactor
  if (shape.length === 0)
    return (draw, out) => {
      out.concurrency = concurrency
      out.tpotSeconds = speeds === null ? tpotSeconds : (tpotSeconds * typicalSpeed) / speeds[draw]!
      return true
    }
  // what else is drawn does not change what a replica carries
  const shapePaths = shape.map(({ path }) => [path, values.valuesOf(path)!] as const)
  const shapeIn = (draw: number): Scenario =>
    scenarioWith(
      scenario,
      shapePaths.map(([path, column]) => [path, column[draw]!] as const),
    )
  const base = carries(scenario)
  const surface = base === null ? null : surfaceOf(carries, base, scenario, shape, values)
  const draws = shapePaths[0]![1].length
  const trusted =
    base !== null && surface !== null && isTrusted(errorsOf(surface, carries, base, shapeIn, Math.min(PROBES, draws))) ? surface : null
  return (draw, out) => {
    const speed = speeds === null ? typicalSpeed : speeds[draw]!
    const found = trusted?.at(draw) ?? null
    if (found === NOT_SERVED) return false
    if (found !== null && base !== null) {
      const tpot = base.capacity.tpotSeconds * Math.exp(found.tpot)
      out.concurrency = tpot / (workOf(base) * Math.exp(found.work))
      out.tpotSeconds = tpot / speed
      return true
    }
    const held = carries(shapeIn(draw))
    if (held === null) return false
    out.concurrency = held.capacity.concurrency
    out.tpotSeconds = held.capacity.tpotSeconds / speed
    return true
  }
}
