/** What is drawn on the strip of a fact: where on its 230 pixels are bands, marks and their labels? */

const WIDTH = 230
const START = 8
const END = 222
/** a letter of a label, on average, and what stays free between two labels */
const LETTER = 6.7
const GAP = 5

export interface StripLabel {
  readonly x: number
  readonly text: string
  readonly anchor: 'start' | 'middle' | 'end'
  readonly you: boolean
}

export interface FactStrip {
  readonly width: number
  readonly track: string
  readonly bands: readonly { readonly path: string; readonly kind: 'api' | 'own' | 'range' }[]
  /** upright strokes */
  readonly marks: readonly { readonly path: string; readonly kind: 'zero' | 'flip' }[]
  readonly dot: { readonly x: number; readonly kind: 'api' | 'own' | 'you' }
  readonly labels: readonly StripLabel[]
}

export interface Wished {
  readonly bands: readonly { readonly from: number; readonly to: number; readonly kind: 'api' | 'own' | 'range' }[]
  readonly marks: readonly { readonly at: number; readonly kind: 'zero' | 'flip' }[]
  readonly dot: { readonly at: number; readonly kind: 'api' | 'own' | 'you' }
  /** the most important first: a label that would touch an earlier one is left out */
  readonly labels: readonly { readonly at: number; readonly text: string; readonly you?: boolean }[]
}

const halfOf = (text: string): number => (text.length * LETTER) / 2

const labelAt = (x: number, text: string, you: boolean): StripLabel => {
  if (x - START < halfOf(text)) return { x: START, text, anchor: 'start', you }
  if (x > WIDTH - halfOf(text)) return { x: WIDTH, text, anchor: 'end', you }
  return { x, text, anchor: 'middle', you }
}

/** Middle of a label on the strip. */
const middleOf = ({ x, text, anchor }: StripLabel): number =>
  anchor === 'start' ? x + halfOf(text) : anchor === 'end' ? x - halfOf(text) : x

const touch = (a: StripLabel, b: StripLabel): boolean => Math.abs(middleOf(a) - middleOf(b)) < halfOf(a.text) + halfOf(b.text) + GAP

/** All positions in the unit of the thing shown; `from` and `to` are the ends of the strip. */
export const factStrip = ({ bands, marks, dot, labels }: Wished, from: number, to: number): FactStrip => {
  const at = (value: number): number => Math.round((START + ((value - from) / (to - from || 1)) * (END - START)) * 10) / 10
  const placed: StripLabel[] = []
  for (const { at: value, text, you = false } of labels) {
    const label = labelAt(at(value), text, you)
    if (!placed.some((other) => touch(other, label))) placed.push(label)
  }
  return {
    width: WIDTH,
    track: `M${START} 12H${END}`,
    bands: bands.map(({ kind, ...band }) => ({ path: `M${at(band.from)} 12H${at(band.to)}`, kind })),
    marks: marks.map(({ kind, ...mark }) => ({ path: `M${at(mark.at)} 4V20`, kind })),
    dot: { x: at(dot.at), kind: dot.kind },
    labels: placed,
  }
}
