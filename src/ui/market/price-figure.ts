/** Market, first figure: what did a million tokens of some models cost over time, and how steady are such prices at all? */
import type { Market } from '../../catalogue/market-schema.ts'
import type { Catalogue } from '../../catalogue/schema.ts'
import { dateText } from '../../format/date.ts'
import { percent } from '../../format/percent.ts'
import { textCell, type FigureTable } from '../figures/figure-table.ts'
import { steadiness } from './price-moves.ts'
import type { PriceLine, Rate } from './price-lines.ts'
import { KNOWN, listPrice, moveWords, stepDate } from './price-words.ts'
import { announcedPoints, stepPoints, timeScales, type TimeFigure } from './time-figure.ts'

const RATE: Readonly<Record<Rate, string>> = { out: 'output', plain: 'input' }

export const RATE_CHOICES: readonly { readonly id: Rate; readonly text: string }[] = [
  { id: 'out', text: 'Output tokens' },
  { id: 'plain', text: 'Input tokens' },
]

export interface ChosenLine {
  readonly line: PriceLine
  /** under the name: whose price, or `used today` */
  readonly role: string
  readonly main: boolean
}

export const priceTitle = (market: Market): string => {
  const { names, unchanged } = steadiness(market.tokenPrices, market.asOf)
  if (names === 0) return 'API prices on record'
  return `API prices of named models: ${percent(unchanged / names)} did not change in the half-year after they were first recorded`
}

const coverage = (market: Market): string => {
  const { names, unchanged } = steadiness(market.tokenPrices, market.asOf)
  return (
    `${unchanged} of ${names} names followed for half a year have no recorded change; ` +
    `names that are passed on to newer models are left out, and a change nobody recorded is not in the data.`
  )
}

/** Null: no price of any of them is on record. */
export const priceFigure = (chosen: readonly ChosenLine[], rate: Rate, market: Market): TimeFigure | null => {
  const lines = chosen.map(({ line, role, main }) => {
    const points = stepPoints(
      line.past.map((price) => ({ date: price.date, usd: price[rate] })),
      line.until,
    )
    const announced = line.announced.map((price) => ({ date: price.date, usd: price[rate] }))
    return { name: line.name, role, family: line.family, main, points, dashed: announcedPoints(points, announced) }
  })
  const scales = timeScales(lines, market.asOf)
  if (scales === null) return null
  const log = scales.values.type === 'logarithmic' ? ', on a logarithmic axis' : ''
  return {
    title: priceTitle(market),
    method: `List price of a million ${RATE[rate]} tokens in US dollars${log}, in steps; dotted: announced. A line begins with the first price on record, and ends where nothing more is known.`,
    foot: coverage(market),
    label: `List prices of ${chosen.map(({ line }) => line.name).join(', ')} over time, up to ${dateText(market.asOf)}. The table has every step.`,
    lines,
    ...scales,
  }
}

const COLUMNS = [
  { label: 'Model', numeric: false },
  { label: 'Sold by', numeric: false },
  { label: 'From', numeric: false },
  { label: 'What happened', numeric: false },
  { label: 'How known', numeric: false },
  { label: 'Input', numeric: true, exported: 'Input, per million tokens' },
  { label: 'Output', numeric: true, exported: 'Output, per million tokens' },
  { label: 'Cached input', numeric: true, exported: 'Cached input, per million tokens' },
]

type Row = FigureTable['rows'][number]

const movesRows = (line: PriceLine): readonly Row[] =>
  line.moves.map((move) => {
    const { step } = move
    return [
      textCell(line.name),
      textCell(line.seller),
      textCell(stepDate(step)),
      textCell(line.history?.moving === true ? `${moveWords(move)}; ${line.history.name} is passed on to newer models` : moveWords(move)),
      textCell(KNOWN[step.confidence]),
      { text: listPrice(step.plain, step.currency), value: step.plain },
      { text: listPrice(step.out, step.currency), value: step.out },
      { text: listPrice(step.read, step.currency), value: step.read },
    ]
  })

/** What the list says now, where the history does not say it already. */
const listedRow = ({ name, seller, listed, past, moves }: PriceLine): readonly Row[] => {
  if (listed === null || past.length === 0) return []
  const told = moves.some(({ step }) => step.date === listed.from && step.plain === listed.plain && step.out === listed.out)
  if (told) return []
  return [
    [
      textCell(name),
      textCell(seller),
      textCell(listed.from === null ? `by ${dateText(listed.checkedOn)}` : dateText(listed.from)),
      textCell(`in force, read ${dateText(listed.checkedOn)}`),
      textCell(KNOWN[listed.confidence]),
      { text: listPrice(listed.plain, 'USD'), value: listed.plain },
      { text: listPrice(listed.out, 'USD'), value: listed.out },
      { text: listPrice(listed.read, 'USD'), value: listed.read },
    ],
  ]
}

export const priceTable = (chosen: readonly ChosenLine[]): FigureTable => ({
  caption: 'Every price on record of the models shown, per million tokens; a date is only as exact as its record',
  columns: COLUMNS,
  rows: chosen.flatMap(({ line }) => [...movesRows(line), ...listedRow(line)]),
})

/** Every record of the history, for the file. */
export const priceExport = (market: Market): FigureTable => ({
  caption: 'Every price on record',
  columns: [
    'Provider',
    'Name',
    'Date',
    'Date is',
    'Event',
    'Input',
    'Output',
    'Cached input',
    'Currency',
    'Confidence',
    'Source',
    'Note',
  ].map((label) => ({ label, numeric: false })),
  rows: market.tokenPrices.flatMap(({ provider, name, steps }) =>
    steps.map(({ date, precision, event, plain, out, read, currency, confidence, source, note }) =>
      [provider, name, date, precision, event, plain, out, read, currency, confidence, source, note ?? ''].map((value) => ({
        text: '',
        value,
      })),
    ),
  ),
})

/** Where the prices shown come from. */
export const priceSources = (chosen: readonly ChosenLine[], catalogue: Catalogue): FigureTable => {
  const titles = new Map(catalogue.sources.map((source) => [source.id, source]))
  const rows = chosen.flatMap(({ line }) => [
    ...line.moves.map(({ step }) => ({ model: line.name, source: step.source, href: null, when: stepDate(step), note: step.note })),
    ...(line.listed === null
      ? []
      : [
          {
            model: line.name,
            source: titles.get(line.listed.source)?.title ?? line.listed.source,
            href: titles.get(line.listed.source)?.url ?? null,
            when: `read ${dateText(line.listed.checkedOn)}`,
            note: null,
          },
        ]),
  ])
  return {
    caption: 'Where the prices shown come from, in the words of the history',
    columns: ['Model', 'Price of', 'Source', 'Note'].map((label) => ({ label, numeric: false })),
    rows: rows.map(({ model, source, href, when, note }) => [
      textCell(model),
      textCell(when),
      href === null ? textCell(source) : { text: source, value: href, href },
      textCell(note ?? ''),
    ]),
  }
}
