/** How many sequences decode in each hour of the week (`method.md` 3): Little's law on the weekly profile. */
import { HOURS_PER_MONTH, HOURS_PER_WEEK, SECONDS_PER_HOUR } from '../units/unit.ts'
import { formula } from './explain.ts'

/** Share of the per-minute scatter that adds to the load of an hour. */
export const SCATTER_WEIGHT = 1.3

export const arrivalRate = formula({
  id: 'arrival-rate',
  title: 'Interactive requests a second in an hour',
  unit: 'request/s',
  inputs: { requests: 'request/month', batchShare: '1', weight: '1' },
  text: 'requests * (1 - batchShare) * weight / 730 / 3600',
  source: 'method.md 3',
  compute: ({ requests, batchShare, weight }) => (requests * (1 - batchShare) * weight) / HOURS_PER_MONTH / SECONDS_PER_HOUR,
})

/** Time per output token counts for one sequence of the batch, so arrivals × tokens × time is a number of sequences. */
export const sequencesDecoding = formula({
  id: 'sequences-decoding',
  title: 'Sequences decoding in an hour',
  unit: 'sequence',
  inputs: { arrivals: 'request/s', scatter: '1', output: 'token/request', tpot: 'sequence-s/token' },
  text: 'arrivals * (1 + 1.3 * scatter) * output * tpot',
  source: 'method.md 3',
  compute: ({ arrivals, scatter, output, tpot }) => arrivals * (1 + SCATTER_WEIGHT * scatter) * output * tpot,
})

/** Of the buyer's speed factor: as many sequences decode, each token holds its own for 1/f of the time. */
export const tpotAtSpeed = formula({
  id: 'tpot-at-speed',
  title: 'Time per output token at the speed you gave',
  unit: 'sequence-s/token',
  inputs: { modelled: 'sequence-s/token', speed: '1' },
  text: 'modelled / speed',
  source: 'method.md 12',
  compute: ({ modelled, speed }) => modelled / speed,
})

/** 168 weights scaled to mean 1; all zero stays zero. */
export const normalisedWeek = (weights: ArrayLike<number>): Float64Array => {
  const week = Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => weights[hour]!)
  const total = week.reduce((sum, weight) => sum + weight, 0)
  return total > 0 ? week.map((weight) => (weight * HOURS_PER_WEEK) / total) : week
}

/**
 * A profile on one clock seen on another that is `hoursAhead` of it (may be a fraction: an hour is then a mix of two).
 * Profile hour j falls on hour j + hoursAhead.
 */
export const shiftedWeek = (weights: ArrayLike<number>, hoursAhead: number): Float64Array => {
  const whole = Math.floor(hoursAhead)
  const part = hoursAhead - whole
  const at = (hour: number): number => weights[((hour % HOURS_PER_WEEK) + HOURS_PER_WEEK) % HOURS_PER_WEEK]!
  return Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => (1 - part) * at(hour - whole) + part * at(hour - whole - 1))
}

/** Adds A_j of one workload to `load` [168]: `seconds` is how long a request holds a sequence (scatter included). */
export const addLoad = (
  load: Float64Array,
  work: { readonly requests: number; readonly batchShare: number; readonly weights: ArrayLike<number>; readonly seconds: number },
): void => {
  const perWeight = arrivalRate.bare({ requests: work.requests, batchShare: work.batchShare, weight: 1 }) * work.seconds
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) load[hour]! += perWeight * work.weights[hour]!
}
