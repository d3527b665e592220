/** Is a company over a threshold of a licence? */
import type { LicenceThreshold } from '../../catalogue/rules-schema.ts'
import type { CompanyFacts } from './rule-facts.ts'

export type Reach = 'below' | 'over' | 'unknown'

const MONTHS_PER_YEAR = 12

/** What is known of an amount: it is at least `low` and at most `high`; null: no bound known. */
interface Known {
  readonly low: number | null
  readonly high: number | null
}

const exactly = (value: number | null): Known => ({ low: value, high: value })
const perMonth = ({ low, high }: Known): Known => ({
  low: low === null ? null : low / MONTHS_PER_YEAR,
  high: high === null ? null : high / MONTHS_PER_YEAR,
})

/** A product earns no more than its company. */
const productRevenue = ({ productRevenueUsdPerYear, revenueUsdPerYear }: CompanyFacts): Known =>
  productRevenueUsdPerYear === null ? { low: null, high: revenueUsdPerYear } : exactly(productRevenueUsdPerYear)

const amount = (measure: LicenceThreshold['measure'], company: CompanyFacts): Known => {
  switch (measure) {
    case 'company-revenue-year':
      return exactly(company.revenueUsdPerYear)
    case 'company-revenue-month':
      return perMonth(exactly(company.revenueUsdPerYear))
    case 'product-revenue-year':
      return productRevenue(company)
    case 'product-revenue-month':
      return perMonth(productRevenue(company))
    case 'monthly-users':
      return exactly(company.monthlyUsers)
    case 'any-commercial-use':
      return exactly(Infinity)
  }
}

/** Strictly more than the line is over it. Monthly revenue is a twelfth of the year's. */
export const reachOf = ({ measure, over }: LicenceThreshold, company: CompanyFacts): Reach => {
  const { low, high } = amount(measure, company)
  if (low !== null && low > over) return 'over'
  return high !== null && high <= over ? 'below' : 'unknown'
}
