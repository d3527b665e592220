/**
 * May an option take part in the verdict, and if not, why (`method.md` 9 and 10)? What keeps one apart hides nothing: it is shown with its
 * cost, its quality and what the rules say.
 */
import type { Catalogue, Model } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OptionQuality, QualityStanding } from '../quality/quality-result.ts'
import { standingOf, type QualityChoice, type QualityFloor } from '../quality/standing-of.ts'
import type { ApartReason } from '../result.ts'
import { findingsFor, type OptionFindings, type Ruled } from '../rules/option-findings.ts'
import type { RuleFinding, RuleId } from '../rules/rule-result.ts'

export interface Judgement {
  /** null: it takes part */
  readonly apart: ApartReason | null
  readonly quality: OptionQuality
  readonly findings: readonly RuleFinding[]
  readonly barredBy: RuleId | null
}

export interface Judge {
  readonly choice: QualityChoice
  readonly findings: OptionFindings
  readonly isListed: (modelId: string) => boolean
  readonly qualityOf: (modelId: string) => OptionQuality
  /** why the quality of a model keeps it apart; null: it competes */
  readonly apartByQuality: (modelId: string) => ApartReason | null
  /** `fits`: is the offer, the price or the GPU for this buyer? */
  readonly judged: (modelId: string, fits: boolean, ruled: Ruled) => Judgement
}

/** The model of the floor, or the model of the offer used today. */
export const floorModelId = ({ floorModel, usedToday }: Scenario, { apiProviders }: Catalogue): string | null => {
  if (floorModel !== null || usedToday === null) return floorModel
  for (const { offers } of apiProviders) {
    const offer = offers.find(({ id }) => id === usedToday)
    if (offer !== undefined) return offer.modelId
  }
  return null
}

const floorOf = (scenario: Scenario, catalogue: Catalogue): QualityFloor | null => {
  if (scenario.floorScore !== null) return { score: scenario.floorScore, second: null }
  const modelId = floorModelId(scenario, catalogue)
  return modelId === null ? null : { modelId }
}

export const qualityChoiceOf = (scenario: Scenario, catalogue: Catalogue): QualityChoice => ({
  yardstick: scenario.yardstick,
  floor: floorOf(scenario, catalogue),
  second: scenario.secondYardstick,
})

const apartBy = (standing: QualityStanding, scenario: Scenario): ApartReason | null => {
  if (standing === 'weaker') return scenario.weakerCompetes ? null : 'weaker'
  if (standing === 'contested') return scenario.contestedCompetes ? null : 'contested'
  if (standing === 'unknown') return scenario.unknownCompetes ? null : 'unknown-quality'
  return null
}

export const judgeOf = (scenario: Scenario, catalogue: Catalogue, models: ReadonlyMap<string, Model>): Judge => {
  const listed = scenario.models === 'all' ? null : new Set(scenario.models)
  const choice = qualityChoiceOf(scenario, catalogue)
  const facts = { quality: catalogue.quality, nameOf: (id: string) => models.get(id)?.name ?? id }
  const known = new Map<string, OptionQuality>()
  const qualityOf = (modelId: string): OptionQuality => {
    const standing = known.get(modelId) ?? standingOf(modelId, choice, facts)
    known.set(modelId, standing)
    return standing
  }
  const isListed = (modelId: string): boolean => listed === null || listed.has(modelId)
  const apartByQuality = (modelId: string): ApartReason | null => apartBy(qualityOf(modelId).standing, scenario)
  return {
    choice,
    findings: findingsFor(scenario, catalogue),
    isListed,
    qualityOf,
    apartByQuality,
    judged: (modelId, fits, { findings, barredBy }) => ({
      apart: !isListed(modelId) ? 'not-listed' : !fits ? 'offer' : barredBy !== null ? 'rule' : apartByQuality(modelId),
      quality: qualityOf(modelId),
      findings,
      barredBy,
    }),
  }
}

/** In which order parts keep a hybrid apart. */
const REASONS: readonly ApartReason[] = ['not-listed', 'offer', 'rule', 'weaker', 'contested', 'unknown-quality']

/** A hybrid is as good as the worse of its two models, and takes part where both of its parts may. */
export const judgedTogether = (fleet: Judgement, api: Judgement, { findings, barredBy }: Ruled): Judgement => {
  const apart = REASONS.find((reason) => reason === fleet.apart || reason === api.apart) ?? null
  const scoreOf = ({ quality }: Judgement): number => quality.score?.score ?? Number.NEGATIVE_INFINITY
  return {
    apart: barredBy !== null && (apart === null || REASONS.indexOf(apart) > REASONS.indexOf('rule')) ? 'rule' : apart,
    quality: scoreOf(api) < scoreOf(fleet) ? api.quality : fleet.quality,
    findings,
    barredBy,
  }
}
