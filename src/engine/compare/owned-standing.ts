/**
 * What owned servers cost by month, power left out: purchases, space, upkeep, people, and what is rented before they arrive. Options that hold
 * the same demand on as many servers share it, as most of a comparison do.
 */
import { staffedNodes } from '../people.ts'
import type { LineId } from '../result.ts'
import { ownershipOf, type Ownership } from '../tranches.ts'
import { MONTHS_PER_YEAR } from '../../units/unit.ts'
import { oneOffLines } from './one-off-lines.ts'
import { bridgeBoxes, bridgeUsdPerBox, monthOfUse, nodesFor, type OwnedUse } from './owned-cost.ts'
import { resaleShare } from './owned-lookups.ts'
import type { OwnedTerms } from './owned-terms.ts'
import type { RentalOffer } from './rental-offers.ts'
import { blankSeries } from './settings.ts'

export interface Standing {
  readonly ownership: Ownership
  /** instances of the bridge by month, for the months before servers arrive */
  readonly bridgeBoxes: readonly number[]
  /** lines without power */
  readonly lines: Partial<Record<LineId, readonly number[] | null>>
  /** both without power */
  readonly cash: readonly number[]
  readonly profitAndLoss: readonly number[]
  readonly valueAtEnd: number
}

/** What the servers that stand at the end would sell for, less what taking them down costs. */
const resaleAtEnd = ({ tranches }: Ownership, { settings }: OwnedTerms): number => {
  const { scenario, catalogue, horizon } = settings
  let value = 0
  for (const { month, servers } of tranches) {
    const age = horizon.months - month
    // a tranche whose life is over was sold then
    if (age < scenario.lifeMonths) value += ((resaleShare(age, catalogue) ?? 0) - scenario.decommissionShare) * servers
  }
  return value
}

const addSeries = (into: number[], series: readonly number[] | null | undefined): void => {
  if (series === null || series === undefined) return
  for (let m = 0; m < into.length; m++) into[m]! += series[m]!
}

/** Straight-line depreciation to the residual, and a month's interest on the book value at its start. */
const depreciationAndInterest = ({ tranches }: Ownership, { settings }: OwnedTerms): number[] => {
  const { scenario, horizon } = settings
  const { lifeMonths } = scenario
  const series = blankSeries(settings).fill(0)
  for (const { month, cost, residual } of tranches) {
    const depreciation = (cost - residual) / lifeMonths
    for (let m = month; m < Math.min(horizon.months, month + lifeMonths); m++)
      series[m]! += depreciation + (cost - depreciation * (m - month)) * horizon.monthlyRate
  }
  return series
}

const madeOf = (use: OwnedUse, gpusPerReplica: number, bridge: RentalOffer | null, terms: OwnedTerms): Standing => {
  const { settings, leadMonths, gpusPerNode } = terms
  const { scenario, horizon } = settings
  const { months } = horizon
  const need = new Float64Array(months)
  for (let m = leadMonths; m < months; m++) need[m] = nodesFor(use.replicas[monthOfUse(use, m)]!, gpusPerReplica, terms)
  const ownership = ownershipOf(
    need,
    {
      usdPerNode: terms.usdPerNode,
      pricePath: scenario.purchasePricePath,
      uplift: terms.uplift,
      residualShare: terms.residualShare,
      decommissionShare: scenario.decommissionShare,
      lifeMonths: scenario.lifeMonths,
    },
    horizon.monthlyRate,
  )
  const blank = (): number[] => blankSeries(settings).fill(0)
  const capital = blank()
  const bridgeRent = leadMonths > 0 ? blank() : null
  const site = blank()
  const maintenance = blank()
  const insurance = blank()
  const licences = scenario.licenceUsdPerGpuYear === 0 ? null : blank()
  const people = blank()
  const boxesOfBridge: number[] = []
  const perYear = 1 / MONTHS_PER_YEAR
  for (let m = 0; m < months; m++) {
    if (m < leadMonths) {
      const boxes = bridgeBoxes(use.replicas[monthOfUse(use, m)]!, gpusPerReplica, bridge!, terms)
      const gpus = boxes * bridge!.gpusPerInstance
      boxesOfBridge.push(boxes)
      bridgeRent![m] = boxes * bridgeUsdPerBox(bridge!, m, terms)
      people[m] = terms.factors.people(staffedNodes.bare({ gpus })) * settings.usdPerPerson[m]!
      if (licences !== null) licences[m] = gpus * scenario.licenceUsdPerGpuYear * perYear
      continue
    }
    const nodes = ownership.alive[m]!
    const servers = ownership.serversAlive[m]!
    capital[m] = ownership.charges[m]!
    site[m] = nodes * terms.provisionedKw * terms.usdPerKwMonth
    maintenance[m] = servers * scenario.maintenanceShare * perYear
    insurance[m] = servers * scenario.insuranceShare * perYear
    if (licences !== null) licences[m] = nodes * gpusPerNode * scenario.licenceUsdPerGpuYear * perYear
    people[m] = terms.people(nodes) * settings.usdPerPerson[m]!
  }
  const operating = { 'bridge-rent': bridgeRent, site, maintenance, insurance, licences, people, ...oneOffLines(terms.oneOffs, settings) }
  const cash = blank()
  for (const series of Object.values(operating)) addSeries(cash, series)
  const profitAndLoss = depreciationAndInterest(ownership, terms)
  for (let m = 0; m < months; m++) {
    profitAndLoss[m]! += cash[m]!
    cash[m]! += ownership.purchases[m]! - ownership.residuals[m]!
  }
  return {
    ownership,
    bridgeBoxes: boxesOfBridge,
    lines: { capital, ...operating },
    cash,
    profitAndLoss,
    valueAtEnd: scenario.valueAtEnd === 'resale' ? resaleAtEnd(ownership, terms) : ownership.valueAtEnd,
  }
}

const shared = new WeakMap<OwnedTerms, Map<string, Standing>>()

/** `bridge`: what is rented until servers arrive; null where they are there from the start. */
export const standingOf = (use: OwnedUse, gpusPerReplica: number, bridge: RentalOffer | null, terms: OwnedTerms): Standing => {
  if (use.months > 1) return madeOf(use, gpusPerReplica, bridge, terms)
  const replicas = use.replicas[0]!
  const rented = bridge === null ? '' : `${bridge.id}|${bridgeBoxes(replicas, gpusPerReplica, bridge, terms)}`
  const key = `${nodesFor(replicas, gpusPerReplica, terms)}|${rented}`
  const ofTerms = shared.get(terms) ?? new Map<string, Standing>()
  shared.set(terms, ofTerms)
  const known = ofTerms.get(key) ?? madeOf(use, gpusPerReplica, bridge, terms)
  ofTerms.set(key, known)
  return known
}
