/** The Table and Sources tabs of figure 1. */
import { dateText } from '../../format/date.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Odds } from '../../engine/odds/odds-result.ts'
import type { Comparison, LineGroup, OptionResult } from '../../engine/result.ts'
import { ageWords } from '../panels/price-age.ts'
import { BARS_VIEWS, comparisonIn, viewCurrency, viewFactor } from './bars-view.ts'
import type { PossibleOption } from './compared.ts'
import { SHARED_PART_NAMES, SHARED_PARTS } from './family.ts'
import { textCell, type FigureCell, type FigureTable } from './figure-table.ts'
import { partsOf, shownOptions, type BarsWish } from './tco-bars-model.ts'

const PARTS: readonly (readonly [LineGroup, string])[] = [
  ['family', 'tokens, GPU rent or servers'],
  ...SHARED_PARTS.map((part): readonly [LineGroup, string] => [part, SHARED_PART_NAMES[part]]),
]

/** A part with one line opens that line; a sum of lines opens the total they are part of. */
const targetOf = (option: OptionResult, part: LineGroup): NonNullable<FigureCell['target']> => {
  const lines = option.lines.filter(({ group }) => group === part)
  const [only] = lines
  return only !== undefined && lines.length === 1
    ? { kind: 'line', optionId: option.id, line: only.id }
    : { kind: 'option', optionId: option.id }
}

/** The 10–90 % range of each option, once there are odds. */
const rangeColumns = (odds: Odds | null, unit: string): FigureTable['columns'] =>
  odds === null
    ? []
    : ['10\u202f%', '90\u202f%'].map((label) => ({
        label,
        numeric: true,
        exported: `${label.replace('\u202f', ' ')} of draws below, USD ${unit}`,
      }))

export const tcoTable = (
  given: Comparison,
  inCurrency: Currency = US_DOLLAR,
  { view: wanted = 'month', odds: drawnOdds = null }: BarsWish = {},
): FigureTable => {
  const comparison = comparisonIn(given, wanted)
  const odds = comparison === given ? drawnOdds : null
  const wantedFactor = viewFactor(comparison, wanted)
  const factor = wantedFactor ?? 1
  const { column, unit } = BARS_VIEWS[wantedFactor === null ? 'month' : wanted]
  const currency = viewCurrency(inCurrency, factor)
  const cell = (usd: number | null): FigureCell =>
    usd === null ? { text: 'unknown', value: null } : { text: usd === 0 ? '0' : money(usd, currency), value: usd * factor }
  const spreads = new Map(odds?.options.map(({ optionId, cost }) => [optionId, cost]))
  return {
    caption: `${BARS_VIEWS[wanted].method} by option and part`,
    columns: [
      { label: 'Option', numeric: false },
      { label: column, numeric: true, exported: `TCO, USD ${unit}` },
      ...rangeColumns(odds, unit),
      ...PARTS.map(([, name]) => ({ label: name, numeric: true, exported: `${name}, USD ${unit}` })),
    ],
    rows: shownOptions(comparison).map((option) => {
      const spread = spreads.get(option.id) ?? null
      return [
        textCell(option.name),
        { ...cell(option.levelised), target: { kind: 'option', optionId: option.id } },
        ...(odds === null ? [] : [cell(spread?.p10 ?? null), cell(spread?.p90 ?? null)]),
        ...partsOf(option).map(({ part, usd }): FigureCell => (usd === 0 ? cell(0) : { ...cell(usd), target: targetOf(option, part) })),
      ]
    }),
  }
}

const restsOn = ({ api, rented, owned, hybrid }: OptionResult): string => {
  const fleet = rented ?? owned
  if (fleet !== null) return `${fleet.serving.evidence} speed of ${fleet.serving.layout.engine} on ${fleet.gpuName}`
  if (hybrid !== null) return `${hybrid.base} GPUs and the list price of an API`
  return api === null ? 'unknown' : `list price in ${api.currency}`
}

/** Whose prices: servers have list prices of several makers. */
const priceFrom = ({ api, rented, owned, hybrid }: OptionResult): string => {
  if (owned !== null) return 'server prices'
  if (hybrid !== null && rented === null && api === null) return 'both of its parts'
  return [rented?.provider, api?.providerName].filter((name) => name !== undefined).join(', ') || 'unknown'
}

const priceDate = (date: string | null, today: string): string => {
  if (date === null) return 'date unknown'
  const age = ageWords(date, today)
  return age === null ? dateText(date) : `${dateText(date)}, ${age}`
}

/** Where the figures of these options come from; the explanation behind each names every source with its link. */
export const sourcesTable = (options: readonly PossibleOption[], today: string): FigureTable => ({
  caption: 'What each option rests on. The door opens every source with its date and link.',
  columns: [
    { label: 'Option', numeric: false },
    { label: 'Price from', numeric: false },
    { label: 'Rests on', numeric: false },
    { label: 'Oldest price', numeric: false },
  ],
  rows: options.map((option) => [
    { text: option.name, value: option.name, target: { kind: 'option', optionId: option.id } },
    textCell(priceFrom(option)),
    textCell(restsOn(option)),
    {
      text: priceDate(option.oldestPrice, today),
      value: option.oldestPrice,
    },
  ]),
})
