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

/** A row of the table. Its texts are written when they are read: of hundreds of rows the table shows a few. */
export class OptionRow {
  readonly id: string
  readonly family: Family
  readonly name: string
  readonly subtitle: string
  readonly today: boolean
  readonly standing: Standing
  /** place in the ranking, from 0; null: not ranked */
  readonly rank: number | null
  /** how well it is known: `measured`, `modelled`, `extrapolated` speed, or a list price */
  readonly evidence: string
  /** what the columns of numbers sort by; null is unknown */
  readonly values: Readonly<Record<'total' | 'upfront' | 'perThousand' | 'firstToken', number | null>>
  readonly #option: OptionResult
  readonly #currency: Currency

  constructor(option: OptionResult, rank: number | null, usedTodayId: string | null, currency: Currency) {
    const { id, kind, name, subtitle, levelised, oneOff, usdPerRequest, ttft95Seconds, rented } = option
    this.id = id
    this.family = familyOf(kind)
    this.name = name
    this.subtitle = subtitle
    this.today = id === usedTodayId
    this.standing = standingOf(option)
    this.rank = rank
    this.evidence = rented === null ? 'list price' : EVIDENCE_WORDS[rented.serving.evidence]
    this.values = {
      total: levelised,
      upfront: oneOff,
      perThousand: usdPerRequest === null ? null : usdPerRequest * PER,
      firstToken: ttft95Seconds,
    }
    this.#option = option
    this.#currency = currency
  }

  /** the answer: the cheapest option */
  get answer(): boolean {
    return this.rank === 0
  }
  get total(): RowFigure {
    return figure(this.values.total, (usd) => money(usd, this.#currency))
  }
  get full(): string {
    return moneyFull(this.values.total, this.#currency)
  }
  get upfront(): RowFigure {
    return figure(this.values.upfront, (usd) => (usd === 0 ? '0' : moneyShort(usd, this.#currency)))
  }
  get perThousand(): RowFigure {
    return figure(this.values.perThousand, (usd) => money(usd, this.#currency))
  }
  get firstToken(): RowFigure {
    return figure(this.values.firstToken, duration)
  }
  get priceDate(): string {
    return this.#option.oldestPrice === null ? 'date unknown' : dateText(this.#option.oldestPrice)
  }
  /** what to mind, or why it is not possible and what would make it so */
  get remark(): string | null {
    return remarkOf(this.#option)
  }
  /** lower case, everything the filter looks into */
  get search(): string {
    const { modelName, rented, api } = this.#option
    return [this.name, this.subtitle, modelName, rented?.gpuName, rented?.provider, api?.providerName, rented?.country]
      .filter((part) => part !== undefined && part !== null)
      .join(' ')
      .toLowerCase()
  }
}

export const optionRows = (comparison: Comparison, currency: Currency = US_DOLLAR): readonly OptionRow[] => {
  const ranks = new Map(comparison.ranking.map((id, place) => [id, place]))
  const { usedTodayId } = comparison.verdict
  return comparison.options.map((option) => new OptionRow(option, ranks.get(option.id) ?? null, usedTodayId, currency))
}
