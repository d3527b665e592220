/** What does a number come to that the buyer left automatic, and between which ends does the data see it? */
import type { Catalogue, Datum } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { electricityPrice, gridCarbon, resaleDatum, resaleShare, sitePrice, type Looked } from './owned-lookups.ts'
import { staffOfPlace } from './staff-cost.ts'

/** Plain, so that the page can show it beside the field. */
export interface Automatic {
  readonly value: number
  readonly low: number | undefined
  readonly high: number | undefined
  readonly datum: Datum
}

const of = (looked: Looked | null): Automatic | null =>
  looked === null ? null : { value: looked.value, low: looked.datum.low, high: looked.datum.high, datum: looked.datum }

/** Between whole years the ends of the later year, in proportion. */
const residual = (months: number, catalogue: Catalogue): Automatic | null => {
  const value = resaleShare(months, catalogue)
  const datum = resaleDatum(months, catalogue)
  if (value === null || datum?.value == null) return null
  const ofYear = datum.value
  const scaled = (end: number | undefined): number | undefined => (end === undefined ? undefined : (end / ofYear) * value)
  return value === ofYear
    ? { value, low: datum.low, high: datum.high, datum }
    : { value, low: scaled(datum.low), high: scaled(datum.high), datum }
}

/** By the path of the field. Null: it goes by GPU or size (network, lead time), or the data does not know it. */
export const automaticValue = (path: string, scenario: Scenario, catalogue: Catalogue): Automatic | null => {
  if (path === 'staffUsdPerYear') return of(staffOfPlace(scenario.place, catalogue))
  if (path === 'electricityUsdPerKwh') return of(electricityPrice(scenario.place, catalogue))
  if (path === 'siteUsdPerKwMonth') return of(sitePrice(scenario, catalogue))
  if (path === 'gridGramsPerKwh') return of(gridCarbon(scenario.place, catalogue))
  return path === 'residualShare' ? residual(scenario.lifeMonths, catalogue) : null
}
