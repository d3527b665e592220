/** What is quality held against: the yardstick with its Pareto line, and which model could stand in for a floor that has no score? */
import type { Catalogue, Model } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { scoreOn, yardstickOf } from '../quality/score-on.ts'
import { qualityView } from '../quality/quality-view.ts'
import type { QualityView } from '../quality/quality-result.ts'
import type { Comparison, OptionResult } from '../result.ts'
import { floorModelId } from './judged.ts'
import type { Settings } from './settings.ts'

/** Options that may be used: quality alone decides whether the others are worth their money. */
const mayBeUsed = ({ apart }: OptionResult): boolean => apart !== 'not-listed' && apart !== 'offer' && apart !== 'rule'

export const qualityOfOptions = (options: readonly OptionResult[], { catalogue, judge }: Settings): QualityView =>
  qualityView(
    options.filter(mayBeUsed).map(({ id, levelised, quality }) => ({ id, cost: levelised, score: quality.score?.score ?? null })),
    judge.choice,
    catalogue.quality,
  )

/** A number of a name that is no size ("27B", "A3B"), joined to a letter or not: "GPT-5.6", "Opus 5.5", "K3". */
const VERSION = /\d+(?:\.\d+)*(?![\d.]*[bB]\b)/
/** "(0902)", "0813", "(24 Apr 2026)", "Preview": an issue of the same model */
const ISSUE = /\([^)]*\)|\b\d{4}\b|\bpreview\b/gi
const WORDS_BETWEEN = /[\s-]+/g

interface Named {
  readonly model: Model
  /** the name without its version */
  readonly tier: string
  readonly version: readonly number[]
}

const named = (model: Model): Named => {
  const name = model.name.replace(ISSUE, '')
  return {
    model,
    tier: name.replace(VERSION, '').replace(WORDS_BETWEEN, ' ').trim().toLowerCase(),
    version: (VERSION.exec(name)?.[0] ?? '').split('.').map(Number),
  }
}

/** By version: 4.20 after 4.7. */
const byVersion = (a: Named, b: Named): number => {
  const length = Math.max(a.version.length, b.version.length)
  for (let at = 0; at < length; at++) {
    const difference = (a.version[at] ?? 0) - (b.version[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * The newest scored model of the same maker and, as far as names tell, of the same tier, that is no later than the wanted one: a floor must not
 * ask for more than the buyer has. Null: there is none.
 */
const standInFor = (wanted: Model, { models }: Catalogue, isScored: (modelId: string) => boolean): string | null => {
  const floor = named(wanted)
  let newest: Named | null = null
  for (const model of models) {
    if (model.id === wanted.id || model.maker === null || model.maker !== wanted.maker || !isScored(model.id)) continue
    const other = named(model)
    if (other.tier !== floor.tier || byVersion(other, floor) > 0) continue
    // of two issues of a version the later name is the later issue
    if (newest === null || byVersion(other, newest) > 0 || (byVersion(other, newest) === 0 && model.id > newest.model.id)) newest = other
  }
  return newest?.model.id ?? null
}

/** Null: the floor is a score, there is none, or its model has a score on the yardstick. */
export const floorWanted = (scenario: Scenario, catalogue: Catalogue): Comparison['floorWanted'] => {
  const modelId = scenario.floorScore === null ? floorModelId(scenario, catalogue) : null
  if (modelId === null) return null
  const { quality } = catalogue
  const yardstick = yardstickOf(quality, scenario.yardstick)
  const isScored = (id: string): boolean => scoreOn(quality, id, yardstick) !== null
  if (isScored(modelId)) return null
  const model = catalogue.models.find(({ id }) => id === modelId)
  return { modelId, standInId: model === undefined ? null : standInFor(model, catalogue, isScored) }
}
