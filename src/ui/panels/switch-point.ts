/** At which volume does the cheaper side change, where is the buyer on the way to it, and how is that drawn? */
import { count, ratio } from '../../format/count.ts'
import type { Comparison } from '../../engine/result.ts'

export interface SwitchPoint {
  readonly headline: string
  /** the same in a few words: `switch at 5.0M requests` */
  readonly short: string
  /** how many times the buyer's volume is the switch point's; null: there is none */
  readonly ratio: number | null
  readonly sentence: string
  /** shares of the strip's length; null: nothing to draw */
  readonly strip: {
    readonly you: number
    readonly flip: number
    readonly youText: string
    readonly flipText: string
    /** the side of the flip where self-hosting is cheaper */
    readonly selfHosted: 'before' | 'after'
    /** the two labels would touch */
    readonly close: boolean
  } | null
}

/** Share of the strip's length kept free beyond the farther of the two marks. */
const MARGIN = 1.2
/** Labels nearer than this share of the strip would run into each other. */
const LABEL = 0.28

const sides = { api: 'an API is cheaper', 'self-hosted': 'self-hosting is cheaper' } as const

/** Null where only one side has an option, so that nothing can switch. */
export const switchPoint = (comparison: Comparison): SwitchPoint | null => {
  const { verdict, volume, requests } = comparison
  if (volume === null || verdict.bestApiId === null || verdict.bestSelfHostedId === null) return null
  const low = volume.requests[0]
  const high = volume.requests[volume.requests.length - 1]
  if (low === undefined || high === undefined) return null
  const at = verdict.switchRequests
  if (at === null || !(at > 0))
    return {
      headline: 'none',
      short: 'no switch point',
      ratio: null,
      sentence: `From ${count(low)} to ${count(high)} requests a month the cheaper side stays the same.`,
      strip: null,
    }
  const crossing = volume.crossings.find((candidate) => candidate.requests === at)
  const after = crossing?.cheaperAfter ?? (verdict.kind === 'self-hosted-cheaper' ? 'api' : 'self-hosted')
  const share = requests / at
  const others = volume.crossings.length - 1
  const again = others > 0 && volume.staysCheaperFrom !== null && volume.staysCheaperFrom > at
  const position = share >= 1 ? `You are at ${ratio(share)} times it.` : `You are at ${ratio(share)} of it.`
  const settled = again ? ` From ${count(volume.staysCheaperFrom)} on it stays so.` : ''
  const length = MARGIN * Math.max(1, share)
  return {
    headline: `${count(at)} requests a month`,
    short: `switch at ${count(at)} requests`,
    ratio: share,
    sentence: `Above it ${sides[after]}. ${position}${settled}`,
    strip: {
      you: share / length,
      flip: 1 / length,
      youText: `you, ${ratio(share)}`,
      flipText: count(at),
      selfHosted: after === 'self-hosted' ? 'after' : 'before',
      close: Math.abs(share - 1) / length < LABEL,
    },
  }
}
