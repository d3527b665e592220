/**
 * What does a replica carry at drawn lengths and shares, without asking the serving model in every draw? A surface around the typical case:
 * replica-seconds a token (TPOT ÷ C) and TPOT, as the product of what each input does alone and what each two do together beyond that (a cut
 * of the model; method of Rabitz and Aliş). It is trusted only where it agrees with the model on draws of the run; else the model is asked.
 */
import { layoutCarries, type Candidate } from '../compare/serving-cache.ts'
import type { Settings } from '../compare/settings.ts'
import { drawn, Z90 } from '../draws.ts'
import type { OddsInput } from '../../scenario/odds-inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { scenarioWith, type DrawnValues } from './drawn-values.ts'
import { shapeInputs, speedsOf, type LayoutOf } from './layout-speed.ts'
import { sampleQuantile } from '../draws.ts'

/** What a replica carries in a draw; written over by the next. */
export interface Carried {
  concurrency: number
  /** speed factor included */
  tpotSeconds: number
}

/** False: the layout cannot serve in this draw. */
export type CarriedIn = (draw: number, scenario: () => Scenario, out: Carried) => boolean

const FAR = 3.3
const NODES = [-FAR, -2.2, -Z90, -0.6, 0, 0.6, Z90, 2.2, FAR]
const PAIR_NODES = [-1.9, 0, 1.9]
const PAIR_REACH = 2.2
/** Beyond this many times the typical replica-seconds the layout is near what it cannot serve. */
const NEAR_THE_EDGE = Math.log(2.5)
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

interface Cut {
  readonly normals: Float64Array
  readonly work: Float64Array
  readonly tpot: Float64Array
}

interface Pair {
  readonly a: number
  readonly b: number
  /** by row of `a`, 3 × 3 */
  readonly work: Float64Array
  readonly tpot: Float64Array
}

const valueAt = (input: OddsInput, z: number): number => Math.min(input.most, Math.max(input.least, drawn(input.kind, input, z)))

const intervalOf = (nodes: readonly number[], z: number): number => {
  let at = 0
  while (at < nodes.length - 2 && z > nodes[at + 1]!) at++
  return at
}

const onCut = (values: Float64Array, z: number): number => {
  const at = intervalOf(NODES, z)
  const share = (z - NODES[at]!) / (NODES[at + 1]! - NODES[at]!)
  return values[at]! + share * (values[at + 1]! - values[at]!)
}

const inReach = (z: number): number => Math.min(PAIR_REACH, Math.max(-PAIR_REACH, z))

const onPair = (values: Float64Array, za: number, zb: number): number => {
  const width = PAIR_NODES.length
  const [a, b] = [inReach(za), inReach(zb)]
  const row = a < 0 ? 0 : 1
  const column = b < 0 ? 0 : 1
  const s = (a - PAIR_NODES[row]!) / (PAIR_NODES[row + 1]! - PAIR_NODES[row]!)
  const t = (b - PAIR_NODES[column]!) / (PAIR_NODES[column + 1]! - PAIR_NODES[column]!)
  const at = row * width + column
  return (1 - s) * ((1 - t) * values[at]! + t * values[at + 1]!) + s * ((1 - t) * values[at + width]! + t * values[at + width + 1]!)
}

const workOf = ({ capacity }: Candidate): number => capacity.tpotSeconds / capacity.concurrency

interface Surface {
  /** null: too far out, or near the edge of what the layout can serve */
  readonly at: (draw: number) => Deviation | null
}

/** Null: a point of the cut cannot be served. */
const surfaceOf = (
  carries: (scenario: Scenario) => Candidate | null,
  base: Candidate,
  typical: Scenario,
  shape: readonly OddsInput[],
  values: DrawnValues,
): Surface | null => {
  const deviation = (numbers: readonly (readonly [string, number])[]): Deviation | null => {
    const held = carries(scenarioWith(typical, numbers))
    return held === null
      ? null
      : { work: Math.log(workOf(held) / workOf(base)), tpot: Math.log(held.capacity.tpotSeconds / base.capacity.tpotSeconds) }
  }
  const cuts: Cut[] = []
  for (const input of shape) {
    const cut = { normals: values.normals.get(input.path)!, work: new Float64Array(NODES.length), tpot: new Float64Array(NODES.length) }
    for (const [at, z] of NODES.entries()) {
      if (z === 0) continue
      const found = deviation([[input.path, valueAt(input, z)]])
      if (found === null) return null
      cut.work[at] = found.work
      cut.tpot[at] = found.tpot
    }
    cuts.push(cut)
  }
  const pairs: Pair[] = []
  for (let a = 0; a < shape.length; a++)
    for (let b = a + 1; b < shape.length; b++) {
      const size = PAIR_NODES.length * PAIR_NODES.length
      const pair = { a, b, work: new Float64Array(size), tpot: new Float64Array(size) }
      for (const [row, za] of PAIR_NODES.entries())
        for (const [column, zb] of PAIR_NODES.entries()) {
          if (za === 0 || zb === 0) continue
          const found = deviation([
            [shape[a]!.path, valueAt(shape[a]!, za)],
            [shape[b]!.path, valueAt(shape[b]!, zb)],
          ])
          if (found === null) return null
          const at = row * PAIR_NODES.length + column
          pair.work[at] = found.work - onCut(cuts[a]!.work, za) - onCut(cuts[b]!.work, zb)
          pair.tpot[at] = found.tpot - onCut(cuts[a]!.tpot, za) - onCut(cuts[b]!.tpot, zb)
        }
      pairs.push(pair)
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
        work += onCut(cut.work, z)
        tpot += onCut(cut.tpot, z)
      }
      for (let k = 0; k < pairs.length; k++) {
        const pair = pairs[k]!
        const za = cuts[pair.a]!.normals[draw]!
        const zb = cuts[pair.b]!.normals[draw]!
        work += onPair(pair.work, za, zb)
        tpot += onPair(pair.tpot, za, zb)
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
    return held === null ? Number.POSITIVE_INFINITY : Math.abs((workOf(base) * Math.exp(found.work)) / workOf(held) - 1)
  })

const isTrusted = (errors: Float64Array): boolean =>
  sampleQuantile(errors, MEDIAN) <= MEDIAN_ERROR && sampleQuantile(errors, P95) <= P95_ERROR

export const carriedIn = (layout: LayoutOf, settings: Settings, values: DrawnValues, scenarioOf: (draw: number) => Scenario): CarriedIn => {
  const { scenario, catalogue } = settings
  const { candidate } = layout
  const { concurrency, tpotSeconds } = candidate.capacity
  const carries = layoutCarries(layout.model, layout.gpu, candidate, scenario.engine, catalogue.coefficients)
  const shape = shapeInputs(
    carries,
    scenario,
    values.inputs.filter(({ path }) => values.columns.has(path)),
  )
  const speeds = speedsOf(layout.evidence, values)
  const typicalSpeed = scenario.speedFactor
  if (shape.length === 0)
    return (draw, _, out) => {
      out.concurrency = concurrency
      out.tpotSeconds = speeds === null ? tpotSeconds : (tpotSeconds * typicalSpeed) / speeds[draw]!
      return true
    }
  const base = carries(scenario)
  const surface = base === null ? null : surfaceOf(carries, base, scenario, shape, values)
  const draws = values.normals.get(shape[0]!.path)!.length
  const trusted =
    base !== null && surface !== null && isTrusted(errorsOf(surface, carries, base, scenarioOf, Math.min(PROBES, draws))) ? surface : null
  return (draw, given, out) => {
    const speed = speeds === null ? typicalSpeed : speeds[draw]!
    const found = trusted?.at(draw) ?? null
    if (found !== null && base !== null) {
      const tpot = base.capacity.tpotSeconds * Math.exp(found.tpot)
      out.concurrency = tpot / (workOf(base) * Math.exp(found.work))
      out.tpotSeconds = tpot / speed
      return true
    }
    const held = carries(given())
    if (held === null) return false
    out.concurrency = held.capacity.concurrency
    out.tpotSeconds = held.capacity.tpotSeconds / speed
    return true
  }
}
