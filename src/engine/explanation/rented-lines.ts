/** Explains the lines of a rented option: replicas from the load of the peak hour, instances, hours, price, people. */
import type { Architecture, Model } from '../../catalogue/schema.ts'
import { replicasOf, type FleetSizes } from '../compare/fleet-steps.ts'
import { planFleet } from '../compare/rent-series.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import { sizesOf } from '../compare/rented-option.ts'
import { constant, formula, sum } from '../explain.ts'
import { boxesPerReplica, packedBoxes, replicasPerBox, spanningBoxes } from '../instances.ts'
import { licences, shareOfCompute } from '../rental-bill.ts'
import { replicasNeeded, STANDARD_HEADROOM } from '../replicas.ts'
import type { LineId, OptionResult } from '../result.ts'
import { arrivalRate, sequencesDecoding, tpotAtSpeed } from '../week.ts'
import { generatedNode, requestsNode } from './demand-nodes.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, wordsNode, type Node } from './leaves.ts'
import { oneOffNode, type OneOffFields } from './one-off-nodes.ts'
import { rentedPeopleNode } from './people-nodes.ts'
import { rentNode, tailNode, type RentGiven } from './rent-nodes.ts'
import { capacityNode } from './serving-nodes.ts'

export const fleetReplicas = formula({
  id: 'fleet-replicas',
  title: 'Replicas with spare',
  unit: 'replica',
  inputs: { minimum: 'replica', peak: 'replica', spare: 'replica' },
  text: 'max(minimum, peak) + spare',
  source: 'method.md 3 [F9]',
  compute: ({ minimum, peak, spare }) => Math.max(minimum, peak) + spare,
})

export const seasonalLoad = formula({
  id: 'seasonal-load',
  title: 'Load of the worst week’s peak hour',
  unit: 'sequence',
  inputs: { typical: 'sequence', season: '1' },
  text: 'typical * season',
  source: 'method.md 3',
  compute: ({ typical, season }) => typical * season,
})

interface RentedGiven extends RentGiven {
  readonly model: Model & { readonly architecture: Architecture }
  readonly sizes: FleetSizes
}

/** Whose load is explained. */
export interface LoadGiven {
  readonly given: ExplanationContext
  readonly choice: Pick<RentedChoice, 'candidate' | 'policy'>
}

/** Index of a month among those that differ. */
const monthOf = ({ sizes }: RentedGiven, m: number): number => (sizes.months === 1 ? 0 : m)

const peakHour = (hours: Float64Array): number => hours.reduce((best, load, hour) => (load > hours[best]! ? hour : best), 0)

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const HOURS_PER_DAY = 24

const hourWords = (hour: number): string => `${DAYS[Math.floor(hour / HOURS_PER_DAY)] ?? ''} ${hour % HOURS_PER_DAY}:00`

/** Mean time per token at capacity, at the speed the buyer gave. */
const tpotAtCapacity = (tpotSeconds: number, { settings: { scenario }, basisOf }: LoadGiven['given']): Node<'sequence-s/token'> => {
  const modelled = constant(
    'Time per output token at capacity',
    'sequence-s/token',
    tpotSeconds * scenario.speedFactor,
    'Mean, with as many requests at once as the targets allow.',
  )
  if (scenario.speedFactor === 1) return modelled
  return tpotAtSpeed.explain('Time per output token at your speed', {
    modelled,
    speed: fieldNode('Speed against the model', '1', scenario.speedFactor, 'speedFactor', basisOf),
  })
}

/** Requests decoding in the busiest hour of month m. */
export const loadNode = (rented: LoadGiven, m: number): Node<'sequence'> => {
  const { given, choice } = rented
  const { scenario, profiles } = given.settings
  const month = given.context.demand.load.months[m]!
  const hour = peakHour(month.hours)
  const loads = scenario.workloads.map((workload, index) => {
    const profile = profiles[index]!
    return sequencesDecoding.explain(workload.name, {
      arrivals: arrivalRate.explain(`Requests a second, ${hourWords(hour)}`, {
        requests: requestsNode(given, index, m),
        batchShare: fieldNode('Share that may wait', '1', workload.batchShare, `workloads.${index}.batchShare`, given.basisOf),
        weight: {
          label: `Weight of ${hourWords(hour)}, ${profile.name}`,
          value: given.settings.weeks[index]![hour]!,
          unit: '1',
          origin: { kind: 'input', field: `workloads.${index}.profile`, basis: profile.basis, source: profile.sources[0] ?? null },
        },
      }),
      scatter: {
        label: 'Scatter of the rate within the hour',
        value: profile.relSdOfRate1min,
        unit: '1',
        origin: { kind: 'input', field: `workloads.${index}.profile`, basis: profile.basis, source: profile.sources[0] ?? null },
      },
      output: generatedNode(given, index),
      tpot: tpotAtCapacity(choice.candidate.capacity.tpotSeconds, given),
    })
  })
  const typical = loads.length === 1 ? loads[0]! : sum('Requests decoding in the peak hour', 'sequence', loads)
  if (choice.policy !== 'always-on' && choice.policy !== 'working-hours') return typical
  return seasonalLoad.explain('Requests decoding at the worst peak', {
    typical,
    season: fieldNode('Worst week ÷ typical week', '1', scenario.seasonalFactor, 'seasonalFactor', given.basisOf),
  })
}

const replicasNode = (rented: RentedGiven, m: number): Node<'replica'> => {
  const { given, choice, model, gpu } = rented
  const { scenario } = given.settings
  if (given.kept !== undefined) {
    const stands = choice.policy !== 'to-zero' && given.context.demand.load.months[m]!.peak > 0
    const spare = stands
      ? fieldNode('Spare', 'replica', scenario.spareReplicas, 'spareReplicas', given.basisOf)
      : constant('Spare', 'replica', 0, 'Spare replicas stand by for interactive work that never stops.')
    return given.kept(m, { load: loadNode(rented, m), capacity: capacityNode(choice, model, gpu, given) }, spare)
  }
  if ((given.context.demand.batch !== null && choice.spot === null) || choice.policy === 'to-zero')
    return wordsNode(
      'Replicas at the peak',
      'replica',
      replicasOf(choice.months[monthOf(rented, m)]!).peak,
      'fleet-week',
      'interactive work hour by hour, batch work in the idle hours, then whole replicas',
      {
        load: loadNode(rented, m),
        capacity: capacityNode(choice, model, gpu, given),
      },
    )
  const peak = replicasNeeded.explain('Replicas of the peak hour', {
    load: loadNode(rented, m),
    z: constant('Headroom', '1', STANDARD_HEADROOM.z, 'Standard deviations of the number of requests in flight (method.md 3).'),
    idc: constant('Burstiness', 'sequence', STANDARD_HEADROOM.idc, 'Many independent users arrive as a Poisson process.'),
    capacity: capacityNode(choice, model, gpu, given),
  })
  return fleetReplicas.explain('Replicas at the peak', {
    minimum: fieldNode('At least', 'replica', scenario.minReplicas, 'minReplicas', given.basisOf),
    peak,
    spare: fieldNode('Spare', 'replica', scenario.spareReplicas, 'spareReplicas', given.basisOf),
  })
}

const boxesNode = (rented: RentedGiven, m: number): Node<'box'> => {
  const { choice, sizes } = rented
  const { layout, capacity } = choice.candidate
  const { gpusPerInstance } = choice.card
  const running = sizes.boxes[monthOf(rented, m)]!
  const replicas = replicasNode(rented, m)
  const perReplica: Node<'GPU/replica'> = {
    label: 'GPUs a replica',
    value: layout.gpusPerReplica,
    unit: 'GPU/replica',
    origin: {
      kind: 'choice',
      why: `Cheapest of the layouts that meet the targets; ${layout.tensorParallel} tensor-parallel × ${layout.dataParallel} data-parallel, ${choice.candidate.precision}.`,
      chosen: constant('GPUs a replica', 'GPU/replica', layout.gpusPerReplica, `Holds ${capacity.memoryConcurrency} requests in memory.`),
      among: [],
    },
  }
  const perBox = constant('GPUs an instance', 'GPU/box', gpusPerInstance, 'As the offer is sold.')
  const boxes =
    layout.gpusPerReplica <= gpusPerInstance
      ? packedBoxes.explain('Instances', {
          replicas,
          replicasPerBox: replicasPerBox.explain('Replicas an instance', { gpusPerBox: perBox, gpusPerReplica: perReplica }),
        })
      : spanningBoxes.explain('Instances', {
          replicas,
          boxesPerReplica: boxesPerReplica.explain('Instances a replica', { gpusPerReplica: perReplica, gpusPerBox: perBox }),
        })
  if (boxes.value === running) return boxes
  return wordsNode('Instances', 'box', running, 'smallest-order', 'at least the smallest order of the offer', {
    needed: boxes,
    order: constant('Smallest order', 'GPU', choice.card.minGpus, 'As the offer is sold.'),
  })
}

/** Instances to look after: those of spot count as many as their hours would keep busy all month. */
const staffedBoxes = (rented: RentedGiven, m: number): Node<'box'> => {
  const boxes = boxesNode(rented, m)
  const { card, spot } = rented.choice
  if (spot === null) return boxes
  const onSpot = spot.gpus[monthOf(rented, m)]! / card.gpusPerInstance
  return sum('Instances, spot with them', 'box', [
    boxes,
    constant('Spot GPUs, in such instances', 'box', onSpot, 'As many as their hours would keep busy all month.'),
  ])
}

const RENTED_ONE_OFFS: OneOffFields = { once: 'rentedOneOffUsd', swap: 'selfHostedSwapUsd', exit: 'rentedExitUsd' }

const lineOfMonth = (id: LineId, option: OptionResult, rented: RentedGiven, m: number): Node<'USD/month'> => {
  const { given, choice } = rented
  const { scenario } = given.settings
  const share = (label: string, field: 'rentalAdderShare' | 'rentalSupportShare'): Node<'USD/month'> =>
    shareOfCompute.explain(label, {
      compute: rentNode(m, rented, boxesNode(rented, m)),
      share: fieldNode('Share of the rent', '1', scenario[field], field, given.basisOf),
    })
  if (id === 'compute') return rentNode(m, rented, boxesNode(rented, m))
  if (id === 'platform') return share('Storage, egress and management', 'rentalAdderShare')
  if (id === 'support') return share('Support', 'rentalSupportShare')
  if (id === 'people')
    return rentedPeopleNode(
      staffedBoxes(rented, m),
      constant('GPUs an instance', 'GPU/box', choice.card.gpusPerInstance, 'As the offer is sold.'),
      given,
      m,
    )
  if (id === 'licences')
    return licences.explain('Licences', {
      gpus: constant(
        'GPUs',
        'GPU',
        (staffedBoxes(rented, m).value ?? 0) * choice.card.gpusPerInstance,
        'Instances × GPUs an instance, spot GPUs with them.',
      ),
      perGpuYear: fieldNode('Licence', 'USD/GPU-year', scenario.licenceUsdPerGpuYear, 'licenceUsdPerGpuYear', given.basisOf),
    })
  if (id === 'commitment-tail') return tailNode(m, rented, option.lines.find((line) => line.id === id)?.monthly[m] ?? 0)
  return oneOffNode(id, RENTED_ONE_OFFS, given, m)
}

const rentedGiven = (option: OptionResult, given: ExplanationContext): RentedGiven | null => {
  const choice = given.choices.get(option.id)
  const model = given.settings.models.get(option.modelId)
  const gpu = given.settings.catalogue.gpus.find((candidate) => candidate.id === option.rented?.gpuId)
  if (choice === undefined || model === undefined || model.architecture === null || gpu === undefined) return null
  const architecture = { ...model, architecture: model.architecture }
  const sizes = sizesOf(choice, given.settings)
  const layers = planFleet(sizes, choice.card, given.context.factors, given.settings)
  return { given, model: architecture, gpu, choice, sizes, layers }
}

/** A function that explains any line of the option in any month; null if the option is not possible. */
export const rentedLineExplainer = (
  option: OptionResult,
  given: ExplanationContext,
): ((id: LineId, m: number) => Node<'USD/month'>) | null => {
  const rented = rentedGiven(option, given)
  return rented === null ? null : (id, m) => lineOfMonth(id, option, rented, m)
}

/** How the fleet of an option was sized: instances at the peak of month 0. */
export const fleetNode = (option: OptionResult, given: ExplanationContext): Node<'box'> | null => {
  const rented = rentedGiven(option, given)
  return rented === null ? null : boxesNode(rented, 0)
}
