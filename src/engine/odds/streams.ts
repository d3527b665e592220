/**
 * Which values of an input are drawn, and in which order: a Latin hypercube. Of n draws one lies in the middle of each n-th of the
 * probability; their order comes from the input's path and the seed alone, in whole numbers of 32 bits, so it is the same on any machine
 * and whatever else is drawn (docs/adr/0022).
 */
import { drawn, type DrawKind, type Spread } from '../draws.ts'
import { normalQuantile } from '../normal-distribution.ts'

const TWO_TO_32 = 2 ** 32
const GOLDEN = 0x9e3779b9
const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193
/** finaliser of MurmurHash3: every bit of the input reaches every bit of the result */
const MIX_1 = 0x85ebca6b
const MIX_2 = 0xc2b2ae35
const SHIFT_1 = 16
const SHIFT_2 = 13

const mixed = (value: number): number => {
  let h = value
  h = Math.imul(h ^ (h >>> SHIFT_1), MIX_1)
  h = Math.imul(h ^ (h >>> SHIFT_2), MIX_2)
  return (h ^ (h >>> SHIFT_1)) >>> 0
}

/** FNV-1a of the id's characters, begun from the seed. */
const keyOf = (id: string, seed: number): number => {
  let h = mixed(seed) ^ FNV_START
  for (let at = 0; at < id.length; at++) h = Math.imul(h ^ id.charCodeAt(at), FNV_PRIME)
  return mixed(h)
}

/** The strata 0 … n−1 of an input in the order of its draws (Fisher and Yates). */
export const strataOf = (id: string, seed: number, n: number): Uint32Array => {
  const order = new Uint32Array(n)
  const key = keyOf(id, seed)
  for (let at = 0; at < n; at++) {
    // a product below 2^53 is exact, so the place is the same everywhere
    const place = Math.floor((mixed(key + Math.imul(at + 1, GOLDEN)) * (at + 1)) / TWO_TO_32)
    order[at] = order[place]!
    order[place] = at
  }
  return order
}

/** Quantiles worked out in one step of a long calculation. */
const QUANTILES_OF_STEP = 2048

/** Those of the last number of draws: an edit rarely changes it. */
let kept = new Float64Array(0)

/** Standard normal quantile of the middle of each of n strata, rising. */
export function* strataQuantiles(n: number): Generator<null, Float64Array> {
  if (kept.length === n) return kept
  const z = new Float64Array(n)
  for (let low = 0; low < n >> 1; low++) {
    z[low] = normalQuantile((low + 1 / 2) / n)
    z[n - 1 - low] = -z[low]!
    if (low % QUANTILES_OF_STEP === QUANTILES_OF_STEP - 1) yield null
  }
  kept = z
  return z
}

/** Standard normal values of an input, draw by draw. */
export const normalsOf = (id: string, seed: number, quantiles: Float64Array): Float64Array =>
  Float64Array.from(strataOf(id, seed, quantiles.length), (stratum) => quantiles[stratum]!)

/** The values drawn at those. */
export const valuesAt = (kind: DrawKind, spread: Spread, normals: Float64Array): Float64Array => normals.map((z) => drawn(kind, spread, z))
