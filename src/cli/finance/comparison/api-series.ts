/** A token API over the horizon of a golden comparison: the bill of what is sent to it, staff, one-off. */
import { addUse, blendedPrices, closeBill, emptyBill, type ApiBill } from '../../../engine/api-bill.ts'
import { entryInForce, firstDayOfMonth, pathFactor } from '../../../engine/api-prices.ts'
import { batchPeakShare, peakFractions, peakShare } from '../../../engine/peak-hours.ts'
import type { TokenKind } from '../../../engine/demand.ts'
import { batchOf } from '../shapes.ts'
import { monthUses, type ApiShape, type ComparisonShape, type MonthUse } from './inputs.ts'
import { staffCost, type OptionSeries } from './series.ts'

/** An offer without the price of a kind that is used. */
export class UnknownPrice extends Error {
  constructor(readonly tokenKind: TokenKind | 'none in force') {
    super(`unknown price: ${tokenKind}`)
  }
}

const billOf = (option: ApiShape, start: string, uses: readonly MonthUse[], m: number): ApiBill => {
  const entry = entryInForce(option.entries, firstDayOfMonth(start, m))
  if (entry === null) throw new UnknownPrice('none in force')
  const peak = entry.peak ?? option.peak
  const bill = emptyBill()
  for (const use of uses) {
    const fractions = peak === undefined ? null : peakFractions(peak, peak.zone_of_windows_minus_buyer)
    const blended = blendedPrices(entry.bands, batchOf(entry.batch ?? option.batch), {
      tokens: use.tokens,
      cv: use.cv,
      batchShare: use.batchShare,
      peakShare: fractions === null ? 1 : peakShare(use.weights, fractions),
      batchPeakShare: fractions === null ? 1 : batchPeakShare(use.weights, fractions),
    })
    if (!blended.possible) throw new UnknownPrice(blended.unknown)
    addUse(bill, {
      requests: use.requests,
      tokens: use.tokens,
      prices: blended.prices,
      path: pathFactor.bare({ perYear: option.pricePath ?? 0, monthIndex: m }),
      serviceTier: option.multiplier ?? 1,
      region: 1,
      discount: option.discount ?? 0,
      callFee: option.feePerRequest ?? 0,
      storageUsd: 0,
    })
  }
  return closeBill(bill, option.commitment ?? 0, option.support ?? 0)
}

/** Share of each hour's work that goes to the API in a month [168]; null: all of it. */
export type RestOfMonth = (m: number) => Float64Array | null

const sentToApi = (use: MonthUse, rest: Float64Array | null): MonthUse => {
  if (rest === null) return use
  const weights = use.weights.map((weight, hour) => weight * rest[hour]!)
  const kept = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  return { ...use, requests: use.requests * kept, weights }
}

/** In a month in which nothing goes to the API, its commitment and staff are not charged; the one-off falls in the first month used. */
export const apiSeries = (option: ApiShape, comparison: ComparisonShape, rest: RestOfMonth = () => null): OptionSeries => {
  const { months, start, workloads } = comparison
  const tco = new Float64Array(months)
  let linesMonth0: Readonly<Record<string, number>> = {}
  let used = false
  for (let m = 0; m < months; m++) {
    const restOfMonth = rest(m)
    if (restOfMonth !== null && restOfMonth.every((share) => share === 0)) continue
    const bill = billOf(
      option,
      start,
      monthUses(workloads, m).map((use) => sentToApi(use, restOfMonth)),
      m,
    )
    const staff = staffCost(option.staff, 0, m)
    const oneOff = used ? 0 : (option.oneOff ?? 0)
    used = true
    tco[m] = bill.total + staff + oneOff
    if (m === 0) linesMonth0 = { ...bill, staff, oneOff, total: tco[0]! }
  }
  return { tco, starts: new Float64Array(months), ends: tco, valueAtEnd: 0, own: { linesMonth0 } }
}
