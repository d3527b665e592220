/** Figure 4: which input moves the answer how far, and at which value does each flip it? Positions are shares of the plot, 0 … 1. */
import type { Sensitivity, SensitivityBar } from '../../engine/odds/odds-result.ts'
import { cardinal } from '../../format/ordinal.ts'
import { money, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import { linearTicks } from '../charts/axis.ts'
import { inputText, inputUnit, inSentence } from '../fields/input-words.ts'
import { fieldOfInput } from '../fields/go-to-input.ts'
import { flipsWithinRange, isCertain, leftAtBest, nearestFlipOf } from './flips.ts'

/** Bars beyond these are in the table only. */
const MOST_BARS = 12
/** Certain inputs with a flip, shown under the bars. */
const MOST_CERTAIN = 4
const MOST_TICKS = 5
/** Free at both ends for the values beside the bars. */
const MARGIN = 0.16
/** Where the bars fill less of the way to a tie than this, the axis does not go there. */
const LEAST_FILLED = 0.12
/** Differences smaller than this share of the widest are no movement. */
const STILL = 1e-9
/** A mark nearer to the tie than this has its words above those of the tie. */
const NEAR = 0.26
const MOST_NAMED = 3

export interface TornadoPart {
  readonly from: number
  readonly width: number
}

export interface TornadoRow {
  readonly path: string
  readonly label: string
  /** what a value counts: `a request` */
  readonly unit: string
  /** leads to its field */
  readonly door: boolean
  /** the parts that favour self-hosting and the API; null: the input moves the answer only the other way */
  readonly toOwn: TornadoPart | null
  readonly toApi: TornadoPart | null
  /** values of the input beside the ends, and where they stand; of a certain input its one value, beside the present difference */
  readonly ownEnd: { readonly at: number; readonly text: string } | null
  readonly apiEnd: { readonly at: number; readonly text: string } | null
  /** an end at which a side is not possible */
  readonly impossible: string | null
  readonly flips: string
  readonly never: boolean
  /** the whole row in words */
  readonly words: string
}

export interface TornadoTick {
  readonly at: number
  readonly text: string
  readonly zero: boolean
}

export interface TornadoFigure {
  readonly title: string
  readonly method: string
  readonly foot: string | null
  readonly rows: readonly TornadoRow[]
  /** `near`: the words beside the tie would run into its own */
  readonly now: { readonly at: number; readonly text: string; readonly near: boolean }
  /** null: a tie lies beyond the plot */
  readonly zero: number | null
  readonly ticks: readonly TornadoTick[]
  readonly label: string
}

const endsOf = ({ low, high }: SensitivityBar): readonly { readonly value: number; readonly difference: number }[] =>
  [low, high].flatMap(({ value, difference }) => (difference === null ? [] : [{ value, difference }]))

/** USD a month between the ends, the present included. */
export const spanOf = (bar: SensitivityBar, now: number): number => {
  const values = [now, ...endsOf(bar).map(({ difference }) => difference)]
  return Math.max(...values) - Math.min(...values)
}

const moves = (bar: SensitivityBar, now: number, widest: number): boolean =>
  spanOf(bar, now) > STILL * Math.max(widest, Math.abs(now)) || bar.low.difference === null || bar.high.difference === null

/** `staff time, GPU price and requests`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** The finding; `done` false: not all inputs are worked out. */
const titleOf = ({ bars, difference, done, of }: Sensitivity): string => {
  if (done < of) return 'What moves the answer, as far as it is worked out'
  const flipping = bars.filter((bar) => flipsWithinRange(bar, difference))
  const names = flipping.map(({ path, label }) => inSentence(path, label))
  if (flipping.length > MOST_NAMED)
    return `${capital(cardinal(flipping.length))} inputs can each flip the answer within their likely range, ${names[0]} most of all`
  if (flipping.length > 1) return `${capital(listed(names))} can each flip the answer within their likely range`
  if (flipping.length === 1) return `Only ${names[0]} can flip the answer within its likely range`
  const closest = bars.toSorted((a, b) => leftAtBest(a, difference) - leftAtBest(b, difference))[0]
  const none = 'No single input flips the answer within its likely range'
  if (closest === undefined || leftAtBest(closest, difference) === Infinity) return none
  return `${none}; ${inSentence(closest.path, closest.label)} comes closest`
}

const flipWords = (bar: SensitivityBar): string => {
  const flip = nearestFlipOf(bar)
  return flip === null ? 'none' : inputText(bar.path, flip.value)
}

interface Scale {
  readonly at: (usd: number) => number
  readonly from: number
  readonly to: number
  readonly zero: number | null
}

const scaleOf = (bars: readonly SensitivityBar[], now: number): Scale => {
  const values = [now, ...bars.flatMap((bar) => endsOf(bar).map(({ difference }) => difference))]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const [lowest, highest] = [Math.min(0, low), Math.max(0, high)]
  const withTie = high - low >= LEAST_FILLED * (highest - lowest)
  const [from, to] = withTie ? [lowest, highest] : [low, high]
  const length = to - from || Math.abs(now) || 1
  const pad = (MARGIN * length) / (1 - 2 * MARGIN)
  const at = (usd: number): number => (usd - from + pad) / (length + 2 * pad)
  return { at, from: from - pad, to: to + pad, zero: withTie ? at(0) : null }
}

const rowOf = (bar: SensitivityBar, now: number, { at }: Scale): TornadoRow => {
  const ends = endsOf(bar).toSorted((a, b) => a.difference - b.difference)
  const [own, api] = [ends[0], ends.at(-1)]
  const here = at(now)
  const text = (end: { readonly value: number }): string => inputText(bar.path, end.value)
  // where both ends favour one side, both values stand at the longer one
  const toOwn = own !== undefined && own.difference < now ? own : null
  const toApi = api !== undefined && api.difference > now ? api : null
  const both = ends.length === 2 && (toOwn === null) !== (toApi === null)
  const beside = (end: (typeof ends)[number] | null) =>
    end === null ? null : { at: at(end.difference), text: both ? ends.map(text).join(', ') : text(end) }
  const impossible = [bar.low, bar.high].find(({ difference }) => difference === null)
  const flips = flipWords(bar)
  const effect = (end: { readonly value: number; readonly difference: number | null }): string =>
    end.difference === null
      ? `at ${text(end)} one side is not possible`
      : `at ${text(end)} ${end.difference < 0 ? 'self-hosting' : 'the API'} is cheaper by ${money(Math.abs(end.difference))}`
  return {
    path: bar.path,
    label: bar.label,
    unit: inputUnit(bar.path),
    door: fieldOfInput(bar.path) !== null,
    toOwn: toOwn === null ? null : { from: at(toOwn.difference), width: here - at(toOwn.difference) },
    toApi: toApi === null ? null : { from: here, width: at(toApi.difference) - here },
    ownEnd: beside(toOwn),
    apiEnd: isCertain(bar) ? { at: here, text: inputText(bar.path, bar.typical) } : beside(toApi),
    impossible: impossible === undefined ? null : `not possible at ${text(impossible)}`,
    flips,
    never: flips === 'none',
    words: `${bar.label}: ${isCertain(bar) ? `${text(bar.low)}, no range` : `${effect(bar.low)}, ${effect(bar.high)}`}; the answer flips at ${flips}.`,
  }
}

const ticksOf = ({ at, from, to }: Scale, currency: Currency): readonly TornadoTick[] => {
  const step = linearTicks(to - from, MOST_TICKS, currency.perUsd)[1]
  if (step === undefined) return []
  const first = Math.ceil(from / step)
  const many = Math.floor(to / step) - first + 1
  return Array.from({ length: Math.max(0, many) }, (_, index) => {
    const usd = (first + index) * step
    return { at: at(usd), text: moneyShort(Math.abs(usd), currency), zero: first + index === 0 }
  })
}

const footOf = (still: readonly SensitivityBar[], hidden: number, scale: Scale): string | null => {
  const names = still.map(({ path, label }) => inSentence(path, label))
  const nothing =
    names.length === 0
      ? ''
      : names.length > MOST_NAMED
        ? `${capital(cardinal(names.length))} inputs change nothing within their range, such as ${listed(names.slice(0, MOST_NAMED))}.`
        : `${capital(listed(names))} ${names.length === 1 ? 'changes nothing within its' : 'change nothing within their'} range.`
  const sentences = [
    nothing,
    hidden > 0 ? `${hidden} more ${hidden === 1 ? 'input is' : 'inputs are'} in the table.` : '',
    scale.zero === null ? 'A tie lies beyond the edge of the plot.' : '',
  ].filter((sentence) => sentence !== '')
  return sentences.length === 0 ? null : sentences.join(' ')
}

interface Sorted {
  /** shown, widest first, then certain inputs by their way to a flip */
  readonly shown: readonly SensitivityBar[]
  /** with a range that changes nothing */
  readonly still: readonly SensitivityBar[]
}

const sortedBars = ({ bars, difference: now }: Sensitivity): Sorted => {
  const ranged = bars.filter((bar) => !isCertain(bar)).toSorted((a, b) => spanOf(b, now) - spanOf(a, now))
  const widest = ranged[0] === undefined ? 0 : spanOf(ranged[0], now)
  const moving = ranged.filter((bar) => moves(bar, now, widest))
  const certain = bars
    .flatMap((bar) => (isCertain(bar) ? (nearestFlipOf(bar) ?? []) : []))
    .toSorted((a, b) => a.reach - b.reach)
    .map(({ bar }) => bar)
  return {
    shown: [...moving.slice(0, MOST_BARS), ...certain.slice(0, MOST_CERTAIN)],
    still: ranged.filter((bar) => !moving.includes(bar)),
  }
}

export const tornadoFigure = (sensitivity: Sensitivity, currency: Currency = US_DOLLAR): TornadoFigure => {
  const { bars, difference: now, done, of } = sensitivity
  const { shown, still } = sortedBars(sensitivity)
  const scale = scaleOf(shown, now)
  const cheaper = now < 0 ? 'self-hosting' : 'the API'
  const title = titleOf(sensitivity)
  return {
    title,
    method:
      done < of
        ? `How much cheaper ${cheaper} is each month when one input moves. ${done} of ${of} inputs are worked out.`
        : `How much cheaper ${cheaper} is each month when one input moves to its low or high value and the rest stay. Choose a bar to go to its field.`,
    foot: footOf(still, bars.length - shown.length - still.length, scale),
    rows: shown.map((bar) => rowOf(bar, now, scale)),
    now: {
      at: scale.at(now),
      text: money(Math.abs(now), currency),
      near: scale.zero !== null && Math.abs(scale.at(now) - scale.zero) < NEAR,
    },
    zero: scale.zero,
    ticks: ticksOf(scale, currency),
    label: `What moves the answer. ${title}.`,
  }
}
