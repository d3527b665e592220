/** Figure 2: what does each compared option cost month by month, in four views, and when has it paid back? */
import { dateText } from '../../format/date.ts'
import { money, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { comparedOverTime, roleWords, type ComparedOption } from './compared.ts'
import { familyOf, type Family } from './family.ts'
import { cutsOf, valueTicks, type Cut } from './months-scale.ts'
import { buysMachines, MONTHS_VIEWS, seriesOf, type MonthsView } from './months-view.ts'
import { monthsTitle } from './months-words.ts'
import type { Point, Ring, Tick } from './volume-model.ts'

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
  /** the month at the right end of the plot */
  readonly last: number
  /** where lines leave the plot */
  readonly cuts: readonly Cut[]
  /** the month of payback, where there is one */
  readonly rings: readonly Ring[]
  readonly label: string
}

const xTicksOf = ({ monthLabels, months }: Comparison): readonly Tick[] => {
  const step = MONTH_STEPS.find((candidate) => months / candidate <= MOST_MONTH_TICKS) ?? MONTH_STEPS.at(-1)!
  return monthLabels.map((month, value) => ({ value, text: value % step === 0 ? dateText(month) : '', decade: value % step === 0 }))
}

/** What is paid in a month is drawn a month wide: fleets in steps, and a first month that is dearer for one-off costs. */
const pointsOf = (values: readonly number[], view: MonthsView, family: Family): readonly Point[] => {
  const points = values.map((y, x) => ({ x, y }))
  if (view === 'cumulative') return points
  if (family !== 'api' && family !== 'hosted')
    return points.flatMap(({ x, y }) => [
      { x, y },
      { x: x + 1, y },
    ])
  const [first, second] = points
  const last = { x: points.length, y: points.at(-1)?.y ?? null }
  const once = first !== undefined && second !== undefined && first.y > second.y
  return once ? [first, { x: second.x, y: first.y }, ...points.slice(1), last] : [...points, last]
}

const PAYBACK_PLACE = 'below'

/** The month end from which the cheapest self-hosted side has paid less in all than the cheapest API [F12]; nothing to mark where it never paid more. */
const ringsOf = ({ paybackMonth, verdict }: Comparison, compared: readonly ComparedOption[], view: MonthsView): readonly Ring[] => {
  const own = compared.find(({ option }) => option.id === verdict.bestSelfHostedId)
  const y = paybackMonth === null || own === undefined ? undefined : seriesOf(own.option, view)[paybackMonth - 1]
  if (view !== 'cumulative' || paybackMonth === null || paybackMonth === 1 || own === undefined || y === undefined) return []
  const words = `${own.option.modelName} pays back`
  return [{ x: paybackMonth - 1, y, label: { number: `month ${paybackMonth}`, words, short: 'pays back', place: PAYBACK_PLACE } }]
}

/** The month in which a series is farthest beyond each end of the scale, where it is beyond it. */
const beyond = (values: readonly number[], low: number, high: number): readonly number[] => {
  const most = values.reduce((found, usd, month) => (usd > values[found]! ? month : found), 0)
  const least = values.reduce((found, usd, month) => (usd < values[found]! ? month : found), 0)
  return [...(values[most]! > high ? [most] : []), ...(values[least]! < low ? [least] : [])]
}

/** What a reader must not overlook: lines that leave the plot, value that the view leaves out, views that are the same. */
const footOf = (
  comparison: Comparison,
  compared: readonly ComparedOption[],
  view: MonthsView,
  ticks: readonly number[],
  currency: Currency,
): string | null => {
  const past = compared.flatMap(({ option }) => {
    const values = seriesOf(option, view)
    const months = beyond(values, ticks[0] ?? 0, ticks.at(-1) ?? 0).map(
      (month) =>
        `${money(values[month]!, currency)} ${view === 'cumulative' ? 'by' : 'in'} ${dateText(comparison.monthLabels[month] ?? null)}`,
    )
    return months.length === 0 ? [] : [`${option.name}, ${months.join(' and ')}`]
  })
  const sentences = [
    ...(past.length > 0 ? [`Cut where they run past the scale: ${past.join('; ')}.`] : []),
    ...(view !== 'monthly' && !compared.some(({ option }) => buysMachines(option))
      ? ['No option shown buys machines: what is paid, what the books show and the monthly cost are the same.']
      : []),
    ...(view === 'cumulative'
      ? compared
          .filter(({ option }) => option.valueAtEnd > 0)
          .map(
            ({ option }) =>
              `After ${comparison.months} months the machines of ${option.name} are still worth ${money(option.valueAtEnd, currency)}.`,
          )
      : []),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

/** Null where no compared option is possible. */
export const monthsFigure = (
  comparison: Comparison,
  view: MonthsView,
  currency: Currency = US_DOLLAR,
  saidToday = true,
): MonthsFigure | null => {
  const compared = comparedOverTime(comparison, saidToday).filter(({ option }) => option.monthly.length > 0)
  if (compared.length === 0) return null
  const series = compared.map(({ option }) => seriesOf(option, view))
  const ticks = valueTicks(
    compared.map(({ main }, index) => ({ values: series[index]!, main })),
    view === 'cumulative',
    currency.perUsd,
  )
  const title = monthsTitle(comparison, view, currency)
  const lines = compared.map(({ option, role, main }, index): MonthLine => {
    const family = familyOf(option.kind)
    return {
      optionId: option.id,
      name: option.modelName,
      role: roleWords({ option, role }, 'rented GPUs'),
      family,
      main,
      points: pointsOf(series[index]!, view, family),
    }
  })
  const cuts = lines.flatMap(({ points }) => cutsOf(points, ticks[0] ?? 0, ticks.at(-1) ?? 0))
  return {
    title,
    method: MONTHS_VIEWS[view].method,
    foot: footOf(comparison, compared, view, ticks, currency),
    lines,
    xTicks: xTicksOf(comparison),
    yTicks: ticks.map((value) => ({ value, text: value === 0 ? '0' : moneyShort(value, currency), decade: true })),
    last: view === 'cumulative' ? comparison.months - 1 : comparison.months,
    // one mark where several lines leave together
    cuts: cuts.filter(({ x, edge }, index) => cuts.findIndex((other) => other.x === x && other.edge === edge) === index),
    rings: ringsOf(comparison, compared, view),
    label: `${MONTHS_VIEWS[view].caption}, over ${comparison.months} months. ${title}.`,
  }
}
