/**
 * The horizon of a comparison as plain factors: month labels, discount factors, growth and price paths, and the weight
 * that turns a monthly series into its levelised amount (`method.md` 8).
 */
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import type { Scenario } from '../../scenario/schema.ts'

export interface Horizon {
  readonly months: number
  /** YYYY-MM, one per month */
  readonly labels: readonly string[]
  /** effective monthly rate i = (1+r)^(1/12) − 1 */
  readonly monthlyRate: number
  /** d^(m+1): what a flow at the end of month m is worth today */
  readonly discount: readonly number[]
  /** share of month m in the levelised amount; the weights sum to 1 */
  readonly weight: readonly number[]
}

const DECIMAL = 10
const pad = (value: number): string => (value < DECIMAL ? `0${value}` : String(value))

/** Labels of `months` months from `start` (YYYY-MM). */
export const monthLabels = (start: string, months: number): string[] => {
  const [year, month] = start.split('-').map(Number) as [number, number]
  return Array.from({ length: months }, (_, index) => {
    const ordinal = year * MONTHS_PER_YEAR + (month - 1) + index
    return `${Math.floor(ordinal / MONTHS_PER_YEAR)}-${pad((ordinal % MONTHS_PER_YEAR) + 1)}`
  })
}

/** The horizon of a scenario. Levelised amount = Σ weight·flow = PV·i ÷ (1 − (1+i)^−N), PV/N for i = 0. */
export const horizonOf = (scenario: Scenario): Horizon => {
  const monthlyRate = (1 + scenario.discountRate) ** (1 / MONTHS_PER_YEAR) - 1
  const d = 1 / (1 + monthlyRate)
  const discount: number[] = []
  let factor = 1
  let total = 0
  for (let m = 0; m < scenario.months; m++) {
    factor *= d
    discount.push(factor)
    total += factor
  }
  return {
    months: scenario.months,
    labels: monthLabels(scenario.startMonth, scenario.months),
    monthlyRate,
    discount,
    weight: discount.map((value) => value / total),
  }
}

/** (1+a)^(m/12) for each month, a per year. */
export const yearlyPath = (perYear: number, months: number): number[] =>
  Array.from({ length: months }, (_, m) => (1 + perYear) ** (m / MONTHS_PER_YEAR))

/** Σ weight·series: the constant monthly amount with the same present value. */
export const levelise = (series: ArrayLike<number>, horizon: Horizon): number => {
  let total = 0
  for (let m = 0; m < horizon.months; m++) total += horizon.weight[m]! * series[m]!
  return total
}
