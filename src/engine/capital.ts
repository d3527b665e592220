/** What owning hardware costs a month, and what value is left in it (`method.md` 5 [F11]). */
import { formula } from './explain.ts'

/** Purchase with everything bought along: S·(1 + network + storage + spares + freight + duty + tax). */
export const purchaseCost = formula({
  id: 'purchase-cost',
  title: 'Purchase with network, storage, spares, freight, duty and tax',
  unit: 'USD',
  inputs: { servers: 'USD', uplift: '1' },
  text: 'servers * (1 + uplift)',
  source: 'method.md 5',
  compute: ({ servers, uplift }) => servers * (1 + uplift),
})

export const residualValue = formula({
  id: 'residual-value',
  title: 'Value at the end of life, less decommissioning',
  unit: 'USD',
  inputs: { servers: 'USD', residualShare: '1', decommissionShare: '1' },
  text: '(residualShare - decommissionShare) * servers',
  source: 'method.md 5 [F11]',
  compute: ({ servers, residualShare, decommissionShare }) => (residualShare - decommissionShare) * servers,
})

/** K over the life of a purchase: the discounted months are (1 − (1+i)^−L) ÷ i, L at a rate of 0. */
export const chargeOverLife = formula({
  id: 'capital-charge',
  title: 'Capital charge',
  unit: 'USD/month',
  inputs: { cost: 'USD', residual: 'USD', endFactor: '1', discountedMonths: 'month' },
  text: '(cost - residual * endFactor) / discountedMonths',
  source: 'method.md 5 [F11]',
  compute: ({ cost, residual, endFactor, discountedMonths }) => (cost - residual * endFactor) / discountedMonths,
})

/**
 * K = (C − R·(1+i)^−L)·i ÷ (1 − (1+i)^−L), paid at month ends; (C−R)/L at a rate of 0. USD per month. Written with expm1 and log1p, so that it
 * holds its digits as the rate nears 0.
 */
export const capitalCharge = (cost: number, residual: number, rate: number, lifeMonths: number): number => {
  const lost = -Math.expm1(-lifeMonths * Math.log1p(rate))
  const discountedMonths = rate === 0 ? lifeMonths : lost / rate
  return chargeOverLife.bare({ cost, residual, endFactor: 1 - lost, discountedMonths })
}

/** U(a) = C·(1+i)^a − K·((1+i)^a − 1)/i: value not recovered after a months; C − a·K at a rate of 0. */
export const valueNotRecovered = (cost: number, charge: number, rate: number, months: number): number => {
  if (rate === 0) return cost - months * charge
  const growth = Math.expm1(months * Math.log1p(rate))
  return cost * (1 + growth) - (charge * growth) / rate
}
