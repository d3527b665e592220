/** Where a model does not run on one GPU, names the cheapest GPU on which it does, rented or owned alike: the nearest thing that works. */
import type { OptionResult } from '../result.ts'
import { withReason } from './option-result.ts'
import { isSelfHosted } from './verdict.ts'

const MODEL_REASONS = new Set([
  'does-not-fit',
  'memory',
  'ttft',
  'tpot',
  'busy',
  'no-offer',
  'instance-too-small',
  'not-modelled',
  'no-bridge',
])

/** One that competes is nearer than one that is only shown. */
const isNearer = (option: OptionResult, other: OptionResult): boolean =>
  option.considered === other.considered ? option.levelised! < other.levelised! : option.considered

const keyOf = ({ kind, modelId }: OptionResult): string => `${kind}|${modelId}`

export const nameNearest = (options: readonly OptionResult[]): OptionResult[] => {
  const cheapest = new Map<string, OptionResult>()
  for (const option of options) {
    if (!isSelfHosted(option) || option.levelised === null) continue
    const other = cheapest.get(keyOf(option))
    if (other === undefined || isNearer(option, other)) cheapest.set(keyOf(option), option)
  }
  return options.map((option) => {
    const reason = option.reasons[0]
    const works = reason === undefined ? undefined : cheapest.get(keyOf(option))
    if (!isSelfHosted(option) || reason === undefined || works === undefined || !MODEL_REASONS.has(reason.code)) return option
    return withReason(option, {
      ...reason,
      nearest: `Nearest that works: ${works.name}${works.considered ? '' : ', which does not compete under your settings'}.`,
    })
  })
}
