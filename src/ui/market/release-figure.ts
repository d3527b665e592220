/** Market, third figure: releases of models by quarter, and how often the best one changed. */
import type { Market, Release } from '../../catalogue/market-schema.ts'
import { ratio, things } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import { linearTicks } from '../charts/axis.ts'
import { textCell, type FigureTable } from '../figures/figure-table.ts'
import { countsByQuarter, leadsOf, monthsBetweenLeads, partOf, PARTS, quarterName, quarterOf, type Part } from './release-counts.ts'

/** The yardstick whose best models have release dates. */
const YARDSTICK = 'Epoch Capabilities Index'
/** Quarters drawn; the table has all. */
const SHOWN = 8
const STEPS = 4
const LATEST = 4

export interface Block {
  readonly part: Part
  readonly count: number
  /** shares of the height */
  readonly from: number
  readonly size: number
}

export interface Column {
  readonly name: string
  readonly all: number
  /** share of the height at which the column ends */
  readonly top: number
  readonly running: boolean
  readonly blocks: readonly Block[]
}

export interface ReleaseFigure {
  readonly title: string
  readonly method: string
  readonly foot: string
  readonly label: string
  /** those that occur, bottom to top */
  readonly parts: readonly Part[]
  readonly columns: readonly Column[]
  readonly ticks: readonly { readonly share: number; readonly text: string }[]
}

const share = (many: readonly Release[], is: (one: Release) => boolean): number => many.filter(is).length

const titleOf = (recent: readonly Release[], since: string): string => {
  const open = share(recent, (one) => one.open)
  const chinese = share(recent, (one) => one.open && one.country === 'CN')
  const american = share(recent, (one) => one.open && one.country === 'US')
  return `Of ${things(recent.length, 'release')} on record since ${since}, ${open} were open models: ${chinese} Chinese, ${american} from the US`
}

const leadWords = (market: Market): string => {
  const words = (['proprietary', 'open'] as const).map((side) => {
    const leads = leadsOf(market.gap, YARDSTICK, side)
    const months = monthsBetweenLeads(leads)
    return `${side} ${ratio(months)} months (${leads.length} models)`
  })
  return `Median time from one best model to the next on the ${YARDSTICK}, counting those that were best at the end of a quarter: ${words.join(', ')}. Shorter leads are not in the data.`
}

/** Null: no release is on record. */
export const releaseFigure = (market: Market): ReleaseFigure | null => {
  const all = countsByQuarter(market.releases, market.asOf)
  const shown = all.slice(-SHOWN)
  const [begin] = shown
  if (begin === undefined) return null
  const most = Math.max(...shown.map((quarter) => quarter.all))
  const ticks = linearTicks(most, STEPS)
  const top = ticks.at(-1)!
  const latest = all.slice(-LATEST)[0]!.quarter
  const recent = market.releases.filter(({ date }) => quarterOf(date) >= latest)
  const now = quarterOf(market.asOf)
  const parts = PARTS.filter((part) => shown.some(({ counts }) => counts[part] > 0))
  return {
    title: titleOf(recent, quarterName(latest)),
    method: `Models by the quarter of their release. The data knows ${things(market.releases.length, 'release')} with a date; the list is not complete, and old quarters hold only what is still sold, served or compared.`,
    foot: leadWords(market),
    label: `Releases of models by quarter, ${quarterName(begin.quarter)} to ${quarterName(now)}. The table has the numbers.`,
    parts,
    columns: shown.map(({ quarter, counts, all: sum }) => {
      let from = 0
      const blocks = parts.flatMap((part): Block[] => {
        const count = counts[part]
        const block = { part, count, from, size: count / top }
        from += block.size
        return count === 0 ? [] : [block]
      })
      return { name: quarterName(quarter), all: sum, top: sum / top, running: quarter === now, blocks }
    }),
    ticks: ticks.map((value) => ({ share: value / top, text: String(value) })),
  }
}

export const releaseTable = (market: Market): FigureTable => ({
  caption: 'Models on record by quarter of release and country of the maker',
  columns: [
    { label: 'Quarter', numeric: false },
    ...[...PARTS, 'all'].map((label) => ({ label: label.replace(/^./, (letter) => letter.toUpperCase()), numeric: true })),
  ],
  rows: countsByQuarter(market.releases, market.asOf)
    .toReversed()
    .map(({ quarter, counts, all }) => [
      textCell(quarterName(quarter)),
      ...[...PARTS.map((part) => counts[part]), all].map((value) => ({ text: String(value), value })),
    ]),
})

const othersWords = ({ others }: Release): string =>
  [...new Set(others.map(({ date, source }) => `${dateText(date)}: ${source}`))].join('; ')

/** Every release with where its date is from, newest first. */
export const releaseSources = (market: Market): FigureTable => ({
  caption: 'Every release on record, newest first, with the source of its date and the dates others give',
  columns: ['Model', 'Maker', 'Kind', 'Released', 'Source of the date', 'Others say'].map((label) => ({ label, numeric: false })),
  rows: market.releases
    .toReversed()
    .map((one) => [
      textCell(one.name),
      textCell(one.maker),
      textCell(partOf(one)),
      { text: dateText(one.date), value: one.date },
      textCell(one.source),
      textCell(othersWords(one)),
    ]),
})
