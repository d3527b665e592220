/** Figure 2: what does each compared option cost month by month, and what has it cost by then? */
import { dateText } from '../../format/date.ts'
import { money, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { linearTicks } from '../charts/axis.ts'
import { comparedOptions, optionById, roleWords, type PossibleOption } from './compared.ts'
import { familyOf, type Family } from './family.ts'
import type { Point, Tick } from './volume-model.ts'

export type MonthsView = 'monthly' | 'cumulative'

const STEPS = 5
/** A first month this many times dearer than the dearest other month runs past the scale instead of setting it. */
const OUTLIER = 1.5
/** Months between numbered ticks, by the length of the horizon. */
const MONTH_STEPS = [1, 3, 6, 12, 24, 36] as const
const MOST_MONTH_TICKS = 4

export interface MonthLine {
  readonly optionId: string
  readonly name: string
  readonly role: string
  readonly family: Family
  readonly main: boolean
  /** x: months since the start, 0 the first */
  readonly points: readonly Point[]
}

export interface MonthsFigure {
  readonly title: string
  readonly method: string
  readonly foot: string | null
  readonly lines: readonly MonthLine[]
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  readonly last: number
  /** lines that leave the plot at the top in the first month */
  readonly cut: boolean
  readonly label: string
}

const cumulated = (monthly: readonly number[]): readonly number[] => {
  let sum = 0
  return monthly.map((usd) => (sum += usd))
}

export const seriesOf = (option: PossibleOption, view: MonthsView): readonly number[] =>
  view === 'monthly' ? option.monthly : cumulated(option.monthly)

/** Which of two series is lower at the end, and from which index on; equal counts as no change. */
export const lowerFrom = (a: readonly number[], b: readonly number[]): { readonly side: 'a' | 'b'; readonly from: number } => {
  const side = a.at(-1)! <= b.at(-1)! ? 'a' : 'b'
  const [low, high] = side === 'a' ? [a, b] : [b, a]
  return { side, from: low.findLastIndex((usd, index) => usd > high[index]!) + 1 }
}

const monthlyTitle = (comparison: Comparison, api: PossibleOption, own: PossibleOption): string => {
  const { side, from } = lowerFrom(api.monthly, own.monthly)
  const [cheaper, dearer] = side === 'a' ? [api, own] : [own, api]
  if (from === 0) return `${cheaper.name} costs less than ${dearer.name} in every month`
  return `From ${dateText(comparison.monthLabels[from] ?? null)} on ${cheaper.name} costs less a month than ${dearer.name}`
}

const cumulativeTitle = (comparison: Comparison, api: PossibleOption, own: PossibleOption, currency: Currency): string => {
  const [apiSum, ownSum] = [cumulated(api.monthly), cumulated(own.monthly)]
  const { side, from } = lowerFrom(apiSum, ownSum)
  const [cheaper, dearer] = side === 'a' ? [api, own] : [own, api]
  const gap = money(Math.abs(apiSum.at(-1)! - ownSum.at(-1)!), currency)
  if (side === 'b' && from > 0)
    return `${own.name} has paid back by ${dateText(comparison.monthLabels[from] ?? null)} and saves ${gap} over ${comparison.months} months`
  return `Over ${comparison.months} months ${cheaper.name} costs ${gap} less than ${dearer.name}`
}

const titleOf = (comparison: Comparison, view: MonthsView, currency: Currency): string => {
  const api = optionById(comparison, comparison.verdict.bestApiId)
  const own = optionById(comparison, comparison.verdict.bestSelfHostedId)
  const only = api ?? own
  if (api !== null && own !== null)
    return view === 'monthly' ? monthlyTitle(comparison, api, own) : cumulativeTitle(comparison, api, own, currency)
  if (only === null) return 'No option on your list is possible'
  if (view === 'cumulative') return `Over ${comparison.months} months ${only.name} costs ${money(only.total, currency)}`
  return `${only.name} costs ${money(only.monthly.at(-1) ?? null, currency)} in ${dateText(comparison.monthLabels.at(-1) ?? null)}`
}

const xTicksOf = ({ monthLabels, months }: Comparison): readonly Tick[] => {
  const step = MONTH_STEPS.find((candidate) => months / candidate <= MOST_MONTH_TICKS) ?? MONTH_STEPS.at(-1)!
  return monthLabels.map((month, value) => ({ value, text: value % step === 0 ? dateText(month) : '', decade: value % step === 0 }))
}

/** A first month dearer than the second (one-off costs) is drawn as a month's width, not as a slope into the second. */
const pointsOf = (values: readonly number[], view: MonthsView): readonly Point[] => {
  const points = values.map((y, x) => ({ x, y }))
  const [first, second] = points
  const once = view === 'monthly' && first !== undefined && second !== undefined && first.y > second.y
  return once ? [first, { x: second.x, y: first.y }, ...points.slice(1)] : points
}

const METHODS: Readonly<Record<MonthsView, string>> = {
  monthly: 'Total cost of ownership in each month of the horizon, in the money of that month, one-off costs in the first.',
  cumulative: 'What has been paid by the end of each month, not discounted.',
}

/** Null where no compared option is possible. */
export const monthsFigure = (comparison: Comparison, view: MonthsView, currency: Currency = US_DOLLAR): MonthsFigure | null => {
  const compared = comparedOptions(comparison).filter(({ option }) => option.monthly.length > 0)
  if (compared.length === 0) return null
  const series = compared.map(({ option }) => seriesOf(option, view))
  const later = Math.max(0, ...series.flatMap((values) => values.slice(1)))
  const first = Math.max(0, ...series.map((values) => values[0]!))
  const cut = view === 'monthly' && later > 0 && first > later * OUTLIER
  const yTicks = linearTicks(cut ? later : Math.max(first, later), STEPS, currency.perUsd)
  const top = yTicks.at(-1)!
  const past = compared.filter(({ option }) => view === 'monthly' && option.monthly[0]! > top)
  const title = titleOf(comparison, view, currency)
  return {
    title,
    method: METHODS[view],
    foot:
      past.length === 0
        ? null
        : `The first month runs past the scale: ${past
            .map(({ option }) => `${money(option.monthly[0]!, currency)} for ${option.name}`)
            .join(', ')}.`,
    lines: compared.map(({ option, role, main }, index) => ({
      optionId: option.id,
      name: option.modelName,
      role: roleWords({ option, role }, 'rented GPUs'),
      family: familyOf(option.kind),
      main,
      points: pointsOf(series[index]!, view),
    })),
    xTicks: xTicksOf(comparison),
    yTicks: yTicks.map((value) => ({ value, text: value === 0 ? '0' : moneyShort(value, currency), decade: true })),
    last: Math.max(...series.map(({ length }) => length)) - 1,
    cut,
    label: `${view === 'monthly' ? 'Monthly' : 'Cumulative'} cost over ${comparison.months} months. ${title}.`,
  }
}
