/**
 * Which side is cheaper: the best considered API against the best considered self-hosted option (`method.md` 11, sides). A hybrid is a
 * side of its own: it may be the cheapest of all, and the two sides are compared all the same.
 */
import { paybackMonth } from '../break-even.ts'
import type { OptionResult, Verdict, VerdictKind, VolumeCurve } from '../result.ts'

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

export const verdictOf = (
  sides: { readonly api: OptionResult | null; readonly selfHosted: OptionResult | null },
  ranked: readonly OptionResult[],
  volume: VolumeCurve | null,
  requests: number,
  usedTodayId: string | null,
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
  }
}
