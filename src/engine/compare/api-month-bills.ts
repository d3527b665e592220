/**
 * What the tokens of all workloads cost on one offer, month by month (`method.md` 2). Work that may wait and is billed at a batch price has no
 * service tier, so under a tier it is billed by itself (docs/adr/0021).
 */
import type { ApiOffer, ApiProvider, PriceEntry } from '../../catalogue/schema.ts'
import type { Workload } from '../../scenario/schema.ts'
import { addUse, closeBill, emptyBill, type ApiBill } from '../api-bill.ts'
import type { TokenKind } from '../demand.ts'
import type { LineId, Remark } from '../result.ts'
import { entriesByMonth, entryPrices, offerUses, type EntryPrices } from './api-use.ts'
import { requestsInMonth } from './fleet-load.ts'
import { notPossible } from './remarks.ts'
import { blankSeries, type Settings } from './settings.ts'

const PER_THOUSAND = 1000
const TOKENS_PER_MTOK = 1e6

const KIND_WORDS: Readonly<Record<TokenKind, string>> = {
  plain: 'plain input',
  read: 'input read from a cache',
  write: 'input written to a cache',
  out: 'output',
}

export interface ApiFactors {
  readonly perUsd: number
  /** by month */
  readonly serviceTier: readonly number[]
  /** the same for batch work: a batch price knows no tier (docs/adr/0021) */
  readonly batchServiceTier: readonly number[]
  readonly region: number
}

/** Whether some work that may wait is billed without the tier that the rest has. */
export const isSplit = (tier: readonly number[], ofBatch: readonly number[], { scenario }: Settings): boolean =>
  tier.some((factor, m) => factor !== ofBatch[m]) &&
  scenario.workloads.some((workload) => workload.requestsPerMonth > 0 && workload.batchShare > 0)

const unknownPrice = (kind: TokenKind, offer: ApiOffer): Remark =>
  notPossible(
    'unknown-price',
    `Not possible: the price of ${KIND_WORDS[kind]} is unknown.`,
    [{ label: `Price of ${KIND_WORDS[kind]}`, value: 'unknown' }],
    `Enter your own price for ${KIND_WORDS[kind]} of ${offer.modelName}.`,
  )

const LINE_OF: readonly [keyof ApiBill, LineId][] = [
  ['plain', 'tokens-plain'],
  ['read', 'tokens-read'],
  ['write', 'tokens-write'],
  ['out', 'tokens-out'],
  ['fees', 'call-fees'],
  ['storage', 'cache-storage'],
  ['topUp', 'commitment-top-up'],
  ['support', 'support'],
]

/** Work that is billed alike: a share of each workload's requests, at prices by entry and a tier by month. */
interface Work {
  readonly shareOf: (workload: Workload) => number
  /** share of this work that is batch; null: the workload's own */
  readonly batchShare: number | null
  readonly serviceTier: readonly number[]
}

const interactiveShare = ({ batchShare }: Workload): number => 1 - batchShare
const waitingShare = ({ batchShare }: Workload): number => batchShare
const wholeShare = (): number => 1

const worksOf = (what: 'all' | 'batch', { serviceTier, batchServiceTier }: ApiFactors, settings: Settings): readonly Work[] => {
  const batch: Work = { shareOf: waitingShare, batchShare: 1, serviceTier: batchServiceTier }
  if (what === 'batch') return [batch]
  return isSplit(serviceTier, batchServiceTier, settings)
    ? [{ shareOf: interactiveShare, batchShare: 0, serviceTier }, batch]
    : [{ shareOf: wholeShare, batchShare: null, serviceTier }]
}

type Priced = EntryPrices & { readonly possible: true }

interface PricedWork extends Work {
  readonly prices: ReadonlyMap<PriceEntry, Priced>
}

const billOfMonth = (
  offer: ApiOffer,
  provider: ApiProvider,
  works: readonly PricedWork[],
  entry: PriceEntry,
  factors: ApiFactors,
  settings: Settings,
  m: number,
): ApiBill => {
  const { scenario } = settings
  const bill = emptyBill()
  for (const { prices, shareOf, serviceTier } of works) {
    const ofEntry = prices.get(entry)!
    scenario.workloads.forEach((workload, index) => {
      const requests = requestsInMonth(workload, m) * shareOf(workload)
      if (requests === 0) return
      const { use, prices: listed } = ofEntry.workloads[index]!
      const writtenMTok = (requests * use.tokens.write) / TOKENS_PER_MTOK
      addUse(bill, {
        requests,
        tokens: use.tokens,
        prices: listed,
        path: settings.apiPath[m]!,
        serviceTier: serviceTier[m]!,
        region: factors.region,
        discount: scenario.apiDiscount,
        callFee: (workload.callsPerRequest * scenario.callFeeUsdPer1000) / PER_THOUSAND,
        storageUsd: (writtenMTok * scenario.cacheTtlHours * (offer.cacheStoragePerMTokHour ?? 0)) / factors.perUsd,
      })
    })
  }
  return closeBill(bill, scenario.apiCommitments[provider.id] ?? 0, scenario.apiSupportShare)
}

const everyMonthAlike = (entries: readonly (PriceEntry | null)[], factors: ApiFactors, settings: Settings): boolean =>
  factors.serviceTier.every((factor) => factor === factors.serviceTier[0]) &&
  settings.scenario.apiPricePath === 0 &&
  settings.scenario.workloads.every((workload) => workload.growthPerMonth === 0) &&
  entries.every((entry) => entry === entries[0])

export interface TokenBills {
  readonly series: Partial<Record<LineId, readonly number[]>>
  readonly entries: readonly PriceEntry[]
}

/** `what`: all work, or only what may wait. A remark where a price that is used is unknown. */
export const tokenBills = (
  offer: ApiOffer,
  provider: ApiProvider,
  factors: ApiFactors,
  settings: Settings,
  what: 'all' | 'batch',
): TokenBills | Remark => {
  const { horizon, scenario } = settings
  const entries = entriesByMonth(offer, horizon.labels)
  const uses = offerUses(offer, settings)
  const used = new Set<PriceEntry>()
  const works: PricedWork[] = []
  for (const work of worksOf(what, factors, settings)) {
    const prices = new Map<PriceEntry, Priced>()
    const active = scenario.workloads.map((workload) => workload.requestsPerMonth > 0 && work.shareOf(workload) > 0)
    const { batchShare } = work
    const ofWork = batchShare === null ? uses : uses.map((use) => ({ ...use, batchShare }))
    for (const entry of new Set(entries)) {
      if (entry === null)
        return notPossible(
          'not-yet-priced',
          `Not possible: the first price starts on ${offer.entries[0]?.from ?? 'an unknown day'}, after the start month.`,
          [],
          'Start the comparison later.',
        )
      const priced = entryPrices(entry, { scenario, provider, offer, perUsd: factors.perUsd }, ofWork, active)
      if (!priced.possible) return unknownPrice(priced.unknown, offer)
      prices.set(entry, priced)
      used.add(entry)
    }
    works.push({ ...work, prices })
  }
  const alike = everyMonthAlike(entries, factors, settings)
  const bills: ApiBill[] = []
  for (let m = 0; m < (alike ? 1 : horizon.months); m++) bills.push(billOfMonth(offer, provider, works, entries[m]!, factors, settings, m))
  const series: Partial<Record<LineId, readonly number[]>> = {}
  for (const [key, line] of LINE_OF) {
    let charged = false
    for (let m = 0; m < bills.length; m++) charged ||= bills[m]![key] !== 0
    if (!charged) continue
    const usd = blankSeries(settings)
    for (let m = 0; m < usd.length; m++) usd[m] = bills[alike ? 0 : m]![key]
    series[line] = usd
  }
  return { series, entries: [...used] }
}
