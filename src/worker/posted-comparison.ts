/**
 * How does a comparison reach the page without holding it up? Its thousands of monthly series and cost lines, most of what there is to copy,
 * travel as arrays of numbers that are handed over, each series once however many options share it; reading them out takes a tenth of the
 * time.
 */
import type { Comparison, CostLine, OptionResult } from '../engine/result.ts'

type Series = readonly number[]

/** A number stands for a series: its place among them. `lines`: how many. */
type PostedOption = Omit<OptionResult, 'monthly' | 'cash' | 'profitAndLoss' | 'lines'> &
  Readonly<Record<'monthly' | 'cash' | 'profitAndLoss' | 'lines', number>>

type LineKind = Pick<CostLine, 'id' | 'group'>

export interface PostedComparison {
  readonly comparison: Omit<Comparison, 'options'> & { readonly options: readonly PostedOption[] }
  /** one after the other */
  readonly series: Float64Array<ArrayBuffer>
  /** of each of them */
  readonly lengths: Int32Array<ArrayBuffer>
  /** option by option, of each line: its kind, its series and its levelised amount */
  readonly lines: Float64Array<ArrayBuffer>
  readonly kinds: readonly LineKind[]
}

/** What is handed over instead of copied. */
export const buffersOf = ({ series, lengths, lines }: PostedComparison): ArrayBuffer[] => [series.buffer, lengths.buffer, lines.buffer]

const OF_LINE = 3

export const packed = (comparison: Comparison): PostedComparison => {
  const places = new Map<Series, number>()
  const place = (months: Series): number => {
    const known = places.get(months)
    if (known !== undefined) return known
    places.set(months, places.size)
    return places.size - 1
  }
  const kinds: LineKind[] = []
  const kindOf = ({ id, group }: LineKind): number => {
    const known = kinds.findIndex((kind) => kind.id === id && kind.group === group)
    return known < 0 ? kinds.push({ id, group }) - 1 : known
  }
  const lines = new Float64Array(OF_LINE * comparison.options.reduce((sum, option) => sum + option.lines.length, 0))
  let at = 0
  const options = comparison.options.map((option): PostedOption => {
    for (const line of option.lines) {
      lines[at++] = kindOf(line)
      lines[at++] = place(line.monthly)
      lines[at++] = line.levelised
    }
    return {
      ...option,
      monthly: place(option.monthly),
      cash: place(option.cash),
      profitAndLoss: place(option.profitAndLoss),
      lines: option.lines.length,
    }
  })
  const all = [...places.keys()]
  const series = new Float64Array(all.reduce((sum, { length }) => sum + length, 0))
  let from = 0
  for (const months of all) {
    series.set(months, from)
    from += months.length
  }
  return { comparison: { ...comparison, options }, series, lengths: Int32Array.from(all, ({ length }) => length), lines, kinds }
}

/** An option whose numbers are being read. */
type Unpacking = { -readonly [K in keyof OptionResult]: OptionResult[K] }

/** The comparison as it was before packing. The packed one is used up: its objects become those of the answer. */
export const unpacked = ({ comparison, series, lengths, lines, kinds }: PostedComparison): Comparison => {
  let from = 0
  const all = Array.from(lengths, (length): Series => {
    const months: number[] = []
    for (let m = from; m < from + length; m += 1) months.push(series[m]!)
    from += length
    return months
  })
  let at = 0
  for (const posted of comparison.options) {
    const option = posted as unknown as Unpacking
    option.monthly = all[posted.monthly]!
    option.cash = all[posted.cash]!
    option.profitAndLoss = all[posted.profitAndLoss]!
    option.lines = Array.from({ length: posted.lines }, (): CostLine => {
      const { id, group } = kinds[lines[at++]!]!
      return { id, group, monthly: all[lines[at++]!]!, levelised: lines[at++]! }
    })
  }
  return comparison as unknown as Comparison
}
