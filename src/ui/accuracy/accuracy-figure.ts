/** Measured against predicted, prepared for the eye: one figure at a time, a cloud for each GPU. */
import { logTicks } from '../charts/axis.ts'
import type { Tick } from '../figures/volume-model.ts'
import type { AccuracyData, AccuracyPoint } from './accuracy-data.ts'

export type AccuracyMeasure = 'throughput' | 'tpot' | 'ttft'

export const ACCURACY_VIEWS: readonly { readonly id: AccuracyMeasure; readonly text: string }[] = [
  { id: 'throughput', text: 'Tokens a second per GPU' },
  { id: 'tpot', text: 'Time per token' },
  { id: 'ttft', text: 'Time to first token' },
]

const WORDS: Readonly<Record<AccuracyMeasure, { readonly at: 0 | 1 | 2; readonly title: string; readonly axis: string }>> = {
  throughput: { at: 0, title: 'tokens a second per GPU', axis: 'output tokens a second per GPU' },
  tpot: { at: 1, title: 'time per output token', axis: 'milliseconds per output token' },
  ttft: { at: 2, title: 'time to first token', axis: 'milliseconds to the first token' },
}

export const GPU_NAMES: readonly (readonly [system: string, name: string])[] = [
  ['h100', 'H100 SXM'],
  ['h200', 'H200 SXM'],
  ['b200', 'B200 SXM'],
]

export interface AccuracyFigure {
  readonly title: string
  readonly method: string
  readonly label: string
  readonly foot: string
  readonly clouds: readonly {
    readonly id: string
    readonly name: string
    readonly points: readonly { readonly x: number; readonly y: number }[]
  }[]
  /** both axes */
  readonly window: { readonly low: number; readonly high: number }
  readonly ticks: readonly Tick[]
  readonly axis: string
}

const PERCENT = 100
const ROOM = 1.15
/** Digits of a decade that get a number. */
const NUMBERED = new Set([1, 3])
const percent = (share: number): string => `${Math.round(share * PERCENT)} %`

const windowOf = (points: readonly AccuracyPoint[], at: 0 | 1 | 2): { low: number; high: number } => {
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const { measured, predicted } of points) {
    low = Math.min(low, measured[at], predicted[at])
    high = Math.max(high, measured[at], predicted[at])
  }
  return { low: low / ROOM, high: high * ROOM }
}

export const leftOut = (data: AccuracyData, group: string) => data.crossValidation.find(({ leaveOut }) => leaveOut === group)

/** `model`: only its points; null: all. */
export const accuracyFigure = (data: AccuracyData, measure: AccuracyMeasure, model: string | null): AccuracyFigure => {
  const { at, title, axis } = WORDS[measure]
  const points = data.points.filter((point) => model === null || point.model === model)
  const window = windowOf(points, at)
  const unseen = leftOut(data, 'model')?.after[measure]
  return {
    title:
      unseen === undefined
        ? `The serving model against ${points.length.toLocaleString('en')} measured points`
        : `On models it did not see, the serving model is off by ${percent(unseen.median)} on ${title}`,
    method:
      'Each mark is one measured run of an engine on a replica: measured across, predicted up, both by powers of ten. On the line they agree; the thin lines are 25 % either way.',
    label: `Measured against predicted ${axis}, ${points.length} points of ${model ?? 'seven models'} on H100, H200 and B200.`,
    foot: `${points.length.toLocaleString('en')} points. The coefficients were fitted on them: the errors to reckon with are those on points left out, in the table.`,
    clouds: GPU_NAMES.map(([id, name]) => ({
      id,
      name,
      points: points.filter(({ gpu }) => gpu === id).map(({ measured, predicted }) => ({ x: measured[at], y: predicted[at] })),
    })).filter((cloud) => cloud.points.length > 0),
    window,
    ticks: logTicks(window.low, window.high)
      .filter(({ value }) => value >= window.low && value <= window.high)
      .map(({ value, digit }) => ({
        value,
        text: NUMBERED.has(digit) ? value.toLocaleString('en', { maximumSignificantDigits: 2 }) : '',
        decade: digit === 1,
      })),
    axis,
  }
}
