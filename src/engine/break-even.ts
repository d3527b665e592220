/**
 * At which volume does the cheaper side change (`method.md` 11)? Both sides are straight lines between known steps, so every
 * crossing is solved or is a step; none is searched for on a grid.
 */
import { loadCarried, type Headroom } from './replicas.ts'

/** differences smaller than this share of the costs are equality */
const EQUAL = 1e-12

/** fixed + slope·V for volumes up to and including `upTo`, from the piece before; the last reaches Infinity or where the side ends. */
export interface Piece {
  readonly upTo: number
  readonly fixed: number
  readonly slope: number
}

export interface SideCrossing {
  readonly volume: number
  /** line: the costs meet; step: one of them jumps over the other */
  readonly kind: 'line' | 'step'
  readonly cheaperBefore: 'a' | 'b'
  readonly cheaperAfter: 'a' | 'b'
}

export interface BreakEven {
  readonly crossings: readonly SideCrossing[]
  /** from here on the side that is cheaper at the top stays so; null: no crossing in the range */
  readonly staysFrom: number | null
  readonly cheaperAtTop: 'a' | 'b' | null
}

const at = (piece: Piece, volume: number): number => piece.fixed + piece.slope * volume

/** −1: a is cheaper, 1: b is, 0: equal to rounding. */
const sign = (a: number, b: number): number => (Math.abs(a - b) <= EQUAL * Math.max(Math.abs(a), Math.abs(b)) ? 0 : a < b ? -1 : 1)

const side = (s: number): 'a' | 'b' => (s < 0 ? 'a' : 'b')

/** All crossings of two piecewise straight sides in [lo, hi], in rising order. The value at a step belongs to the lower piece. */
export const breakEven = (a: readonly Piece[], b: readonly Piece[], lo: number, hi: number): BreakEven => {
  const crossings: SideCrossing[] = []
  let cheaper = 0
  let from = lo
  let before: { a: number; b: number } | null = null
  for (let i = 0, j = 0; from < hi;) {
    while (i < a.length && a[i]!.upTo <= from) i++
    while (j < b.length && b[j]!.upTo <= from) j++
    const pa = a[i]
    const pb = b[j]
    if (pa === undefined || pb === undefined) break
    const to = Math.min(pa.upTo, pb.upTo, hi)
    const start = { a: at(pa, from), b: at(pb, from) }
    const end = { a: at(pa, to), b: at(pb, to) }
    const ending = sign(end.a, end.b)
    const starting = sign(start.a, start.b)
    const opening = starting === 0 ? ending : starting
    if (opening !== 0) {
      if (cheaper !== 0 && opening !== cheaper) {
        const jumps = before !== null && (sign(before.a, start.a) !== 0 || sign(before.b, start.b) !== 0)
        crossings.push({ volume: from, kind: jumps ? 'step' : 'line', cheaperBefore: side(cheaper), cheaperAfter: side(opening) })
      }
      cheaper = opening
    }
    if (starting !== 0 && ending !== 0 && starting !== ending) {
      const volume = (pb.fixed - pa.fixed) / (pa.slope - pb.slope)
      crossings.push({ volume, kind: 'line', cheaperBefore: side(starting), cheaperAfter: side(ending) })
      cheaper = ending
    }
    before = end
    from = to
  }
  return { crossings, staysFrom: crossings.at(-1)?.volume ?? null, cheaperAtTop: cheaper === 0 ? null : side(cheaper) }
}

/** An always-on fleet: fixed + (replicas + spare)·price; steps at V = a(n) ÷ peak load of one unit of volume. */
export const fleetPieces = (fleet: {
  readonly fixed: number
  readonly usdPerReplica: number
  readonly capacity: number
  readonly peakPerUnit: number
  readonly headroom: Headroom
  readonly spare: number
  readonly maxReplicas: number
}): Piece[] => {
  const pieces: Piece[] = []
  for (let replicas = 1; replicas <= fleet.maxReplicas; replicas++) {
    const carried = loadCarried.bare({ replicas, capacity: fleet.capacity, z: fleet.headroom.z, idc: fleet.headroom.idc })
    pieces.push({ upTo: carried / fleet.peakPerUnit, fixed: fleet.fixed + (replicas + fleet.spare) * fleet.usdPerReplica, slope: 0 })
  }
  return pieces
}

/** An API: a price per unit of volume, at least the commitment, plus fixed costs. */
export const apiPieces = (api: { readonly usdPerUnit: number; readonly commitment: number; readonly fixed: number }): Piece[] => {
  const rest: Piece = { upTo: Number.POSITIVE_INFINITY, fixed: api.fixed, slope: api.usdPerUnit }
  if (api.commitment <= 0) return [rest]
  return [{ upTo: api.commitment / api.usdPerUnit, fixed: api.fixed + api.commitment, slope: 0 }, rest]
}

/** Cheapest of several sides as one: the lower envelope, cut wherever two of them meet or step. */
export const cheapestPieces = (sides: readonly (readonly Piece[])[], lo: number, hi: number): Piece[] => {
  let best: readonly Piece[] | undefined
  for (const other of sides) best = best === undefined ? other : lowerOf(best, other, lo, hi)
  return [...(best ?? [])]
}

const lowerOf = (a: readonly Piece[], b: readonly Piece[], lo: number, hi: number): Piece[] => {
  const cuts = [
    ...a.map((piece) => piece.upTo),
    ...b.map((piece) => piece.upTo),
    ...breakEven(a, b, lo, hi).crossings.map((c) => c.volume),
    hi,
  ]
  const rising = [...new Set(cuts)].filter((cut) => cut > lo && cut <= hi).sort((x, y) => x - y)
  const pieces: Piece[] = []
  let from = lo
  for (const upTo of rising) {
    const middle = (from + upTo) / 2
    const pa = a.find((piece) => piece.upTo >= upTo)
    const pb = b.find((piece) => piece.upTo >= upTo)
    if (pa === undefined && pb === undefined) break
    const lower = pb === undefined || (pa !== undefined && at(pa, middle) <= at(pb, middle)) ? pa! : pb
    pieces.push({ upTo, fixed: lower.fixed, slope: lower.slope })
    from = upTo
  }
  return pieces
}

/**
 * First month end (1, 2, …) from which the undiscounted cumulative cash of a stays below that of b to the end of the horizon [F12];
 * null: never. Series are cash per month, purchases in the month they are paid.
 */
export const paybackMonth = (a: ArrayLike<number>, b: ArrayLike<number>): number | null => {
  let difference = 0
  let scale = 0
  let from: number | null = null
  for (let m = 0; m < a.length; m++) {
    difference += a[m]! - b[m]!
    scale += Math.abs(a[m]!) + Math.abs(b[m]!)
    if (difference < -EQUAL * scale) from ??= m + 1
    else from = null
  }
  return from
}

/** A cost that is a straight line in the input that varies: fixed + slope·x. */
export type InputLine = readonly [fixed: number, slope: number]

/** Where the sign of (least of `self` − least of `api`) flips strictly inside the range, in rising order. */
export const switchPoints = (self: readonly InputLine[], api: readonly InputLine[], range: readonly [number, number]): number[] => {
  const envelope = (lines: readonly InputLine[]): Piece[] =>
    cheapestPieces(
      lines.map(([fixed, slope]) => [{ upTo: Number.POSITIVE_INFINITY, fixed, slope }]),
      range[0],
      range[1],
    )
  return breakEven(envelope(self), envelope(api), range[0], range[1]).crossings.map((crossing) => crossing.volume)
}
