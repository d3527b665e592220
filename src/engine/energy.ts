/** What electricity and floor space of owned nodes cost a month (`method.md` 5 [F10]). */
import { HOURS_PER_MONTH } from '../units/unit.ts'
import { formula } from './explain.ts'

/** Energy of the month: a node draws `idle` of its maximum when idle and `load` when it works. */
export const energyUsed = formula({
  id: 'energy-used',
  title: 'Electricity of the month',
  unit: 'kWh/month',
  inputs: { maxKw: 'kW/box', nodes: 'box', idle: '1', load: '1', busy: '1', pue: '1' },
  text: 'maxKw * nodes * (idle + (load - idle) * busy) * pue * 730',
  source: 'method.md 5 [F10]',
  compute: ({ maxKw, nodes, idle, load, busy, pue }) => maxKw * nodes * (idle + (load - idle) * busy) * pue * HOURS_PER_MONTH,
})

export const energyCost = formula({
  id: 'energy-cost',
  title: 'Cost of electricity',
  unit: 'USD/month',
  inputs: { energy: 'kWh/month', price: 'USD/kWh' },
  text: 'energy * price',
  source: 'method.md 5',
  compute: ({ energy, price }) => energy * price,
})

export const colocationCost = formula({
  id: 'colocation-cost',
  title: 'Colocation by provisioned power',
  unit: 'USD/month',
  inputs: { provisionedKw: 'kW/box', nodes: 'box', price: 'USD/kW-month' },
  text: 'provisionedKw * nodes * price',
  source: 'method.md 5',
  compute: ({ provisionedKw, nodes, price }) => provisionedKw * nodes * price,
})

const MONTHS_PER_YEAR = 12

/** Maintenance and insurance: a share of the servers' price per year. */
export const yearlyShareOfServers = formula({
  id: 'yearly-share-of-servers',
  title: 'Charged as a share of the servers per year',
  unit: 'USD/month',
  inputs: { servers: 'USD', sharePerYear: '1/year' },
  text: 'servers * sharePerYear / 12',
  source: 'method.md 5',
  compute: ({ servers, sharePerYear }) => (servers * sharePerYear) / MONTHS_PER_YEAR,
})

/** What the colocation fee covers: nothing beyond space and power lines, the cooling (PUE 1), or the electricity too (energy 0). */
export type ColocationCovers = 'space' | 'cooling' | 'energy'

export const energyAndColocation = (site: {
  readonly maxKw: number
  readonly nodes: number
  readonly idle: number
  readonly load: number
  readonly busy: number
  readonly pue: number
  readonly usdPerKwh: number
  readonly provisionedKw: number
  readonly usdPerKwMonth: number
  readonly covers: ColocationCovers
}): { readonly energy: number; readonly colocation: number } => {
  const { maxKw, nodes, idle, load, busy } = site
  const energy = energyUsed.bare({ maxKw, nodes, idle, load, busy, pue: site.covers === 'cooling' ? 1 : site.pue })
  return {
    energy: site.covers === 'energy' ? 0 : energyCost.bare({ energy, price: site.usdPerKwh }),
    colocation: colocationCost.bare({ provisionedKw: site.provisionedKw, nodes, price: site.usdPerKwMonth }),
  }
}
