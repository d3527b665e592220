/**
 * Is a model good enough for the buyer? Its score against the floor (today's model, or a score) on the yardstick chosen, and what a second
 * yardstick says (`method.md` 9). Without a score it is unknown, never equal.
 */
import type { Scores, Yardstick } from '../../catalogue/quality-schema.ts'
import type { OptionQuality, QualityScore } from './quality-result.ts'
import { scoreOn, yardstickOf } from './score-on.ts'

/** `second` of a floor by score: the floor on the second yardstick; null: the second yardstick is not asked */
export type QualityFloor = { readonly modelId: string } | { readonly score: number; readonly second: number | null }

export interface QualityChoice {
  readonly yardstick: string
  readonly floor: QualityFloor | null
  /** a second yardstick that may contradict the first; null: none */
  readonly second: string | null
}

export interface QualityFacts {
  readonly quality: Scores
  /** model id → name as shown */
  readonly nameOf: (modelId: string) => string
}

/** A difference equal to the band is inside it, however it was rounded. */
const FORGIVEN = 1e-9

const DECIMALS = 1

type Side = 'better' | 'equal' | 'weaker'

const sideOf = (difference: number, band: number): Side => {
  if (Math.abs(difference) <= band + FORGIVEN) return 'equal'
  return difference > 0 ? 'better' : 'weaker'
}

/** The floor on a yardstick; null: none was given, or the floor's model has no score there. */
export const floorOn = (quality: Scores, floor: QualityFloor | null, yardstick: Yardstick, isSecond: boolean): number | null => {
  if (floor === null) return null
  if ('modelId' in floor) return scoreOn(quality, floor.modelId, yardstick)?.score ?? null
  return isSecond ? floor.second : floor.score
}

interface Judgement {
  readonly yardstick: Yardstick
  readonly side: Side
  readonly difference: number
  readonly score: QualityScore
  readonly floor: number
}

const pointsWords = (unit: string): string => (unit === '%' ? 'percentage points' : 'points')

const againstWords = ({ yardstick, difference, score, floor }: Judgement): string => {
  const where = difference < 0 ? 'below' : 'above'
  const points = `${Math.abs(difference).toFixed(DECIMALS)} ${pointsWords(yardstick.unit)} ${where} the floor`
  const variant = score.variant === null ? '' : `, scored as ${score.variant}`
  return `${points} on ${yardstick.name} (${score.score.toFixed(DECIMALS)} against ${floor.toFixed(DECIMALS)}${variant}, ${score.date})`
}

/** Null where there is no score, no floor or no band. */
const judged = (
  { quality }: QualityFacts,
  modelId: string,
  floor: QualityFloor,
  yardstick: Yardstick,
  isSecond: boolean,
): Judgement | null => {
  const score = scoreOn(quality, modelId, yardstick)
  const least = floorOn(quality, floor, yardstick, isSecond)
  if (score === null || score.band === null || least === null) return null
  const difference = score.score - least
  return { yardstick, side: sideOf(difference, score.band), difference, score, floor: least }
}

const unknownWords = (
  facts: QualityFacts,
  modelId: string,
  floor: QualityFloor,
  yardstick: Yardstick,
  score: QualityScore | null,
): string => {
  if (score === null) return `${facts.nameOf(modelId)} has no score on ${yardstick.name}.`
  if (score.band === null) return `How far scores on ${yardstick.name} are certain is not published, so a difference cannot be judged.`
  const model = 'modelId' in floor ? facts.nameOf(floor.modelId) : 'The floor'
  return `${model} has no score on ${yardstick.name}, so nothing can be held against it.`
}

/**
 * Where a model stands: better, equal or weaker than the floor by more than its band on the first yardstick; contested where one of the two
 * yardsticks puts it below the floor by more than its band and the other does not. The floor's own model is equal to itself.
 *
 * @throws RangeError on a yardstick the data does not have
 */
export const standingOf = (modelId: string, choice: QualityChoice, facts: QualityFacts): OptionQuality => {
  const { quality, nameOf } = facts
  const { floor } = choice
  const yardstick = yardstickOf(quality, choice.yardstick)
  const score = scoreOn(quality, modelId, yardstick)
  if (floor === null) return { standing: 'no-floor', score, difference: null, text: null }
  if ('modelId' in floor && floor.modelId === modelId)
    return {
      standing: 'equal',
      score,
      difference: score === null ? null : 0,
      text: score === null ? 'This is the model of the floor.' : null,
    }
  const first = judged(facts, modelId, floor, yardstick, false)
  if (first === null) {
    const least = floorOn(quality, floor, yardstick, false)
    return {
      standing: 'unknown',
      score,
      difference: score === null || least === null ? null : score.score - least,
      text: unknownWords(facts, modelId, floor, yardstick, score),
    }
  }
  const second =
    choice.second === null || choice.second === choice.yardstick
      ? null
      : judged(facts, modelId, floor, yardstickOf(quality, choice.second), true)
  const { difference } = first
  if (second !== null && (first.side === 'weaker') !== (second.side === 'weaker'))
    return {
      standing: 'contested',
      score,
      difference,
      text: `Two yardsticks disagree about ${nameOf(modelId)}: ${againstWords(first)}, and ${againstWords(second)}.`,
    }
  return { standing: first.side, score, difference, text: first.side === 'weaker' ? `${nameOf(modelId)} is ${againstWords(first)}.` : null }
}
