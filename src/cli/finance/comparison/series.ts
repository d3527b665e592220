/** What an option comes to over the horizon: monthly TCO, cash, value left; and the figures a golden comparison reports of it. */
import { pathFactor } from '../../../engine/api-prices.ts'
import { peopleCost, peopleNeeded } from '../../../engine/people.ts'
import { discountedMonths, levelised, presentValue, presentValueOfFlows } from '../../../engine/present-value.ts'
import type { StaffShape } from './inputs.ts'

export interface OptionSeries {
  readonly tco: Float64Array
  /** purchases at month starts */
  readonly starts: Float64Array
  /** operating lines less residuals at month ends */
  readonly ends: Float64Array
  readonly valueAtEnd: number
  /** figures of this kind of option alone */
  readonly own: Readonly<Record<string, unknown>>
}

export const staffCost = (staff: StaffShape | null, boxes: number, m: number): number =>
  staff === null
    ? 0
    : peopleCost.bare({
        people: peopleNeeded(staff.base, staff.perNode ?? 0, boxes, staff.elasticity ?? 0),
        annual: staff.annual,
        wagePath: pathFactor.bare({ perYear: staff.wageGrowth, monthIndex: m }),
        share: staff.share,
      })

export const levelisedOf = (series: OptionSeries, rate: number): number =>
  levelised.bare({ presentValue: presentValueOfFlows(series.tco, rate), discountedMonths: discountedMonths(rate, series.tco.length) })

/** Cash of each month: purchases and end flows, without the value left. */
export const cashOf = (series: OptionSeries): Float64Array => series.ends.map((flow, m) => flow + series.starts[m]!)

export const added = (a: OptionSeries, b: OptionSeries): OptionSeries => ({
  tco: a.tco.map((value, m) => value + b.tco[m]!),
  starts: a.starts.map((value, m) => value + b.starts[m]!),
  ends: a.ends.map((value, m) => value + b.ends[m]!),
  valueAtEnd: a.valueAtEnd + b.valueAtEnd,
  own: {},
})

export const reported = (series: OptionSeries, rate: number) => {
  const months = series.tco.length
  const at = [0, Math.floor(months / 2), months - 1]
  let running = 0
  const cumulative = cashOf(series).map((cash) => (running += cash))
  return {
    levelised: levelisedOf(series, rate),
    pv: presentValueOfFlows(series.tco, rate),
    pvCash: presentValue(series, rate, months),
    tco: at.map((m) => series.tco[m]),
    tcoSum: series.tco.reduce((sum, value) => sum + value, 0),
    cumulativeCash: at.map((m) => cumulative[m]),
    U: series.valueAtEnd,
    ...series.own,
  }
}
