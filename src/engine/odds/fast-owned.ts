/**
 * What bought servers cost in a draw, in a few dozen sums, for demand that is the same every month. Gives the same as pricing anew
 * (`tests/properties/odds.test.ts`).
 */
import type { Options } from '../compare/compare.ts'
import { isSwapMonth } from '../compare/one-off-lines.ts'
import { cheapestBridge } from '../compare/owned-cost.ts'
import type { OwnedChoice } from '../compare/owned-search.ts'
import { boxesFor } from '../instances.ts'
import { ceiling, replicasFor, STANDARD_HEADROOM } from '../replicas.ts'
import { HOURS_PER_MONTH, HOURS_PER_WEEK, MONTHS_PER_YEAR } from '../../units/unit.ts'
import { onceReader, type DrawState } from './draw-state.ts'
import { loadScale } from './fast-load.ts'
import { peopleReader } from './fast-people.ts'
import type { FastCost } from './fast-rented.ts'
import type { Carried, CarriedIn } from './layout-surface.ts'

const NOT_POSSIBLE = Number.POSITIVE_INFINITY

const perMonthOf = (perYear: number): number => (1 + perYear) ** (1 / MONTHS_PER_YEAR)

/** Null: something is drawn, or set, that this does not work out. */
export const fastOwned = (choice: OwnedChoice, all: Options, state: DrawState, carried: CarriedIn): FastCost | null => {
  const { settings, context } = all
  const { scenario, horizon } = settings
  const { terms, candidate } = choice
  const scale = loadScale(all, state)
  // the charge of capital and the length of its life go by the rate
  if (scale === null || state.isDrawn('discountRate')) return null
  const { weights, leadMonths, gpusPerNode } = terms
  const { gpusPerReplica } = candidate.layout
  const { months, weight } = horizon
  const month = context.demand.load.months[0]!
  const bridge = leadMonths === 0 ? null : cheapestBridge(choice.use, gpusPerReplica, terms)
  if (leadMonths > 0 && bridge === null) return null
  const number = (path: keyof typeof scenario, typical = scenario[path]): (() => number) => state.reader(path, typical as number)

  // capital: prices of the months in which a fleet that never changes is bought and renewed
  const purchases: { readonly month: number; readonly alive: number }[] = []
  for (let m = leadMonths; m < months; m += scenario.lifeMonths) {
    let alive = 0
    for (let t = m; t < Math.min(months, m + scenario.lifeMonths); t++) alive += weight[t]!
    purchases.push({ month: m, alive })
  }
  const purchasePath = number('purchasePricePath')
  const boughtOf = (): number => {
    const perMonth = perMonthOf(purchasePath())
    let usd = 0
    for (let at = 0; at < purchases.length; at++) usd += perMonth ** purchases[at]!.month * purchases[at]!.alive
    return usd
  }
  const pathDrawn = state.isDrawn('purchasePricePath')
  const boughtTypical = boughtOf()
  const serverPrice = state.reader(`serverPrices.${terms.gpu.id}`, terms.usdPerGpu)
  const shares = (['storageShare', 'sparePartsShare', 'freightShare', 'dutyShare', 'purchaseTaxShare'] as const).map((path) => number(path))
  const typicalShares =
    scenario.storageShare + scenario.sparePartsShare + scenario.freightShare + scenario.dutyShare + scenario.purchaseTaxShare
  const network = state.isDrawn('networkShare') ? number('networkShare', 0) : null
  const residual = number('residualShare', terms.residualShare)
  const decommission = number('decommissionShare')
  const maintenance = number('maintenanceShare')
  const insurance = number('insuranceShare')

  // power, space and people from the first month with servers on
  let present = 0
  for (let m = leadMonths; m < months; m++) present += weight[m]!
  const electricityPath = number('electricityPath')
  const poweredOf = (): number => {
    const perMonth = perMonthOf(electricityPath())
    let factor = perMonth ** leadMonths
    let usd = 0
    for (let m = leadMonths; m < months; m++) {
      usd += weight[m]! * factor
      factor *= perMonth
    }
    return usd
  }
  const powerDrawn = state.isDrawn('electricityPath')
  const poweredTypical = poweredOf()
  const usdPerKwh = number('electricityUsdPerKwh', terms.usdPerKwh)
  const pue = number('pue')
  const paysPue = scenario.siteCovers !== 'cooling'
  const idlePower = number('idlePowerShare')
  const loadPower = number('loadPowerShare')
  const provisioned = number('provisionedPowerShare')
  const usdPerKwMonth = number('siteUsdPerKwMonth', terms.usdPerKwMonth)
  const licence = number('licenceUsdPerGpuYear')
  const people = peopleReader(
    { base: 'ownedFteBase', perNode: 'ownedFtePerNode' },
    { base: scenario.ownedFteBase, perNode: scenario.ownedFtePerNode, elasticity: scenario.fteElasticity },
    state,
  )
  const once = onceReader(
    { once: 'ownedOneOffUsd', swap: 'selfHostedSwapUsd', exit: 'ownedExitUsd' },
    terms.oneOffs,
    horizon.labels.flatMap((_, m) => (isSwapMonth(m, scenario.swapEveryMonths) ? [m] : [])),
    state,
  )
  const rentingPeople = peopleReader(
    { base: 'rentedFteBase', perNode: 'rentedFtePerNode' },
    { base: scenario.rentedFteBase, perNode: scenario.rentedFtePerNode, elasticity: scenario.fteElasticity },
    state,
  )
  const adder = number('rentalAdderShare')
  const support = number('rentalSupportShare')
  const season = number('seasonalFactor')
  const { z, idc } = STANDARD_HEADROOM
  const now: Carried = { concurrency: 1, tpotSeconds: 1 }
  const bridged = (replicas: number): number => {
    if (bridge === null || replicas === 0) return 0
    const { gpusPerInstance, minGpus, usdPerGpuHour } = bridge.offer
    const boxes = Math.max(ceiling(minGpus / gpusPerInstance), boxesFor(replicas + scenario.spareReplicas, gpusPerReplica, gpusPerInstance))
    const gpus = boxes * gpusPerInstance
    let hours = 0
    let share = 0
    let wages = 0
    for (let m = 0; m < leadMonths; m++) {
      hours += weight[m]! * state.gpuPath[m]!
      share += weight[m]!
      wages += weight[m]! * state.person[m]!
    }
    return (
      gpus * usdPerGpuHour * HOURS_PER_MONTH * (1 + adder() + support()) * hours +
      ((gpus * licence()) / MONTHS_PER_YEAR) * share +
      rentingPeople(gpus) * wages
    )
  }
  return () => {
    if (!carried(state.draw, now)) return NOT_POSSIBLE
    const volume = scale()
    const peak = month.peak * volume * season()
    const needed = replicasFor(peak * now.tpotSeconds, now.concurrency, z, idc)
    const replicas = needed === 0 && scenario.minReplicas === 0 ? 0 : Math.max(scenario.minReplicas, needed)
    const working = (month.sum * volume * now.tpotSeconds) / now.concurrency / HOURS_PER_WEEK
    const nodes = replicas === 0 ? 0 : boxesFor(replicas, gpusPerReplica, gpusPerNode) + scenario.spareNodes
    let uplift = network === null ? terms.uplift(nodes) - typicalShares : network()
    for (let at = 0; at < shares.length; at++) uplift += shares[at]!()
    const servers =
      (1 + uplift) * weights.chargePerCost -
      (residual() - decommission()) * weights.chargePerResidual +
      (maintenance() + insurance()) / MONTHS_PER_YEAR
    const capital = serverPrice() * gpusPerNode * (pathDrawn ? boughtOf() : boughtTypical) * servers
    const kwh = terms.maxKw * HOURS_PER_MONTH * (paysPue ? pue() : 1)
    const power = usdPerKwh() * (powerDrawn ? poweredOf() : poweredTypical) * kwh
    const space = terms.maxKw * provisioned() * usdPerKwMonth() + (gpusPerNode * licence()) / MONTHS_PER_YEAR
    let wages = 0
    for (let m = leadMonths; m < months; m++) wages += weight[m]! * state.person[m]!
    return (
      once() +
      nodes * (capital + present * space + power * idlePower()) +
      ((working * gpusPerReplica) / gpusPerNode) * power * (loadPower() - idlePower()) +
      people(nodes * gpusPerNode) * wages +
      bridged(replicas)
    )
  }
}
