/** The Table and Sources tabs of figure 1. */
import { ageText, dateText } from '../../format/date.ts'
import { money, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison, LineGroup, OptionResult } from '../../engine/result.ts'
import { daysBetween } from '../panels/price-age.ts'
import type { PossibleOption } from './compared.ts'
import { SHARED_PART_NAMES, SHARED_PARTS } from './family.ts'
import { textCell, type FigureCell, type FigureTable } from './figure-table.ts'
import { partsOf, shownOptions } from './tco-bars-model.ts'

const PARTS: readonly (readonly [LineGroup, string])[] = [
  ['family', 'tokens or GPU rent'],
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

export const tcoTable = (comparison: Comparison, currency: Currency = US_DOLLAR): FigureTable => ({
  caption: 'Monthly total cost of ownership by option and part',
  columns: [
    { label: 'Option', numeric: false },
    { label: 'Monthly TCO', numeric: true, exported: 'Monthly TCO, USD' },
    ...PARTS.map(([, name]) => ({ label: name, numeric: true, exported: `${name}, USD a month` })),
  ],
  rows: shownOptions(comparison).map((option) => [
    textCell(option.name),
    { text: money(option.levelised, currency), value: option.levelised, target: { kind: 'option', optionId: option.id } },
    ...partsOf(option).map(({ part, usd }): FigureCell =>
      usd === 0 ? { text: '0', value: 0 } : { text: money(usd, currency), value: usd, target: targetOf(option, part) },
    ),
  ]),
})

const restsOn = ({ api, rented }: OptionResult): string => {
  if (rented !== null) return `${rented.serving.evidence} speed of ${rented.serving.layout.engine} on ${rented.gpuName}`
  return api === null ? 'unknown' : `list price in ${api.currency}`
}

const priceDate = (date: string | null, today: string): string => {
  const days = date === null ? null : daysBetween(date, today)
  if (date === null) return 'date unknown'
  return days === null ? dateText(date) : `${dateText(date)}, ${ageText(days)}`
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
    textCell(option.api?.providerName ?? option.rented?.provider ?? 'unknown'),
    textCell(restsOn(option)),
    {
      text: priceDate(option.oldestPrice, today),
      value: option.oldestPrice,
    },
  ]),
})
