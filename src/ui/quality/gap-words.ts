/** What does the gap over time say: its finding, how it is counted, and the sources' own cautions? */
import { grouped } from '../../format/figures.ts'
import { dateText } from '../../format/date.ts'
import type { GapPoint, GapSeries } from '../../engine/quality/gap-series.ts'
import { pointsText } from './quality-words.ts'

const monthOf = ({ asOf }: GapPoint): string => dateText(asOf.slice(0, 'YYYY-MM'.length))

/** `4.4`, `0.6`. */
export const gapNumber = (value: number): string => grouped(value, 1)

const behindWords = (difference: number): string => (difference < 0 ? 'ahead of' : 'behind')

const least = (points: readonly GapPoint[]): GapPoint => points.reduce((best, point) => (point.open.gap < best.open.gap ? point : best))

const scoreTitle = ({ points, unit }: GapSeries): string => {
  const first = points[0]!
  const last = points.at(-1)!
  const now = `The best open model is ${pointsText(last.open.gap, unit)} ${behindWords(last.open.gap)} the best proprietary one`
  const closest = least(points)
  const then = `it was ${gapNumber(first.open.gap)}${first.open.gap < 0 ? ' ahead' : ''} in ${monthOf(first)}`
  if (closest === last) return `${now}, nearer than ever; ${then}`
  if (closest === first) return `${now}; ${then}`
  return `${now}; ${then} and ${closest.open.gap < 0 ? `${gapNumber(closest.open.gap)} ahead` : gapNumber(closest.open.gap)} in ${monthOf(closest)}`
}

const monthsTitle = ({ points }: GapSeries): string => {
  const counted = points.filter((point): point is GapPoint & { open: { monthsBehind: number } } => point.open.monthsBehind !== null)
  const last = counted.at(-1)!
  const most = counted.reduce((worst, point) => (point.open.monthsBehind > worst.open.monthsBehind ? point : worst))
  const now = `The best open model is ${gapNumber(last.open.monthsBehind)} months ${behindWords(last.open.monthsBehind)} the best proprietary one`
  return most === last
    ? `${now}, more than ever`
    : `${now}; the most on record is ${gapNumber(most.open.monthsBehind)}, in ${monthOf(most)}`
}

export const gapTitle = (series: GapSeries, measure: 'score' | 'months'): string =>
  measure === 'score' ? scoreTitle(series) : monthsTitle(series)

export const gapMethod = ({ yardstick }: GapSeries, measure: 'score' | 'months'): string =>
  measure === 'score'
    ? `Score of the best model of each kind on ${yardstick}, as known on each day marked.`
    : `Months between the release of the open model and that of the first proprietary one at least as good on ${yardstick}.`

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`

const singleWords = ({ yardstick, points }: GapSeries): string => {
  const [point] = points
  if (point === undefined) return ''
  const months = point.open.monthsBehind === null ? '' : ` and ${gapNumber(point.open.monthsBehind)} months`
  return `On ${yardstick} there is one day, ${dateText(point.asOf)}: ${point.open.name} is ${gapNumber(point.open.gap)} points${months} ${behindWords(point.open.gap)} ${point.proprietary.name}.`
}

/** The sources' cautions word for word, then what has too few points to draw. */
export const gapFoot = ({ cautions }: GapSeries, single: readonly GapSeries[]): string =>
  [...cautions.map((words) => `The source: ${sentence(words)}`), ...single.map(singleWords)].filter((words) => words !== '').join(' ')
