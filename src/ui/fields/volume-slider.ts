/** Where on a logarithmic slider is a number of requests, and which side is cheaper along it? */
import type { Comparison, VolumeCurve } from '../../engine/result.ts'

/** Powers of ten between which the slider runs. */
export interface SliderRange {
  readonly low: number
  readonly high: number
}

const USUAL: SliderRange = { low: 4, high: 8 }
/** Thumb positions per factor of ten: 2.3 % a step, more than the half unit of three digits that rounding may undo. */
export const STEPS_PER_DECADE = 100

/** 10k to 100M requests, widened to the whole decade where the buyer's volume lies outside. */
export const sliderRange = (requests: number): SliderRange => {
  if (!(requests > 0)) return USUAL
  const exponent = Math.log10(requests)
  return { low: Math.min(USUAL.low, Math.floor(exponent)), high: Math.max(USUAL.high, Math.ceil(exponent)) }
}

export const stepsOf = ({ low, high }: SliderRange): number => (high - low) * STEPS_PER_DECADE

/** Thumb position, 0 … `stepsOf`; no requests: the left end. */
export const thumbAt = (requests: number, { low }: SliderRange): number =>
  requests > 0 ? Math.round((Math.log10(requests) - low) * STEPS_PER_DECADE) : 0

/** Requests at a thumb position, to three digits. */
export const requestsAt = (position: number, { low }: SliderRange): number =>
  Number((10 ** (low + position / STEPS_PER_DECADE)).toPrecision(3))

/** Share of the slider's length at which a volume lies; outside the range it is beyond 0 … 1. */
export const shareAt = (requests: number, { low, high }: SliderRange): number => (Math.log10(requests) - low) / (high - low)

const WIDTH = 288
const BASELINE = 25
const RISE = 18
/** how soon the height bends: a cost 1.4 times the other reaches half of it */
const STEEPNESS = 3

/** Size of the drawing in which the paths below are given. */
export const CURVE_BOX = { width: WIDTH, height: 46, baseline: BASELINE }

const usdOf = (curve: VolumeCurve, optionId: string | null): readonly (number | null)[] =>
  curve.series.find((series) => series.optionId === optionId)?.usdPerMonth ?? []

/** One closed area on one side of the base line. */
const area = (points: readonly (readonly [x: number, y: number])[]): string => {
  const [first] = points
  const last = points[points.length - 1]
  if (first === undefined || last === undefined) return ''
  const along = points.map(([x, y]) => `L${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return `M${first[0].toFixed(1)} ${BASELINE}${along}L${last[0].toFixed(1)} ${BASELINE}Z`
}

export interface SwitchCurve {
  /** areas above the line (the API is cheaper) and below (self-hosting is), as SVG paths in `CURVE_BOX` */
  readonly api: string
  readonly selfHosted: string
  /** share of the length at which the answer flips, null: not on the slider */
  readonly flip: number | null
  /** the API is cheaper at the left end of the curve; null: no curve */
  readonly apiFirst: boolean | null
}

/**
 * How the compared pair's costs relate along the slider, or null without a curve. Height is the logarithm of the ratio of
 * the two costs, bent so that it stays in the box. `ownRequests` of the workload stand for `comparison.requests` on the curve's axis.
 */
export const switchCurve = (comparison: Comparison, ownRequests: number, range: SliderRange): SwitchCurve | null => {
  const { volume, verdict } = comparison
  if (volume === null || verdict.bestApiId === null || verdict.bestSelfHostedId === null || !(comparison.requests > 0)) return null
  const toOwn = ownRequests / comparison.requests
  const api = usdOf(volume, verdict.bestApiId)
  const own = usdOf(volume, verdict.bestSelfHostedId)
  const points = volume.requests.flatMap((requests, index) => {
    const [apiUsd, ownUsd] = [api[index] ?? 0, own[index] ?? 0]
    const share = shareAt(requests * toOwn, range)
    if (share < 0 || share > 1 || !(apiUsd > 0) || !(ownUsd > 0)) return []
    const ratio = STEEPNESS * Math.log(ownUsd / apiUsd)
    return [[share * WIDTH, BASELINE - (RISE * ratio) / (1 + Math.abs(ratio))] as const]
  })
  const flip = verdict.switchRequests === null ? null : shareAt(verdict.switchRequests * toOwn, range)
  return {
    api: area(points.map(([x, y]) => [x, Math.min(y, BASELINE)])),
    selfHosted: area(points.map(([x, y]) => [x, Math.max(y, BASELINE)])),
    flip: flip === null || flip < 0 || flip > 1 ? null : flip,
    apiFirst: points[0] === undefined ? null : points[0][1] < BASELINE,
  }
}
