/** What does figure 2 say? One finding for each of its views. */
import { dateText } from '../../format/date.ts'
import { money, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { optionById, type PossibleOption } from './compared.ts'
import { seriesOf, type MonthsView } from './months-view.ts'

/** Which of two series is lower at the end, and from which index on; equal counts as no change. */
export const lowerFrom = (a: readonly number[], b: readonly number[]): { readonly side: 'a' | 'b'; readonly from: number } => {
  const side = a.at(-1)! <= b.at(-1)! ? 'a' : 'b'
  const [low, high] = side === 'a' ? [a, b] : [b, a]
  return { side, from: low.findLastIndex((usd, index) => usd > high[index]!) + 1 }
}

const VERBS: Readonly<Record<Exclude<MonthsView, 'cumulative'>, { readonly whole: string; readonly from: string }>> = {
  monthly: { whole: 'costs less than', from: 'costs less a month than' },
  cash: { whole: 'needs less cash than', from: 'needs less cash a month than' },
  profit: { whole: 'shows less expense than', from: 'shows less expense a month than' },
}

const inEachMonth = (comparison: Comparison, view: Exclude<MonthsView, 'cumulative'>, api: PossibleOption, own: PossibleOption): string => {
  const { side, from } = lowerFrom(seriesOf(api, view), seriesOf(own, view))
  const [cheaper, dearer] = side === 'a' ? [api, own] : [own, api]
  if (from === 0) return `${cheaper.name} ${VERBS[view].whole} ${dearer.name} in every month`
  return `From ${dateText(comparison.monthLabels[from] ?? null)} on ${cheaper.name} ${VERBS[view].from} ${dearer.name}`
}

const paidInAll = ({ months, paybackMonth }: Comparison, api: PossibleOption, own: PossibleOption, currency: Currency): string => {
  const [apiSum, ownSum] = [api, own].map((option) => seriesOf(option, 'cumulative').at(-1) ?? 0) as [number, number]
  const gap = money(Math.abs(apiSum - ownSum), currency)
  if (paybackMonth === null) {
    const left = own.valueAtEnd > 0 ? `; its machines are still worth ${money(own.valueAtEnd, currency)}` : ''
    return `${own.name} never pays back within ${months} months: ${gap} more is paid than for ${api.name}${left}`
  }
  if (paybackMonth === 1) return `${own.name} takes less cash than ${api.name} from the first month, ${gap} less over ${months} months`
  return `${own.name} pays back in month ${paybackMonth} and takes ${gap} less cash than ${api.name} over ${months} months`
}

export const monthsTitle = (comparison: Comparison, view: MonthsView, currency: Currency): string => {
  const api = optionById(comparison, comparison.verdict.bestApiId)
  const own = optionById(comparison, comparison.verdict.bestSelfHostedId)
  const only = api ?? own
  if (api !== null && own !== null)
    return view === 'cumulative' ? paidInAll(comparison, api, own, currency) : inEachMonth(comparison, view, api, own)
  if (only === null) return 'No option on your list is possible'
  const last = seriesOf(only, view).at(-1) ?? null
  return view === 'cumulative'
    ? `Over ${comparison.months} months ${money(last, currency)} is paid for ${only.name}`
    : `${only.name} costs ${money(last, currency)} in ${dateText(comparison.monthLabels.at(-1) ?? null)}`
}
