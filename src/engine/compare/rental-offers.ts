/**
 * Which rental rows may be used for a GPU, and the short list of them that can ever be the cheapest: of rows with the
 * same instance size and term only the cheapest matters, so dropping the rest changes no answer.
 */
import type { Catalogue, GpuOffer } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ageDays } from './dates.ts'

export interface RentalOffer {
  readonly id: string
  readonly provider: string
  readonly country: string | null
  readonly usdPerGpuHour: number
  readonly gpusPerInstance: number
  /** null: on demand, billed by the hour */
  readonly termMonths: number | null
  readonly minGpus: number
  readonly checkedOn: string | null
  /** past the limit, or of no known month, on the day of the catalogue; the buyer's own price never is */
  readonly stale: boolean
  /** the row of the catalogue; null: the buyer's own price */
  readonly row: GpuOffer | null
}

const TERM_MONTHS = { '1-year': 12, '3-year': 36 } as const
const FALLBACK_NODE_GPUS = 8

const cnyPerUsd = (scenario: Scenario, catalogue: Catalogue): number | null =>
  scenario.rates['CNY'] ?? catalogue.currencies.rates.find((rate) => rate.code === 'CNY')?.perUsd ?? null

const price = (row: GpuOffer, scenario: Scenario, catalogue: Catalogue): number | null => {
  if (row.usdPerGpuHour !== null) return row.usdPerGpuHour
  const rate = cnyPerUsd(scenario, catalogue)
  return row.cnyPerGpuHour === null || rate === null ? null : row.cnyPerGpuHour / rate
}

/** GPU prices rose in 2026, so an old quote is more likely too low than too high: past this age it gives way to a fresh one. */
const STALE_AFTER_DAYS = 90

const isOffer = (row: GpuOffer): boolean =>
  row.notAnOffer === null &&
  row.supersededBy === null &&
  row.providerType !== 'market-index' &&
  (row.kind === 'on-demand' || (row.kind === 'reserved' && row.termMonths !== null))

/** 0: read within the limit · 1: older · 2: the month is not known. */

const stalenessOf = (row: GpuOffer, asOf: string): number => {
  const age = ageDays(row.checkedOn, asOf)
  return age === null ? 2 : age <= STALE_AFTER_DAYS ? 0 : 1
}

/**
 * The largest instance with a quote that is fresher than a staleness, by GPU. Rows of that size or smaller that are staler do not
 * compete. It is a matter of the catalogue alone, whatever the buyer allows, so allowing more never makes an option dearer.
 */
const fresherInstances = (catalogue: Catalogue, gpusOf: (row: GpuOffer) => number): ((row: GpuOffer, staleness: number) => number) => {
  const largest = new Map<string, readonly [number, number]>()
  // an hourly price does not stand in for a term, nor a doubtful offer for a firm one
  const keyOf = (row: GpuOffer): string => `${row.gpuId ?? ''}|${row.termMonths ?? 0}|${isLoose(row) ? 'loose' : 'firm'}`
  for (const row of catalogue.gpuOffers) {
    const staleness = stalenessOf(row, catalogue.asOf)
    if (row.gpuId === null || staleness > 1 || !isOffer(row)) continue
    const [fresh, dated] = largest.get(keyOf(row)) ?? [0, 0]
    const gpus = gpusOf(row)
    largest.set(keyOf(row), [staleness === 0 ? Math.max(fresh, gpus) : fresh, Math.max(dated, gpus)])
  }
  return (row, staleness) => (staleness === 0 ? 0 : (largest.get(keyOf(row))?.[staleness - 1] ?? 0))
}

interface CompetingRow {
  readonly row: GpuOffer
  readonly gpuId: string
  readonly gpusPerInstance: number
  readonly stale: boolean
}

const competing = new WeakMap<Catalogue, readonly CompetingRow[]>()

/** Offers that no fresher one of their size stands before; worked out once for a catalogue. */
const competingRows = (catalogue: Catalogue): readonly CompetingRow[] => {
  const known = competing.get(catalogue)
  if (known !== undefined) return known
  const nodeGpus = new Map(catalogue.gpus.map((gpu) => [gpu.id, gpu.gpusPerNode]))
  const gpusOf = ({ gpusPerInstance, gpuId }: GpuOffer): number =>
    gpusPerInstance ?? (gpuId === null ? null : nodeGpus.get(gpuId)) ?? FALLBACK_NODE_GPUS
  const fresher = fresherInstances(catalogue, gpusOf)
  const rows: CompetingRow[] = []
  for (const row of catalogue.gpuOffers) {
    const { gpuId } = row
    if (gpuId === null || !isOffer(row)) continue
    const gpusPerInstance = gpusOf(row)
    const staleness = stalenessOf(row, catalogue.asOf)
    if (gpusPerInstance > fresher(row, staleness)) rows.push({ row, gpuId, gpusPerInstance, stale: staleness > 0 })
  }
  competing.set(catalogue, rows)
  return rows
}

/** Machines of private owners, and prices that the data itself doubts. */
const isLoose = (row: GpuOffer): boolean => row.providerType === 'marketplace' || row.doubt !== undefined

const allowed = (row: GpuOffer, scenario: Scenario): boolean => {
  if (isLoose(row) && !scenario.marketplaces) return false
  if (scenario.commitment === 'on-demand') return row.kind === 'on-demand'
  if (scenario.commitment !== 'automatic') return row.termMonths === TERM_MONTHS[scenario.commitment]
  return row.termMonths === null || row.termMonths <= scenario.months
}

const byInstance = (a: RentalOffer, b: RentalOffer): number =>
  a.gpusPerInstance - b.gpusPerInstance || a.minGpus - b.minGpus || (a.termMonths ?? 0) - (b.termMonths ?? 0) || (a.id < b.id ? -1 : 1)

/** The rental rows a scenario may use for each GPU id, cheapest per instance size, term and smallest order. */
export const rentalOffers = (scenario: Scenario, catalogue: Catalogue): ReadonlyMap<string, readonly RentalOffer[]> => {
  const best = new Map<string, Map<string, RentalOffer>>()
  const consider = (gpuId: string, offer: RentalOffer): void => {
    const key = `${offer.gpusPerInstance}|${offer.termMonths ?? 0}|${offer.minGpus}`
    const ofGpu = best.get(gpuId) ?? new Map<string, RentalOffer>()
    best.set(gpuId, ofGpu)
    const other = ofGpu.get(key)
    if (
      other === undefined ||
      offer.usdPerGpuHour < other.usdPerGpuHour ||
      (offer.usdPerGpuHour === other.usdPerGpuHour && offer.id < other.id)
    )
      ofGpu.set(key, offer)
  }
  for (const { row, gpuId, gpusPerInstance, stale } of competingRows(catalogue)) {
    if (Object.hasOwn(scenario.gpuPrices, gpuId) || !allowed(row, scenario)) continue
    const usdPerGpuHour = price(row, scenario, catalogue)
    if (usdPerGpuHour === null) continue
    consider(gpuId, {
      id: row.id,
      provider: row.provider,
      country: row.country,
      usdPerGpuHour,
      gpusPerInstance,
      termMonths: row.termMonths,
      minGpus: row.minGpus ?? 1,
      checkedOn: row.checkedOn,
      stale,
      row,
    })
  }
  for (const [gpuId, usdPerGpuHour] of Object.entries(scenario.gpuPrices)) {
    const gpu = catalogue.gpus.find(({ id }) => id === gpuId)
    if (gpu === undefined) continue
    // the buyer names a price, not an instance: every size on offer may be had at it
    const sizes = new Set([gpu.gpusPerNode ?? FALLBACK_NODE_GPUS])
    for (const { row, gpuId: offered, gpusPerInstance } of competingRows(catalogue))
      if (offered === gpuId && allowed(row, scenario)) sizes.add(gpusPerInstance)
    for (const gpusPerInstance of sizes)
      consider(gpuId, {
        id: `yours/${gpuId}/${gpusPerInstance}`,
        provider: 'your price',
        country: null,
        usdPerGpuHour,
        gpusPerInstance,
        termMonths: null,
        minGpus: 1,
        checkedOn: null,
        stale: false,
        row: null,
      })
  }
  return new Map([...best].map(([gpuId, offers]) => [gpuId, [...offers.values()].sort(byInstance)]))
}
