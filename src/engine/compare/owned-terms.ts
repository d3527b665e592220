/** What buying servers of one GPU means under a scenario: prices, place, power and time, each looked up once, or why it cannot be said. */
import type { Datum, Gpu } from '../../catalogue/schema.ts'
import type { Remark } from '../result.ts'
import { capitalCharge } from '../capital.ts'
import { energyUsed } from '../energy.ts'
import { peopleNeeded, staffedNodes } from '../people.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import { gpuShortName, ownedSubtitle } from './names.ts'
import { levelisedOneOffs, type OneOffs } from './one-off-lines.ts'
import {
  electricityPrice,
  gpusPerPurchase,
  leadWeeks,
  monthsOfWeeks,
  networkClass,
  networkShare,
  resaleShare,
  sitePrice,
} from './owned-lookups.ts'
import { notPossible, remark } from './remarks.ts'
import type { RentalOffer } from './rental-offers.ts'
import type { PriceFactors } from './rental-price.ts'
import type { Settings } from './settings.ts'
import { yearlyPath } from './time.ts'

/** The levelised weights of everything owned, by month, so that a search adds and multiplies only. */
export interface OwnedWeights {
  /** USD a month of levelised cost for each USD of price of servers bought in month m, and of its maintenance and insurance */
  readonly bought: Float64Array
  /** of a node that stands in month m: space, licences, and power when idle */
  readonly standing: Float64Array
  /** more, of a node that works all of month m */
  readonly working: Float64Array
  /** of one person in month m */
  readonly person: Float64Array
  /** of the months before servers arrive, where demand is the same in all of them: of a USD of rent, of any other USD, of a person */
  readonly bridge: { readonly rent: number; readonly other: number; readonly person: number }
  /** of a fleet that never changes: the sums from the first month with servers on, `bought` with each renewal */
  readonly alike: { readonly bought: number; readonly standing: number; readonly working: number; readonly person: number }
  /** K of one USD of cost, and what one USD of residual takes off it */
  readonly chargePerCost: number
  readonly chargePerResidual: number
  /** one-off, newer models, leaving */
  readonly once: number
}

export interface OwnedTerms {
  readonly gpu: Gpu
  readonly settings: Settings
  readonly factors: PriceFactors
  /** GPUs of what is bought at a time: a server, or a rack */
  readonly gpusPerNode: number
  readonly usdPerGpu: number
  /** null: the buyer's own price */
  readonly priceDatum: Datum | null
  readonly usdPerNode: number
  /** full-time people for so many nodes */
  readonly people: (nodes: number) => number
  /** network, storage, spares, freight, duty and tax, by all nodes that stand after the purchase */
  readonly uplift: (totalNodes: number) => number
  readonly residualShare: number
  readonly leadMonths: number
  /** on demand, for the months before the first servers run; sorted by instance */
  readonly bridgeOffers: readonly RentalOffer[]
  /** of one node */
  readonly maxKw: number
  readonly provisionedKw: number
  readonly usdPerKwMonth: number
  /** in month 0; 0 where the site's price covers it */
  readonly usdPerKwh: number
  readonly electricityPath: readonly number[]
  /** as paid for: 1 where the site's price covers cooling */
  readonly pue: number
  /** paid kWh a month of a node that waits, and how much more one draws that works */
  readonly kwhStanding: number
  readonly kwhWorking: number
  readonly oneOffs: OneOffs
  readonly weights: OwnedWeights
  readonly warnings: readonly Remark[]
  /** "Bought, colocation in the US, 5 years" */
  readonly subtitle: string
}

const WATTS_PER_KILOWATT = 1000

type Plain = Omit<OwnedTerms, 'weights'>

const weightsOf = (terms: Plain): OwnedWeights => {
  const { settings, leadMonths } = terms
  const { scenario, horizon } = settings
  const { months, weight, monthlyRate } = horizon
  const prices = yearlyPath(scenario.purchasePricePath, months)
  const bought = new Float64Array(months)
  const standing = new Float64Array(months)
  const working = new Float64Array(months)
  const person = new Float64Array(months)
  const space = terms.provisionedKw * terms.usdPerKwMonth + (terms.gpusPerNode * scenario.licenceUsdPerGpuYear) / MONTHS_PER_YEAR
  const alike = { bought: 0, standing: 0, working: 0, person: 0 }
  const bridge = { rent: 0, other: 0, person: 0 }
  for (let m = 0; m < months; m++) {
    let alive = 0
    for (let t = m; t < Math.min(months, m + scenario.lifeMonths); t++) alive += weight[t]!
    const power = weight[m]! * terms.usdPerKwh * terms.electricityPath[m]!
    bought[m] = prices[m]! * alive
    standing[m] = weight[m]! * space + power * terms.kwhStanding
    working[m] = power * terms.kwhWorking
    person[m] = weight[m]! * settings.usdPerPerson[m]!
    if (m < leadMonths) {
      bridge.rent += weight[m]! * settings.gpuPath[m]!
      bridge.other += weight[m]!
      bridge.person += person[m]!
      continue
    }
    if ((m - leadMonths) % scenario.lifeMonths === 0) alike.bought += bought[m]!
    alike.standing += standing[m]!
    alike.working += working[m]!
    alike.person += person[m]!
  }
  return {
    bought,
    standing,
    working,
    person,
    bridge,
    alike,
    chargePerCost: capitalCharge(1, 0, monthlyRate, scenario.lifeMonths),
    chargePerResidual: -capitalCharge(0, 1, monthlyRate, scenario.lifeMonths),
    once: levelisedOneOffs(terms.oneOffs, settings),
  }
}

const unknown = (code: string, what: string, nearest: string): Remark => notPossible(code, `Not possible: ${what}.`, [], nearest)

const priceOf = (gpu: Gpu, settings: Settings): { usd: number; datum: Datum | null } | null => {
  const { serverPrices } = settings.scenario
  if (Object.hasOwn(serverPrices, gpu.id)) return { usd: serverPrices[gpu.id]!, datum: null }
  const datum = gpu.purchaseUsdPerGpuInServer
  return datum === null || datum.value === null ? null : { usd: datum.value, datum }
}

const upliftOf = (settings: Settings): ((totalNodes: number) => number) | null => {
  const { scenario, catalogue } = settings
  const rest = scenario.storageShare + scenario.sparePartsShare + scenario.freightShare + scenario.dutyShare + scenario.purchaseTaxShare
  if (scenario.networkShare !== null) {
    const all = rest + scenario.networkShare
    return () => all
  }
  const single = networkShare('singleNode', catalogue)?.value
  const few = networkShare('upTo8Nodes', catalogue)?.value
  const many = networkShare('over8Nodes', catalogue)?.value
  if (single === undefined || few === undefined || many === undefined) return null
  const ofClass = { singleNode: rest + single, upTo8Nodes: rest + few, over8Nodes: rest + many }
  return (totalNodes) => ofClass[networkClass(totalNodes)]
}

/** Fleets up to this size have their head count looked up: a power is dear. */
const NODES_KEPT = 4096

const peopleByNodes = (gpusPerNode: number, { ownedFteBase, ownedFtePerNode, fteElasticity }: Scenario): ((nodes: number) => number) => {
  const known: (number | undefined)[] = []
  const people = (nodes: number): number =>
    peopleNeeded(ownedFteBase, ownedFtePerNode, staffedNodes.bare({ gpus: nodes * gpusPerNode }), fteElasticity)
  return (nodes) => (nodes < NODES_KEPT ? (known[nodes] ??= people(nodes)) : people(nodes))
}

/** By the hour and not to be taken away; of each size only the cheapest matters. */
const byTheHour = (offers: readonly RentalOffer[]): RentalOffer[] => {
  const best = new Map<string, RentalOffer>()
  for (const offer of offers) {
    if (offer.termMonths !== null || offer.spot) continue
    const key = `${offer.gpusPerInstance}|${offer.minGpus}`
    const other = best.get(key)
    if (other === undefined || offer.usdPerGpuHour < other.usdPerGpuHour) best.set(key, offer)
  }
  return [...best.values()]
}

/** `bridge`: rental offers of this GPU by the hour. A remark where something needed is not known, and it names what. */
export const ownedTerms = (gpu: Gpu, bridge: readonly RentalOffer[], factors: PriceFactors, settings: Settings): OwnedTerms | Remark => {
  const { scenario, catalogue, horizon } = settings
  const name = gpuShortName(gpu)
  const price = priceOf(gpu, settings)
  if (price === null) return unknown('no-server-price', `no price of a server with ${name} is known`, 'Enter a server price of your own.')
  if (gpu.systemPowerWPerGpu === null) return unknown('no-power', `the power of a server with ${name} is not known`, 'Take another GPU.')
  const uplift = upliftOf(settings)
  if (uplift === null) return unknown('no-network', 'the share of the network is not known', 'Enter the share of the network.')
  const residualShare = scenario.residualShare ?? resaleShare(scenario.lifeMonths, catalogue)
  if (residualShare === null)
    return unknown('no-residual', 'the value at the end of life is not known', 'Enter the value at the end of life.')
  const usdPerKwMonth = scenario.siteUsdPerKwMonth ?? sitePrice(scenario, catalogue)?.value
  if (usdPerKwMonth === undefined)
    return unknown('no-site-price', 'the price of space and power lines is not known', 'Enter the price of space and power lines.')
  const place = catalogue.places.find(({ id }) => id === scenario.place)?.name ?? scenario.place
  const usdPerKwh =
    scenario.siteCovers === 'energy' ? 0 : (scenario.electricityUsdPerKwh ?? electricityPrice(scenario.place, catalogue)?.value)
  if (usdPerKwh === undefined)
    return unknown('no-electricity-price', `the price of electricity in ${place} is not known`, 'Enter the price of electricity.')
  const weeks = scenario.leadMonths === null ? leadWeeks(gpu.id, catalogue) : null
  const leadMonths = scenario.leadMonths ?? (weeks === null ? 0 : monthsOfWeeks(weeks.value))
  if (leadMonths >= horizon.months)
    return unknown(
      'arrives-too-late',
      `servers with ${name} arrive after ${leadMonths} months, the horizon ends after ${horizon.months}`,
      'Lengthen the horizon, or set the months until servers arrive.',
    )
  const warnings: Remark[] = []
  if (scenario.leadMonths === null && weeks === null)
    warnings.push(remark('lead-unknown', `How long servers with ${name} take to arrive is not known: none is waited for.`))
  const gpusPerNode = gpusPerPurchase(gpu)
  const maxKw = (gpu.systemPowerWPerGpu * gpusPerNode) / WATTS_PER_KILOWATT
  const pue = scenario.siteCovers === 'cooling' ? 1 : scenario.pue
  const kwhOf = (busy: number): number =>
    energyUsed.bare({ maxKw, nodes: 1, idle: scenario.idlePowerShare, load: scenario.loadPowerShare, busy, pue })
  const terms: Plain = {
    gpu,
    settings,
    factors,
    gpusPerNode,
    usdPerGpu: price.usd,
    priceDatum: price.datum,
    usdPerNode: price.usd * gpusPerNode,
    people: peopleByNodes(gpusPerNode, scenario),
    uplift,
    residualShare,
    leadMonths,
    bridgeOffers: leadMonths === 0 ? [] : byTheHour(bridge),
    maxKw,
    provisionedKw: maxKw * scenario.provisionedPowerShare,
    usdPerKwMonth,
    usdPerKwh,
    electricityPath: yearlyPath(scenario.electricityPath, horizon.months),
    pue,
    kwhStanding: kwhOf(0),
    kwhWorking: kwhOf(1) - kwhOf(0),
    oneOffs: { once: scenario.ownedOneOffUsd, swap: scenario.selfHostedSwapUsd, exit: scenario.ownedExitUsd },
    warnings,
    subtitle: ownedSubtitle(scenario, catalogue),
  }
  const weights = weightsOf(terms)
  if ((1 + uplift(1)) * weights.chargePerCost < (residualShare - scenario.decommissionShare) * weights.chargePerResidual)
    return unknown(
      'residual-above-cost',
      `at this discount rate the value at the end of life is worth more today than servers with ${name} cost`,
      'Raise the discount rate, or lower the value at the end of life.',
    )
  return { ...terms, weights }
}

export const areTerms = (answer: OwnedTerms | Remark): answer is OwnedTerms => 'weights' in answer
