/** What the data says about buying a server where the buyer leaves a field automatic: by place, GPU, age or size. Null: not known. */
import type { Catalogue, Datum, Gpu } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { MONTHS_PER_YEAR, WEEKS_PER_MONTH } from '../../units/unit.ts'
import { ceiling } from '../replicas.ts'

/** A named assumption with the path its source is found by. */
export interface Looked {
  readonly value: number
  readonly datum: Datum
}

const looked = (datum: Datum | null | undefined): Looked | null =>
  datum === null || datum === undefined || datum.value === null ? null : { value: datum.value, datum }

const assumption = (catalogue: Catalogue, key: string): Looked | null =>
  Object.hasOwn(catalogue.assumptions, key) ? looked(catalogue.assumptions[key]) : null

/** Frankfurt, London, Amsterdam, Paris and Dublin have a price of their own. */
const FLAPD = new Set(['DE', 'GB', 'NL', 'FR', 'IE'])

const colocationKey = (place: string): string => {
  const country = place.split('-')[0]!
  if (country === 'US') return 'colo.US'
  if (country === 'SG') return 'colo.Singapore'
  return FLAPD.has(country) ? 'colo.FLAPD' : 'colo.globalWholesale'
}

/** USD per kW and month. */
export const sitePrice = (scenario: Pick<Scenario, 'site' | 'place'>, catalogue: Catalogue): Looked | null =>
  assumption(catalogue, scenario.site === 'own-room' ? 'colo.ownSite' : colocationKey(scenario.place))

/** USD per kWh for companies. */
export const electricityPrice = (place: string, catalogue: Catalogue): Looked | null =>
  looked(catalogue.places.find(({ id }) => id === place)?.electricityUsdPerKwh)

/** Grams of CO2 per kWh. */
export const gridCarbon = (place: string, catalogue: Catalogue): Looked | null =>
  looked(catalogue.places.find(({ id }) => id === place)?.gridGramsPerKwh)

export type NetworkClass = 'singleNode' | 'upTo8Nodes' | 'over8Nodes'
const NODES_OF_ONE_SWITCH = 8

/** By all nodes that stand after a purchase. */
export const networkClass = (totalNodes: number): NetworkClass =>
  totalNodes <= 1 ? 'singleNode' : totalNodes <= NODES_OF_ONE_SWITCH ? 'upTo8Nodes' : 'over8Nodes'

export const networkShare = (ofClass: NetworkClass, catalogue: Catalogue): Looked | null =>
  assumption(catalogue, `networkShareOfServerCapex.${ofClass}`)

/**
 * GPUs whose lead time the data states, by how their ids start. Racks of one maker ship alike; cards for ordinary servers ship like the RTX PRO
 * 6000; the A100 goes by the H100 and other AMD accelerators by the MI355X, both longer than a seller from stock would need.
 */
const LEAD_FAMILIES: readonly (readonly [start: string, family: string])[] = [
  ['gb200', 'GB300_NVL72'],
  ['gb300', 'GB300_NVL72'],
  ['vr200', 'GB300_NVL72'],
  ['h100', 'H100'],
  ['a100', 'H100'],
  ['h200', 'H200'],
  ['b200', 'B200'],
  ['b300', 'B300'],
  ['rtx', 'RTX_PRO_6000'],
  ['l40', 'RTX_PRO_6000'],
  ['l4', 'RTX_PRO_6000'],
  ['mi3', 'MI355X'],
]

/** Weeks from order to running. */
export const leadWeeks = (gpuId: string, catalogue: Catalogue): Looked | null => {
  const family = LEAD_FAMILIES.find(([start]) => gpuId.startsWith(start))?.[1]
  return family === undefined ? null : assumption(catalogue, `leadTimeWeeks.${family}`)
}

export const monthsOfWeeks = (weeks: number): number => ceiling(weeks / WEEKS_PER_MONTH)

const LAST_YEAR_OF_CURVE = 6

/** Value in year `year` as a share of the servers; all of it when new, nothing after the curve ends. */
const valueInYear = (year: number, catalogue: Catalogue): number | null => {
  if (year === 0) return 1
  return year > LAST_YEAR_OF_CURVE ? 0 : (assumption(catalogue, `residualValueShareByYear.${year}`)?.value ?? null)
}

/** What servers of so many months sell for, as a share of their price: straight lines between whole years, nothing after year six. */
export const resaleShare = (months: number, catalogue: Catalogue): number | null => {
  const years = months / MONTHS_PER_YEAR
  if (years > LAST_YEAR_OF_CURVE) return 0
  const year = Math.floor(years)
  const before = valueInYear(year, catalogue)
  if (before === null || years === year) return before
  const after = valueInYear(year + 1, catalogue)
  return after === null ? null : before + (after - before) * (years - year)
}

/** The datum of the year in which that age falls. */
export const resaleDatum = (months: number, catalogue: Catalogue): Datum | null =>
  assumption(catalogue, `residualValueShareByYear.${Math.min(LAST_YEAR_OF_CURVE, Math.max(1, ceiling(months / MONTHS_PER_YEAR)))}`)
    ?.datum ?? null

const FALLBACK_NODE_GPUS = 8

/** GPUs bought at a time: a server, or the rack where one NVLink domain spans several (the data prices GB200 and GB300 by the rack). */
export const gpusPerPurchase = (gpu: Gpu): number => {
  const node = gpu.gpusPerNode ?? FALLBACK_NODE_GPUS
  return Math.max(node, gpu.scaleUpDomainGpus ?? node)
}
