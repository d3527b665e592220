/** Which options are drawn (`method.md` 12)? Those that cost so much more than the best of their side are left out: no draw makes up for it. */
import { isSelfHosted } from '../compare/verdict.ts'
import type { OptionResult } from '../result.ts'

const MOST_FOLLOWED = 20
const WORTH_FOLLOWING = 3

export type Side = 'api' | 'self-hosted' | 'hybrid'

export const sideOf = (option: OptionResult): Side => (option.kind === 'hybrid' ? 'hybrid' : isSelfHosted(option) ? 'self-hosted' : 'api')

export interface Followed {
  readonly options: readonly OptionResult[]
  /** considered and possible, but too dear to matter */
  readonly left: number
}

/**
 * `ranked`: considered possible options by cost. The best of each side and the one used today are always followed, then those that come
 * nearest to the best of their own side.
 */
export const followedOf = (ranked: readonly OptionResult[], usedToday: OptionResult | null): Followed => {
  const best = new Map<Side, OptionResult>()
  for (const option of ranked) if (!best.has(sideOf(option))) best.set(sideOf(option), option)
  const kept = new Set(best.values())
  if (usedToday !== null && usedToday.levelised !== null) kept.add(usedToday)
  const ratio = (option: OptionResult): number => option.levelised! / best.get(sideOf(option))!.levelised!
  for (const option of ranked.toSorted((a, b) => ratio(a) - ratio(b))) {
    if (kept.size >= MOST_FOLLOWED || !(ratio(option) <= WORTH_FOLLOWING)) break
    kept.add(option)
  }
  const options = [...kept].sort((a, b) => a.levelised! - b.levelised! || (a.id < b.id ? -1 : 1))
  return { options, left: ranked.filter((option) => !kept.has(option)).length }
}
