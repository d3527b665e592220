/** Which options do the figures draw, and how are they told apart in words? */
import type { Comparison, OptionResult } from '../../engine/result.ts'

/** A possible option: its levelised cost is known. */
export type PossibleOption = OptionResult & { readonly levelised: number }

export const isPossible = (option: OptionResult): option is PossibleOption => option.levelised !== null

export const optionById = (comparison: Comparison, id: string | null): PossibleOption | null => {
  const option = id === null ? undefined : comparison.options.find((candidate) => candidate.id === id)
  return option !== undefined && isPossible(option) ? option : null
}

/** The considered possible options, cheapest first. */
export const ranked = (comparison: Comparison): readonly PossibleOption[] => {
  const byId = new Map(comparison.options.map((option) => [option.id, option]))
  return comparison.ranking.flatMap((id) => {
    const option = byId.get(id)
    return option !== undefined && isPossible(option) ? [option] : []
  })
}

export type Role =
  | 'cheapest API'
  | 'cheapest self-hosted'
  | 'cheapest owned'
  | 'cheapest hybrid'
  | 'used today'
  | 'for comparison'
  | 'cheapest hosted open model'

/** `saidToday`: the buyer named what is used today; else it is an example. */
const todayRole = (saidToday: boolean): Role => (saidToday ? 'used today' : 'for comparison')

export interface ComparedOption {
  readonly option: PossibleOption
  readonly role: Role
  /** one of the two sides of the verdict */
  readonly main: boolean
}

type Wanted = readonly (readonly [string | null, Role])[]

/** The options wanted that are possible, each once, in the first role it has. */
const once = (comparison: Comparison, wanted: Wanted): readonly ComparedOption[] => {
  const { bestApiId, bestSelfHostedId } = comparison.verdict
  const seen = new Set<string>()
  return wanted.flatMap(([id, role]) => {
    const option = optionById(comparison, id)
    if (option === null || seen.has(option.id)) return []
    seen.add(option.id)
    return [{ option, role, main: id === bestApiId || id === bestSelfHostedId }]
  })
}

/** The lines over volume: both sides of the verdict, today's option, and the cheapest hosted open model. */
export const comparedOptions = (comparison: Comparison, saidToday = true): readonly ComparedOption[] => {
  const { bestApiId, bestSelfHostedId, usedTodayId } = comparison.verdict
  const hosted = ranked(comparison).find(({ kind }) => kind === 'api-open')?.id ?? null
  return once(comparison, [
    [bestApiId, 'cheapest API'],
    [bestSelfHostedId, 'cheapest self-hosted'],
    [usedTodayId, todayRole(saidToday)],
    [hosted, 'cheapest hosted open model'],
  ])
}

/** The lines over time: both sides of the verdict, the cheapest owned fleet, the cheapest hybrid, and today's option. */
export const comparedOverTime = (comparison: Comparison, saidToday = true): readonly ComparedOption[] => {
  const { bestApiId, bestSelfHostedId, bestHybridId, usedTodayId } = comparison.verdict
  const owned = ranked(comparison).find(({ kind }) => kind === 'owned')?.id ?? null
  const hybrid = bestHybridId ?? ranked(comparison).find(({ kind }) => kind === 'hybrid')?.id ?? null
  return once(comparison, [
    [bestApiId, 'cheapest API'],
    [bestSelfHostedId, 'cheapest self-hosted'],
    [owned, 'cheapest owned'],
    [hybrid, 'cheapest hybrid'],
    [usedTodayId, todayRole(saidToday)],
  ])
}

/** Under the name of a line: `cheapest API`, `used today`, `for comparison`, `rented GPUs`, `owned GPUs`, `at Together AI`. */
export const roleWords = ({ option, role }: Pick<ComparedOption, 'option' | 'role'>, rentedAs: string): string => {
  if (role === 'used today' || role === 'for comparison') return role
  if (option.kind === 'rented') return rentedAs
  if (option.kind === 'owned') return 'owned GPUs'
  if (option.kind === 'hybrid') return 'GPUs, then an API'
  return option.kind === 'api-open' && option.api !== null ? `at ${option.api.providerName}` : role
}
