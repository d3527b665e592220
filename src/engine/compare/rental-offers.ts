/**
 * Which rental rows may be used for a GPU: of a provider's rows with the same instance size, term and smallest order only the cheapest
 * matters, so dropping the rest changes no answer. Where no term price is published, the usual discount may stand in.
 */
import type { Catalogue, GpuOffer } from '../../catalogue/schema.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { ageDays } from './dates.ts'
import { reachOf, type Reach } from './gpu-reach.ts'
import { unitsPerUsd } from './settings.ts'

export interface RentalOffer {
  readonly id: string
  readonly provider: string
  readonly country: string | null
  readonly usdPerGpuHour: number
  readonly gpusPerInstance: number
  /** null: billed by the hour */
  readonly termMonths: number | null
  /** by the hour, but may be taken away */
  readonly spot: boolean
  /** the usual discount off the hourly price of `row`, as the provider publishes no price for the term */
  readonly estimated: boolean
  /** what an estimate stands on: the hourly price, and the lowest price that anybody publishes for the GPU and term */
  readonly estimatedFrom?: { readonly hourly: number; readonly published: number | null }
  readonly minGpus: number
  readonly checkedOn: string | null
  /** past the limit, or of no known month, on the day of the catalogue; the buyer's own price never is */
  readonly stale: boolean
  /** the row of the catalogue; null: the buyer's own price */
  readonly row: GpuOffer | null
  /** why a company of the place cannot usually order it: shown apart, where the GPU has no other offer */
  readonly outOfReach?: Reach
}

/** What may be rented in a scenario, by GPU id. */
export interface RentalMarket {
  /** of each provider, instance size, term and smallest order the cheapest */
  readonly offers: ReadonlyMap<string, readonly RentalOffer[]>
  /** spot capacity, for work that may wait; nothing where the scenario has none or does not want it */
  readonly spot: ReadonlyMap<string, readonly RentalOffer[]>
  /** offers that name no country, where one is asked for */
  readonly withoutCountry: ReadonlyMap<string, number>
}

/** Offers at the buyer's own price start with this. */
const OWN_PRICE = 'yours/'
export const isOwnPrice = (offerId: string): boolean => offerId.startsWith(OWN_PRICE)

const TERM_MONTHS = { '1-year': 12, '3-year': 36 } as const
/** Terms with a usual discount in the assumptions. */
const USUAL_TERMS = [
  [12, 'rentalAdders.reservedDiscount1y'],
  [36, 'rentalAdders.reservedDiscount3y'],
] as const
export const discountKeyOf = (termMonths: number): string | null => USUAL_TERMS.find(([months]) => months === termMonths)?.[1] ?? null
const isUsualTerm = (termMonths: number | null): boolean => USUAL_TERMS.some(([months]) => months === termMonths)

const FALLBACK_NODE_GPUS = 8

const price = (row: GpuOffer, scenario: Scenario, catalogue: Catalogue): number | null => {
  if (row.usdPerGpuHour !== null) return row.usdPerGpuHour
  const rate = unitsPerUsd('CNY', scenario, catalogue)
  return row.cnyPerGpuHour === null || rate === null ? null : row.cnyPerGpuHour / rate
}

/** GPU prices rose in 2026, so an old quote is more likely too low than too high: past this age it gives way to a fresh one. */
const STALE_AFTER_DAYS = 90

const isOffer = (row: GpuOffer): boolean =>
  row.notAnOffer === null &&
  row.supersededBy === null &&
  row.providerType !== 'market-index' &&
  (row.kind === 'on-demand' || row.kind === 'spot' || (row.kind === 'reserved' && row.termMonths !== null))

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
  const keyOf = (row: GpuOffer): string => `${row.gpuId ?? ''}|${row.kind}|${row.termMonths ?? 0}|${isLoose(row) ? 'loose' : 'firm'}`
  for (const row of catalogue.gpuOffers) {
    const staleness = stalenessOf(row, catalogue.asOf)
    if (row.gpuId === null || staleness > 1 || !isOffer(row)) continue
    const [fresh, dated] = largest.get(keyOf(row)) ?? [0, 0]
    const gpus = gpusOf(row)
    largest.set(keyOf(row), [staleness === 0 ? Math.max(fresh, gpus) : fresh, Math.max(dated, gpus)])
  }
  return (row, staleness) => (staleness === 0 ? 0 : (largest.get(keyOf(row))?.[staleness - 1] ?? 0))
}

export interface CompetingRow {
  readonly row: GpuOffer
  readonly gpuId: string
  readonly gpusPerInstance: number
  readonly stale: boolean
  /** an hourly price of a provider that publishes none for one or three years of this GPU */
  readonly lacksTerms: boolean
}

const competing = new WeakMap<Catalogue, readonly CompetingRow[]>()

const providerOf = (row: GpuOffer): string => `${row.gpuId ?? ''}|${row.provider}`

/** Offers that no fresher one of their size stands before; worked out once for a catalogue. */
export const competingRows = (catalogue: Catalogue): readonly CompetingRow[] => {
  const known = competing.get(catalogue)
  if (known !== undefined) return known
  const nodeGpus = new Map(catalogue.gpus.map((gpu) => [gpu.id, gpu.gpusPerNode]))
  const gpusOf = ({ gpusPerInstance, gpuId }: GpuOffer): number =>
    gpusPerInstance ?? (gpuId === null ? null : nodeGpus.get(gpuId)) ?? FALLBACK_NODE_GPUS
  const fresher = fresherInstances(catalogue, gpusOf)
  const rows: CompetingRow[] = []
  const withTerms = new Set(catalogue.gpuOffers.filter((row) => isOffer(row) && isUsualTerm(row.termMonths)).map((row) => providerOf(row)))
  for (const row of catalogue.gpuOffers) {
    const { gpuId } = row
    if (gpuId === null || !isOffer(row)) continue
    const gpusPerInstance = gpusOf(row)
    const staleness = stalenessOf(row, catalogue.asOf)
    // private owners sell no contracts
    const lacksTerms = row.kind === 'on-demand' && row.providerType !== 'marketplace' && !withTerms.has(providerOf(row))
    if (gpusPerInstance > fresher(row, staleness)) rows.push({ row, gpuId, gpusPerInstance, stale: staleness > 0, lacksTerms })
  }
  competing.set(catalogue, rows)
  return rows
}

/** Machines of private owners, and prices that the data itself doubts. */
export const isLoose = (row: GpuOffer): boolean => row.providerType === 'marketplace' || row.doubt !== undefined

/** A term may outlast the horizon where what it then owes is counted. */
const sells = (termMonths: number | null, scenario: Scenario): boolean => {
  const { commitment, months, countsCommitmentTail } = scenario
  if (commitment === 'on-demand') return termMonths === null
  if (commitment !== 'automatic') return termMonths === TERM_MONTHS[commitment]
  return termMonths === null || countsCommitmentTail || termMonths <= months
}

const byInstance = (a: RentalOffer, b: RentalOffer): number =>
  a.gpusPerInstance - b.gpusPerInstance || a.minGpus - b.minGpus || (a.termMonths ?? 0) - (b.termMonths ?? 0) || (a.id < b.id ? -1 : 1)

type OffersOf = Map<string, Map<string, RentalOffer>>

const consider = (offersOf: OffersOf, gpuId: string, offer: RentalOffer): void => {
  const { provider, gpusPerInstance, termMonths, minGpus, stale } = offer
  const key = `${provider}|${gpusPerInstance}|${termMonths ?? 0}|${minGpus}|${stale ? 'stale' : 'fresh'}`
  const ofGpu = offersOf.get(gpuId) ?? new Map<string, RentalOffer>()
  offersOf.set(gpuId, ofGpu)
  const other = ofGpu.get(key)
  if (
    other === undefined ||
    offer.usdPerGpuHour < other.usdPerGpuHour ||
    (offer.usdPerGpuHour === other.usdPerGpuHour && offer.id < other.id)
  )
    ofGpu.set(key, offer)
}

const sorted = (offersOf: OffersOf): Map<string, RentalOffer[]> =>
  new Map([...offersOf].map(([gpuId, offers]) => [gpuId, [...offers.values()].sort(byInstance)]))

/** The usual discounts off an hourly price [share], by months; unknown ones are left out. */
const usualDiscounts = ({ assumptions }: Catalogue): readonly (readonly [number, number])[] =>
  USUAL_TERMS.flatMap(([months, key]) => {
    const discount = assumptions[key]?.value ?? null
    return discount === null ? [] : [[months, discount] as const]
  })

const isBatchAlone = ({ workloads }: Scenario): boolean =>
  workloads.every(({ batchShare, requestsPerMonth }) => requestsPerMonth === 0 || batchShare === 1)

/** Spot rows serve work that may wait: the fleet itself where there is no other work, else instances of its own beside it. */
export const spotServesFleet = (scenario: Scenario): boolean =>
  scenario.spotForBatch && scenario.workloads.some(({ requestsPerMonth }) => requestsPerMonth > 0) && isBatchAlone(scenario)

const termKey = (gpuId: string, termMonths: number): string => `${gpuId}|${termMonths}`

/**
 * The lowest price that anybody publishes for a GPU and term: an estimate never undercuts it, as a provider who is cheap by the hour has
 * less to give. A matter of the catalogue, whatever the buyer allows.
 */
const leastPublished = (scenario: Scenario, catalogue: Catalogue): ReadonlyMap<string, number> => {
  const least = new Map<string, number>()
  for (const { row, gpuId } of competingRows(catalogue)) {
    if (row.termMonths === null || isLoose(row)) continue
    const usd = price(row, scenario, catalogue)
    if (usd === null) continue
    const key = termKey(gpuId, row.termMonths)
    least.set(key, Math.min(usd, least.get(key) ?? Number.POSITIVE_INFINITY))
  }
  return least
}

/**
 * Do the rules that are in force let the buyer rent this row, whatever it then runs? `if-no-other`: a region is asked for and the row does not
 * say where its GPUs stand; others of the same GPU that do go before it.
 */
export type MayRent = (row: GpuOffer, gpuId: string) => 'yes' | 'if-no-other' | 'no'

/** The first offers of each GPU; the others where it has none, so that its cost can be shown beside what speaks against it. */
const elseThose = (first: OffersOf, others: OffersOf): OffersOf => {
  const left: OffersOf = new Map(first)
  for (const [gpuId, offers] of others) if (!first.has(gpuId)) left.set(gpuId, offers)
  return left
}

/** The rental rows a scenario may use for each GPU id. Rules come before cost: what they let nobody rent is not searched. */
export const rentalMarket = (scenario: Scenario, catalogue: Catalogue, mayRent: MayRent = () => 'yes'): RentalMarket => {
  const allowed = { offers: new Map() as OffersOf, spot: new Map() as OffersOf }
  const unplaced = { offers: new Map() as OffersOf, spot: new Map() as OffersOf }
  const barred = { offers: new Map() as OffersOf, spot: new Map() as OffersOf }
  const beyond = { offers: new Map() as OffersOf, spot: new Map() as OffersOf }
  const tiers = { yes: allowed, 'if-no-other': unplaced, no: barred } as const
  const withoutCountry = new Map<string, number>()
  const discounts = scenario.estimatedTerms ? usualDiscounts(catalogue) : []
  const published = discounts.length > 0 ? leastPublished(scenario, catalogue) : null
  const hourlyAllowed = sells(null, scenario)
  const spotAllowed = scenario.spotForBatch && hourlyAllowed && scenario.workloads.some(({ batchShare }) => batchShare > 0)
  const spotFleet = spotAllowed && spotServesFleet(scenario)
  for (const { row, gpuId, gpusPerInstance, stale, lacksTerms } of competingRows(catalogue)) {
    if (Object.hasOwn(scenario.gpuPrices, gpuId) || (isLoose(row) && !scenario.marketplaces)) continue
    if (row.kind === 'spot' && !spotAllowed) continue
    const reach = reachOf(row, scenario, catalogue)
    if (reach === 'no-country') withoutCountry.set(gpuId, (withoutCountry.get(gpuId) ?? 0) + 1)
    // a country that the buyer asks for is a demand; what is out of reach of the place is shown apart where nothing else is
    if (reach === 'no-country' || reach === 'elsewhere') continue
    const usdPerGpuHour = price(row, scenario, catalogue)
    if (usdPerGpuHour === null) continue
    const offer: RentalOffer = {
      id: row.id,
      provider: row.provider,
      country: row.country,
      usdPerGpuHour,
      gpusPerInstance,
      termMonths: row.termMonths,
      spot: row.kind === 'spot',
      estimated: false,
      minGpus: row.minGpus ?? 1,
      checkedOn: row.checkedOn,
      stale,
      row,
      ...(reach === 'in-reach' ? {} : { outOfReach: reach }),
    }
    const { offers, spot } = reach !== 'in-reach' ? beyond : tiers[mayRent(row, gpuId)]
    if (row.kind === 'spot') {
      consider(spot, gpuId, offer)
      if (spotFleet) consider(offers, gpuId, offer)
      continue
    }
    if (sells(row.termMonths, scenario)) consider(offers, gpuId, offer)
    if (!lacksTerms) continue
    for (const [termMonths, discount] of discounts) {
      if (!sells(termMonths, scenario)) continue
      const least = published?.get(termKey(gpuId, termMonths)) ?? null
      consider(offers, gpuId, {
        ...offer,
        termMonths,
        estimated: true,
        estimatedFrom: { hourly: usdPerGpuHour, published: least },
        usdPerGpuHour: Math.max(usdPerGpuHour * (1 - discount), least ?? 0),
      })
    }
  }
  for (const [gpuId, usdPerGpuHour] of Object.entries(scenario.gpuPrices)) {
    const gpu = catalogue.gpus.find(({ id }) => id === gpuId)
    if (gpu === undefined) continue
    // the buyer names a price, not an instance: every size on offer may be had at it
    const sizes = new Set([gpu.gpusPerNode ?? FALLBACK_NODE_GPUS])
    for (const { row, gpuId: offered, gpusPerInstance } of competingRows(catalogue))
      if (offered === gpuId && row.kind !== 'spot' && (!isLoose(row) || scenario.marketplaces) && sells(row.termMonths, scenario))
        sizes.add(gpusPerInstance)
    for (const gpusPerInstance of sizes)
      consider(allowed.offers, gpuId, {
        id: `${OWN_PRICE}${gpuId}/${gpusPerInstance}`,
        provider: 'your price',
        country: null,
        usdPerGpuHour,
        gpusPerInstance,
        termMonths: null,
        spot: false,
        estimated: false,
        minGpus: 1,
        checkedOn: null,
        stale: false,
        row: null,
      })
  }
  const others = [unplaced, barred, beyond]
  const offers = others.reduce((left, tier) => elseThose(left, tier.offers), allowed.offers)
  // spot beside a fleet follows the fleet: where rules leave nothing of that, they are set aside for both
  const spot: OffersOf = new Map(allowed.spot)
  for (const { offers: fleets, spot: beside } of others)
    for (const [gpuId, ofGpu] of beside) if (!spot.has(gpuId) && offers.get(gpuId) === fleets.get(gpuId)) spot.set(gpuId, ofGpu)
  return { offers: sorted(offers), spot: sorted(spot), withoutCountry }
}
