/** Explains what bought servers cost a month: each purchase with its price, what is bought along, and what is left at the end of its life. */
import { pathFactor } from '../api-prices.ts'
import { chargeOverLife, purchaseCost, residualValue } from '../capital.ts'
import { electricityPrice, networkClass, networkShare, resaleDatum, sitePrice } from '../compare/owned-lookups.ts'
import { constant, formula, sum } from '../explain.ts'
import { discountedMonths } from '../present-value.ts'
import type { Tranche } from '../tranches.ts'
import { fieldNode, replaceable, wordsNode, type Node } from './leaves.ts'
import { boughtNode, gpusPerNodeNode, type OwnedGiven } from './owned-fleet-nodes.ts'

export const serversBought = formula({
  id: 'servers-bought',
  title: 'Price of the servers',
  unit: 'USD',
  inputs: { nodes: 'box', gpusPerNode: 'GPU/box', usdPerGpu: 'USD/GPU', path: '1' },
  text: 'nodes * gpusPerNode * usdPerGpu * path',
  source: 'method.md 5',
  compute: ({ nodes, gpusPerNode, usdPerGpu, path }) => nodes * gpusPerNode * usdPerGpu * path,
})

export const pricedKwh = formula({
  id: 'priced-kwh',
  title: 'Price of electricity after its path',
  unit: 'USD/kWh',
  inputs: { listed: 'USD/kWh', path: '1' },
  text: 'listed * path',
  source: 'method.md 8',
  compute: ({ listed, path }) => listed * path,
})

const pathNode = (label: string, field: 'purchasePricePath' | 'electricityPath', m: number, { given }: OwnedGiven): Node<'1'> =>
  pathFactor.explain(label, {
    perYear: fieldNode('Change a year', '1', given.settings.scenario[field], field, given.basisOf),
    monthIndex: constant('Months since the start', '1', m, given.settings.horizon.labels[m] ?? ''),
  })

const priceNode = ({ given, gpu, choice: { terms } }: OwnedGiven): Node<'USD/GPU'> =>
  terms.priceDatum === null
    ? fieldNode(`${gpu.name}, in a server`, 'USD/GPU', terms.usdPerGpu, `serverPrices.${gpu.id}`, given.basisOf)
    : replaceable(`${gpu.name}, in a server`, 'USD/GPU', terms.priceDatum, `serverPrices.${gpu.id}`)

/** Σ S of a purchase. */
const serversNode = (owned: OwnedGiven, { month, nodes }: Tranche): Node<'USD'> =>
  serversBought.explain('Servers', {
    nodes: boughtNode(owned, month, nodes),
    gpusPerNode: gpusPerNodeNode(owned),
    usdPerGpu: priceNode(owned),
    path: pathNode('Server prices since the start', 'purchasePricePath', month, owned),
  })

const ALONG = [
  ['storageShare', 'Storage'],
  ['sparePartsShare', 'Spare parts'],
  ['freightShare', 'Freight and installation'],
  ['dutyShare', 'Import duty'],
  ['purchaseTaxShare', 'Tax that is not refunded'],
] as const

const NETWORK_WORDS = { singleNode: 'one server', upTo8Nodes: 'up to 8 servers', over8Nodes: 'more than 8 servers' } as const

const networkNode = ({ given }: OwnedGiven, totalNodes: number): Node<'1'> => {
  const { scenario, catalogue } = given.settings
  const ofClass = networkClass(totalNodes)
  const known = networkShare(ofClass, catalogue)
  return scenario.networkShare !== null || known === null
    ? fieldNode('Network', '1', scenario.networkShare ?? 0, 'networkShare', given.basisOf)
    : replaceable(`Network, ${NETWORK_WORDS[ofClass]}`, '1', known.datum, 'networkShare')
}

const residualShareNode = ({ given, choice: { terms } }: OwnedGiven): Node<'1'> => {
  const { scenario, catalogue } = given.settings
  const label = 'Value at the end of life'
  if (scenario.residualShare !== null) return fieldNode(label, '1', scenario.residualShare, 'residualShare', given.basisOf)
  const datum = resaleDatum(scenario.lifeMonths, catalogue)
  if (datum !== null && datum.value === terms.residualShare) return replaceable(label, '1', datum, 'residualShare')
  return wordsNode(label, '1', terms.residualShare, 'resale-curve', 'straight lines between whole years, nothing after year six', {
    life: fieldNode('Servers serve for', 'month', scenario.lifeMonths, 'lifeMonths', given.basisOf),
    ...(datum === null ? {} : { nextYear: replaceable('Value at the end of that year', '1', datum, 'residualShare') }),
  })
}

/** K of one purchase. */
const chargeNode = (owned: OwnedGiven, tranche: Tranche): Node<'USD/month'> => {
  const { given } = owned
  const { scenario, horizon } = given.settings
  const servers = serversNode(owned, tranche)
  const rate = fieldNode('Discount rate a year', '1', scenario.discountRate, 'discountRate', given.basisOf)
  const life = fieldNode('Servers serve for', 'month', scenario.lifeMonths, 'lifeMonths', given.basisOf)
  const total = owned.series.ownership.tranches.reduce(
    (nodes, { month, nodes: more }) => (month <= tranche.month && tranche.month < month + scenario.lifeMonths ? nodes + more : nodes),
    0,
  )
  return chargeOverLife.explain(`Bought for ${horizon.labels[tranche.month] ?? ''}`, {
    cost: purchaseCost.explain('With what is bought along', {
      servers,
      uplift: sum('Bought along, as a share of servers', '1', [
        networkNode(owned, total),
        ...ALONG.map(([field, label]) => fieldNode(label, '1', scenario[field], field, given.basisOf)),
      ]),
    }),
    residual: residualValue.explain('Sold for at the end of life', {
      servers,
      residualShare: residualShareNode(owned),
      decommissionShare: fieldNode('Taking servers down', '1', scenario.decommissionShare, 'decommissionShare', given.basisOf),
    }),
    endFactor: wordsNode(
      'Worth of a USD at the end of life',
      '1',
      (1 + horizon.monthlyRate) ** -scenario.lifeMonths,
      'end-factor',
      '1 ÷ (1 + i)^life with i = (1 + rate)^(1/12) − 1 a month',
      { rate, life },
    ),
    discountedMonths: wordsNode(
      'Discounted months of life',
      'month',
      discountedMonths(horizon.monthlyRate, scenario.lifeMonths),
      'discounted-life',
      'the sum of 1 ÷ (1 + i)^month over the life: what one USD a month is worth at purchase',
      { rate, life },
    ),
  })
}

const aliveIn = ({ given, series }: OwnedGiven, m: number): Tranche[] =>
  series.ownership.tranches.filter(({ month }) => month <= m && m < month + given.settings.scenario.lifeMonths)

export const capitalNode = (owned: OwnedGiven, m: number): Node<'USD/month'> => {
  const charges = aliveIn(owned, m).map((tranche) => chargeNode(owned, tranche))
  return charges.length === 1 ? { ...charges[0]!, label: 'Capital' } : sum('Capital', 'USD/month', charges)
}

/** The price of all servers that stand in month m. */
export const serversAliveNode = (owned: OwnedGiven, m: number): Node<'USD'> => {
  const servers = aliveIn(owned, m).map((tranche) => serversNode(owned, tranche))
  return servers.length === 1 ? servers[0]! : sum('Servers', 'USD', servers)
}

export const sitePriceNode = ({ given, choice: { terms } }: OwnedGiven): Node<'USD/kW-month'> => {
  const { scenario, catalogue } = given.settings
  const known = sitePrice(scenario, catalogue)
  const label = scenario.site === 'colocation' ? 'Colocation' : 'Own room'
  return scenario.siteUsdPerKwMonth !== null || known === null
    ? fieldNode(label, 'USD/kW-month', terms.usdPerKwMonth, 'siteUsdPerKwMonth', given.basisOf)
    : replaceable(label, 'USD/kW-month', known.datum, 'siteUsdPerKwMonth')
}

export const electricityPriceNode = (owned: OwnedGiven, m: number): Node<'USD/kWh'> => {
  const { given, choice } = owned
  const { scenario, catalogue } = given.settings
  const known = electricityPrice(scenario.place, catalogue)
  const listed =
    scenario.electricityUsdPerKwh !== null || known === null
      ? fieldNode('Electricity', 'USD/kWh', choice.terms.usdPerKwh, 'electricityUsdPerKwh', given.basisOf)
      : replaceable('Electricity', 'USD/kWh', known.datum, 'electricityUsdPerKwh')
  return pricedKwh.explain('Price of electricity', { listed, path: pathNode('Electricity since the start', 'electricityPath', m, owned) })
}
