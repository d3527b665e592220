/** What could turn the answer besides the volume: the input nearest to flipping it, or, where none does, whether it pays back? */
import type { Sensitivity } from '../../engine/odds/odds-result.ts'
import type { Comparison } from '../../engine/result.ts'
import { money, type Currency } from '../../format/money.ts'
import { rangeProse } from '../../format/range.ts'
import { inputText, inputTextWithUnit } from '../fields/input-words.ts'
import { nearestFlip, type Flip } from '../figures/flips.ts'
import { optionOf } from './verdict-sentence.ts'
import { factStrip, type FactStrip } from './fact-strip.ts'

export interface FlipOrPayback {
  readonly label: 'Nearest flip' | 'Payback'
  readonly headline: string
  readonly sentence: string
  /** leads to its field; null: no input */
  readonly path: string | null
  readonly strip: FactStrip | null
}

/** Has a fact of its own. */
const VOLUME = /\.requestsPerMonth$/

const flipStrip = ({ bar, value }: Flip): FactStrip => {
  const [low, high] = [Math.min(bar.low.value, bar.high.value), Math.max(bar.low.value, bar.high.value)]
  return factStrip(
    {
      bands: [{ from: low, to: high, kind: 'range' }],
      marks: [{ at: value, kind: 'flip' }],
      dot: { at: bar.typical, kind: 'you' },
      labels: [
        { at: value, text: inputText(bar.path, value) },
        { at: bar.typical, text: `you, ${inputText(bar.path, bar.typical)}`, you: true },
      ],
    },
    Math.min(low, value),
    Math.max(high, value),
  )
}

const flipFact = (flip: Flip, difference: number): FlipOrPayback => {
  const { bar, value } = flip
  const write = (end: number | null): string => inputText(bar.path, end ?? 0)
  const side = difference > 0 ? 'self-hosting' : 'an API'
  const beyond = value < bar.typical ? 'below' : 'above'
  const ends = [bar.low.value, bar.high.value].toSorted((a, b) => a - b)
  const likely = ends[0] === ends[1] ? '' : `, likely ${rangeProse(ends[0]!, ends[1]!, write)}`
  return {
    label: 'Nearest flip',
    headline: `${bar.label} ${beyond} ${inputTextWithUnit(bar.path, value)}`,
    sentence: `Then ${side} is cheaper. You are at ${inputText(bar.path, bar.typical)}${likely}.`,
    path: bar.path,
    strip: flipStrip(flip),
  }
}

/** Null where nothing was paid before the first month, so that there is nothing to pay back. */
export const paybackFact = (comparison: Comparison, currency: Currency): FlipOrPayback | null => {
  const { verdict, months, paybackMonth } = comparison
  const own = optionOf(comparison, verdict.bestSelfHostedId)
  if (own === null || verdict.bestApiId === null) return null
  if (!(own.valueAtEnd > 0 || (own.oneOff ?? 0) > 0)) return null
  const left = own.valueAtEnd > 0 ? `${money(own.valueAtEnd, currency)} is still in the machines then` : null
  const rest = { label: 'Payback' as const, path: null, strip: null }
  if (paybackMonth === null)
    return {
      ...rest,
      headline: `not within ${months} months`,
      sentence: `${own.name} does not pay back against the cheapest API${left === null ? '' : `; ${left}`}.`,
    }
  return {
    ...rest,
    headline: `in month ${paybackMonth}`,
    sentence: `From then on ${own.name} has cost less in all than the cheapest API${left === null ? '' : `; at the end ${left.replace(' then', '')}`}.`,
  }
}

/** `sensitivity` null: not worked out yet. */
export const flipOrPayback = (comparison: Comparison, sensitivity: Sensitivity | null, currency: Currency): FlipOrPayback | null => {
  const flip = sensitivity === null ? null : nearestFlip(sensitivity, ({ path }) => !VOLUME.test(path))
  return flip === null || sensitivity === null ? paybackFact(comparison, currency) : flipFact(flip, sensitivity.difference)
}
