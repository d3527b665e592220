/** Explains the lines of an option on owned servers, and of the GPUs rented until they arrive. */
import { ownedSeries } from '../compare/owned-series.ts'
import { colocationCost, energyCost, energyUsed, yearlyShareOfServers } from '../energy.ts'
import { constant, formula, sum } from '../explain.ts'
import { committedCompute, licences, shareOfCompute } from '../rental-bill.ts'
import type { LineId, OptionResult } from '../result.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, sourcedNode, wordsNode, type Node } from './leaves.ts'
import { oneOffNode, type OneOffFields } from './one-off-nodes.ts'
import { capitalNode, electricityPriceNode, serversAliveNode, sitePriceNode } from './owned-capital-nodes.ts'
import { aliveNode, boxesOfReplicas, gpusPerNodeNode, neededNode, replicasNode, type OwnedGiven } from './owned-fleet-nodes.ts'
import { gpusOfBoxes, ownedPeopleNode, rentedPeopleNode } from './people-nodes.ts'
import { priceNode } from './rent-nodes.ts'
import { capacityNode } from './serving-nodes.ts'

const WATTS_PER_KILOWATT = 1000

export const powerOfNode = formula({
  id: 'power-of-node',
  title: 'Most that a server draws',
  unit: 'kW/box',
  inputs: { wattsPerGpu: 'W/GPU', gpusPerNode: 'GPU/box' },
  text: 'wattsPerGpu * gpusPerNode / 1000',
  source: 'method.md 5',
  compute: ({ wattsPerGpu, gpusPerNode }) => (wattsPerGpu * gpusPerNode) / WATTS_PER_KILOWATT,
})

export const provisionedPower = formula({
  id: 'provisioned-power',
  title: 'Power kept ready for a server',
  unit: 'kW/box',
  inputs: { maxKw: 'kW/box', share: '1' },
  text: 'maxKw * share',
  source: 'method.md 5',
  compute: ({ maxKw, share }) => maxKw * share,
})

const powerNode = (owned: OwnedGiven): Node<'kW/box'> => {
  const { gpu, given } = owned
  const [source = ''] = gpu.sources
  return powerOfNode.explain('Most that a server draws', {
    wattsPerGpu: sourcedNode(
      `${gpu.name}, with its part of the server`,
      'W/GPU',
      gpu.systemPowerWPerGpu ?? 0,
      { source, basis: 'quoted' },
      given.settings.catalogue,
    ),
    gpusPerNode: gpusPerNodeNode(owned),
  })
}

const energyNode = (owned: OwnedGiven, m: number): Node<'USD/month'> => {
  const { given, choice, model, gpu } = owned
  const { scenario } = given.settings
  const nodes = aliveNode(owned, m)
  const gpus = (nodes.value ?? 0) * choice.terms.gpusPerNode
  const working = choice.use.working[choice.use.months === 1 ? 0 : m]! * choice.candidate.layout.gpusPerReplica
  return energyCost.explain('Electricity', {
    energy: energyUsed.explain('Electricity drawn', {
      maxKw: powerNode(owned),
      nodes,
      idle: fieldNode('Drawn when idle', '1', scenario.idlePowerShare, 'idlePowerShare', given.basisOf),
      load: fieldNode('Drawn at work', '1', scenario.loadPowerShare, 'loadPowerShare', given.basisOf),
      busy: wordsNode(
        'Share of server time at work',
        '1',
        gpus === 0 ? 0 : working / gpus,
        'share-at-work',
        'the mean load of the week, and batch work, in GPUs that work, over all GPUs that stand',
        { capacity: capacityNode(choice, model, gpu, given) },
      ),
      pue:
        scenario.siteCovers === 'cooling'
          ? constant('Power for cooling (PUE)', '1', 1, 'Cooling is in the price of the site.')
          : fieldNode('Power for cooling (PUE)', '1', scenario.pue, 'pue', given.basisOf),
    }),
    price: electricityPriceNode(owned, m),
  })
}

const siteNode = (owned: OwnedGiven, m: number): Node<'USD/month'> => {
  const { scenario } = owned.given.settings
  return colocationCost.explain('Space and power lines', {
    provisionedKw: provisionedPower.explain('Power kept ready', {
      maxKw: powerNode(owned),
      share: fieldNode('Kept ready', '1', scenario.provisionedPowerShare, 'provisionedPowerShare', owned.given.basisOf),
    }),
    nodes: aliveNode(owned, m),
    price: sitePriceNode(owned),
  })
}

const yearlyNode = (label: string, field: 'maintenanceShare' | 'insuranceShare', owned: OwnedGiven, m: number): Node<'USD/month'> =>
  yearlyShareOfServers.explain(label, {
    servers: serversAliveNode(owned, m),
    sharePerYear: fieldNode('A year, of the servers', '1/year', owned.given.settings.scenario[field], field, owned.given.basisOf),
  })

/** Instances rented in month m, before the first servers run. */
const bridgeBoxesNode = (owned: OwnedGiven, m: number): Node<'box'> => {
  const { given, series } = owned
  const { bridge } = series
  const running = series.bridgeBoxes[m] ?? 0
  if (bridge === null || running === 0) return constant('Instances', 'box', 0, 'Nothing is rented: servers have arrived, or nothing runs.')
  const spare = fieldNode('Spare', 'replica', given.settings.scenario.spareReplicas, 'spareReplicas', given.basisOf)
  const boxes = boxesOfReplicas('Instances', replicasNode(owned, m, spare), bridgePerBox(owned), owned)
  if (boxes.value === running) return boxes
  return wordsNode('Instances', 'box', running, 'smallest-order', 'at least the smallest order of the offer', {
    needed: boxes,
    order: constant('Smallest order', 'GPU', bridge.minGpus, 'As the offer is sold.'),
  })
}

const bridgePerBox = ({ series }: OwnedGiven): Node<'GPU/box'> =>
  constant('GPUs an instance', 'GPU/box', series.bridge?.gpusPerInstance ?? 0, 'As the offer is sold.')

const bridgeNode = (owned: OwnedGiven, m: number): Node<'USD/month'> => {
  const { given, series } = owned
  const { scenario } = given.settings
  const label = 'GPUs rented until servers arrive'
  if (series.bridge === null || m >= series.bridgeBoxes.length) return constant(label, 'USD/month', 0, 'Servers have arrived.')
  const compute = committedCompute.explain('GPU rent, all hours', {
    boxes: bridgeBoxesNode(owned, m),
    gpusPerBox: bridgePerBox(owned),
    price: priceNode(series.bridge, m, owned),
  })
  const share = (words: string, field: 'rentalAdderShare' | 'rentalSupportShare'): Node<'USD/month'> =>
    shareOfCompute.explain(words, { compute, share: fieldNode('Share of the rent', '1', scenario[field], field, given.basisOf) })
  return sum(label, 'USD/month', [
    compute,
    share('Storage, egress and management', 'rentalAdderShare'),
    share('Support', 'rentalSupportShare'),
  ])
}

const OWNED_ONE_OFFS: OneOffFields = { once: 'ownedOneOffUsd', swap: 'selfHostedSwapUsd', exit: 'ownedExitUsd' }

const NOT_YET = 'Servers have not arrived yet.'

const lineOfMonth = (id: LineId, owned: OwnedGiven, m: number): Node<'USD/month'> => {
  const { given, choice } = owned
  const arrived = m >= choice.terms.leadMonths
  const boxes = (): Node<'box'> => (arrived ? aliveNode(owned, m) : bridgeBoxesNode(owned, m))
  const perBox = arrived ? gpusPerNodeNode(owned) : bridgePerBox(owned)
  if (id === 'bridge-rent') return bridgeNode(owned, m)
  if (id === 'people') return (arrived ? ownedPeopleNode : rentedPeopleNode)(boxes(), perBox, given, m)
  if (id === 'licences')
    return licences.explain('Licences', {
      gpus: gpusOfBoxes.explain('GPUs', { boxes: boxes(), gpusPerBox: perBox }),
      perGpuYear: fieldNode('Licence', 'USD/GPU-year', given.settings.scenario.licenceUsdPerGpuYear, 'licenceUsdPerGpuYear', given.basisOf),
    })
  if (id === 'one-off' || id === 'model-swap' || id === 'exit') return oneOffNode(id, OWNED_ONE_OFFS, given, m)
  if (!arrived) return constant('Not yet owned', 'USD/month', 0, NOT_YET)
  if (id === 'energy') return energyNode(owned, m)
  if (id === 'site') return siteNode(owned, m)
  if (id === 'maintenance') return yearlyNode('Maintenance', 'maintenanceShare', owned, m)
  if (id === 'insurance') return yearlyNode('Insurance and other', 'insuranceShare', owned, m)
  return capitalNode(owned, m)
}

const ownedGiven = (option: OptionResult, given: ExplanationContext): OwnedGiven | null => {
  const choice = given.ownedChoices.get(option.id)
  const model = given.settings.models.get(option.modelId)
  if (choice === undefined || model === undefined || model.architecture === null) return null
  const series = ownedSeries(choice.use, choice.candidate.layout.gpusPerReplica, choice.terms)
  if (series === null) return null
  return { given, model: { ...model, architecture: model.architecture }, gpu: choice.terms.gpu, choice, series, made: new Map() }
}

/** A function that explains any line of the option in any month; null if the option is not possible. */
export const ownedLineExplainer = (
  option: OptionResult,
  given: ExplanationContext,
): ((id: LineId, m: number) => Node<'USD/month'>) | null => {
  const owned = ownedGiven(option, given)
  return owned === null ? null : (id, m) => lineOfMonth(id, owned, m)
}

/** How the servers of an option were counted: those that stand once the first have arrived. */
export const ownedFleetNode = (option: OptionResult, given: ExplanationContext): Node<'box'> | null => {
  const owned = ownedGiven(option, given)
  return owned === null ? null : neededNode(owned, owned.choice.terms.leadMonths)
}
