/** Explains the lines of a rented option: replicas from the load of the peak hour, instances, hours, price, people. */
import type { Architecture, Gpu, Model } from '../../catalogue/schema.ts'
import { pathFactor } from '../api-prices.ts'
import type { RentalOffer } from '../compare/rental-offers.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import { replicasOf, type FleetSizes } from '../compare/fleet-steps.ts'
import { sizesOf } from '../compare/rented-option.ts'
import { termWords } from '../compare/names.ts'
import { boxWeek, fleetWeek } from '../compare/fleet-week.ts'
import { constant, formula, sum } from '../explain.ts'
import { boxesPerReplica, packedBoxes, replicasPerBox, spanningBoxes } from '../instances.ts'
import { committedCompute, licences, rentedCompute, shareOfCompute } from '../rental-bill.ts'
import { replicasNeeded, STANDARD_HEADROOM } from '../replicas.ts'
import type { LineId, OptionResult } from '../result.ts'
import { arrivalRate, sequencesDecoding } from '../week.ts'
import { HOURS_PER_MONTH, HOURS_PER_WEEK, WEEKS_PER_MONTH } from '../../units/unit.ts'
import { generatedNode, requestsNode } from './demand-nodes.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, onceNode, wordsNode, type Node } from './leaves.ts'
import { rentedPeopleNode } from './people-nodes.ts'
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

export const hoursAllMonth = formula({
  id: 'hours-all-month',
  title: 'Instance-hours of a fleet that never stops',
  unit: 'box-hour/month',
  inputs: { boxes: 'box', hours: 'h/month' },
  text: 'boxes * hours',
  source: 'method.md 4',
  compute: ({ boxes, hours }) => boxes * hours,
})

export const hoursOfSize = formula({
  id: 'hours-of-size',
  title: 'Instance-hours while so many run',
  unit: 'box-hour/month',
  inputs: { boxes: 'box', weekHours: 'h', weeks: '1/month' },
  text: 'boxes * weekHours * weeks',
  source: 'method.md 4 [F8]',
  compute: ({ boxes, weekHours, weeks }) => boxes * weekHours * weeks,
})

export const pricedHour = formula({
  id: 'priced-hour',
  title: 'GPU price after its path',
  unit: 'USD/GPU-hour',
  inputs: { listed: 'USD/GPU-hour', path: '1' },
  text: 'listed * path',
  source: 'method.md 8',
  compute: ({ listed, path }) => listed * path,
})

interface RentedGiven {
  readonly given: ExplanationContext
  readonly model: Model & { readonly architecture: Architecture }
  readonly gpu: Gpu
  readonly choice: RentedChoice
  readonly sizes: FleetSizes
}

/** Index of a month among those that differ. */
const monthOf = ({ sizes }: RentedGiven, m: number): number => (sizes.months === 1 ? 0 : m)

const peakHour = (hours: Float64Array): number => hours.reduce((best, load, hour) => (load > hours[best]! ? hour : best), 0)

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const HOURS_PER_DAY = 24

const hourWords = (hour: number): string => `${DAYS[Math.floor(hour / HOURS_PER_DAY)] ?? ''} ${hour % HOURS_PER_DAY}:00`

const loadNode = (rented: RentedGiven, m: number): Node<'sequence'> => {
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
      tpot: constant(
        'Time per output token at capacity',
        'sequence-s/token',
        choice.candidate.capacity.tpotSeconds,
        'Mean, with as many requests at once as the targets allow.',
      ),
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
  if (given.context.demand.batch !== null || choice.policy === 'to-zero')
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
  const { gpusPerInstance } = choice.offer
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
    order: constant('Smallest order', 'GPU', choice.offer.minGpus, 'As the offer is sold.'),
  })
}

const AMONG = 6

const offersNode = (rented: RentedGiven): Node<'USD/GPU-hour'> => {
  const { choice, gpu, given } = rented
  const { offer } = choice
  const label = `${gpu.name}, ${offer.provider}, ${termWords(offer.termMonths)}`
  if (offer.row === null) return fieldNode(label, 'USD/GPU-hour', offer.usdPerGpuHour, `gpuPrices.${gpu.id}`, given.basisOf)
  const chosen: Node<'USD/GPU-hour'> = {
    label,
    value: offer.usdPerGpuHour,
    unit: 'USD/GPU-hour',
    origin: {
      kind: 'datum',
      source: offer.row.source,
      checkedOn: offer.row.checkedOn,
      basis: offer.row.basis,
      override: `gpuPrices.${gpu.id}`,
      ...(offer.row.note === null ? {} : { note: offer.row.note }),
    },
  }
  const others = [...(given.context.offers.get(gpu.id) ?? [])].sort((a, b) => a.usdPerGpuHour - b.usdPerGpuHour).slice(0, AMONG)
  const words = (other: RentalOffer): string => `${other.provider}, ${other.gpusPerInstance} GPUs, ${termWords(other.termMonths)}`
  return {
    label: 'Price per GPU-hour',
    value: offer.usdPerGpuHour,
    unit: 'USD/GPU-hour',
    origin: {
      kind: 'choice',
      why: 'The offer with which the whole option costs least.',
      chosen,
      among: others.map((other) => ({ label: words(other), value: other.usdPerGpuHour })),
    },
  }
}

const pricedNode = (rented: RentedGiven, m: number): Node<'USD/GPU-hour'> => {
  const { given } = rented
  const listed = offersNode(rented)
  if (given.settings.scenario.gpuPricePath === 0 || rented.choice.offer.termMonths !== null) return listed
  return pricedHour.explain('Price per GPU-hour', {
    listed,
    path: pathFactor.explain('GPU prices since the start', {
      perYear: fieldNode('Change of GPU prices a year', '1', given.settings.scenario.gpuPricePath, 'gpuPricePath', given.basisOf),
      monthIndex: constant('Months since the start', '1', m, given.settings.horizon.labels[m] ?? ''),
    }),
  })
}

/** Instance-hours: all month, or the hours of each size of the week. */
const boxHoursNode = (rented: RentedGiven, m: number): Node<'box-hour/month'> => {
  const { choice, given, sizes } = rented
  const most = sizes.boxes[monthOf(rented, m)]!
  const boxes = boxesNode(rented, m)
  if (choice.policy === 'always-on')
    return hoursAllMonth.explain('Instance-hours', {
      boxes,
      hours: constant('Hours a month', 'h/month', HOURS_PER_MONTH, 'Definition: 8,760 ÷ 12.'),
    })
  const { demand } = given.context
  const { offer, candidate, policy } = choice
  const week = fleetWeek(demand.load.months[m]!, demand.batch?.[m] ?? null, candidate, policy, given.settings.scenario)
  const boxesOfHour = week === null ? [] : boxWeek(week.replicas, candidate.layout.gpusPerReplica, offer)
  const hours = new Map<number, number>()
  for (const count of boxesOfHour) hours.set(count, (hours.get(count) ?? 0) + 1)
  const parts = [...hours]
    .filter(([count]) => count > 0)
    .sort((a, b) => b[0] - a[0])
    .map(([count, weekHours]) =>
      hoursOfSize.explain(`${count} instances`, {
        boxes: count === most ? boxes : constant('Instances', 'box', count, 'Replicas of these hours, from their load.'),
        weekHours: constant('Hours of the week', 'h', weekHours, `Of ${HOURS_PER_WEEK}.`),
        weeks: constant('Weeks a month', '1/month', WEEKS_PER_MONTH, 'Definition: 730 ÷ 168.'),
      }),
    )
  const running = sum('Instance-hours', 'box-hour/month', parts)
  if (policy !== 'to-zero' || running.value === null) return running
  return sum('Instance-hours with starts', 'box-hour/month', [
    running,
    constant(
      'Starting up',
      'box-hour/month',
      sizes.boxHours[monthOf(rented, m)]! - running.value,
      'Start-up time times the upward steps of the week.',
    ),
  ])
}

const computeOfMonth = (rented: RentedGiven, option: OptionResult, m: number): Node<'USD/month'> => {
  const { choice, sizes } = rented
  const { offer } = choice
  const gpusPerBox = constant('GPUs an instance', 'GPU/box', offer.gpusPerInstance, 'As the offer is sold.')
  if (offer.termMonths === null)
    return rentedCompute.explain('GPU rent', { boxHours: boxHoursNode(rented, m), gpusPerBox, price: pricedNode(rented, m) })
  const usd = option.lines.find((line) => line.id === 'compute')?.monthly[m] ?? 0
  const simple = committedCompute.explain('GPU rent', { boxes: boxesNode(rented, m), gpusPerBox, price: pricedNode(rented, m) })
  if (sizes.months === 1 && simple.value !== null && Math.abs(simple.value - usd) <= 1e-9 * Math.abs(usd)) return simple
  return wordsNode(
    'GPU rent',
    'USD/month',
    usd,
    'committed-layers',
    'each instance is committed when it is first needed and renewed while it is needed, at the price of its signing',
    {
      boxes: boxesNode(rented, m),
      gpusPerBox,
      price: pricedNode(rented, m),
    },
  )
}

const lineOfMonth = (id: LineId, option: OptionResult, rented: RentedGiven, m: number): Node<'USD/month'> => {
  const { given, choice } = rented
  const { scenario } = given.settings
  const share = (label: string, field: 'rentalAdderShare' | 'rentalSupportShare'): Node<'USD/month'> =>
    shareOfCompute.explain(label, {
      compute: computeOfMonth(rented, option, m),
      share: fieldNode('Share of the rent', '1', scenario[field], field, given.basisOf),
    })
  if (id === 'compute') return computeOfMonth(rented, option, m)
  if (id === 'platform') return share('Storage, egress and management', 'rentalAdderShare')
  if (id === 'support') return share('Support', 'rentalSupportShare')
  if (id === 'people')
    return rentedPeopleNode(
      boxesNode(rented, m),
      constant('GPUs an instance', 'GPU/box', choice.offer.gpusPerInstance, 'As the offer is sold.'),
      given,
      m,
    )
  if (id === 'licences') {
    const boxes = boxesNode(rented, m)
    return licences.explain('Licences', {
      gpus: constant('GPUs', 'GPU', (boxes.value ?? 0) * choice.offer.gpusPerInstance, 'Instances × GPUs an instance.'),
      perGpuYear: fieldNode('Licence', 'USD/GPU-year', scenario.licenceUsdPerGpuYear, 'licenceUsdPerGpuYear', given.basisOf),
    })
  }
  if (id === 'commitment-tail') {
    const usd = option.lines.find((line) => line.id === id)?.monthly[m] ?? 0
    return constant('Owed after the horizon', 'USD/month', usd, 'Commitments that outlast the horizon are counted in its last month.')
  }
  return onceNode(m, scenario.rentedOneOffUsd, 'rentedOneOffUsd', given.basisOf)
}

const rentedGiven = (option: OptionResult, given: ExplanationContext): RentedGiven | null => {
  const choice = given.choices.get(option.id)
  const model = given.settings.models.get(option.modelId)
  const gpu = given.settings.catalogue.gpus.find((candidate) => candidate.id === option.rented?.gpuId)
  if (choice === undefined || model === undefined || model.architecture === null || gpu === undefined) return null
  const architecture = { ...model, architecture: model.architecture }
  return { given, model: architecture, gpu, choice, sizes: sizesOf(choice, given.settings) }
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
