/** Figure 1: what does each option cost a month, and what is the cost made of? Prepared for the eye; the money is the comparison's. */
import { cardinal, ordinal } from '../../format/ordinal.ts'
import { money, moneyFull, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import { percent } from '../../format/percent.ts'
import type { Comparison, LineGroup, OptionResult } from '../../engine/result.ts'
import { linearTicks, median } from '../charts/axis.ts'
import { isPossible, optionById, ranked, type PossibleOption } from './compared.ts'
import { FAMILIES, FAMILY_PART, familyOf, SHARED_PART_NAMES, SHARED_PARTS, type Family } from './family.ts'

/** Options drawn, and the not possible ones named under them. */
const SHOWN = 10
const IMPOSSIBLE_SHOWN = 3
/** A bar longer than this many times the median is torn, so that the others stay readable. */
const OUTLIER = 1.5
const STEPS = 5
/** Of a torn bar: the parts shared by all options keep at most this share of the plot, the tear this much. */
const SHARED_AT_MOST = 0.4
const TEAR = 0.025
/** Segments thinner than this share of the plot are not drawn. */
const THINNEST = 0.0008

export interface BarSegment {
  readonly part: LineGroup
  readonly name: string
  readonly text: string
  /** share of the plot's width */
  readonly share: number
  /** CSS width */
  readonly width: string
}

export interface BarRow {
  readonly id: string
  readonly family: Family
  readonly name: string
  readonly subtitle: string
  readonly today: boolean
  readonly best: boolean
  readonly total: string
  readonly full: string
  /** from the cheapest: `+$5,770`, or `cheapest` */
  readonly difference: string
  readonly segments: readonly BarSegment[]
  /** where the torn bar is torn, as a CSS position and a share of the plot; null: not torn */
  readonly tear: { readonly left: string; readonly share: number } | null
}

export interface ImpossibleRow {
  readonly id: string
  readonly modelId: string
  readonly family: Family
  readonly name: string
  readonly reason: string
  readonly nearest: string | null
}

export interface TcoBars {
  readonly title: string
  readonly method: string
  readonly rows: readonly BarRow[]
  readonly ticks: readonly { readonly text: string; readonly left: string; readonly share: number }[]
  readonly families: readonly Family[]
  readonly parts: readonly Exclude<LineGroup, 'family'>[]
  readonly impossible: readonly ImpossibleRow[]
  readonly impossibleMore: number
  readonly foot: string | null
}

const cssShare = (share: number): string => `${(share * 100).toFixed(3)}%`

/** Levelised USD a month of each group of lines, in drawing order. */
export const partsOf = ({ lines }: OptionResult): readonly { readonly part: LineGroup; readonly usd: number }[] =>
  (['family', ...SHARED_PARTS] as const).map((part) => ({
    part,
    usd: lines.reduce((sum, line) => (line.group === part ? sum + line.levelised : sum), 0),
  }))

const partName = (family: Family, part: LineGroup): string => (part === 'family' ? FAMILY_PART[family] : SHARED_PART_NAMES[part])

/** Each family shows at least so many, where it has them, or the figure would only ever show the cheapest family. */
const OF_EACH_FAMILY = 2

/** The cheapest way to have each model in each family: ten hosts of one model at one price are one bar. */
const cheapestOfModel = (options: readonly PossibleOption[]): PossibleOption[] => {
  const seen = new Set<string>()
  return options.filter(({ kind, modelId }) => {
    const key = `${familyOf(kind)} ${modelId}`
    return seen.has(key) ? false : seen.add(key)
  })
}

const tenBest = (options: readonly PossibleOption[]): PossibleOption[] => {
  const sure = new Set<PossibleOption>()
  for (const family of FAMILIES)
    for (const option of options.filter(({ kind }) => familyOf(kind) === family).slice(0, OF_EACH_FAMILY)) sure.add(option)
  for (const option of options) if (sure.size < SHOWN) sure.add(option)
  return [...sure]
}

/**
 * The ten cheapest, one for each model and family and at least two of each family, with both sides of the verdict and what is
 * used today; cheapest first.
 */
export const shownOptions = (comparison: Comparison): readonly PossibleOption[] => {
  const best = tenBest(cheapestOfModel(ranked(comparison)))
  const { bestApiId, bestSelfHostedId, usedTodayId } = comparison.verdict
  const named = [bestApiId, bestSelfHostedId, usedTodayId].flatMap((id) => optionById(comparison, id) ?? [])
  const rank = new Map(comparison.ranking.map((id, place) => [id, place]))
  const order = (a: PossibleOption, b: PossibleOption): number =>
    rank.has(a.id) && rank.has(b.id) ? rank.get(a.id)! - rank.get(b.id)! : a.levelised - b.levelised
  return [...new Set([...best, ...named])].toSorted(order)
}

/** How far the scale must reach: 1.5 medians, and both sides of the verdict in full. */
const limitOf = (comparison: Comparison, shown: readonly PossibleOption[]): number => {
  const totals = shown.map(({ levelised }) => levelised)
  const { bestApiId, bestSelfHostedId } = comparison.verdict
  const sides = shown.filter(({ id }) => id === bestApiId || id === bestSelfHostedId).map(({ levelised }) => levelised)
  return Math.min(Math.max(0, ...totals), Math.max((median(totals) ?? 0) * OUTLIER, ...sides))
}

/** From the cheapest: `+$5,770`; less than a dollar is no difference. */
const differenceOf = (option: PossibleOption, cheapest: number, best: boolean, currency: Currency): string => {
  if (best) return 'cheapest'
  const usd = option.levelised - cheapest
  if (Math.abs(usd) < 1) return 'the same'
  return usd < 0 ? money(usd, currency) : `+${money(usd, currency)}`
}

const title = (comparison: Comparison, currency: Currency): string => {
  const all = ranked(comparison)
  const [best, second] = all
  if (best === undefined) return 'No option on your list is possible'
  const today = all.findIndex(({ id }) => id === comparison.verdict.usedTodayId)
  if (today === 0) return `What you use today, ${best.name}, is the cheapest of ${cardinal(all.length)}`
  if (today > 0) return `Cheapest: ${best.name}. Today’s ${all[today]!.name} is ${ordinal(today + 1)} of ${cardinal(all.length)}.`
  if (second === undefined) return `${best.name} is the only possible option`
  return `Cheapest: ${best.name}, ${money(second.levelised - best.levelised, currency)} a month below ${second.name}`
}

/** Shares of the plot for a bar that fits, or that is torn because it does not. */
const segmentsOf = (option: PossibleOption, axis: number, currency: Currency): Pick<BarRow, 'segments' | 'tear'> => {
  const family = familyOf(option.kind)
  const parts = partsOf(option)
  const torn = option.levelised > axis * (1 + 1e-9)
  const shared = parts.reduce((sum, { part, usd }) => (part === 'family' ? sum : sum + usd / axis), 0)
  const squeeze = torn && shared > SHARED_AT_MOST ? SHARED_AT_MOST / shared : 1
  const shareOf = (part: LineGroup, usd: number): number => {
    if (!torn) return usd / axis
    return part === 'family' ? 1 - shared * squeeze : (usd / axis) * squeeze
  }
  const segments = parts.flatMap(({ part, usd }) => {
    const share = shareOf(part, usd)
    return share < THINNEST ? [] : [{ part, name: partName(family, part), text: money(usd, currency), share, width: cssShare(share) }]
  })
  const at = 1 - shared * squeeze - TEAR * 2
  return { segments, tear: torn ? { left: cssShare(at), share: at } : null }
}

/** The heading above says "Not possible" already. */
const afterHeading = (sentence: string): string => {
  const rest = sentence.replace(/^Not possible: /, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** Self-hosted ones first: what does not fit, and what would, is worth more than an offer that is missing or does not apply. */
const worth = ({ kind, reasons: [reason] }: OptionResult): number => (kind !== 'rented' ? 0 : reason?.code === 'no-offer' ? 1 : 2)

const impossibleOf = (comparison: Comparison): readonly ImpossibleRow[] =>
  comparison.options
    .filter((option) => option.considered && !isPossible(option))
    .toSorted((a, b) => worth(b) - worth(a))
    .map(({ id, modelId, kind, name, reasons: [reason] }) => ({
      id,
      modelId,
      family: familyOf(kind),
      name,
      reason: afterHeading(reason?.text ?? 'The reason is unknown.'),
      nearest: reason?.nearest ?? null,
    }))

export const tcoBars = (comparison: Comparison, currency: Currency = US_DOLLAR): TcoBars => {
  const shown = shownOptions(comparison)
  const ticks = linearTicks(limitOf(comparison, shown), STEPS, currency.perUsd)
  const axis = Math.max(ticks.at(-1)!, Number.MIN_VALUE)
  const cheapest = ranked(comparison)[0]?.levelised ?? 0
  const rows = shown.map((option): BarRow => {
    const best = option.id === comparison.ranking[0]
    return {
      id: option.id,
      family: familyOf(option.kind),
      name: option.name,
      subtitle: option.subtitle,
      today: option.id === comparison.verdict.usedTodayId,
      best,
      total: money(option.levelised, currency),
      full: moneyFull(option.levelised, currency),
      difference: differenceOf(option, cheapest, best, currency),
      ...segmentsOf(option, axis, currency),
    }
  })
  const impossible = impossibleOf(comparison)
  // one of each model: the same model on another GPU says little more
  const named = impossible.filter(({ modelId }, index) => impossible.findIndex((other) => other.modelId === modelId) === index)
  return {
    title: title(comparison, currency),
    method: `Monthly total cost of ownership, levelised over ${comparison.months} months, the cheapest offer of each model and at least two of each family; the table below has all. Under each total: the difference from the cheapest.`,
    rows,
    ticks: ticks.map((usd) => ({ text: usd === 0 ? '0' : moneyShort(usd, currency), left: cssShare(usd / axis), share: usd / axis })),
    families: FAMILIES.filter((family) => rows.some((row) => row.family === family)),
    parts: SHARED_PARTS.filter((part) => rows.some(({ segments }) => segments.some((segment) => segment.part === part))),
    impossible: named.slice(0, IMPOSSIBLE_SHOWN),
    impossibleMore: impossible.length - Math.min(named.length, IMPOSSIBLE_SHOWN),
    foot: rows.some(({ tear }) => tear !== null) ? `Bars that run past ${moneyShort(axis, currency)} are cut, not rescaled.` : null,
  }
}

/** What share of a total a part is, for the pointer: `people $5,230, 33 %`. */
export const segmentTitle = ({ name, text, share }: BarSegment, row: BarRow): string =>
  row.tear === null
    ? `${name} ${text}, ${percent(share / row.segments.reduce((sum, segment) => sum + segment.share, 0))}`
    : `${name} ${text}`
