/**
 * How does a comparison reach the page without holding it up? Its thousands of monthly series, most of what there is to
 * copy, travel as one array of numbers that is handed over; reading them out of it takes a tenth of the time.
 */
import type { Comparison, CostLine, OptionResult } from '../engine/result.ts'

/** `monthly`: the length of the series that stood there. */
type PostedLine = Omit<CostLine, 'monthly'> & { readonly monthly: number }
type PostedOption = Omit<OptionResult, 'monthly' | 'lines'> & { readonly monthly: number; readonly lines: readonly PostedLine[] }

export interface PostedComparison {
  readonly comparison: Omit<Comparison, 'options'> & { readonly options: readonly PostedOption[] }
  /** option by option: its own series, then those of its lines */
  readonly series: Float64Array<ArrayBuffer>
}

export const packed = (comparison: Comparison): PostedComparison => {
  const all = comparison.options.flatMap(({ monthly, lines }) => [monthly, ...lines.map((line) => line.monthly)])
  const series = new Float64Array(all.reduce((sum, { length }) => sum + length, 0))
  let from = 0
  for (const months of all) {
    series.set(months, from)
    from += months.length
  }
  const options = comparison.options.map((option): PostedOption => ({
    ...option,
    monthly: option.monthly.length,
    lines: option.lines.map((line) => ({ ...line, monthly: line.monthly.length })),
  }))
  return { comparison: { ...comparison, options }, series }
}

/** The comparison as it was before packing. The packed one is used up: its objects become those of the answer. */
export const unpacked = ({ comparison, series }: PostedComparison): Comparison => {
  let from = 0
  const read = (length: number): readonly number[] => {
    const months: number[] = []
    for (let at = from; at < from + length; at += 1) months.push(series[at]!)
    from += length
    return months
  }
  const giveBack = (posted: { readonly monthly: number }): void => void Object.assign(posted, { monthly: read(posted.monthly) })
  for (const option of comparison.options) {
    giveBack(option)
    option.lines.forEach(giveBack)
  }
  return comparison as unknown as Comparison
}
