/**
 * Which options need how many tokens for the same work (`method.md` 1)? Models with the same ratios to the model counted with form a group
 * that shares one demand: lengths, load, serving shapes. A model that needs what was counted keeps the scenario itself.
 */
import type { Catalogue, Model } from '../../catalogue/schema.ts'
import type { Scenario, Workload } from '../../scenario/schema.ts'
import { candidateDemand } from '../quality/candidate-demand.ts'
import { tokenRatio, type TokenRatio } from '../quality/token-ratio.ts'
import { verbosityRange } from '../quality/verbosity-range.ts'
import type { CandidateTokens } from '../result.ts'

/** Of one group. */
export interface DemandRatios {
  /** τ of each workload: languages differ */
  readonly tokens: readonly number[]
  /** k of visible output and of reasoning */
  readonly visible: number
  readonly reasoning: number
}

export interface DemandGroup {
  readonly ratios: DemandRatios
  /** its workloads in the tokens of the group's models */
  readonly scenario: Scenario
}

/** `own`: the buyer's number. */
export type UsedRatio = TokenRatio | (Omit<TokenRatio, 'kind'> & { readonly kind: 'own' })

/** What ratios are read from; other numbers of it may be drawn. */
export type Ratioed = Pick<Scenario, 'workloads' | 'tokenRatios' | 'verbosity'>

export interface DemandGroups {
  /** null: tokens as counted */
  readonly groupOf: (modelId: string) => DemandGroup | null
  /** τ of a workload with its band and what it rests on; null: which model the tokens were counted with is not known */
  readonly ratioOf: (modelId: string, workload: number) => UsedRatio | null
  /** workloads of the same scenario, or of one with other numbers in it, in the tokens of a model */
  readonly workloadsOf: (modelId: string, scenario: Ratioed) => readonly Workload[]
  /** what an option says of its tokens; null: as counted, and there is nothing to say */
  readonly tokensOf: (modelId: string) => CandidateTokens | null
}

/** Null: neither a model nor an offer in use is named, or the offer is none of the data's. */
export const countedModelOf = ({ countedModel, usedToday }: Scenario, { apiProviders }: Pick<Catalogue, 'apiProviders'>): string | null => {
  if (countedModel !== null || usedToday === null) return countedModel
  for (const { offers } of apiProviders) {
    const offer = offers.find(({ id }) => id === usedToday)
    if (offer !== undefined) return offer.modelId
  }
  return null
}

type Tokenizers = Catalogue['quality']['tokenizers']

const measured = new WeakMap<Tokenizers, Map<string, TokenRatio>>()

/** `tokenRatio`, worked out once for the same data. */
const knownRatio = (from: string, to: string, language: string, tokenizers: Tokenizers): TokenRatio => {
  const known = measured.get(tokenizers) ?? new Map<string, TokenRatio>()
  measured.set(tokenizers, known)
  const key = `${from}\n${to}\n${language}`
  const ratio = known.get(key) ?? tokenRatio(from, to, language, tokenizers)
  known.set(key, ratio)
  return ratio
}

export const VISIBLE = 'visible'
export const REASONING = 'reasoning'

/** The buyer's own number, else as many as counted. */
const verbosityOf = (modelId: string, ending: typeof VISIBLE | typeof REASONING, { verbosity }: Ratioed): number =>
  verbosity[`${modelId}.${ending}`] ?? 1

/** The workloads in a group's tokens. */
export const candidateWorkloads = (workloads: readonly Workload[], { tokens, visible, reasoning }: DemandRatios): Workload[] =>
  workloads.map((workload, index) => candidateDemand(workload, tokens[index]!, { visible, reasoning }))

const isOne = ({ tokens, visible, reasoning }: DemandRatios): boolean =>
  visible === 1 && reasoning === 1 && tokens.every((ratio) => ratio === 1)

/** @throws RangeError on a language the data does not have (a scenario that was read has none) */
export const demandGroups = (
  scenario: Scenario,
  catalogue: Pick<Catalogue, 'apiProviders' | 'quality'>,
  models: ReadonlyMap<string, Pick<Model, 'openWeights'>>,
): DemandGroups => {
  const counted = countedModelOf(scenario, catalogue)
  const { tokenizers, verbosity } = catalogue.quality
  const languages = scenario.workloads.map(({ language }) => language)
  const ratioOf = (modelId: string, workload: number): UsedRatio | null => {
    const own = scenario.tokenRatios[modelId]
    if (own !== undefined) return { low: own, typical: own, high: own, kind: 'own', text: 'Your own number, in any language.' }
    return counted === null ? null : knownRatio(counted, modelId, languages[workload]!, tokenizers)
  }
  const groups = new Map<string, DemandGroup>()
  const byModel = new Map<string, DemandGroup | null>()
  const ratiosIn = (modelId: string, given: Ratioed): DemandRatios => ({
    tokens: languages.map((_, workload) => given.tokenRatios[modelId] ?? ratioOf(modelId, workload)?.typical ?? 1),
    visible: verbosityOf(modelId, VISIBLE, given),
    reasoning: verbosityOf(modelId, REASONING, given),
  })
  const worked = (modelId: string): DemandGroup | null => {
    const ratios = ratiosIn(modelId, scenario)
    if (isOne(ratios)) return null
    const key = JSON.stringify(ratios)
    const group = groups.get(key) ?? {
      ratios,
      scenario: { ...scenario, workloads: candidateWorkloads(scenario.workloads, ratios) },
    }
    groups.set(key, group)
    return group
  }
  const groupOf = (modelId: string): DemandGroup | null => {
    const known = byModel.get(modelId)
    if (known !== undefined) return known
    const group = worked(modelId)
    byModel.set(modelId, group)
    return group
  }
  const openWeightsOf = (modelId: string) => ({ openWeights: models.get(modelId)?.openWeights ?? null })
  const said = new Map<string, CandidateTokens | null>()
  const worded = (modelId: string): CandidateTokens | null => {
    const ratio = ratioOf(modelId, 0)
    const visible = verbosityOf(modelId, VISIBLE, scenario)
    const reasoning = verbosityOf(modelId, REASONING, scenario)
    const spread = counted === null ? null : verbosityRange(openWeightsOf(counted), openWeightsOf(modelId), verbosity)
    const range = spread?.range == null ? null : { ...spread.range, note: spread.note ?? '' }
    if ((ratio === null || ratio.kind === 'same') && visible === 1 && reasoning === 1 && range === null) return null
    const { low, typical, high, text } = ratio ?? {
      low: 1,
      typical: 1,
      high: 1,
      text: 'With which model the tokens were counted is not known.',
    }
    return { tokenRatio: { low, typical, high, text }, visible, reasoning, verbosityRange: range }
  }
  const tokensOf = (modelId: string): CandidateTokens | null => {
    const known = said.get(modelId)
    if (known !== undefined) return known
    const tokens = worded(modelId)
    said.set(modelId, tokens)
    return tokens
  }
  const workloadsOf = (modelId: string, given: Ratioed): readonly Workload[] => {
    const ratios = ratiosIn(modelId, given)
    return isOne(ratios) ? given.workloads : candidateWorkloads(given.workloads, ratios)
  }
  return { groupOf, ratioOf, workloadsOf, tokensOf }
}
