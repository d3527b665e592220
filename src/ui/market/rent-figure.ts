/** Market, second figure: what did a GPU cost to rent over time, by provider, and did that go up or down? */
import type { GpuHistory, Market } from '../../catalogue/market-schema.ts'
import type { Gpu } from '../../catalogue/schema.ts'
import { things } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import { money } from '../../format/money.ts'
import { percentChange } from '../../format/percent.ts'
import { median } from '../charts/axis.ts'
import { textCell, type FigureTable } from '../figures/figure-table.ts'
import { dateOf, dayNumber } from './time-axis.ts'
import { stepPoints, timeScales, type TimeFigure } from './time-figure.ts'

/** As many lines as can be told apart by their names. */
const MOST_LINES = 8
const TAIL_DAYS = 21

const TIERS: Readonly<Record<string, string>> = {
  on_demand: 'on demand',
  on_demand_min: 'lowest on demand',
  'on_demand (8x size; 1x for PCIe/GH200)': 'on demand, largest size',
  'on_demand level': 'on demand, as the press had it',
  reserved1y: '1-year contract',
  'new card': 'new card, bought',
}

export const tierWords = (tier: string): string => TIERS[tier] ?? tier

const last = ({ points }: GpuHistory) => points.at(-1)!
const first = ({ points }: GpuHistory) => points[0]!

/** Long enough to tell a change a year. */
const followed = (market: Market, gpuId: string): readonly (GpuHistory & { readonly annualChange: number })[] =>
  market.gpuPrices.filter(
    (one): one is GpuHistory & { annualChange: number } => one.gpuId === gpuId && one.kind === 'rental' && one.annualChange !== null,
  )

/** GPUs whose rent can be followed, those with most prices first. */
export const followedGpus = (market: Market, gpus: readonly Gpu[]): readonly { readonly id: string; readonly name: string }[] =>
  gpus
    .filter(({ id }) => followed(market, id).length > 0)
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => followed(market, b.id).length - followed(market, a.id).length)

const titleOf = (name: string, lines: readonly (GpuHistory & { readonly annualChange: number })[]): string => {
  const [only, second] = lines
  if (only !== undefined && second === undefined)
    return `Rent of the ${name} at ${only.provider}: ${percentChange(only.annualChange)} a year`
  const up = lines.filter(({ annualChange }) => annualChange > 0).length
  const down = lines.filter(({ annualChange }) => annualChange < 0).length
  const middle = percentChange(median(lines.map(({ annualChange }) => annualChange)))
  return `Rents of the ${name}: of ${lines.length} followed ${up} rose and ${down} fell; the median change is ${middle} a year`
}

const PLAIN_TIERS = ['on_demand', 'on_demand (8x size; 1x for PCIe/GH200)']
/** A series that ends this long before the newest says until when it goes. */
const ENDED_DAYS = 120

/** The change first: on a narrow margin the rest is cut off. */
const roleOf = (one: GpuHistory & { readonly annualChange: number }, newest: string): string => {
  const end = last(one).date
  const ended = dayNumber(newest) - dayNumber(end) > ENDED_DAYS ? `, to ${dateText(end.slice(0, 'YYYY-MM'.length))}` : ''
  return `${percentChange(one.annualChange)} a year${ended}${PLAIN_TIERS.includes(one.tier) ? '' : `, ${tierWords(one.tier)}`}`
}

/** Null: no rent of this GPU has been followed for long enough. */
export const rentFigure = (gpu: Gpu, market: Market): TimeFigure | null => {
  const all = followed(market, gpu.id)
  const shown = all.toSorted((a, b) => b.points.length - a.points.length || last(b).usd - last(a).usd).slice(0, MOST_LINES)
  const newest = all
    .map((one) => last(one).date)
    .toSorted()
    .at(-1)
  if (newest === undefined) return null
  const lines = shown
    .toSorted((a, b) => last(b).usd - last(a).usd)
    .map((one) => ({
      name: one.provider,
      role: roleOf(one, newest),
      family: 'own' as const,
      main: false,
      // a little beyond the last, so that its step can be seen
      points: stepPoints(one.points, dateOf(dayNumber(last(one).date) + TAIL_DAYS)),
      dashed: [],
    }))
  const scales = timeScales(lines, newest)
  if (scales === null) return null
  const left = all.length - shown.length
  return {
    title: titleOf(gpu.name, all),
    method:
      'US dollars a GPU-hour by provider, on demand unless said otherwise; each price held until the next one on record; the change a year is between the first and the last.',
    foot: `Prices somebody wrote down on some days: the day of a change lies between two of them.${left === 0 ? '' : ` ${things(left, 'more series', 'more series')} in the table.`} Newest: ${dateText(newest)}.`,
    label: `Rental prices of the ${gpu.name} over time at ${shown.map(({ provider }) => provider).join(', ')}. The table has every price.`,
    lines,
    ...scales,
  }
}

const COLUMNS = [
  { label: 'Provider', numeric: false },
  { label: 'Kind', numeric: false },
  { label: 'First', numeric: false },
  { label: 'Last', numeric: false },
  { label: 'First price', numeric: true, exported: 'First price, USD' },
  { label: 'Last price', numeric: true, exported: 'Last price, USD' },
  { label: 'A year', numeric: true, exported: 'Change a year, share' },
]

const ofGpu = (market: Market, gpuId: string): readonly GpuHistory[] =>
  market.gpuPrices.filter((one) => one.gpuId === gpuId).toSorted((a, b) => (a.kind === b.kind ? 0 : a.kind === 'rental' ? -1 : 1))

export const rentTable = (gpu: Gpu, market: Market): FigureTable => ({
  caption: `Prices of the ${gpu.name} on record, US dollars a GPU-hour; a card bought, US dollars a card. No change a year where it was followed too shortly.`,
  columns: COLUMNS,
  rows: ofGpu(market, gpu.id).map((one) => [
    textCell(one.provider),
    textCell(tierWords(one.tier)),
    textCell(dateText(first(one).date)),
    textCell(dateText(last(one).date)),
    { text: money(first(one).usd), value: first(one).usd },
    { text: money(last(one).usd), value: last(one).usd },
    { text: one.annualChange === null ? 'unknown' : percentChange(one.annualChange), value: one.annualChange },
  ]),
})

/** Every price of every GPU, for the file. */
export const rentExport = (market: Market): FigureTable => ({
  caption: 'Every GPU price on record',
  columns: ['GPU', 'Provider', 'Tier', 'Kind', 'Date', 'USD', 'Source'].map((label) => ({ label, numeric: false })),
  rows: market.gpuPrices.flatMap(({ gpuId, provider, tier, kind, points }) =>
    points.map(({ date, usd, source }) => [gpuId, provider, tier, kind, date, usd, source].map((value) => ({ text: '', value }))),
  ),
})

export const rentSources = (gpu: Gpu, market: Market): FigureTable => ({
  caption: 'Where these prices were written down',
  columns: ['Provider', 'Kind', 'Source', 'Prices'].map((label) => ({ label, numeric: label === 'Prices' })),
  rows: ofGpu(market, gpu.id).flatMap(({ provider, tier, points }) =>
    [...new Set(points.map(({ source }) => source))].map((source) => {
      const many = points.filter((point) => point.source === source).length
      return [textCell(provider), textCell(tierWords(tier)), textCell(source), { text: String(many), value: many }]
    }),
  ),
})
