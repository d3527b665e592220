/** Explains the rent of a month: each part of the plan with its instances, their hours and its price, down to the row of the offer. */
import { DEDICATED_OFFER } from '../compare/dedicated-option.ts'
import type { Gpu, GpuOffer } from '../../catalogue/schema.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import { pathFactor } from '../api-prices.ts'
import { termWords } from '../compare/names.ts'
import { hoursIn, type PlannedLayer } from '../compare/rent-series.ts'
import { discountKeyOf, type RentalOffer } from '../compare/rental-offers.ts'
import { unitsPerUsd } from '../compare/settings.ts'
import type { Run } from '../compare/rental-price.ts'
import type { RentedChoice } from '../compare/rented-search.ts'
import { constant, formula, sum } from '../explain.ts'
import { committedCompute, rentedCompute } from '../rental-bill.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { cnyRateNode, datumNode, fieldNode, wordsNode, type Node } from './leaves.ts'

export const hoursOfLayer = formula({
  id: 'hours-of-layer',
  title: 'Instance-hours of instances that run alike',
  unit: 'box-hour/month',
  inputs: { boxes: 'box', hours: 'h/month' },
  text: 'boxes * hours',
  source: 'method.md 4 [F8]',
  compute: ({ boxes, hours }) => boxes * hours,
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

export const convertedRent = formula({
  id: 'converted-rent',
  title: 'GPU price in another currency, in USD',
  unit: 'USD/GPU-hour',
  inputs: { listed: 'CNY/GPU-hour', rate: 'CNY/USD' },
  text: 'listed / rate',
  source: 'docs/adr/0025',
  compute: ({ listed, rate }) => listed / rate,
})

export const estimatedTerm = formula({
  id: 'estimated-term',
  title: 'Term price by the usual discount',
  unit: 'USD/GPU-hour',
  inputs: { hourly: 'USD/GPU-hour', discount: '1', published: 'USD/GPU-hour' },
  text: 'max(hourly * (1 - discount), published)',
  source: 'docs/adr/0019',
  compute: ({ hourly, discount, published }) => Math.max(hourly * (1 - discount), published),
})

export interface RentGiven {
  readonly given: ExplanationContext
  readonly gpu: Gpu
  readonly choice: RentedChoice
  readonly layers: readonly PlannedLayer[]
}

/** How many offers are shown beside the chosen one. */
const AMONG = 6

/** The price of a row as its provider states it; one in CNY with the rate that it is converted at. */
const statedNode = (
  label: string,
  usd: number,
  row: GpuOffer,
  gpu: Gpu,
  { settings, basisOf }: ExplanationContext,
): Node<'USD/GPU-hour'> => {
  const origin = {
    kind: 'datum' as const,
    source: row.source,
    checkedOn: row.checkedOn,
    basis: row.basis,
    override: `gpuPrices.${gpu.id}`,
    ...(row.note === null ? {} : { note: row.note }),
  }
  const perUsd = unitsPerUsd('CNY', settings.scenario, settings.catalogue)
  if (row.usdPerGpuHour !== null || perUsd === null) return { label, value: usd, unit: 'USD/GPU-hour', origin }
  return convertedRent.explain(label, {
    listed: { label: `${label}, in CNY`, value: row.cnyPerGpuHour, unit: 'CNY/GPU-hour', origin },
    rate: cnyRateNode(perUsd, settings, basisOf),
  })
}

const rowNode = (offer: RentalOffer, gpu: Gpu, given: ExplanationContext): Node<'USD/GPU-hour'> => {
  const { basisOf, settings } = given
  const { row } = offer
  if (row === null) {
    const field = offer.id.startsWith(DEDICATED_OFFER) ? 'dedicatedPrices' : 'gpuPrices'
    return fieldNode(`${gpu.name}, ${offer.provider}`, 'USD/GPU-hour', offer.usdPerGpuHour, `${field}.${gpu.id}`, basisOf)
  }
  const discount =
    offer.estimated && offer.termMonths !== null ? settings.catalogue.assumptions[discountKeyOf(offer.termMonths) ?? ''] : null
  const share = discount?.value ?? null
  const usd = share === null ? offer.usdPerGpuHour : (offer.estimatedFrom?.hourly ?? offer.usdPerGpuHour)
  const label = `${gpu.name}, ${offer.provider}, ${share === null ? termOf(offer) : 'on demand'}`
  const listed = statedNode(label, usd, row, gpu, given)
  if (discount === null || discount === undefined || share === null) return listed
  return estimatedTerm.explain(`${gpu.name}, ${offer.provider}, ${termOf(offer)}, estimated`, {
    hourly: listed,
    discount: datumNode('Usual discount, as no price is published', '1', { ...discount, basis: 'estimated' }),
    published: constant(
      'Lowest price published for this GPU and term',
      'USD/GPU-hour',
      offer.estimatedFrom?.published ?? 0,
      offer.estimatedFrom?.published == null ? 'Nobody publishes one.' : 'By any provider; an estimate never undercuts it.',
    ),
  })
}

const termOf = ({ spot, termMonths }: RentalOffer): string => (spot ? 'spot' : termWords(termMonths))

const offerNode = (offer: RentalOffer, { gpu, given }: Pick<RentGiven, 'gpu' | 'given'>): Node<'USD/GPU-hour'> => {
  const chosen = rowNode(offer, gpu, given)
  if (offer.row === null) return chosen
  const others = (given.context.offers.get(gpu.id) ?? [])
    .filter(({ termMonths, spot }) => termMonths === offer.termMonths && spot === offer.spot)
    .sort((a, b) => a.usdPerGpuHour - b.usdPerGpuHour)
    .slice(0, AMONG)
  return {
    label: 'Price per GPU-hour',
    value: chosen.value,
    unit: 'USD/GPU-hour',
    origin: {
      kind: 'choice',
      why: 'Of the provider with whom the whole option costs least.',
      chosen,
      among: others.map((other) => ({
        label: `${other.provider}, ${other.gpusPerInstance} GPUs, ${termOf(other)}${other.estimated ? ', estimated' : ''}`,
        value: other.usdPerGpuHour,
      })),
    },
  }
}

/** The price of an hour in month m; of a term in the month of its signing. */
export const priceNode = (offer: RentalOffer, m: number, rent: Pick<RentGiven, 'gpu' | 'given'>): Node<'USD/GPU-hour'> => {
  const { settings, basisOf } = rent.given
  const listed = offerNode(offer, rent)
  if (settings.scenario.gpuPricePath === 0) return listed
  return pricedHour.explain('Price per GPU-hour', {
    listed,
    path: pathFactor.explain(offer.termMonths === null ? 'GPU prices since the start' : 'GPU prices at signing', {
      perYear: fieldNode('Change of GPU prices a year', '1', settings.scenario.gpuPricePath, 'gpuPricePath', basisOf),
      monthIndex: constant('Months since the start', '1', m, settings.horizon.labels[m] ?? ''),
    }),
  })
}

interface Part {
  readonly run: Run
  readonly layers: PlannedLayer[]
}

/** The layers of month m by offer and, for terms, month of signing. */
const partsOf = (layers: readonly PlannedLayer[], m: number): Part[] => {
  const parts = new Map<string, Part>()
  for (const layer of layers) {
    const run = layer.plan.runs.find(({ from, to }) => from <= m && m < to)
    if (run === undefined || (run.offer.termMonths === null && hoursIn(layer, m) === 0)) continue
    const key = run.offer.termMonths === null ? 'by the hour' : `${run.offer.termMonths}|${run.from}`
    const part = parts.get(key)
    if (part === undefined) parts.set(key, { run, layers: [layer] })
    else part.layers.push(layer)
  }
  return [...parts.values()]
}

const perBoxNode = ({ gpusPerInstance }: RentalOffer): Node<'GPU/box'> =>
  constant('GPUs an instance', 'GPU/box', gpusPerInstance, 'As the offer is sold.')

/** `boxes`: all instances of the month; where one part has them all, they stand as they are. */
const partNode = (part: Part, alone: boolean, m: number, rent: RentGiven, boxes: Node<'box'>): Node<'USD/month'> => {
  const { offer, from } = part.run
  const gpusPerBox = perBoxNode(offer)
  const count = (layers: readonly PlannedLayer[]): number => layers.reduce((all, layer) => all + layer.to - layer.from, 0)
  const instances = (layers: readonly PlannedLayer[], label: string): Node<'box'> =>
    alone && count(layers) === boxes.value
      ? boxes
      : wordsNode(
          label,
          'box',
          count(layers),
          'plan-layers',
          'instances that run alike take the same plan; those that run most come first',
          {
            fleet: boxes,
          },
        )
  if (offer.termMonths !== null)
    return committedCompute.explain(`GPU rent, ${termWords(offer.termMonths)}${offer.estimated ? ' at an estimated price' : ''}`, {
      boxes: instances(part.layers, 'Instances signed for'),
      gpusPerBox,
      price: priceNode(offer, from, rent),
    })
  const hours = part.layers.map((layer) =>
    hoursOfLayer.explain(layer.to === layer.from + 1 ? `Instance ${layer.to}` : `Instances ${layer.from + 1} to ${layer.to}`, {
      boxes: instances([layer], 'Instances'),
      hours:
        hoursIn(layer, m) === HOURS_PER_MONTH
          ? constant('Hours a month', 'h/month', HOURS_PER_MONTH, 'Definition: 8,760 ÷ 12.')
          : constant('Hours of the month', 'h/month', hoursIn(layer, m), 'Hours in which the load needs at least so many instances.'),
    }),
  )
  return rentedCompute.explain(`GPU rent, ${termOf(offer)}`, {
    boxHours: hours.length === 1 ? hours[0]! : sum('Instance-hours', 'box-hour/month', hours),
    gpusPerBox,
    price: priceNode(offer, m, rent),
  })
}

const spotNode = (m: number, rent: RentGiven): Node<'USD/month'> | null => {
  const { spot } = rent.choice
  if (spot === null) return null
  const boxHours = constant(
    'Instance-hours of work that may wait',
    'box-hour/month',
    spot.boxHours[spot.boxHours.length === 1 ? 0 : m]!,
    'Its requests at the best throughput of a replica, in whole hours; no spare, as nobody waits.',
  )
  return rentedCompute.explain('Spot GPUs', { boxHours, gpusPerBox: perBoxNode(spot.offer), price: priceNode(spot.offer, m, rent) })
}

/** GPU rent of month m, from all its instances. */
export const rentNode = (m: number, rent: RentGiven, boxes: Node<'box'>): Node<'USD/month'> => {
  const parts = partsOf(rent.layers, m)
  const nodes = parts.map((part) => partNode(part, parts.length === 1, m, rent, boxes))
  const spot = spotNode(m, rent)
  if (spot !== null) nodes.push(spot)
  return nodes.length === 1 ? { ...nodes[0]!, label: 'GPU rent' } : sum('GPU rent', 'USD/month', nodes)
}

/** What is owed after the horizon, by term. */
export const tailNode = (m: number, rent: RentGiven, usd: number): Node<'USD/month'> => {
  const { months } = rent.given.settings.horizon
  if (m < months - 1 || usd === 0) return constant('Owed after the horizon', 'USD/month', 0, 'Falls in the last month.')
  const owing = partsOf(rent.layers, m).filter(({ run }) => run.offer.termMonths !== null && run.from + run.offer.termMonths > months)
  const inputs = Object.fromEntries(
    owing.map(({ run, layers }) => {
      const left = run.from + run.offer.termMonths! - months
      const count = layers.reduce((all, layer) => all + layer.to - layer.from, 0)
      return [
        `term${run.offer.termMonths}from${run.from}`,
        committedCompute.explain(`Each of ${left} months that are left`, {
          boxes: constant('Instances signed for', 'box', count, 'As in the rent of the last month.'),
          gpusPerBox: perBoxNode(run.offer),
          price: priceNode(run.offer, run.from, rent),
        }),
      ]
    }),
  )
  const text = 'contracts that outlast the horizon: their months after it, counted in its last month'
  return wordsNode('Owed after the horizon', 'USD/month', usd, 'commitment-tail', text, inputs)
}
