/** Figure 3: what does each compared option cost at other volumes, where do the lines cross, and where is the buyer? */
import { count, countShort } from '../../format/count.ts'
import { money, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison, Crossing, VolumeCurve } from '../../engine/result.ts'
import { decadeBelow, logTicks } from '../charts/axis.ts'
import { comparedOptions, optionById, roleWords, type ComparedOption } from './compared.ts'
import { familyOf, isStepped, type Family } from './family.ts'
import { volumeMethod, volumeTitle } from './volume-words.ts'

/** The window shows this far below and above today's volume, more if a crossing lies outside. */
const BELOW = 20
const ABOVE = 25
const ROOM = 1.5
/** The cost axis ends this far above the highest line. */
const HEADROOM = 1.15
/** Smooth lines are drawn with at most this many points. */
const SMOOTH_POINTS = 80

export interface Point {
  readonly x: number
  /** null: not possible at this volume */
  readonly y: number | null
}

export interface VolumeLine {
  readonly optionId: string
  readonly name: string
  readonly role: string
  readonly family: Family
  readonly main: boolean
  readonly points: readonly Point[]
}

export interface Tick {
  readonly value: number
  /** empty: a stub without a number */
  readonly text: string
  readonly decade: boolean
}

export interface RingLabel {
  readonly number: string
  readonly words: string
  /** where there is little room */
  readonly short: string
  readonly place: 'above' | 'below'
}

export interface Ring {
  readonly x: number
  readonly y: number
  /** the crossing the verdict names, and the first against today's option, have their number and one line of words */
  readonly label: RingLabel | null
}

export interface VolumeFigure {
  readonly title: string
  readonly method: string
  readonly foot: string | null
  readonly window: { readonly low: number; readonly high: number }
  readonly costs: { readonly low: number; readonly high: number }
  readonly lines: readonly VolumeLine[]
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly you: { readonly x: number; readonly text: string; readonly dots: readonly number[] }
  readonly rings: readonly Ring[]
  readonly wash: readonly { readonly from: number; readonly to: number }[]
  readonly ladder: readonly { readonly from: number; readonly to: number; readonly gpus: number }[]
  readonly mostGpus: number | null
  readonly label: string
}

const inside = ({ low, high }: VolumeFigure['window'], x: number): boolean => x >= low && x <= high

/** The part of the curve's range that is drawn: around today, wide enough for every crossing worth a look. */
export const windowOf = (curve: VolumeCurve, today: number, switchRequests: number | null): VolumeFigure['window'] => {
  const first = curve.requests[0]!
  const last = curve.requests.at(-1)!
  const marks = [switchRequests, curve.staysCheaperFrom].filter((mark): mark is number => mark !== null && mark > 0)
  return {
    low: Math.max(first, Math.min(today / BELOW, ...marks.map((mark) => mark / ROOM))),
    high: Math.min(last, Math.max(today * ABOVE, ...marks.map((mark) => mark * ROOM))),
  }
}

/** The series inside the window, thinned: smooth lines to a few points, steps to where they jump. */
export const pointsOf = (requests: readonly number[], usd: readonly (number | null)[], window: VolumeFigure['window'], steps: boolean) => {
  const all = requests.flatMap((x, index): Point[] => (inside(window, x) ? [{ x, y: usd[index] ?? null }] : []))
  const stride = Math.max(1, Math.floor(all.length / SMOOTH_POINTS))
  return all.filter((point, index) => {
    const before = all[index - 1]
    const after = all[index + 1]
    if (before === undefined || after === undefined) return true
    const edge = (before.y === null) !== (point.y === null) || (after.y === null) !== (point.y === null)
    return edge || (steps ? before.y !== point.y : index % stride === 0)
  })
}

/** Cost at a volume between two grid points, straight in logarithms as it is drawn. */
export const costAt = (requests: readonly number[], usd: readonly (number | null)[], at: number): number | null => {
  const next = requests.findIndex((x) => x >= at)
  const high = usd[next]
  if (next <= 0) return high ?? null
  const low = usd[next - 1]
  if (low === null || low === undefined || high === null || high === undefined) return null
  const share = Math.log(at / requests[next - 1]!) / Math.log(requests[next]! / requests[next - 1]!)
  return low * (high / low) ** share
}

const ladderOf = ({ requests, fleets }: VolumeCurve, window: VolumeFigure['window']): VolumeFigure['ladder'] => {
  const rungs: { from: number; to: number; gpus: number }[] = []
  requests.forEach((x, index) => {
    const fleet = fleets[index]
    if (!inside(window, x) || fleet === null || fleet === undefined) return
    const rung = rungs.at(-1)
    if (rung !== undefined) rung.to = x
    if (rung === undefined || rung.gpus !== fleet.gpus) rungs.push({ from: x, to: x, gpus: fleet.gpus })
  })
  return rungs
}

/** The cheapest drawn API at a volume, and its cost. */
const cheapestApi = (comparison: Comparison, curve: VolumeCurve, at: number): { readonly name: string; readonly usd: number } | null =>
  curve.series
    .filter(({ side }) => side === 'api')
    .flatMap(({ optionId, usdPerMonth }) => {
      const usd = costAt(curve.requests, usdPerMonth, at)
      const name = optionById(comparison, optionId)?.modelName
      return usd === null || name === undefined ? [] : [{ name, usd }]
    })
    .reduce<{ name: string; usd: number } | null>((least, next) => (least === null || next.usd < least.usd ? next : least), null)

const labelOf = ({ requests, cheaperAfter }: Crossing, api: string, place: RingLabel['place']): RingLabel =>
  cheaperAfter === 'self-hosted'
    ? { number: count(requests), words: `self-hosting beats ${api}`, short: `beats ${api}`, place }
    : { number: count(requests), words: `${api} beats self-hosting`, short: 'API cheaper again', place }

const ringsOf = (comparison: Comparison, curve: VolumeCurve): readonly Ring[] => {
  const rings = curve.crossings.flatMap((crossing): Ring[] => {
    const api = cheapestApi(comparison, curve, crossing.requests)
    if (api === null) return []
    const named = crossing.requests === comparison.verdict.switchRequests
    return [{ x: crossing.requests, y: api.usd, label: named ? labelOf(crossing, api.name, 'below') : null }]
  })
  const { bestApiId, usedTodayId } = comparison.verdict
  const today = curve.againstToday
  const option =
    today === null || today.optionId === bestApiId || today.optionId !== usedTodayId ? null : optionById(comparison, today.optionId)
  const series = curve.series.find(({ optionId }) => optionId === option?.id)
  const [first] = today?.crossings ?? []
  const y = series === undefined || first === undefined ? null : costAt(curve.requests, series.usdPerMonth, first.requests)
  if (option === null || first === undefined || y === null) return rings
  return [...rings, { x: first.requests, y, label: labelOf(first, option.modelName, 'above') }]
}

/** One fleet keeps its name; where the cheapest fleet changes with the volume, the line is self-hosting as such. */
const lineWords = (compared: ComparedOption, curve: VolumeCurve, window: VolumeFigure['window']): Pick<VolumeLine, 'name' | 'role'> => {
  const { option } = compared
  const fleets = new Set(
    curve.fleets.flatMap((fleet, index) => (fleet !== null && inside(window, curve.requests[index]!) ? [fleet.optionId] : [])),
  )
  return isStepped(familyOf(option.kind)) && fleets.size > 1
    ? { name: 'Self-hosting', role: 'cheapest fleet' }
    : { name: option.modelName, role: roleWords(compared, 'rented, in steps') }
}

const xTicksOf = ({ low, high }: VolumeFigure['window']): readonly Tick[] =>
  logTicks(low, high).map(({ value, digit }) => ({
    value,
    text: digit === 1 || digit === 3 ? countShort(value) : '',
    decade: digit === 1,
  }))

/** Decades have numbers; if fewer than two are in sight, 2 and 5 have them too. */
const yTicksOf = ({ low, high }: VolumeFigure['costs'], currency: Currency): readonly Tick[] => {
  const ticks = logTicks(low, high, currency.perUsd)
  const digits = ticks.filter(({ digit }) => digit === 1).length >= 2 ? [1] : [1, 2, 5]
  return ticks.map(({ value, digit }) => ({
    value,
    text: digits.includes(digit) ? moneyShort(value, currency) : '',
    decade: digits.includes(digit),
  }))
}

/** Null where there is no curve: one side has no option, or nothing to compare. */
export const volumeFigure = (comparison: Comparison, currency: Currency = US_DOLLAR, saidToday = true): VolumeFigure | null => {
  const curve = comparison.volume
  if (curve === null || curve.requests.length < 2 || !(comparison.requests > 0)) return null
  const api = optionById(comparison, comparison.verdict.bestApiId)
  const own = optionById(comparison, comparison.verdict.bestSelfHostedId)
  const window = windowOf(curve, comparison.requests, comparison.verdict.switchRequests)
  const lines = comparedOptions(comparison, saidToday).flatMap((compared): VolumeLine[] => {
    const { option, main } = compared
    const series = curve.series.find(({ optionId }) => optionId === option.id)
    if (series === undefined) return []
    const family = familyOf(option.kind)
    return [
      {
        optionId: option.id,
        ...lineWords(compared, curve, window),
        family,
        main,
        points: pointsOf(curve.requests, series.usdPerMonth, window, isStepped(family)),
      },
    ]
  })
  const drawn = lines.flatMap(({ points }) => points.flatMap(({ y }) => (y === null || y <= 0 ? [] : [y])))
  if (drawn.length === 0) return null
  const costs = { low: decadeBelow(Math.min(...drawn), currency.perUsd), high: Math.max(...drawn) * HEADROOM }
  const ladder = ladderOf(curve, window)
  const words = volumeTitle(comparison, curve)
  return {
    title: words.title,
    foot: words.foot,
    method: volumeMethod(lines, curve),
    window,
    costs,
    lines,
    xTicks: xTicksOf(window),
    yTicks: yTicksOf(costs, currency),
    you: {
      x: comparison.requests,
      text: `You: ${count(comparison.requests)}`,
      dots: [api, own].flatMap((option) => (option === null ? [] : [option.levelised])),
    },
    rings: ringsOf(comparison, curve).filter(({ x }) => inside(window, x)),
    wash: curve.selfHostedWins
      .map(({ from, to }) => ({ from: Math.max(from, window.low), to: Math.min(to, window.high) }))
      .filter(({ from, to }) => from < to),
    ladder,
    mostGpus: ladder.length === 0 ? null : Math.max(...ladder.map(({ gpus }) => gpus)),
    label: `Monthly cost against requests a month, from ${count(window.low)} to ${count(window.high)}. ${words.title}. ${lines
      .map(
        ({ optionId, name }) =>
          `${name} ${money(optionById(comparison, optionId)?.levelised ?? null, currency)} at your ${count(comparison.requests)}`,
      )
      .join('; ')}.`,
  }
}
