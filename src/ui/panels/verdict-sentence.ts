/** What does the comparison say in one sentence, and which figures in it open their explanation? */
import { money, moneyFull, type Currency } from '../../format/money.ts'
import type { Comparison, OptionKind, OptionResult } from '../../engine/result.ts'
import type { FigureTarget } from '../../worker/protocol.ts'

/** A piece of a sentence: plain words, the name of an option underlined in its family, or a number that is a door. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'option'; readonly text: string; readonly family: OptionKind }
  | { readonly kind: 'figure'; readonly text: string; readonly full: string; readonly target: FigureTarget }

const words = (text: string): Piece => ({ kind: 'words', text })
const named = (option: OptionResult): Piece => ({ kind: 'option', text: option.name, family: option.kind })
const figure = (usd: number | null, currency: Currency, target: FigureTarget): Piece => ({
  kind: 'figure',
  text: money(usd, currency),
  full: moneyFull(usd, currency),
  target,
})
const total = (option: OptionResult, currency: Currency): Piece =>
  figure(option.levelised, currency, { kind: 'option', optionId: option.id })
const size = (usd: number | null): number | null => (usd === null ? null : Math.abs(usd))

/** The option with this id. */
export const optionOf = ({ options }: Comparison, id: string | null): OptionResult | null =>
  options.find((option) => option.id === id) ?? null

export const verdictSentence = (comparison: Comparison, currency: Currency): readonly Piece[] => {
  const { kind, difference } = comparison.verdict
  const api = optionOf(comparison, comparison.verdict.bestApiId)
  const own = optionOf(comparison, comparison.verdict.bestSelfHostedId)
  const gap = figure(size(difference), currency, { kind: 'difference' })
  if (api !== null && own !== null) {
    if (kind === 'too-close')
      return [
        words('Too close to call: '),
        named(api),
        words(' and '),
        named(own),
        words(' both cost about '),
        total(api, currency),
        words(' a month.'),
      ]
    if (kind === 'api-cheaper')
      return [
        words('Stay on an API: '),
        named(api),
        words(' costs '),
        total(api, currency),
        words(' a month, '),
        gap,
        words(' less than the cheapest self-hosted option, '),
        named(own),
        words('.'),
      ]
    return [
      named(own),
      words(' costs '),
      total(own, currency),
      words(' a month, '),
      gap,
      words(' less than the cheapest API, '),
      named(api),
      words('.'),
    ]
  }
  const only = api ?? own
  if (only === null) return [words('No option is left.')]
  return [
    words(api === null ? 'Not possible: no API can serve this. ' : 'Not possible: no rented GPU can serve this. '),
    words('The cheapest option that can is '),
    named(only),
    words(', '),
    total(only, currency),
    words(' a month.'),
  ]
}

/** The grey sentence about the option in use today; null where it is none or is the answer itself. */
export const todaySentence = (comparison: Comparison, currency: Currency): readonly Piece[] | null => {
  const { verdict } = comparison
  const today = optionOf(comparison, verdict.usedTodayId)
  if (today === null || today.levelised === null) return null
  const pair = [verdict.bestApiId, verdict.bestSelfHostedId].flatMap((id) => optionOf(comparison, id) ?? [])
  if (pair.some(({ id }) => id === today.id)) return [words(`${today.name} is what you use today.`)]
  const { levelised } = today
  const cheaper = pair.filter((option) => option.levelised !== null && option.levelised < levelised).length
  if (pair.length === 2 && cheaper === 2)
    return [words(`Both cost less than ${today.name}, which you use today: `), total(today, currency), words('.')]
  return [words(`${today.name}, which you use today, costs `), total(today, currency), words('.')]
}

/** The answer in a few words, for the header once the verdict is out of sight and for the phone's bar. */
export const answerLine = (comparison: Comparison, currency: Currency): string => {
  const { kind, difference } = comparison.verdict
  if (kind === 'none') return 'No option is left'
  if (kind === 'only-api') return 'Only an API can serve this'
  if (kind === 'only-self-hosted') return 'Only own GPUs can serve this'
  if (kind === 'too-close') return 'Too close to call'
  const gap = money(size(difference), currency)
  return kind === 'api-cheaper' ? `API cheaper by ${gap}` : `Self-hosting cheaper by ${gap}`
}
