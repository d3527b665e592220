/**
 * How good is each model, how far are open models behind, and how many tokens does a text take? Reads data/quality with what
 * data/yardsticks.json and data/tokenizer-families.json say about it, and joins it by the model ids of the catalogue.
 */
import type * as z from 'zod/mini'
import { assumptionsFileSchema } from './file-schema.ts'
import { gapRows } from './gap-rows.ts'
import { checked, DataError, DataFolder } from './load-checked.ts'
import {
  qualityFileSchema,
  qualitySchema,
  scoreKindSchema,
  tokenizerFamiliesFileSchema,
  tokenizersFileSchema,
  yardsticksFileSchema,
} from './quality-schema.ts'
import type { ModelScore, Quality, scoreFileSchema, Yardstick } from './quality-schema.ts'

type FileScore = z.output<typeof scoreFileSchema>
type FileQuality = z.output<typeof qualityFileSchema>
type Kind = ModelScore['kind']

const VERBOSITY = 'outputTokens.openOverProprietaryAtEqualScore'
const RUN_FIGURES = [
  ...(['run_cost_usd', 'prompt_tokens', 'completion_tokens', 'cost_per_solved_usd'] as const),
  ...(['cost_per_instance_usd', 'cost_per_resolved_usd', 'api_calls_per_instance'] as const),
]

const kindOf = (row: FileScore, file: string): Kind =>
  checked(scoreKindSchema, row.kind.startsWith('reported by a competitor') ? 'reported by a competitor' : row.kind, file)

/** What tells the variants of one benchmark apart: data set, version, harness, and who says so. */
const variantsOf = (row: FileScore, kind: Kind): string[] => [
  ...[row.dataset, row.version, row.harness].filter((part) => part !== undefined),
  ...(kind === 'independent' ? [] : [kind]),
]

const yardstickId = (benchmark: string, row: FileScore, kind: Kind): string =>
  [benchmark, ...variantsOf(row, kind).map((part) => part.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-'))].join(':')

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const scoreOf = (yardstick: string, row: FileScore, kind: Kind): ModelScore => ({
  yardstick,
  score: row.score,
  interval: row.ci ?? null,
  votes: row.votes ?? null,
  date: row.date,
  kind,
  kindWords: row.kind,
  variant: row.variant ?? row.effort ?? null,
  source: row.source,
  origin: row.origin ?? null,
  note: row.note ?? null,
  run: Object.fromEntries(RUN_FIGURES.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]]))),
})

/** Every score with its yardstick, by the id of the quality file. */
const scoresOf = (file: FileQuality, path: string): Map<string, { row: FileScore; benchmark: string; kind: Kind; score: ModelScore }[]> =>
  new Map(
    file.models.map((model) => [
      model.id,
      Object.entries(model.scores).flatMap(([benchmark, rows]) =>
        rows.map((row) => {
          const kind = kindOf(row, path)
          return { row, benchmark, kind, score: scoreOf(yardstickId(benchmark, row, kind), row, kind) }
        }),
      ),
    ]),
  )

/** Two scores with independent errors of this half-width differ by less than this in 95 of 100 cases. */
const ofDifference = (halfWidth: number): number => Math.SQRT2 * halfWidth

const yardsticksOf = (file: FileQuality, scores: ReturnType<typeof scoresOf>, data: DataFolder): Yardstick[] => {
  const path = 'yardsticks.json'
  const described = new Map(data.read(yardsticksFileSchema, path).benchmarks.map((one) => [one.id, one]))
  for (const id of file.benchmarks) if (!described.has(id)) throw new DataError(`data/${path}: benchmark ${id} is not described`)
  const all = [...scores.values()].flat()
  return [...new Set(all.map(({ score }) => score.yardstick))].sort().map((id) => {
    const members = all.filter(({ score }) => score.yardstick === id)
    const { row, benchmark, kind } = members[0]!
    if (members.some((other) => other.row.unit !== row.unit)) throw new DataError(`data/quality/quality.json: ${id} has more than one unit`)
    const about = described.get(benchmark)
    if (about === undefined) throw new DataError(`data/${path}: benchmark ${benchmark} is not described`)
    const { band } = about
    if (band.from === 'source' && file.sources[band.source]?.note?.includes(band.words) !== true)
      throw new DataError(`data/${path}: ${benchmark}: the source ${band.source} does not say "${band.words}"`)
    const typicalHalfWidth = median(members.flatMap((one) => (one.row.ci === undefined ? [] : [(one.row.ci[1] - one.row.ci[0]) / 2])))
    if (band.from === 'intervals' && typicalHalfWidth === null) throw new DataError(`data/${path}: ${id} has no published intervals`)
    // a version that the name says already is not said twice
    const variants = variantsOf(row, kind).filter((part) => !about.name.endsWith(` ${part}`))
    return {
      id,
      benchmark,
      name: variants.length === 0 ? about.name : `${about.name} (${variants.join(', ')})`,
      measures: about.measures,
      unit: row.unit,
      kind,
      band: band.from === 'none' ? null : band.from === 'source' ? band.halfWidth : ofDifference(typicalHalfWidth!),
      bandWhy: band.why,
      typicalHalfWidth,
    }
  })
}

const tokenizersOf = (data: DataFolder, modelIds: readonly string[]): Quality['tokenizers'] => {
  const { measured, use, counts, published } = data.read(tokenizersFileSchema, 'quality/tokenizers.json')
  const path = 'tokenizer-families.json'
  const { families, languages } = data.read(tokenizerFamiliesFileSchema, path)
  for (const { id, texts } of languages)
    for (const text of texts) if (counts[text] === undefined) throw new DataError(`data/${path}: ${id}: no text named ${text}`)
  const columns = Object.values(counts)
  for (const family of families)
    for (const column of [family.counts, family.earlierCounts])
      if (column != null && columns.some((text) => text[column] === undefined))
        throw new DataError(`data/${path}: ${family.id}: no counts named ${column}`)
  const familyOf = (id: string): string[] =>
    families.filter(({ startsWith }) => startsWith.some((start) => id.startsWith(start))).map((family) => family.id)
  const familyOfModel: Record<string, string> = {}
  for (const id of modelIds) {
    const [family, other] = familyOf(id)
    if (other !== undefined) throw new DataError(`data/${path}: ${id} is in ${family} and in ${other}`)
    if (family !== undefined) familyOfModel[id] = family
  }
  return {
    measured,
    use,
    counts,
    published,
    languages,
    familyOfModel,
    families: families.map(({ startsWith: _starts, ...family }) => family),
  }
}

const gapOf = (data: DataFolder): Quality['gap'] => {
  try {
    return gapRows(data.text('quality/gap.csv'))
  } catch (error) {
    throw new DataError(`data/quality/gap.csv: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const verbosityOf = (data: DataFolder): Quality['verbosity'] => {
  const found = data.read(assumptionsFileSchema, 'assumptions.json').values[VERBOSITY]
  if (found?.low === undefined || found.high === undefined) throw new DataError(`data/assumptions.json: ${VERBOSITY} has no range`)
  return { low: found.low, high: found.high, source: found.source, checkedOn: found.checkedOn, note: found.note ?? '' }
}

/** Joins scores by `qualityIds` of the models. Throws DataError on a file without its shape, or a quality id nothing is filed under. */
export const loadQuality = (
  dataDir: string,
  models: readonly { readonly id: string; readonly qualityIds: readonly string[] }[],
): Quality => {
  const data = new DataFolder(dataDir)
  const path = 'quality/quality.json'
  const file = data.read(qualityFileSchema, path)
  const scores = scoresOf(file, path)
  const joined: Quality['scores'] = {}
  for (const { id, qualityIds } of models) {
    const found = qualityIds.flatMap((qualityId) => {
      const rows = scores.get(qualityId)
      if (rows === undefined) throw new DataError(`data/models/${id}.json: quality id ${qualityId} is not in ${path}`)
      return rows.map(({ score }) => score)
    })
    if (found.length > 0) joined[id] = found
  }
  const quality = {
    yardsticks: yardsticksOf(file, scores, data),
    sources: file.sources,
    scores: joined,
    gap: gapOf(data),
    tokenizers: tokenizersOf(
      data,
      models.map(({ id }) => id),
    ),
    verbosity: verbosityOf(data),
  }
  return checked(qualitySchema, quality, '(quality, joined)')
}
