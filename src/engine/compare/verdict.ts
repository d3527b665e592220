/**
 * Which side is cheaper: the best considered API against the best considered self-hosted option (`method.md` 11, sides). A hybrid is a
 * side of its own: it may be the cheapest of all, and the two sides are compared all the same.
 */
import { paybackMonth } from '../break-even.ts'
import type { ApartReason, OptionResult, Verdict, VerdictKind, VolumeCurve } from '../result.ts'
import type { RuleFinding, RuleId } from '../rules/rule-result.ts'

/** Costs this close are the same price list sold twice. */
const SAME = 1e-9

/** The maker's own offer stands before a reseller's at the same price. */
const isResold = (option: OptionResult): boolean => option.api !== null && option.api.channel === 'third-party'

const byCost = (a: OptionResult, b: OptionResult): number => {
  const difference = a.levelised! - b.levelised!
  if (Math.abs(difference) > SAME * Math.abs(a.levelised!)) return difference
  return Number(isResold(a)) - Number(isResold(b)) || (a.id < b.id ? -1 : 1)
}

/** Considered, possible options by levelised cost, the maker's own offer first among equals, then by id. */
export const rank = (options: readonly OptionResult[]): OptionResult[] =>
  options.filter((option) => option.considered && option.levelised !== null).sort(byCost)

export const isSelfHosted = (option: OptionResult): boolean => option.kind === 'rented' || option.kind === 'owned'

export const isApi = (option: OptionResult): boolean => option.kind === 'api-proprietary' || option.kind === 'api-open'

/** The two options a comparison turns on; either may be missing. */
export const bestOfSides = (ranked: readonly OptionResult[]): { api: OptionResult | null; selfHosted: OptionResult | null } => ({
  api: ranked.find(isApi) ?? null,
  selfHosted: ranked.find(isSelfHosted) ?? null,
})

/** The best hybrid, if it costs less than both sides. */
const cheaperHybrid = (ranked: readonly OptionResult[], sides: readonly (OptionResult | null)[]): OptionResult | null => {
  const hybrid = ranked.find(({ kind }) => kind === 'hybrid')
  if (hybrid === undefined) return null
  const isLess = (side: OptionResult | null): boolean => side === null || hybrid.levelised! < side.levelised! * (1 - SAME)
  return sides.every(isLess) ? hybrid : null
}

/**
 * Month end from which the cumulative cash of the first option stays below that of the second, undiscounted and without what machines are
 * still worth [F12]; null: never.
 */
export const paybackOf = (selfHosted: OptionResult | null, api: OptionResult | null): number | null =>
  selfHosted === null || api === null ? null : paybackMonth(selfHosted.cash, api.cash)

const kindOf = (api: OptionResult | null, selfHosted: OptionResult | null): VerdictKind => {
  if (api === null) return selfHosted === null ? 'none' : 'only-self-hosted'
  if (selfHosted === null) return 'only-api'
  if (selfHosted.levelised! === api.levelised!) return 'too-close'
  return selfHosted.levelised! < api.levelised! ? 'self-hosted-cheaper' : 'api-cheaper'
}

/** The first crossing at or above today's volume, else the last below it. */
const nearestSwitch = (volume: VolumeCurve | null, today: number): number | null => {
  if (volume === null) return null
  const above = volume.crossings.find((crossing) => crossing.requests >= today)
  return (above ?? volume.crossings.at(-1))?.requests ?? null
}

/** Possible options listed apart, by reason. */
const apartOf = (options: readonly OptionResult[]): Record<ApartReason, number> => {
  const counts = { 'not-listed': 0, offer: 0, rule: 0, weaker: 0, contested: 0, 'unknown-quality': 0 }
  for (const { apart, levelised } of options) if (apart !== null && levelised !== null) counts[apart]++
  return counts
}

/** What the verdict asks of how options were judged. */
export interface VerdictGiven {
  readonly options: readonly OptionResult[]
  /** is the quality of a model such that it takes part? */
  readonly isGoodEnough: (modelId: string) => boolean
  /** does a finding keep an option out? */
  readonly bars: (finding: RuleFinding) => boolean
}

/** The rule that alone keeps the cheapest option out of a side that has none; null: no single rule does. */
const ruleAgainst = (isOfSide: (option: OptionResult) => boolean, { options, isGoodEnough, bars }: VerdictGiven): RuleId | null => {
  let cheapest: OptionResult | null = null
  for (const option of options) {
    if (option.apart !== 'rule' || option.levelised === null || !isOfSide(option) || !isGoodEnough(option.modelId)) continue
    if (option.findings.filter(bars).length === 1 && (cheapest === null || byCost(option, cheapest) < 0)) cheapest = option
  }
  return cheapest?.barredBy ?? null
}

const isVerified = ({ findings }: OptionResult): boolean => findings.every(({ status }) => status !== 'not-verified')

const onlyVerified = (ranked: readonly OptionResult[]): Verdict['onlyVerified'] => {
  const best = ranked.find(isVerified)
  return best === undefined ? null : { optionId: best.id, usdPerMonth: best.levelised! }
}

export const verdictOf = (
  sides: { readonly api: OptionResult | null; readonly selfHosted: OptionResult | null },
  ranked: readonly OptionResult[],
  volume: VolumeCurve | null,
  requests: number,
  usedTodayId: string | null,
  given: VerdictGiven,
): Verdict => {
  const { api, selfHosted } = sides
  return {
    kind: kindOf(api, selfHosted),
    bestApiId: api?.id ?? null,
    bestSelfHostedId: selfHosted?.id ?? null,
    bestHybridId: cheaperHybrid(ranked, [api, selfHosted])?.id ?? null,
    difference: api === null || selfHosted === null ? null : selfHosted.levelised! - api.levelised!,
    switchRequests: nearestSwitch(volume, requests),
    usedTodayId,
    barredBy: (api === null ? ruleAgainst(isApi, given) : null) ?? (selfHosted === null ? ruleAgainst(isSelfHosted, given) : null),
    apart: apartOf(given.options),
    onlyVerified: onlyVerified(ranked),
  }
}
