/** Owned servers month by month: the lines of monthly cost, cash, profit and loss, what is left at the end, and the energy drawn. */
import type { EnergyUse, LineId, Remark } from '../result.ts'
import { staffedNodes } from '../people.ts'
import { ownershipOf, type Ownership } from '../tranches.ts'
import { HOURS_PER_MONTH, MONTHS_PER_YEAR } from '../../units/unit.ts'
import { energyUse, gridOf, kwhOfGpuHours } from './energy-use.ts'
import { oneOffLines } from './one-off-lines.ts'
import { bridgeBoxes, bridgeUsdPerBox, cheapestBridge, monthOfUse, nodesFor, type OwnedUse } from './owned-cost.ts'
import { resaleShare } from './owned-lookups.ts'
import type { OwnedTerms } from './owned-terms.ts'
import { remark } from './remarks.ts'
import type { RentalOffer } from './rental-offers.ts'
import { blankSeries } from './settings.ts'

export interface OwnedSeries {
  /** as `totalsOf` takes them */
  readonly lines: Partial<Record<LineId, readonly number[] | null>>
  readonly ownership: Ownership
  /** what is rented until the first servers run; null: nothing */
  readonly bridge: RentalOffer | null
  /** instances of it by month, for the months before servers arrive */
  readonly bridgeBoxes: readonly number[]
  readonly cash: readonly number[]
  readonly profitAndLoss: readonly number[]
  readonly valueAtEnd: number
  readonly energy: EnergyUse | null
  readonly warnings: readonly Remark[]
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

/** Null where nothing bridges the months before servers arrive. */
export const ownedSeries = (use: OwnedUse, gpusPerReplica: number, terms: OwnedTerms): OwnedSeries | null => {
  const { settings, leadMonths, gpusPerNode } = terms
  const { scenario, horizon } = settings
  const { months } = horizon
  const bridge = leadMonths > 0 ? (cheapestBridge(use, gpusPerReplica, terms)?.offer ?? null) : null
  if (leadMonths > 0 && bridge === null) return null
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
  const energy = scenario.siteCovers === 'energy' ? null : blank()
  const site = blank()
  const maintenance = blank()
  const insurance = blank()
  const licence = scenario.licenceUsdPerGpuYear === 0 ? null : blank()
  const people = blank()
  const boxesOfBridge: number[] = []
  const perYear = 1 / MONTHS_PER_YEAR
  let kwh: number | null = 0
  for (let m = 0; m < months; m++) {
    const at = monthOfUse(use, m)
    const workingGpus = use.working[at]! * gpusPerReplica
    if (m < leadMonths) {
      const boxes = bridgeBoxes(use.replicas[at]!, gpusPerReplica, bridge!, terms)
      const gpus = boxes * bridge!.gpusPerInstance
      boxesOfBridge.push(boxes)
      bridgeRent![m] = boxes * bridgeUsdPerBox(bridge!, m, terms)
      people[m] = terms.factors.people(staffedNodes.bare({ gpus })) * settings.usdPerPerson[m]!
      if (licence !== null) licence[m] = gpus * scenario.licenceUsdPerGpuYear * perYear
      const rented = kwhOfGpuHours(terms.gpu, gpus * HOURS_PER_MONTH, workingGpus * HOURS_PER_MONTH, scenario)
      kwh = kwh === null || rented === null ? null : kwh + rented
      continue
    }
    const nodes = ownership.alive[m]!
    const servers = ownership.serversAlive[m]!
    const paid = nodes * terms.kwhStanding + (nodes > 0 ? (workingGpus / gpusPerNode) * terms.kwhWorking : 0)
    capital[m] = ownership.charges[m]!
    if (energy !== null) energy[m] = paid * terms.usdPerKwh * terms.electricityPath[m]!
    site[m] = nodes * terms.provisionedKw * terms.usdPerKwMonth
    maintenance[m] = servers * scenario.maintenanceShare * perYear
    insurance[m] = servers * scenario.insuranceShare * perYear
    if (licence !== null) licence[m] = nodes * gpusPerNode * scenario.licenceUsdPerGpuYear * perYear
    people[m] = terms.people(nodes) * settings.usdPerPerson[m]!
    // what a site that sells cooling draws is drawn all the same
    if (kwh !== null) kwh += (paid * scenario.pue) / terms.pue
  }
  const operating = {
    'bridge-rent': bridgeRent,
    energy,
    site,
    maintenance,
    insurance,
    licences: licence,
    people,
    ...oneOffLines(terms.oneOffs, settings),
  }
  const flows = blank()
  for (const series of Object.values(operating)) addSeries(flows, series)
  const cash = flows.slice()
  const profitAndLoss = depreciationAndInterest(ownership, terms)
  for (let m = 0; m < months; m++) {
    cash[m]! += ownership.purchases[m]! - ownership.residuals[m]!
    profitAndLoss[m]! += flows[m]!
  }
  const resale = scenario.valueAtEnd === 'resale'
  return {
    lines: { capital, ...operating },
    ownership,
    bridge,
    bridgeBoxes: boxesOfBridge,
    cash,
    profitAndLoss,
    valueAtEnd: resale ? resaleAtEnd(ownership, terms) : ownership.valueAtEnd,
    energy: energyUse(kwh === null ? null : kwh / months, gridOf(scenario.place, settings)),
    warnings: resale
      ? [
          remark(
            'resale-at-end',
            'What is left at the end counts at what it would sell for, so cash and monthly cost differ in present value.',
          ),
        ]
      : [],
  }
}
