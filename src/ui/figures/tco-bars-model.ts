/** Figure 1: what does each option cost a month, and what is the cost made of? Prepared for the eye; the money is the comparison's. */
import { cardinal, ordinal } from '../../format/ordinal.ts'
import { money, moneyFull, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import { percent } from '../../format/percent.ts'
import { rangeProse } from '../../format/range.ts'
import type { Odds, Spread3 } from '../../engine/odds/odds-result.ts'
import type { Comparison, LineGroup, OptionResult } from '../../engine/result.ts'
import { linearTicks, median } from '../charts/axis.ts'
import { shownKind } from '../panels/verdict-sentence.ts'
import type { RuleTerms } from '../rules/rule-words.ts'
import { apartOptions } from './apart-bars.ts'
import { BARS_VIEWS, comparisonIn, viewCurrency, viewFactor, type BarsView } from './bars-view.ts'
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

/** What a segment is filled with: a family's colour and texture, or one of the greys that all options share. */
export type Fill = Exclude<Family, 'hybrid'> | Exclude<LineGroup, 'family' | 'api'>

export interface BarSegment {
  readonly part: LineGroup
  readonly fill: Fill
  readonly name: string
  readonly text: string
  /** share of the plot's width */
  readonly share: number
  /** CSS width */
  readonly width: string
}

/** 10 to 90 % of the draws, under the bar. */
export interface Whisker {
  /** CSS position and width; shares of the plot */
  readonly left: string
  readonly width: string
  readonly from: number
  readonly to: number
  /** runs past the scale: an arrow in place of its right end */
  readonly leaves: boolean
  /** begins past the scale: the arrow is all there is to see */
  readonly beyond: boolean
  readonly text: string
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
  /** null: the odds are not worked out, or the option was not followed */
  readonly whisker: Whisker | null
  readonly segments: readonly BarSegment[]
  /** takes no part in the verdict: CSS width of a hollow bar with a dashed outline, in place of the segments; null: it takes part */
  readonly hollow: string | null
  /** where the torn bar is torn, as a CSS position and a share of the plot; null: not torn */
  readonly tear: { readonly left: string; readonly share: number } | null
}

/** Bars under those that compete, with what keeps them apart. */
export interface ApartGroup {
  readonly heading: string
  readonly rows: readonly BarRow[]
  readonly counts: string
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
  readonly apart: readonly ApartGroup[]
  readonly ticks: readonly { readonly text: string; readonly left: string; readonly share: number }[]
  readonly families: readonly Family[]
  readonly parts: readonly Exclude<LineGroup, 'family'>[]
  readonly impossible: readonly ImpossibleRow[]
  readonly impossibleMore: number
  readonly foot: string | null
  /** after an amount: `a month`, `per request` */
  readonly unit: string
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
const OF_EACH_FAMILY: Readonly<Record<Family, number>> = { api: 2, hosted: 2, own: 2, bought: 2, hybrid: 1 }

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
    for (const option of options.filter(({ kind }) => familyOf(kind) === family).slice(0, OF_EACH_FAMILY[family])) sure.add(option)
  for (const option of options) if (sure.size < SHOWN) sure.add(option)
  return [...sure]
}

/**
 * The ten cheapest, one for each model and family, among them at least two of each family and one hybrid, with what the verdict
 * names and what is used today; cheapest first.
 */
export const shownOptions = (comparison: Comparison): readonly PossibleOption[] => {
  const best = tenBest(cheapestOfModel(ranked(comparison)))
  const { bestApiId, bestSelfHostedId, bestHybridId, usedTodayId } = comparison.verdict
  const named = [bestApiId, bestSelfHostedId, bestHybridId, usedTodayId]
    .flatMap((id) => optionById(comparison, id) ?? [])
    // what a rule or its quality keeps apart is drawn under the others
    .filter(({ considered, apart }) => considered || apart === 'not-listed' || apart === 'offer')
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

const title = (comparison: Comparison, currency: Currency, unit: string, { odds, saidToday }: Required<BarsWish>): string => {
  const all = ranked(comparison)
  const [best, second] = all
  if (best === undefined) return comparison.verdict.apart.rule > 0 ? 'Your rules leave no option' : 'No option on your list is possible'
  const { bestHybridId, bestApiId, bestSelfHostedId } = comparison.verdict
  const [api, own] = [optionById(comparison, bestApiId), optionById(comparison, bestSelfHostedId)]
  if (bestHybridId === null && api !== null && own !== null && shownKind(comparison, odds) === 'too-close')
    return `Too close to call: ${api.name} and ${own.name}`
  const today = saidToday ? all.findIndex(({ id }) => id === comparison.verdict.usedTodayId) : -1
  if (today === 0) return `What you use today, ${best.name}, is the cheapest of ${cardinal(all.length)}`
  if (today > 0) return `Cheapest: ${best.name}. Today’s ${all[today]!.name} is ${ordinal(today + 1)} of ${cardinal(all.length)}.`
  if (second === undefined) return `${best.name} is the only possible option`
  return `Cheapest: ${best.name}, ${money(second.levelised - best.levelised, currency)} ${unit} below ${second.name}`
}

/** A hybrid is drawn as what it is made of: rented or owned GPUs, then the API in its colour. */
const fillOf = ({ kind, hybrid }: OptionResult, part: LineGroup): Fill => {
  if (part === 'api') return 'api'
  if (part !== 'family') return part
  const family = familyOf(kind)
  if (family !== 'hybrid') return family
  return hybrid?.base === 'owned' ? 'bought' : 'own'
}

/** Narrower than this share of the plot, a range would be a dot; an arrow to a range past the scale is longer. */
const NARROWEST = 0.004
const ARROW = 0.03

const whiskerOf = (spread: Spread3 | null | undefined, axis: number, currency: Currency): Whisker | null => {
  if (spread === null || spread === undefined) return null
  const beyond = spread.p10 > axis
  const to = Math.min(1, spread.p90 / axis)
  const from = Math.min(Math.max(0, spread.p10 / axis), to - (beyond ? ARROW : NARROWEST))
  return {
    left: cssShare(from),
    width: cssShare(to - from),
    from,
    to,
    leaves: spread.p90 > axis * (1 + 1e-9),
    beyond,
    text: `8 draws in 10 give ${rangeProse(spread.p10, spread.p90, (usd) => money(usd, currency))}`,
  }
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
    if (share < THINNEST) return []
    return [{ part, fill: fillOf(option, part), name: partName(family, part), text: money(usd, currency), share, width: cssShare(share) }]
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

const methodOf = (comparison: Comparison, view: BarsView, whiskers: boolean): string =>
  [
    `${BARS_VIEWS[view].method}, levelised over ${comparison.months} months: the cheapest offer of each model, at least the best of each family; the table below has all.`,
    whiskers ? 'Lines show the 10–90\u202f% range.' : '',
    'Under each total: the difference from the cheapest.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')

const footOf = (rows: readonly BarRow[], drawn: readonly BarRow[], axis: number, currency: Currency, odds: Odds | null): string | null => {
  const sentences = [
    ...(drawn.some(({ tear }) => tear !== null) ? [`Bars that run past ${moneyShort(axis, currency)} are cut, not rescaled.`] : []),
    ...(odds !== null && rows.some(({ whisker }) => whisker === null)
      ? ['Where there is no line, the option cost too much to be drawn or was not possible often enough.']
      : []),
  ]
  return sentences.length === 0 ? null : sentences.join(' ')
}

export interface BarsWish {
  readonly view?: BarsView
  /** only the whiskers wait for them */
  readonly odds?: Odds | null
  /** the buyer named what is used today */
  readonly saidToday?: boolean
  /** what the buyer set, for the names of rules; null: not known */
  readonly terms?: RuleTerms | null
}

export const tcoBars = (
  given: Comparison,
  inCurrency: Currency = US_DOLLAR,
  { view: wanted = 'month', odds: drawnOdds = null, saidToday = true, terms = null }: BarsWish = {},
): TcoBars => {
  const comparison = comparisonIn(given, wanted)
  // what was drawn are costs, whatever is accepted
  const odds = comparison === given ? drawnOdds : null
  const wantedFactor = viewFactor(comparison, wanted)
  const view = wantedFactor === null ? 'month' : wanted
  const currency = viewCurrency(inCurrency, wantedFactor ?? 1)
  const { unit } = BARS_VIEWS[view]
  const shown = shownOptions(comparison)
  const ticks = linearTicks(limitOf(comparison, shown), STEPS, currency.perUsd)
  const axis = Math.max(ticks.at(-1)!, Number.MIN_VALUE)
  const cheapest = ranked(comparison)[0]?.levelised ?? 0
  const spreads = new Map(odds?.options.map(({ optionId, cost }) => [optionId, cost]))
  const rowOf = (option: PossibleOption, reason: string | null): BarRow => {
    const best = option.id === comparison.ranking[0]
    const bar = segmentsOf(option, axis, currency)
    return {
      id: option.id,
      family: familyOf(option.kind),
      name: option.name,
      subtitle: reason ?? option.subtitle,
      today: saidToday && option.id === comparison.verdict.usedTodayId,
      best,
      total: money(option.levelised, currency),
      full: moneyFull(option.levelised, currency),
      difference: differenceOf(option, cheapest, best, currency),
      whisker: whiskerOf(spreads.get(option.id), axis, currency),
      ...bar,
      hollow:
        reason === null
          ? null
          : cssShare(
              Math.min(
                1,
                bar.segments.reduce((sum, { share }) => sum + share, 0),
              ),
            ),
    }
  }
  const rows = shown.map((option) => rowOf(option, null))
  const apart = apartOptions(comparison, terms).map(({ heading, options, counts }) => ({
    heading,
    rows: options.map(({ option, reason }) => rowOf(option, reason)),
    counts,
  }))
  const drawn = [...rows, ...apart.flatMap((group) => group.rows)]
  const impossible = impossibleOf(comparison)
  // one of each model: the same model on another GPU says little more
  const named = impossible.filter(({ modelId }, index) => impossible.findIndex((other) => other.modelId === modelId) === index)
  return {
    title: title(comparison, currency, unit, { view, odds, saidToday, terms }),
    method: methodOf(
      comparison,
      view,
      rows.some(({ whisker }) => whisker !== null),
    ),
    rows,
    apart,
    ticks: ticks.map((usd) => ({ text: usd === 0 ? '0' : moneyShort(usd, currency), left: cssShare(usd / axis), share: usd / axis })),
    families: FAMILIES.filter((family) => drawn.some((row) => row.family === family)),
    parts: SHARED_PARTS.filter((part) => rows.some(({ segments }) => segments.some((segment) => segment.part === part))),
    impossible: named.slice(0, IMPOSSIBLE_SHOWN),
    impossibleMore: impossible.length - Math.min(named.length, IMPOSSIBLE_SHOWN),
    foot: footOf(rows, drawn, axis, currency, odds),
    unit,
  }
}

/** What share of a total a part is, for the pointer: `people $5,230, 33 %`. */
export const segmentTitle = ({ name, text, share }: BarSegment, row: BarRow): string =>
  row.tear === null
    ? `${name} ${text}, ${percent(share / row.segments.reduce((sum, segment) => sum + segment.share, 0))}`
    : `${name} ${text}`
