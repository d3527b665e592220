/** Figure 6: in a typical week, how much of the fleet works, what waits idle, and what goes to an API? Replicas by hour from Monday 00:00. */
import type { Comparison, WeekUse } from '../../engine/result.ts'
import { count, ratio } from '../../format/count.ts'
import { percent } from '../../format/percent.ts'
import { linearTicks } from '../charts/axis.ts'
import { optionById } from './compared.ts'

const STEPS = 4
const HOURS_PER_DAY = 24
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
/** Shares of a replica smaller than this are rounding. */
const NOTHING = 1e-9

/** One hour: what the replicas do, what is left over, what an API takes. */
export interface WeekHour {
  readonly own: number
  readonly batch: number
  readonly api: number
  readonly running: number
  readonly idle: number
}

export interface WeekTotals {
  /** shares of the replica-hours that run; null: none run */
  readonly utilisation: number | null
  readonly idle: number | null
  /** share of the load that goes to the API, and in how many hours */
  readonly api: number
  readonly apiHours: number
  readonly batch: number
  readonly fewest: number
  readonly most: number
}

export interface WeekLayer {
  readonly part: 'own' | 'batch' | 'api' | 'idle'
  readonly name: string
  /** x: hours 0 … 168, y: replicas from 0 (bottom) to `top`, drawn downwards */
  readonly path: string
}

export interface WeekFigure {
  readonly optionId: string
  readonly title: string
  readonly method: string
  readonly foot: string | null
  readonly layers: readonly WeekLayer[]
  /** the replicas that run, as a line of steps */
  readonly running: string
  readonly hours: number
  readonly top: number
  readonly yTicks: readonly { readonly share: number; readonly text: string }[]
  readonly days: readonly { readonly share: number; readonly text: string }[]
  readonly label: string
}

export const hoursOf = ({ load, running, batch, toApi }: WeekUse): readonly WeekHour[] =>
  load.map((need, hour) => {
    const api = need * (toApi[hour] ?? 0)
    const own = need - api
    const placed = batch[hour] ?? 0
    const up = running[hour] ?? 0
    return { own, batch: placed, api, running: up, idle: Math.max(0, up - own - placed) }
  })

export const totalsOf = (hours: readonly WeekHour[]): WeekTotals => {
  const sum = (of: (hour: WeekHour) => number): number => hours.reduce((total, hour) => total + of(hour), 0)
  const [up, idle, api] = [sum(({ running }) => running), sum((hour) => hour.idle), sum((hour) => hour.api)]
  const load = sum(({ own }) => own) + api
  return {
    utilisation: up > 0 ? 1 - idle / up : null,
    idle: up > 0 ? idle / up : null,
    api: load > 0 ? api / load : 0,
    apiHours: hours.filter((hour) => hour.api > NOTHING).length,
    batch: sum(({ batch }) => batch),
    fewest: Math.min(...hours.map(({ running }) => running)),
    most: Math.max(...hours.map(({ running }) => running)),
  }
}

/** Steps of one hour each, from `low` up to `high`, closed; y grows downwards from `top`. */
const areaPath = (hours: readonly WeekHour[], low: (hour: WeekHour) => number, high: (hour: WeekHour) => number, top: number): string => {
  const y = (replicas: number): number => Number((top - replicas).toPrecision(6))
  const over = hours.map((hour, at) => `${at === 0 ? 'M0' : `H${at}V`}${at === 0 ? ` ${y(high(hour))}` : y(high(hour))}`)
  const back = hours.map((_, index) => {
    const at = hours.length - 1 - index
    return `V${y(low(hours[at]!))}H${at}`
  })
  return `${over.join('')}H${hours.length}${back.join('')}Z`
}

const stepPath = (hours: readonly WeekHour[], top: number): string =>
  hours.map(({ running }, at) => `${at === 0 ? 'M0 ' : `H${at}V`}${Number((top - running).toPrecision(6))}`).join('') + `H${hours.length}`

const layersOf = (hours: readonly WeekHour[], { api, batch }: WeekTotals, top: number): readonly WeekLayer[] => {
  const served = ({ own }: WeekHour): number => own
  const worked = (hour: WeekHour): number => hour.own + hour.batch
  const up = (hour: WeekHour): number => Math.max(hour.running, worked(hour))
  const nothing = (): number => 0
  return [
    { part: 'idle', name: 'idle', path: areaPath(hours, worked, up, top) },
    { part: 'own', name: 'serving requests', path: areaPath(hours, nothing, served, top) },
    ...(batch > NOTHING ? [{ part: 'batch' as const, name: 'batch work', path: areaPath(hours, served, worked, top) }] : []),
    ...(api > NOTHING
      ? [{ part: 'api' as const, name: 'sent to the API', path: areaPath(hours, up, (hour) => up(hour) + hour.api, top) }]
      : []),
  ]
}

const replicas = (fewest: number, most: number): string => {
  const text = fewest === most ? ratio(most) : `${ratio(fewest)} to ${ratio(most)}`
  return `${text} ${most === 1 ? 'replica' : 'replicas'}`
}

const titleOf = (name: string, { idle, api }: WeekTotals): string => {
  if (idle === null) return `${name} runs in no hour of the week`
  if (api > NOTHING) return `${name} keeps ${percent(1 - idle)} of its capacity at work; the API takes ${percent(api)} of the load`
  return idle >= 0.5 ? `${percent(idle)} of the capacity of ${name} stands idle` : `${name} uses ${percent(1 - idle)} of its capacity`
}

/** How busy the fleet would have to be; nothing where the week is not that of the compared fleet. */
const breakEvenWords = ({ utilisation }: Comparison, optionId: string): string => {
  if (utilisation === null || utilisation.optionId !== optionId) return ''
  if (utilisation.breakEven === null) return 'Even fully busy, these GPUs would cost more than the cheapest API.'
  const { breakEven, now } = utilisation
  return breakEven <= now
    ? `These GPUs cost less than the cheapest API while they are more than ${percent(breakEven)} busy.`
    : `These GPUs would cost no more than the cheapest API if they were ${percent(breakEven)} busy.`
}

const footOf = (totals: WeekTotals, hours: number, breakEven: string): string | null => {
  const { apiHours, batch, utilisation, idle } = totals
  if (utilisation === null || idle === null) return null
  return [
    `Utilisation ${percent(utilisation)}, idle ${percent(idle)}: spare replicas and the room kept for peaks within an hour count as idle.`,
    apiHours > 0 ? `The API takes the rest in ${apiHours} of ${hours} hours.` : '',
    batch > NOTHING ? `Batch work fills ${count(batch)} replica-hours of the valleys.` : '',
    breakEven,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** Null where the option is gone from the comparison. */
export const weekFigure = (comparison: Comparison, week: WeekUse): WeekFigure | null => {
  const option = optionById(comparison, week.optionId)
  if (option === null || week.load.length === 0) return null
  const hours = hoursOf(week)
  const totals = totalsOf(hours)
  const highest = Math.max(...hours.map((hour) => Math.max(hour.running, hour.own + hour.batch) + hour.api))
  const ticks = linearTicks(highest, STEPS).filter((value) => highest >= STEPS || Number.isInteger(value) || highest < 1)
  const top = Math.max(ticks.at(-1)!, highest) || 1
  const title = titleOf(option.name, totals)
  return {
    optionId: option.id,
    title,
    method: `Replicas by hour of a typical week of the first month, in the time of the workloads. Running: ${replicas(totals.fewest, totals.most)}.`,
    foot: footOf(totals, hours.length, breakEvenWords(comparison, option.id)),
    layers: layersOf(hours, totals, top),
    running: stepPath(hours, top),
    hours: hours.length,
    top,
    yTicks: ticks.map((value) => ({ share: value / top, text: ratio(value) })),
    days: DAYS.slice(0, Math.ceil(hours.length / HOURS_PER_DAY)).map((text, day) => ({
      share: (day * HOURS_PER_DAY) / hours.length,
      text,
    })),
    label: `A week of ${option.name}. ${title}.`,
  }
}

/** `Mon 09:00`. */
export const hourName = (hour: number): string =>
  `${DAYS[Math.floor(hour / HOURS_PER_DAY) % DAYS.length]} ${String(hour % HOURS_PER_DAY).padStart(2, '0')}:00`
