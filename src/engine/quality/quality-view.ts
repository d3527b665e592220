/** Quality against cost: the floor, the noise band, and which options nothing beats on both (`method.md` 9). */
import type { Scores } from '../../catalogue/quality-schema.ts'
import type { QualityView } from './quality-result.ts'
import { yardstickOf } from './score-on.ts'
import { floorOn, type QualityChoice } from './standing-of.ts'

export interface CostedScore {
  readonly id: string
  /** any money per time, the same for all; null: not possible */
  readonly cost: number | null
  /** on the yardstick chosen; null: none */
  readonly score: number | null
}

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Options that no other one beats: none costs no more and scores no less, and is better in one. Cheapest first, then by id. */
export const paretoLine = (options: readonly CostedScore[]): readonly string[] => {
  const known = options.filter(
    (option): option is { id: string; cost: number; score: number } => option.cost !== null && option.score !== null,
  )
  const sorted = [...known].sort((a, b) => a.cost - b.cost || b.score - a.score || byId(a.id, b.id))
  const line: { id: string; cost: number; score: number }[] = []
  for (const option of sorted) {
    const last = line.at(-1)
    if (last === undefined || option.score > last.score || (option.score === last.score && option.cost === last.cost)) line.push(option)
  }
  return line.map(({ id }) => id)
}

/** Sources of the scores on a yardstick. */
const sourcesOf = (quality: Scores, yardstick: string): QualityView['sources'] => {
  const named = Object.values(quality.scores).flatMap((scores) => scores.filter((score) => score.yardstick === yardstick))
  return Object.fromEntries(
    [...new Set(named.map(({ source }) => source))].sort().flatMap((id) => {
      const found = quality.sources[id]
      return found === undefined ? [] : [[id, { name: found.name, url: found.url, asOf: found.as_of, kind: found.kind }]]
    }),
  )
}

/** @throws RangeError on a yardstick the data does not have */
export const qualityView = (options: readonly CostedScore[], choice: QualityChoice, quality: Scores): QualityView => {
  const yardstick = yardstickOf(quality, choice.yardstick)
  return {
    yardstick: yardstick.id,
    yardstickName: yardstick.name,
    unit: yardstick.unit,
    measures: yardstick.measures,
    floor: floorOn(quality, choice.floor, yardstick, false),
    floorModelId: choice.floor !== null && 'modelId' in choice.floor ? choice.floor.modelId : null,
    band: yardstick.band,
    bandWhy: yardstick.bandWhy,
    sources: sourcesOf(quality, yardstick.id),
    pareto: paretoLine(options),
  }
}
