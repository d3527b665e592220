/** What is bought when, what each purchase costs a month, and what is left at the end of the horizon (`method.md` 5 and 8 [F6, F18]). */
import { pathFactor } from './api-prices.ts'
import { capitalCharge, purchaseCost, residualValue, valueNotRecovered } from './capital.ts'

export interface Purchase {
  readonly usdPerNode: number
  /** of the price, per year */
  readonly pricePath: number
  /** network, storage, spares, freight, duty, tax as a share of servers; a function where it goes by all nodes after the purchase [F18] */
  readonly uplift: number | ((totalNodes: number) => number)
  readonly residualShare: number
  readonly decommissionShare: number
  readonly lifeMonths: number
}

export interface Tranche {
  readonly month: number
  readonly nodes: number
  /** S, C, R [USD] and K [USD/month] */
  readonly servers: number
  readonly cost: number
  readonly residual: number
  readonly charge: number
}

export interface Ownership {
  readonly tranches: readonly Tranche[]
  /** nodes alive in each month */
  readonly alive: Float64Array
  /** Σ S of the nodes alive [USD] */
  readonly serversAlive: Float64Array
  /** Σ K [USD/month] */
  readonly charges: Float64Array
  /** paid at the start of each month */
  readonly purchases: Float64Array
  /** received at the end of a tranche's last month */
  readonly residuals: Float64Array
  /** U of what is alive at the end of the horizon */
  readonly valueAtEnd: number
}

/** At the start of month m buys max(0, need(m) − nodes alive); past its life a tranche is gone, a smaller need is not refreshed. */
export const ownershipOf = (need: ArrayLike<number>, purchase: Purchase, monthlyRate: number): Ownership => {
  const months = need.length
  const { lifeMonths } = purchase
  const tranches: Tranche[] = []
  const alive = new Float64Array(months)
  const serversAlive = new Float64Array(months)
  const charges = new Float64Array(months)
  const purchases = new Float64Array(months)
  const residuals = new Float64Array(months)
  let valueAtEnd = 0
  for (let m = 0; m < months; m++) {
    const nodes = need[m]! - alive[m]!
    if (nodes <= 0) continue
    const servers = nodes * purchase.usdPerNode * pathFactor.bare({ perYear: purchase.pricePath, monthIndex: m })
    const uplift = typeof purchase.uplift === 'number' ? purchase.uplift : purchase.uplift(need[m]!)
    const cost = purchaseCost.bare({ servers, uplift })
    const { residualShare, decommissionShare } = purchase
    const residual = residualValue.bare({ servers, residualShare, decommissionShare })
    const charge = capitalCharge(cost, residual, monthlyRate, lifeMonths)
    tranches.push({ month: m, nodes, servers, cost, residual, charge })
    purchases[m]! += cost
    for (let t = m; t < Math.min(months, m + lifeMonths); t++) {
      alive[t]! += nodes
      serversAlive[t]! += servers
      charges[t]! += charge
    }
    if (m + lifeMonths <= months) residuals[m + lifeMonths - 1]! += residual
    else valueAtEnd += valueNotRecovered(cost, charge, monthlyRate, months - m)
  }
  return { tranches, alive, serversAlive, charges, purchases, residuals, valueAtEnd }
}
