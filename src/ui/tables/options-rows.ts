/** What does the table of all options say about each? Text for the eye, numbers for sorting and export. */
import { dateText } from '../../format/date.ts'
import { duration } from '../../format/duration.ts'
import { money, moneyFull, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison, OptionResult } from '../../engine/result.ts'
import { familyOf, type Family } from '../figures/family.ts'

const PER = 1000

/** Which part of the table an option stands in. */
export type Standing = 'ranked' | 'not-listed' | 'not-possible'

/** A figure of a row: as it is shown, and as it sorts; null is unknown. */
export interface RowFigure {
  readonly text: string
  readonly value: number | null
}

export interface OptionRow {
  readonly id: string
  readonly family: Family
  readonly name: string
  readonly subtitle: string
  readonly today: boolean
  /** the answer: the cheapest option */
  readonly answer: boolean
  readonly standing: Standing
  /** place in the ranking, from 0; null: not ranked */
  readonly rank: number | null
  readonly total: RowFigure
  readonly full: string
  readonly upfront: RowFigure
  readonly perThousand: RowFigure
  readonly firstToken: RowFigure
  /** how well it is known: `measured`, `modelled`, `extrapolated` speed, or a list price */
  readonly evidence: string
  readonly priceDate: string
  /** what to mind, or why it is not possible and what would make it so */
  readonly remark: string | null
  /** lower case, everything the filter looks into */
  readonly search: string
}

const EVIDENCE_WORDS = { measured: 'measured speed', modelled: 'modelled speed', extrapolated: 'extrapolated speed' } as const

const standingOf = ({ levelised, considered }: OptionResult): Standing => {
  if (levelised === null) return 'not-possible'
  return considered ? 'ranked' : 'not-listed'
}

const remarkOf = ({ levelised, reasons, warnings }: OptionResult): string | null => {
  const remark = levelised === null ? reasons[0] : (warnings[0] ?? reasons[0])
  if (remark === undefined) return levelised === null ? 'Not possible.' : null
  return remark.nearest === null ? remark.text : `${remark.text} ${remark.nearest}`
}

const figure = (value: number | null, write: (value: number) => string): RowFigure => ({
  value,
  text: value === null ? 'unknown' : write(value),
})

const rowOf = (option: OptionResult, rank: number | null, comparison: Comparison, currency: Currency): OptionRow => {
  const { id, kind, name, subtitle, modelName, levelised, oneOff, usdPerRequest, ttft95Seconds, rented, api } = option
  return {
    id,
    family: familyOf(kind),
    name,
    subtitle,
    today: id === comparison.verdict.usedTodayId,
    answer: rank === 0,
    standing: standingOf(option),
    rank,
    total: figure(levelised, (usd) => money(usd, currency)),
    full: moneyFull(levelised, currency),
    upfront: figure(oneOff, (usd) => (usd === 0 ? '0' : moneyShort(usd, currency))),
    perThousand: figure(usdPerRequest === null ? null : usdPerRequest * PER, (usd) => money(usd, currency)),
    firstToken: figure(ttft95Seconds, duration),
    evidence: rented === null ? 'list price' : EVIDENCE_WORDS[rented.serving.evidence],
    priceDate: option.oldestPrice === null ? 'date unknown' : dateText(option.oldestPrice),
    remark: remarkOf(option),
    search: [name, subtitle, modelName, rented?.gpuName, rented?.provider, api?.providerName, rented?.country]
      .filter((part) => part !== undefined && part !== null)
      .join(' ')
      .toLowerCase(),
  }
}

export const optionRows = (comparison: Comparison, currency: Currency = US_DOLLAR): readonly OptionRow[] => {
  const ranks = new Map(comparison.ranking.map((id, place) => [id, place]))
  return comparison.options.map((option) => rowOf(option, ranks.get(option.id) ?? null, comparison, currency))
}
