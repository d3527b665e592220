/** Where a model does not run on one GPU, names the cheapest GPU on which it does: the nearest thing that works. */
import type { OptionResult } from '../result.ts'
import { withReason } from './option-result.ts'

const MODEL_REASONS = new Set(['does-not-fit', 'memory', 'ttft', 'tpot', 'busy', 'no-offer', 'instance-too-small', 'not-modelled'])

/** One that competes is nearer than one that is only shown. */
const isNearer = (option: OptionResult, other: OptionResult): boolean =>
  option.considered === other.considered ? option.levelised! < other.levelised! : option.considered

export const nameNearest = (options: readonly OptionResult[]): OptionResult[] => {
  const cheapest = new Map<string, OptionResult>()
  for (const option of options) {
    if (option.kind !== 'rented' || option.levelised === null) continue
    const other = cheapest.get(option.modelId)
    if (other === undefined || isNearer(option, other)) cheapest.set(option.modelId, option)
  }
  return options.map((option) => {
    const reason = option.reasons[0]
    const works = cheapest.get(option.modelId)
    if (option.kind !== 'rented' || reason === undefined || works === undefined || !MODEL_REASONS.has(reason.code)) return option
    return withReason(option, {
      ...reason,
      nearest: `Nearest that works: ${works.name}${works.considered ? '' : ', which does not compete under your settings'}.`,
    })
  })
}
