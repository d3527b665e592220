/** What does the figure of quality and cost say: its finding, its method, and what a reader must not overlook? */
import { grouped } from '../../format/figures.ts'
import type { Comparison } from '../../engine/result.ts'
import { ranked } from '../figures/compared.ts'
import { placeWords, type ScoredPoint } from './quality-points.ts'

const DECIMALS = 1

/** `1,451.3`, `157.6`. */
export const scoreText = (score: number): string => grouped(score, DECIMALS)

const WHOLE_FROM = 10

/** `134 points`, `8.4 points`; of a share: `3.0 percentage points`. Always a size. */
export const pointsText = (difference: number, unit: string): string =>
  `${grouped(difference, Math.abs(difference) < WHOLE_FROM ? DECIMALS : 0)} ${unit === '%' ? 'percentage points' : 'points'}`

/** `GPT-5.6 Luna`, `a score of 1,440.0`; null: there is no floor. */
export const floorName = ({ quality, options }: Comparison): string | null => {
  const { floorModelId, floor } = quality
  if (floorModelId !== null) return options.find(({ modelId }) => modelId === floorModelId)?.modelName ?? floorModelId
  return floor === null ? null : `a score of ${scoreText(floor)}`
}

/** The highest score among marks that may be used. */
const highest = (points: readonly ScoredPoint[]): ScoredPoint | null =>
  points.reduce<ScoredPoint | null>((best, point) => (best === null || point.score.score > best.score.score ? point : best), null)

const belowWords = ({ option, state }: ScoredPoint, unit: string): string => {
  const { difference } = option.quality
  if (state === 'weaker' && difference !== null) return `${option.modelName}, is ${pointsText(difference, unit)} weaker`
  return state === 'contested' ? `${option.modelName}, is contested` : `${option.modelName}, takes no part`
}

/** What costs least at the floor, and what is lost below it. */
const atTheFloor = (comparison: Comparison, points: readonly ScoredPoint[], floor: string): string => {
  const best = ranked(comparison).find(
    ({ quality }) => quality.score !== null && (quality.standing === 'equal' || quality.standing === 'better'),
  )
  if (best === undefined) return `Nothing that you may use is known to be as good as ${floor}`
  const itself = best.modelId === comparison.quality.floorModelId
  const finding = itself
    ? `Nothing at the level of ${floor} costs less than it`
    : `At the level of ${floor}, ${placeWords(best)} costs least`
  const cheaper = highest(points.filter(({ option, state }) => state !== 'kept-out' && option.levelised < best.levelised))
  if (cheaper === null) return itself ? `${finding} does, and nothing cheaper has a score` : `${finding}; nothing cheaper has a score`
  return `${finding}${itself ? ' does' : ''}; the best cheaper one, ${belowWords(cheaper, comparison.quality.unit)}`
}

export const qualityTitle = (comparison: Comparison, points: readonly ScoredPoint[]): string => {
  const { quality, options } = comparison
  const { yardstickName } = quality
  if (points.length === 0) return `No option has a score on ${yardstickName}`
  if (quality.band === null) return `${yardstickName} shows how good models are said to be, and judges nothing`
  const floor = floorName(comparison)
  if (floor !== null && quality.floor === null) return `${floor} has no score on ${yardstickName}, so nothing can be held against it`
  if (floor !== null) return atTheFloor(comparison, points, floor)
  const line = quality.pareto.flatMap((id) => options.find((option) => option.id === id)?.modelName ?? [])
  const [first] = line
  const last = line.at(-1)
  if (first === undefined || first === last) return `${first ?? 'One option'} costs least and scores highest`
  return `${first} costs least of what has a score, ${last} scores highest, and no floor is set`
}

export const qualityMethod = ({ quality }: Comparison, log: boolean): string =>
  [
    `Score on ${quality.yardstickName} against monthly cost${log ? ', which is logarithmic' : ''}; one mark for each model and kind, at its cheapest.`,
    quality.floor !== null && quality.band !== null ? 'Inside the tinted band a score equals the floor.' : '',
    quality.pareto.length > 1 ? 'Nothing beats what lies on the line on both.' : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')

const lowerFirst = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`

/** What the scores are, and how far they may be trusted. */
export const qualityFoot = ({ quality }: Comparison, points: readonly ScoredPoint[]): string => {
  const what = `What is scored: ${lowerFirst(quality.measures)}.`
  const why = lowerFirst(quality.bandWhy)
  if (quality.band === null) return `${what} There is no noise band: ${why}.`
  const own = points.some(({ score }) => score.band !== quality.band) ? ' A score with an interval of its own is judged by that.' : ''
  return `${what} The band, ±${scoreText(quality.band)}: ${why}.${own}`
}
