/** Owned servers month by month: the lines of monthly cost, cash, profit and loss, what is left at the end, and the energy drawn. */
import type { EnergyUse, LineId, Remark } from '../result.ts'
import type { Ownership } from '../tranches.ts'
import { HOURS_PER_MONTH } from '../../units/unit.ts'
import { energyUse, gridOf, kwhOfGpuHours } from './energy-use.ts'
import { cheapestBridge, monthOfUse, type OwnedUse } from './owned-cost.ts'
import { standingOf, type Standing } from './owned-standing.ts'
import type { OwnedTerms } from './owned-terms.ts'
import { remark } from './remarks.ts'
import type { RentalOffer } from './rental-offers.ts'
import { blankSeries } from './settings.ts'

export interface OwnedSeries {
  /** all but power; options on as many servers share it */
  readonly standing: Standing
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

const RESALE = [
  remark('resale-at-end', 'What is left at the end counts at what it would sell for, so cash and monthly cost differ in present value.'),
]

/** Null where nothing bridges the months before servers arrive. */
export const ownedSeries = (use: OwnedUse, gpusPerReplica: number, terms: OwnedTerms): OwnedSeries | null => {
  const { settings, leadMonths, gpusPerNode } = terms
  const { scenario, horizon } = settings
  const { months } = horizon
  const bridge = leadMonths > 0 ? (cheapestBridge(use, gpusPerReplica, terms)?.offer ?? null) : null
  if (leadMonths > 0 && bridge === null) return null
  const standing = standingOf(use, gpusPerReplica, bridge, terms)
  const { alive } = standing.ownership
  const energy = blankSeries(settings)
  const cash = standing.cash.slice()
  const profitAndLoss = standing.profitAndLoss.slice()
  let kwh = 0
  let isKnown = true
  for (let m = 0; m < months; m++) {
    const workingGpus = use.working[monthOfUse(use, m)]! * gpusPerReplica
    if (m < leadMonths) {
      const gpuHours = standing.bridgeBoxes[m]! * bridge!.gpusPerInstance * HOURS_PER_MONTH
      const rented = kwhOfGpuHours(terms.gpu, gpuHours, workingGpus * HOURS_PER_MONTH, scenario)
      if (rented === null) isKnown = false
      else kwh += rented
      energy[m] = 0
      continue
    }
    const nodes = alive[m]!
    const paid = nodes * terms.kwhStanding + (nodes > 0 ? (workingGpus / gpusPerNode) * terms.kwhWorking : 0)
    const usd = paid * terms.usdPerKwh * terms.electricityPath[m]!
    energy[m] = usd
    cash[m]! += usd
    profitAndLoss[m]! += usd
    // what a site that sells cooling draws is drawn all the same
    kwh += (paid * scenario.pue) / terms.pue
  }
  return {
    standing,
    // a site whose price covers electricity has no such line, as its price is 0
    lines: { ...standing.lines, energy },
    ownership: standing.ownership,
    bridge,
    bridgeBoxes: standing.bridgeBoxes,
    cash,
    profitAndLoss,
    valueAtEnd: standing.valueAtEnd,
    energy: energyUse(isKnown ? kwh / months : null, gridOf(scenario.place, settings)),
    warnings: scenario.valueAtEnd === 'resale' ? RESALE : [],
  }
}
