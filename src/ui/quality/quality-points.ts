/** Which marks does the figure of quality and cost have? One for each model and kind, at its cheapest; and those without a score, apart. */
import type { QualityScore } from '../../engine/quality/quality-result.ts'
import type { ApartReason, Comparison } from '../../engine/result.ts'
import { isPossible, optionById, type PossibleOption } from '../figures/compared.ts'

/** in: as good as the floor or better, or not judged · kept-out: by a rule, an offer that is not for this buyer, or the buyer's own list */
export type PointState = 'in' | 'weaker' | 'contested' | 'kept-out'

export interface QualityPoint {
  readonly option: PossibleOption
  readonly state: PointState
  /** nothing beats it on cost and score */
  readonly onLine: boolean
}

export interface ScoredPoint extends QualityPoint {
  readonly score: QualityScore
}

const OUTSIDE: readonly (ApartReason | null)[] = ['not-listed', 'offer', 'rule']

const stateOf = ({ apart, quality }: PossibleOption): PointState => {
  if (OUTSIDE.includes(apart)) return 'kept-out'
  return quality.standing === 'weaker' || quality.standing === 'contested' ? quality.standing : 'in'
}

const keyOf = ({ kind, modelId }: PossibleOption): string => `${kind} ${modelId}`

export const isScored = (point: QualityPoint): point is ScoredPoint => point.option.quality.score !== null

/** Cheapest first. Of a model and kind the cheapest that nothing keeps out, or the cheapest; and the options that the verdict names. */
export const qualityPoints = (
  comparison: Comparison,
): { readonly scored: readonly ScoredPoint[]; readonly unscored: readonly QualityPoint[] } => {
  const sorted = comparison.options.filter(isPossible).toSorted((a, b) => a.levelised - b.levelised || (a.id < b.id ? -1 : 1))
  const usable = sorted.filter((option) => stateOf(option) !== 'kept-out')
  const first = new Map<string, string>()
  for (const option of [...usable, ...sorted]) if (!first.has(keyOf(option))) first.set(keyOf(option), option.id)
  const { bestApiId, bestSelfHostedId, usedTodayId } = comparison.verdict
  const shown = new Set<string | null>([...first.values(), bestApiId, bestSelfHostedId, usedTodayId])
  // the same model at the same cost may be on the line several times: one mark stands for them
  const onLine = new Set(
    comparison.quality.pareto.flatMap((id) => {
      const option = optionById(comparison, id)
      return (option === null ? undefined : first.get(keyOf(option))) ?? []
    }),
  )
  const points = sorted
    .filter(({ id }) => shown.has(id))
    .map((option): QualityPoint => ({ option, state: stateOf(option), onLine: onLine.has(option.id) }))
  return {
    scored: points.filter(isScored).map((point) => ({ ...point, score: point.option.quality.score! })),
    unscored: points.filter((point) => !isScored(point)),
  }
}

/** `Hy3 at OpenRouter`, `GLM-5.3 on owned GPUs`, `GPT-5.6 Luna`. */
export const placeWords = ({ kind, modelName, api }: PossibleOption): string => {
  if (kind === 'api-open' && api !== null) return `${modelName} at ${api.providerName}`
  if (kind === 'rented') return `${modelName} on rented GPUs`
  if (kind === 'owned') return `${modelName} on owned GPUs`
  return kind === 'hybrid' ? `${modelName} on GPUs and an API` : modelName
}
