/** Which replicas run in each hour under a scaling policy, and how many hours of the month each layer runs (`method.md` 3 [F9]). */
import { HOURS_PER_MONTH, HOURS_PER_WEEK } from '../units/unit.ts'
import { ceiling, replicasNeeded, type Headroom } from './replicas.ts'

const MONTH_HOURS_PER_WEEK_HOUR = HOURS_PER_MONTH / HOURS_PER_WEEK

const peak = (week: ArrayLike<number>): number => {
  let most = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) most = Math.max(most, week[hour]!)
  return most
}

/** max(nMin, peak) + spare in every hour; nothing where there is no demand and no minimum. Returns the replicas. */
export const alwaysOn = (peakReplicas: number, minimum: number, spare: number): number =>
  peakReplicas === 0 && minimum === 0 ? 0 : Math.max(minimum, peakReplicas) + spare

/** The most that is needed in an hour and the start-up lag ahead, circular; a lag of minutes looks one hour ahead. */
export const lookAhead = (week: ArrayLike<number>, lagHours: number): Float64Array => {
  const ahead = Math.min(HOURS_PER_WEEK - 1, ceiling(lagHours))
  return Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => {
    let most = 0
    for (let k = 0; k <= ahead; k++) most = Math.max(most, week[(hour + k) % HOURS_PER_WEEK]!)
    return most
  })
}

/** max(nMin, need over the lag ahead) + spare hour by hour; all zero where there is no demand and no minimum. */
export const autoscaled = (need: ArrayLike<number>, minimum: number, spare: number, lagHours: number): Float64Array => {
  if (minimum === 0 && peak(need) === 0) return new Float64Array(HOURS_PER_WEEK)
  return lookAhead(need, lagHours).map((replicas) => Math.max(minimum, replicas) + spare)
}

/** The peak + spare inside the hours where `mask` is 1, nothing outside; null where there is demand outside. */
export const workingHours = (need: ArrayLike<number>, mask: ArrayLike<number>, minimum: number, spare: number): Float64Array | null => {
  const inside = alwaysOn(peak(need), minimum, spare)
  const week = new Float64Array(HOURS_PER_WEEK)
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    if (mask[hour]! > 0) week[hour] = inside
    else if (need[hour]! > 0) return null
  }
  return week
}

/** The mask of working hours: [start, end) of the day, Monday to Friday. An hour cut by a bound counts whole: a replica runs it. */
export const workingHoursMask = (start: number, end: number): Float64Array => {
  const hoursPerDay = 24
  const workingDays = 5
  return Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => {
    const ofDay = hour % hoursPerDay
    return Math.floor(hour / hoursPerDay) < workingDays && ofDay + 1 > start && ofDay < end ? 1 : 0
  })
}

/** Replicas started in a week: the upward steps, circular. */
export const startsOfWeek = (week: ArrayLike<number>): number => {
  let starts = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) starts += Math.max(0, week[hour]! - week[(hour + HOURS_PER_WEEK - 1) % HOURS_PER_WEEK]!)
  return starts
}

/**
 * H_k: hours of the month in which at least k of them run, k = 1, 2, … (H_1 ≥ H_2 ≥ …), from the units of each hour. Where units stop
 * between uses, `startHours` are billed for each start of a layer.
 */
export const layerHours = (week: ArrayLike<number>, startHours = 0): number[] => {
  const layers = new Array<number>(peak(week)).fill(0)
  let before = week[HOURS_PER_WEEK - 1]!
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    const now = week[hour]!
    for (let k = 0; k < now; k++) layers[k]! += k >= before ? 1 + startHours : 1
    before = now
  }
  return layers.map((hours) => hours * MONTH_HOURS_PER_WEEK_HOUR)
}

/** Unit-hours of the month over all layers. */
export const billedHours = (layers: readonly number[]): number => layers.reduce((sum, hours) => sum + hours, 0)

/** Distinct loads of a week with the number of hours each lasts; a fleet with many months or layouts asks this instead of 168 hours. */
export interface LoadSteps {
  /** rising */
  readonly load: Float64Array
  readonly hours: Float64Array
}

export const loadSteps = (week: ArrayLike<number>): LoadSteps => {
  const counts = new Map<number, number>()
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) counts.set(week[hour]!, (counts.get(week[hour]!) ?? 0) + 1)
  const rising = [...counts].sort((a, b) => a[0] - b[0])
  return { load: Float64Array.from(rising, ([load]) => load), hours: Float64Array.from(rising, ([, hours]) => hours) }
}

/**
 * H_k of an autoscaled fleet straight from the steps of its load (after `lookAhead`), each times `scale`: the same as
 * `layerHours(autoscaled(replicasOfWeek(…)))`, because replicas never fall when the load rises.
 */
export const autoscaledLayerHours = (
  steps: LoadSteps,
  scale: number,
  capacity: number,
  headroom: Headroom,
  minimum: number,
  spare: number,
): number[] => {
  const { load, hours } = steps
  const runningAt = (step: number): number => {
    const need = replicasNeeded.bare({ load: load[step]! * scale, capacity, z: headroom.z, idc: headroom.idc })
    return Math.max(minimum, need) + spare
  }
  const layers: number[] = []
  const top = load.length - 1
  if (top < 0 || runningAt(top) === spare) return layers
  let since = 0
  for (let step = top, running = runningAt(top); step >= 0; step--) {
    since += hours[step]!
    const below = step === 0 ? 0 : runningAt(step - 1)
    for (let k = below; k < running; k++) layers[k] = since * MONTH_HOURS_PER_WEEK_HOUR
    running = below
  }
  return layers
}
