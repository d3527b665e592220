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

export type Role = 'cheapest API' | 'cheapest self-hosted' | 'used today' | 'cheapest hosted open model'

export interface ComparedOption {
  readonly option: PossibleOption
  readonly role: Role
  /** one of the two sides of the verdict */
  readonly main: boolean
}

/** The lines of a chart: both sides of the verdict, today's option, and the cheapest hosted open model; each option once. */
export const comparedOptions = (comparison: Comparison): readonly ComparedOption[] => {
  const { bestApiId, bestSelfHostedId, usedTodayId } = comparison.verdict
  const hosted = ranked(comparison).find(({ kind }) => kind === 'api-open')?.id ?? null
  const wanted: readonly (readonly [string | null, Role])[] = [
    [bestApiId, 'cheapest API'],
    [bestSelfHostedId, 'cheapest self-hosted'],
    [usedTodayId, 'used today'],
    [hosted, 'cheapest hosted open model'],
  ]
  const seen = new Set<string>()
  return wanted.flatMap(([id, role]) => {
    const option = optionById(comparison, id)
    if (option === null || seen.has(option.id)) return []
    seen.add(option.id)
    return [{ option, role, main: id === bestApiId || id === bestSelfHostedId }]
  })
}

/** Under the name of a line: `cheapest API`, `used today`, `rented GPUs`, `at Together AI`. */
export const roleWords = ({ option, role }: Pick<ComparedOption, 'option' | 'role'>, rentedAs: string): string => {
  if (role === 'used today') return role
  if (option.rented !== null) return rentedAs
  return option.kind === 'api-open' && option.api !== null ? `at ${option.api.providerName}` : role
}
