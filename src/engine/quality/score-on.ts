/** What does a model score on a yardstick, with which variant or effort, and how far is that certain? */
import type { ModelScore, Scores, Yardstick } from '../../catalogue/quality-schema.ts'
import type { QualityScore } from './quality-result.ts'

/** @throws RangeError on a yardstick the data does not have */
export const yardstickOf = (quality: Scores, id: string): Yardstick => {
  const found = quality.yardsticks.find((yardstick) => yardstick.id === id)
  if (found === undefined) throw new RangeError(`There is no yardstick "${id}".`)
  return found
}

/**
 * Half-width within which a score equals a floor, in the yardstick's unit: its own published interval together with a typical one for
 * the floor (independent errors), or the yardstick's band where no interval is published. It does not depend on the floor, so
 * a lower floor never makes a model weaker. Null: nothing published.
 */
const bandOf = ({ interval }: ModelScore, { band, typicalHalfWidth }: Yardstick): number | null =>
  band === null || interval === null || typicalHalfWidth === null ? band : Math.hypot((interval[1] - interval[0]) / 2, typicalHalfWidth)

/** Of several variants or efforts the best score counts; ties: the newest, then the first by name. */
const before = (a: ModelScore, b: ModelScore): boolean => {
  if (a.score !== b.score) return a.score > b.score
  if (a.date !== b.date) return a.date > b.date
  return (a.variant ?? '') < (b.variant ?? '')
}

/** Null: the model has no score on the yardstick. A yardstick holds one variant of one benchmark, so scores on it may be compared. */
export const scoreOn = (quality: Scores, modelId: string, yardstick: Yardstick): QualityScore | null => {
  let best: ModelScore | null = null
  for (const score of quality.scores[modelId] ?? [])
    if (score.yardstick === yardstick.id && (best === null || before(score, best))) best = score
  if (best === null) return null
  return {
    yardstick: yardstick.id,
    score: best.score,
    band: bandOf(best, yardstick),
    unit: yardstick.unit,
    date: best.date,
    kind: best.kindWords,
    variant: best.variant,
    source: best.source,
  }
}
