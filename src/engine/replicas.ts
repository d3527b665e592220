/** How many replicas a load needs and what a number of replicas carries (`method.md` 3). */
import { HOURS_PER_WEEK } from '../units/unit.ts'
import { formula } from './explain.ts'

/** Every ceiling forgives this: 15.0000000001 is 15. */
export const CEILING_SLACK = 1e-9
/** Standard deviations of the number in flight that a fleet holds above the mean. */
export const Z_STANDARD = 1

/** How bursty arrivals are: `z` deviations of √(A·idc); idc 1 for many independent users. */
export interface Headroom {
  readonly z: number
  readonly idc: number
}
export const STANDARD_HEADROOM: Headroom = { z: Z_STANDARD, idc: 1 }

export const ceiling = (value: number): number => Math.ceil(value - CEILING_SLACK) + 0

/** The ceiling alone, for loops that ask it of every hour of every layout. */
export const replicasFor = (load: number, capacity: number, z: number, idc: number): number =>
  ceiling((load + z * Math.sqrt(load * idc)) / capacity)

export const replicasNeeded = formula({
  id: 'replicas-needed',
  title: 'Replicas of an hour',
  unit: 'replica',
  inputs: { load: 'sequence', z: '1', idc: 'sequence', capacity: 'sequence/replica' },
  text: 'ceil((load + z * sqrt(load * idc)) / capacity)',
  source: 'method.md 3',
  compute: ({ load, z, idc, capacity }) => replicasFor(load, capacity, z, idc),
})

/** a(n): the largest load that n replicas carry; x = √A solves x² + z√idc·x = n·C. */
export const loadCarried = formula({
  id: 'load-carried',
  title: 'Load that a number of replicas carries',
  unit: 'sequence',
  inputs: { replicas: 'replica', z: '1', idc: 'sequence', capacity: 'sequence/replica' },
  text: '(sqrt((z / 2) ^ 2 * idc + replicas * capacity) - z / 2 * sqrt(idc)) ^ 2',
  source: 'method.md 3',
  compute: ({ replicas, z, idc, capacity }) => (Math.sqrt((z / 2) ** 2 * idc + replicas * capacity) - (z / 2) * Math.sqrt(idc)) ** 2,
})

/** Replicas of each hour of a week [168] into `out`; returns the most. */
export const replicasOfWeek = (load: Float64Array, capacity: number, headroom: Headroom, out: Float64Array): number => {
  let most = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const replicas = replicasNeeded.bare({ load: load[hour]!, capacity, z: headroom.z, idc: headroom.idc })
    out[hour] = replicas
    if (replicas > most) most = replicas
  }
  return most
}
