/** Figure 5: how good is each model, and what does it cost a month? Prepared for the eye; scores and money are the comparison's. */
import { grouped } from '../../format/figures.ts'
import { money, moneyShort, US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Comparison } from '../../engine/result.ts'
import { linearTicks, logTicks, ticksBetween } from '../charts/axis.ts'
import { FAMILIES, FAMILY_NAMES, familyOf, type Family } from '../figures/family.ts'
import type { Tick } from '../figures/volume-model.ts'
import { placeWords, qualityPoints, type PointState, type QualityPoint, type ScoredPoint } from './quality-points.ts'
import { floorName, qualityFoot, qualityMethod, qualityTitle, scoreText } from './quality-words.ts'

/** Costs further apart than this are drawn on a logarithmic axis. */
const LOG_FROM = 8
const ROOM = 1.2
const SCORE_ROOM = 0.06
const STEPS = 5
/** Below this many decades 2 and 5 have numbers too, else 3 has. */
const FEW_DECADES = 1.5
const NAMED_UNSCORED = 5

export interface MarkLabel {
  readonly name: string
  /** a side of the verdict, under the name; null: neither */
  readonly role: string | null
  /** used today: the buyer's own position */
  readonly you: boolean
  /** a side of the verdict or used today: has its label even where it is tight */
  readonly must: boolean
}

export interface QualityMark {
  readonly id: string
  readonly family: Family
  readonly state: PointState
  /** USD a month */
  readonly cost: number
  readonly score: number
  /** the whole mark in words */
  readonly words: string
  readonly label: MarkLabel | null
}

export interface NamedCost {
  readonly id: string
  readonly family: Family
  readonly name: string
  readonly cost: string
  /** a side of the verdict; null: neither */
  readonly role: string | null
  /** used today */
  readonly you: boolean
}

export interface NoScore {
  readonly text: string
  /** the sides of the verdict and what is used today if they have no score, then the cheapest that nothing keeps out */
  readonly named: readonly NamedCost[]
  readonly costs: readonly number[]
}

export interface QualityFigure {
  readonly title: string
  readonly method: string
  readonly foot: string | null
  readonly label: string
  readonly costs: { readonly low: number; readonly high: number; readonly log: boolean }
  readonly scores: { readonly low: number; readonly high: number }
  readonly xTicks: readonly Tick[]
  readonly yTicks: readonly Tick[]
  /** cheapest first */
  readonly marks: readonly QualityMark[]
  /** costs and scores of what nothing beats, cheapest first */
  readonly line: readonly { readonly cost: number; readonly score: number }[]
  /** `short` where there is little room */
  readonly floor: { readonly score: number; readonly text: string; readonly short: string } | null
  readonly band: { readonly low: number; readonly high: number } | null
  readonly noScore: NoScore | null
  /** families and states on the page, for the key */
  readonly families: readonly { readonly family: Family; readonly name: string }[]
  readonly states: readonly { readonly state: Exclude<PointState, 'in'>; readonly name: string }[]
}

const STATE_NAMES: Readonly<Record<Exclude<PointState, 'in'>, string>> = {
  weaker: 'weaker than the floor',
  contested: 'yardsticks disagree',
  'kept-out': 'kept out',
}

const STATE_WORDS: Readonly<Record<PointState, string>> = { in: '', ...STATE_NAMES }

/** `GLM-5.3 at Baseten: $14,900 a month, 1,472.1 ± 12.3, weaker than the floor`. */
const wordsOf = ({ option, score, state }: ScoredPoint, currency: Currency): string => {
  const band = score.band === null ? '' : ` ± ${scoreText(score.band)}`
  const judged = STATE_WORDS[state] === '' ? '' : `, ${STATE_WORDS[state]}`
  return `${placeWords(option)}: ${money(option.levelised, currency)} a month, ${scoreText(score.score)}${band}${judged}`
}

const sideWords = ({ bestApiId, bestSelfHostedId }: Comparison['verdict'], id: string): string | null =>
  id === bestApiId ? 'cheapest API' : id === bestSelfHostedId ? 'cheapest self-hosted' : null

/** What is used today is the buyer's own if they named it, else an example. */
const labelOf = ({ verdict }: Comparison, { option: { id, modelName }, onLine }: QualityPoint, saidToday: boolean): MarkLabel | null => {
  const today = id === verdict.usedTodayId
  const you = today && saidToday
  const role = sideWords(verdict, id) ?? (today && !saidToday ? 'for comparison' : null)
  if (role === null && !you && !onLine) return null
  return { name: modelName, role, you, must: role !== null || you }
}

const costTicks = ({ low, high, log }: QualityFigure['costs'], currency: Currency): readonly Tick[] => {
  if (!log) return linearTicks(high, STEPS, currency.perUsd).map((value) => ({ value, text: moneyShort(value, currency), decade: true }))
  const digits = Math.log10(high / low) < FEW_DECADES ? [1, 2, 5] : [1, 3]
  return logTicks(low, high, currency.perUsd).map(({ value, digit }) => ({
    value,
    text: digits.includes(digit) ? moneyShort(value, currency) : '',
    decade: digit === 1,
  }))
}

const rangeOf = (costs: readonly number[], currency: Currency): QualityFigure['costs'] => {
  const least = Math.min(...costs)
  const most = Math.max(...costs)
  if (least > 0 && most / least >= LOG_FROM) return { low: least / ROOM, high: most * ROOM, log: true }
  return { low: 0, high: linearTicks(most, STEPS, currency.perUsd).at(-1)!, log: false }
}

const noScoreOf = (comparison: Comparison, points: readonly QualityPoint[], currency: Currency, saidToday: boolean): NoScore | null => {
  const [first] = points
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const usable = points.filter(({ state }) => state !== 'kept-out')
  const models = new Set(points.map(({ option }) => option.modelId)).size
  const what = `${points.length === 1 ? '1 option' : `${points.length} options`} of ${models === 1 ? '1 model' : `${models} models`}`
  const { verdict } = comparison
  const own = points.filter(({ option }) => sideWords(verdict, option.id) !== null || option.id === verdict.usedTodayId)
  const out = points.length - usable.length
  const range =
    points.length === 1
      ? `${money(first.option.levelised, currency)} a month`
      : `${money(first.option.levelised, currency)} to ${money(last.option.levelised, currency)} a month`
  return {
    text: `No score on ${comparison.quality.yardstickName}: ${what}, ${range}${out === 0 ? '' : `, ${out} of them kept out`}.`,
    named: [...own, ...usable.filter((point) => !own.includes(point)).slice(0, NAMED_UNSCORED)].map(({ option }) => ({
      id: option.id,
      family: familyOf(option.kind),
      name: placeWords(option),
      cost: money(option.levelised, currency),
      role: sideWords(verdict, option.id),
      you: saidToday && option.id === verdict.usedTodayId,
    })),
    costs: points.map(({ option }) => option.levelised),
  }
}

const spanOf = (values: readonly number[]): QualityFigure['scores'] => {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const room = (high - low || 1) * SCORE_ROOM
  return { low: low - room, high: high + room }
}

/** Null where no option is possible. */
export const qualityFigure = (comparison: Comparison, currency: Currency = US_DOLLAR, saidToday = true): QualityFigure | null => {
  const { quality } = comparison
  const { scored, unscored } = qualityPoints(comparison)
  const all = [...scored, ...unscored]
  if (all.length === 0) return null
  const costs = rangeOf(
    all.map(({ option }) => option.levelised),
    currency,
  )
  const band =
    quality.floor === null || quality.band === null ? null : { low: quality.floor - quality.band, high: quality.floor + quality.band }
  const heights = [...scored.map(({ score }) => score.score), ...(band === null ? [quality.floor ?? []].flat() : [band.low, band.high])]
  const scores = spanOf(heights.length === 0 ? [0] : heights)
  const ticks = ticksBetween(scores.low, scores.high, STEPS)
  const title = qualityTitle(comparison, scored)
  const name = floorName(comparison)
  const families = new Set(all.map(({ option }) => familyOf(option.kind)))
  return {
    title,
    method: qualityMethod(comparison, costs.log),
    foot: qualityFoot(comparison, scored),
    label: `Score on ${quality.yardstickName} against monthly cost, ${scored.length} marks. ${title}.`,
    costs,
    scores,
    xTicks: costTicks(costs, currency),
    yTicks: ticks.values.map((value) => ({ value, text: grouped(value, ticks.places), decade: true })),
    marks: scored.map((point) => ({
      id: point.option.id,
      family: familyOf(point.option.kind),
      state: point.state,
      cost: point.option.levelised,
      score: point.score.score,
      words: wordsOf(point, currency),
      label: labelOf(comparison, point, saidToday),
    })),
    line: scored.filter(({ onLine }) => onLine).map(({ option, score }) => ({ cost: option.levelised, score: score.score })),
    floor:
      quality.floor === null
        ? null
        : {
            score: quality.floor,
            text: `${quality.floorModelId === null ? 'Floor' : `As good as ${name}`}: ${scoreText(quality.floor)}`,
            short: `Floor: ${scoreText(quality.floor)}`,
          },
    band,
    noScore: noScoreOf(comparison, unscored, currency, saidToday),
    families: FAMILIES.filter((family) => families.has(family)).map((family) => ({ family, name: FAMILY_NAMES[family] })),
    states: (['weaker', 'contested', 'kept-out'] as const)
      .filter((state) => scored.some((point) => point.state === state))
      .map((state) => ({ state, name: STATE_NAMES[state] })),
  }
}
