/** What does the table of all options say about each? Text for the eye, numbers for sorting and export. */
import { count, countFull, odds as oddsText } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import { duration } from '../../format/duration.ts'
import { UNKNOWN } from '../../format/figures.ts'
import { money, moneyFull, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import { percent } from '../../format/percent.ts'
import type { Odds, OptionOdds } from '../../engine/odds/odds-result.ts'
import type { QualityStanding } from '../../engine/quality/quality-result.ts'
import type { RuleFinding, RuleStatus } from '../../engine/rules/rule-result.ts'
import type { ApartReason, Comparison, OptionResult } from '../../engine/result.ts'
import { worstOf } from '../rules/matrix-rows.ts'
import { STATUS_ORDER, STATUS_WORDS } from '../rules/rule-words.ts'
import { familyOf, type Family } from '../figures/family.ts'
import type { ColumnKey } from './options-columns.ts'

const PER = 1000

/** Which part of the table an option stands in: ranked, apart for a reason, or not possible. */
export type Standing = 'ranked' | ApartReason | 'not-possible'

/** A figure of a row: as it is shown, and as it sorts; null is unknown. */
export interface RowFigure {
  readonly text: string
  readonly value: number | null
}

const EVIDENCE_WORDS = { measured: 'measured speed', modelled: 'modelled speed', extrapolated: 'extrapolated speed' } as const

const standingOf = ({ levelised, considered, apart }: OptionResult): Standing => {
  if (levelised === null) return 'not-possible'
  return considered ? 'ranked' : (apart ?? 'not-listed')
}

const QUALITY_WORDS: Readonly<Record<QualityStanding, string>> = {
  better: 'better',
  equal: 'as good',
  weaker: 'weaker',
  contested: 'contested',
  unknown: 'no score',
  'no-floor': 'not compared',
}

/** All there is to mind, or why it is not possible and what would make it so. */
const remarksOf = ({ levelised, reasons, warnings }: OptionResult): readonly string[] => {
  const remarks = levelised === null ? [...reasons, ...warnings] : [...warnings, ...reasons]
  if (remarks.length === 0 && levelised === null) return ['Not possible.']
  return remarks.map(({ text, nearest }) => (nearest === null ? text : `${text} ${nearest}`))
}

const evidenceOf = ({ rented, owned, hybrid }: OptionResult): string => {
  const fleet = rented ?? owned
  if (fleet !== null) return EVIDENCE_WORDS[fleet.serving.evidence]
  return hybrid === null ? 'list price' : 'as its parts'
}

const isApi = ({ kind }: OptionResult): boolean => kind === 'api-proprietary' || kind === 'api-open'

/** USD spent on machines; what is rented or billed buys none. */
const capitalOf = (option: OptionResult): number | null => {
  if (option.owned !== null) return option.owned.capitalSpent
  return option.hybrid?.base === 'owned' ? null : 0
}

const sumOf = (series: readonly number[]): number | null => (series.length === 0 ? null : series.reduce((sum, usd) => sum + usd, 0))

/** What the columns of numbers sort by and export; null is unknown, or not estimated. */
const valuesOf = (option: OptionResult, odds: OptionOdds | null): OptionRow['values'] => ({
  total: option.levelised,
  p10: odds?.cost?.p10 ?? null,
  p90: odds?.cost?.p90 ?? null,
  capital: capitalOf(option),
  perThousand: option.usdPerRequest === null ? null : option.usdPerRequest * PER,
  firstToken: option.ttft95Seconds,
  firstMonth: option.cash[0] ?? null,
  oneOff: option.oneOff,
  overHorizon: sumOf(option.cash),
  valueAtEnd: option.valueAtEnd,
  gpus: isApi(option) ? 0 : (option.rented?.gpus ?? option.owned?.gpus ?? null),
  utilisation: option.rented?.utilisation ?? option.owned?.utilisation ?? null,
  energy: option.energy?.kwhPerMonth ?? null,
  carbon: option.energy?.kgCo2PerMonth ?? null,
  score: option.quality.score?.score ?? null,
  quality: option.quality.difference,
  rules: option.findings.length === 0 ? null : STATUS_ORDER.indexOf(worstOf(option.findings)),
  perAccepted: option.usdPerAccepted,
  cheapest: odds?.cheapest ?? null,
  possible: odds?.possible ?? null,
})

type Write = (value: number, currency: Currency) => string

const dollars: Write = (usd, currency) => (usd === 0 ? '0' : money(usd, currency))
const short: Write = (usd, currency) => (usd === 0 ? '0' : moneyShort(usd, currency))

const WRITE: Readonly<Record<ColumnKey, Write>> = {
  total: money,
  p10: dollars,
  p90: dollars,
  capital: short,
  perThousand: money,
  firstToken: duration,
  firstMonth: short,
  oneOff: short,
  overHorizon: short,
  valueAtEnd: short,
  gpus: countFull,
  utilisation: percent,
  score: countFull,
  quality: count,
  rules: count,
  perAccepted: money,
  energy: count,
  carbon: count,
  cheapest: oddsText,
  possible: percent,
}

const OF_ODDS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['p10', 'p90', 'cheapest', 'possible'])
const OF_FLEETS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['energy', 'carbon', 'utilisation'])

/** A row of the table. Its texts are written when they are read: of hundreds of rows the table shows a few. */
export class OptionRow {
  readonly id: string
  readonly family: Family
  readonly name: string
  readonly subtitle: string
  readonly today: boolean
  /** what each rule in force says of it */
  readonly findings: readonly RuleFinding[]
  readonly standing: Standing
  /** place in the ranking, from 0; null: not ranked */
  readonly rank: number | null
  /** how well it is known: `measured`, `modelled`, `extrapolated` speed, or a list price */
  readonly evidence: string
  readonly values: Readonly<Record<ColumnKey, number | null>>
  readonly #option: OptionResult
  readonly #currency: Currency
  /** odds have been worked out, whether or not this option was followed */
  readonly #drawn: boolean

  constructor(option: OptionResult, { ranks, usedTodayId, currency, odds }: Surroundings) {
    const { id, kind, name, subtitle } = option
    this.id = id
    this.family = familyOf(kind)
    this.name = name
    this.subtitle = subtitle
    this.today = id === usedTodayId
    this.findings = option.findings
    this.standing = standingOf(option)
    this.rank = ranks.get(id) ?? null
    this.evidence = evidenceOf(option)
    this.values = valuesOf(option, odds?.get(id) ?? null)
    this.#option = option
    this.#currency = currency
    this.#drawn = odds !== null
  }

  /** the answer: the cheapest option */
  get answer(): boolean {
    return this.rank === 0
  }
  /** what a column says: a number, or which of the words for none it is */
  figure(key: ColumnKey): RowFigure {
    const value = this.values[key]
    if (key === 'quality') return { value, text: QUALITY_WORDS[this.#option.quality.standing] }
    if (key === 'rules') return { value, text: this.worst === null ? 'none in force' : STATUS_WORDS[this.worst] }
    if (value !== null) return { value, text: WRITE[key](value, this.#currency) }
    return { value, text: this.#none(key) }
  }
  /** the hardest answer of all rules; null: none is in force */
  get worst(): RuleStatus | null {
    return this.findings.length === 0 ? null : worstOf(this.findings)
  }
  /** why its quality is contested, weaker or unknown, and when and how its score was taken; null: nothing to say */
  get qualityWords(): string | null {
    const { text, score } = this.#option.quality
    const taken =
      score === null
        ? null
        : `Score of ${dateText(score.date)}, ${score.kind}${score.variant === null ? '' : `, taken with ${score.variant}`}.`
    const said = [text, taken].filter((sentence) => sentence !== null)
    return said.length === 0 ? null : said.join(' ')
  }
  get total(): RowFigure {
    return this.figure('total')
  }
  get full(): string {
    return moneyFull(this.values.total, this.#currency)
  }
  get priceDate(): string {
    return this.#option.oldestPrice === null ? 'date unknown' : dateText(this.#option.oldestPrice)
  }
  get remarks(): readonly string[] {
    return remarksOf(this.#option)
  }
  /** lower case, everything the filter looks into */
  get search(): string {
    const { modelName, rented, owned, api } = this.#option
    return [this.name, this.subtitle, modelName, rented?.gpuName, owned?.gpuName, rented?.provider, api?.providerName, rented?.country]
      .filter((part) => part !== undefined && part !== null)
      .join(' ')
      .toLowerCase()
  }

  #none(key: ColumnKey): string {
    if (key === 'score') return 'no score'
    if (OF_ODDS.has(key)) return this.#drawn ? 'not drawn' : 'not yet'
    if (!OF_FLEETS.has(key) || !isApi(this.#option)) return UNKNOWN
    return key === 'utilisation' ? 'none' : 'not estimated'
  }
}

interface Surroundings {
  readonly ranks: ReadonlyMap<string, number>
  readonly usedTodayId: string | null
  readonly currency: Currency
  /** by option; null: not worked out yet */
  readonly odds: ReadonlyMap<string, OptionOdds> | null
}

export const optionRows = (
  comparison: Comparison,
  currency: Currency = US_DOLLAR,
  odds: Odds | null = null,
  saidToday = true,
): readonly OptionRow[] => {
  const surroundings: Surroundings = {
    ranks: new Map(comparison.ranking.map((id, place) => [id, place])),
    usedTodayId: saidToday ? comparison.verdict.usedTodayId : null,
    currency,
    odds: odds === null ? null : new Map(odds.options.map((of) => [of.optionId, of])),
  }
  return comparison.options.map((option) => new OptionRow(option, surroundings))
}
