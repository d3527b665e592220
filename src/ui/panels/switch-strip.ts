/** Where on a strip of 230 pixels are the buyer, the switch point and their labels? */
import type { SwitchPoint } from './switch-point.ts'

const WIDTH = 230
const START = 8
const END = 224
const Y = 12
/** half the width of a label, kept inside the strip */
const HALF_LABEL = 26

interface Mark {
  readonly x: number
  readonly text: string
  readonly textX: number
  readonly anchor: 'start' | 'middle' | 'end'
}

export interface Strip {
  readonly width: number
  readonly track: string
  /** the part where self-hosting is cheaper */
  readonly selfHosted: string
  readonly you: Mark
  readonly flip: Mark
}

const at = (share: number): number => START + share * (END - START)

/** The label centred under its mark, pulled in at the ends of the strip, or pushed to the outer side where two would touch. */
const mark = (share: number, text: string, push: 'left' | 'right' | null): Mark => {
  const x = at(share)
  if (push === 'left') return { x, text, textX: Math.max(x - 2, 2 * HALF_LABEL), anchor: 'end' }
  if (push === 'right') return { x, text, textX: x + 2, anchor: 'start' }
  if (x < HALF_LABEL) return { x, text, textX: 0, anchor: 'start' }
  if (x > WIDTH - HALF_LABEL) return { x, text, textX: WIDTH, anchor: 'end' }
  return { x, text, textX: x, anchor: 'middle' }
}

export const strip = (point: NonNullable<SwitchPoint['strip']>): Strip => {
  const youFirst = point.you <= point.flip
  const push = (first: boolean) => (point.close ? (first ? 'left' : 'right') : null)
  const flipX = at(point.flip)
  return {
    width: WIDTH,
    track: `M${START} ${Y}H${END}`,
    selfHosted: point.selfHosted === 'after' ? `M${flipX} ${Y}H${END}` : `M${START} ${Y}H${flipX}`,
    you: mark(point.you, point.youText, push(youFirst)),
    flip: mark(point.flip, point.flipText, push(!youFirst)),
  }
}
