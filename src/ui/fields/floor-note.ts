/** What is the floor of quality worth, and what if its model has no score? */
import type { Catalogue } from '../../catalogue/schema.ts'
import { scoreOn } from '../../engine/quality/score-on.ts'
import type { Comparison } from '../../engine/result.ts'
import { countFull } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { floorModelOf } from './field-view.ts'
import { scoreText } from './grouped-choices.ts'

export interface FloorNote {
  readonly text: string
  /** a model that could be the floor instead; null: none is needed or known */
  readonly standIn: { readonly id: string; readonly name: string } | null
}

/** `comparison` may be of a moment ago, or (null) not there yet. */
export const floorNote = (scenario: Scenario, catalogue: Catalogue, comparison: Comparison | null): FloorNote => {
  const { quality, models } = catalogue
  const nameOf = (id: string): string => models.find((model) => model.id === id)?.name ?? id
  const yardstick = quality.yardsticks.find(({ id }) => id === scenario.yardstick)
  if (yardstick === undefined) return { text: '', standIn: null }
  if (scenario.floorScore !== null)
    return { text: `A score of ${countFull(scenario.floorScore)} on ${yardstick.name} is the floor, whatever the model.`, standIn: null }
  const id = floorModelOf(scenario, catalogue)
  if (id === null) return { text: 'No model is used today and none is chosen, so there is no floor: all models take part.', standIn: null }
  const score = scoreOn(quality, id, yardstick)
  if (score === null) {
    const wanted = comparison?.floorWanted
    const standInId = wanted?.modelId === id ? wanted.standInId : null
    return {
      text: `${nameOf(id)} has no score on ${yardstick.name}, so no model can be held against it.`,
      standIn: standInId === null ? null : { id: standInId, name: nameOf(standInId) },
    }
  }
  const value = scoreText(score.score, score.band)
  const where = `on ${yardstick.name}, ${dateText(score.date)}`
  return {
    text:
      score.band === null
        ? `${nameOf(id)}: ${value} ${where}. How far that is certain is not published, so no model can be judged by it.`
        : `${nameOf(id)}: ${value} ± ${scoreText(score.band, score.band)} ${where}.`,
    standIn: null,
  }
}
