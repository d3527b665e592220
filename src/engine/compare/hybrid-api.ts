/**
 * What a token API bills for a part of the work (`method.md` 7): each workload's requests at the price of their hour, then the
 * provider's commitment and support on the sum. Prices a request are worked out once, so that any part is a few multiplications.
 */
import type { ApiOffer, ApiProvider, PriceEntry } from '../../catalogue/schema.ts'
import { billedPrice, blendedPrices, apiSupport, commitmentTopUp, type OfferUse } from '../api-bill.ts'
import { TOKEN_KINDS } from '../demand.ts'
import { peakFractions } from '../peak-hours.ts'
import type { LineId, OptionResult } from '../result.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import type { ApiFactors } from './api-month-bills.ts'
import { apiFactors } from './api-option.ts'
import { bandsOf } from './api-prices-used.ts'
import { batchPriceOf, entriesByMonth, offerUses } from './api-use.ts'
import { requestsInMonth } from './fleet-load.ts'
import type { Kept, PeakWeights, SortedWeek } from './hybrid-load.ts'
import { blankSeries, type Settings } from './settings.ts'
import { levelise } from './time.ts'

const PER_THOUSAND = 1000
const TOKENS_PER_MTOK = 1e6

/** USD of a workload's work of a month if all of it went to the API, in three parts. */
interface MonthUsd {
  readonly peak: number
  readonly offPeak: number
  readonly batch: number
}

/** A part of the work: `work` by the hour, and the share of batch work. */
export interface ApiPart {
  readonly work: Kept
  readonly batch: number
}

export interface ApiSide {
  readonly option: OptionResult
  readonly offer: ApiOffer
  /** of each workload, on the clock of the fleet */
  readonly weights: readonly PeakWeights[]
  /** USD of month m with top-up and support; 0 where nothing goes there */
  readonly billOf: (m: number, part: ApiPart) => number
  /** USD of month m for the interactive work of one hour of the week */
  readonly usdOfHour: (m: number, hour: number) => number
  /** levelised USD of a part that is the same in every month; null: not in proportion to it */
  readonly levelisedBill: ((part: ApiPart) => number) | null
  /** sorted weeks of loads by the hours in which replicas run: they serve every fleet */
  readonly weeks: Map<unknown, WeakMap<object, SortedWeek>>
  /** USD by month of what does not follow use, as the pure option has it */
  readonly people: readonly number[]
  readonly swap: readonly number[]
  readonly once: number
  readonly exit: number
  /** levelised USD of these where the API is used in every month */
  readonly fixed: number
}

/** Weights of each workload on the fleet's clock, split by the API's peak hours. */
const peakWeights = (offer: ApiOffer, settings: Settings): PeakWeights[] => {
  const { peak } = offer
  const none = new Float64Array(HOURS_PER_WEEK)
  const fractions = peak === null ? null : peakFractions(peak, peak.utcOffsetHours - settings.scenario.workloads[0]!.utcOffsetHours)
  return settings.weeks.map((weights) =>
    fractions === null
      ? { peak: weights, offPeak: none }
      : { peak: fractions.map((part, hour) => part * weights[hour]!), offPeak: fractions.map((part, hour) => (1 - part) * weights[hour]!) },
  )
}

/** USD of one request, all of it at one price: in the peak, outside, or as batch. Kinds of unknown price that are hardly used cost nothing. */
const usdPerRequest = (offer: ApiOffer, entry: PriceEntry, provider: ApiProvider, use: OfferUse, perUsd: number, settings: Settings) => {
  const bands = bandsOf(entry, { scenario: settings.scenario, provider, offer, perUsd })
  const priced = (part: Partial<OfferUse>): number => {
    const prices = blendedPrices(bands, batchPriceOf(offer), { ...use, ...part })
    if (!prices.possible) return 0
    return TOKEN_KINDS.reduce((usd, kind) => usd + (use.tokens[kind] * prices.prices[kind]) / TOKENS_PER_MTOK, 0)
  }
  return {
    peak: priced({ batchShare: 0, peakShare: 1 }),
    offPeak: priced({ batchShare: 0, peakShare: 0 }),
    batch: priced({ batchShare: 1 }),
  }
}

type RequestUsd = ReturnType<typeof usdPerRequest>

const monthUsd = (offer: ApiOffer, provider: ApiProvider, factors: ApiFactors, settings: Settings): MonthUsd[][] => {
  const { scenario, horizon } = settings
  const entries = entriesByMonth(offer, horizon.labels)
  const uses = offerUses(offer, settings)
  const known = new Map<PriceEntry, readonly RequestUsd[]>()
  const priced = (entry: PriceEntry): readonly RequestUsd[] => {
    const usd = known.get(entry) ?? uses.map((use) => usdPerRequest(offer, entry, provider, use, factors.perUsd, settings))
    known.set(entry, usd)
    return usd
  }
  return horizon.labels.map((_, m) => {
    const usd = priced(entries[m]!)
    const factorOf = (serviceTier: number): number =>
      billedPrice.bare({ listed: 1, path: settings.apiPath[m]!, serviceTier, region: factors.region, discount: scenario.apiDiscount })
    const factor = factorOf(factors.serviceTier[m]!)
    const batchFactor = factorOf(factors.batchServiceTier[m]!)
    return scenario.workloads.map((workload, index) => {
      const { tokens, batchShare, peakShare } = uses[index]!
      const stored = (tokens.write / TOKENS_PER_MTOK) * scenario.cacheTtlHours * ((offer.cacheStoragePerMTokHour ?? 0) / factors.perUsd)
      const other = (workload.callsPerRequest * scenario.callFeeUsdPer1000) / PER_THOUSAND + stored
      const all = requestsInMonth(workload, m)
      const requests = all * factor
      const { peak, offPeak, batch } = usd[index]!
      return {
        peak: requests * (1 - batchShare) * peakShare * (peak + other),
        offPeak: requests * (1 - batchShare) * (1 - peakShare) * (offPeak + other),
        batch: all * batchFactor * batchShare * (batch + other),
      }
    })
  })
}

const isUsed = ({ work, batch }: ApiPart): boolean =>
  batch > 0 || work.peak.some((share) => share > 0) || work.offPeak.some((share) => share > 0)

const lineOf = (option: OptionResult, id: LineId): readonly number[] | null => option.lines.find((line) => line.id === id)?.monthly ?? null

const sumOf = (series: readonly number[] | null): number => series?.reduce((sum, usd) => sum + usd, 0) ?? 0

/** Each weight as a share of all. */
const shares = (weights: ArrayLike<number>): Float64Array => {
  let all = 0
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) all += weights[hour]!
  return Float64Array.from({ length: HOURS_PER_WEEK }, (_, hour) => (all > 0 ? weights[hour]! / all : 0))
}

/** Without a commitment a bill is in proportion to the work, so the months are added up once. */
const proportionalBill = (months: readonly (readonly MonthUsd[])[], { horizon, scenario }: Settings): ((part: ApiPart) => number) => {
  const sums = months[0]!.map((_, index) => {
    const levelisedOf = (key: keyof MonthUsd): number =>
      levelise(
        months.map((usd) => usd[index]![key]),
        horizon,
      ) *
      (1 + scenario.apiSupportShare)
    return { peak: levelisedOf('peak'), offPeak: levelisedOf('offPeak'), batch: levelisedOf('batch') }
  })
  return ({ work, batch }) => {
    let usd = 0
    for (let index = 0; index < sums.length; index++) {
      const { peak, offPeak, batch: all } = sums[index]!
      usd += peak * work.peak[index]! + offPeak * work.offPeak[index]! + all * batch
    }
    return usd
  }
}

/** Null for an option that is not billed by the token. */
export const apiSide = (option: OptionResult, given: Settings): ApiSide | null => {
  const settings = given.forModel(option.modelId)
  if (option.api === null || option.api.provisioned !== null || option.levelised === null) return null
  const { providerId, offerId } = option.api
  const provider = settings.catalogue.apiProviders.find(({ id }) => id === providerId)
  const offer = provider?.offers.find(({ id }) => id === offerId)
  const factors = offer === undefined ? null : apiFactors(offer, settings).factors
  if (provider === undefined || offer === undefined || factors === null) return null
  const { scenario } = settings
  const months = monthUsd(offer, provider, factors, settings)
  const weights = peakWeights(offer, settings)
  const ofHour = weights.map(({ peak, offPeak }) => ({ peak: shares(peak), offPeak: shares(offPeak) }))
  const commitment = scenario.apiCommitments[provider.id] ?? 0
  const nothing = blankSeries(settings).fill(0)
  const { horizon } = settings
  const people = lineOf(option, 'people') ?? nothing
  const swap = lineOf(option, 'model-swap') ?? nothing
  const once = sumOf(lineOf(option, 'one-off'))
  const exit = sumOf(lineOf(option, 'exit'))
  return {
    option,
    offer,
    weights,
    billOf: (m, part) => {
      if (!isUsed(part)) return 0
      let used = 0
      months[m]!.forEach((usd, index) => {
        used += usd.peak * part.work.peak[index]! + usd.offPeak * part.work.offPeak[index]! + usd.batch * part.batch
      })
      return used + commitmentTopUp.bare({ used, commitment }) + apiSupport.bare({ used, commitment, share: scenario.apiSupportShare })
    },
    levelisedBill: commitment > 0 ? null : proportionalBill(months, settings),
    weeks: new Map(),
    usdOfHour: (m, hour) =>
      months[m]!.reduce((sum, usd, index) => sum + usd.peak * ofHour[index]!.peak[hour]! + usd.offPeak * ofHour[index]!.offPeak[hour]!, 0),
    people,
    swap,
    once,
    exit,
    fixed: levelise(people, horizon) + levelise(swap, horizon) + once * horizon.weight[0]! + exit * horizon.weight[horizon.months - 1]!,
  }
}

/** What the API costs beside and with use: its bill, its people, and what falls once. */
export interface ApiCostLines {
  readonly usage: readonly number[]
  readonly people: readonly number[]
  readonly oneOff: readonly number[]
  readonly swap: readonly number[]
  readonly exit: readonly number[]
}

/** `parts`: one where every month is alike. In a month in which nothing goes to the API it costs nothing; its one-off cost falls in the first month of use. */
export const apiCostLines = (side: ApiSide, parts: readonly ApiPart[], settings: Settings): ApiCostLines => {
  const blank = (): number[] => blankSeries(settings).fill(0)
  const lines = { usage: blank(), people: blank(), oneOff: blank(), swap: blank(), exit: blank() }
  let used = false
  for (let m = 0; m < lines.usage.length; m++) {
    const part = parts[parts.length === 1 ? 0 : m]!
    if (!isUsed(part)) continue
    lines.usage[m] = side.billOf(m, part)
    lines.people[m] = side.people[m]!
    lines.swap[m] = side.swap[m]!
    if (!used) lines.oneOff[m] = side.once
    used = true
  }
  if (used) lines.exit[lines.exit.length - 1] = side.exit
  return lines
}

/** The same as one amount [USD a month, levelised]. `parts`: one where every month is alike, else one for each month. */
export const levelisedApi = (side: ApiSide, parts: readonly ApiPart[], { horizon }: Settings): number => {
  const { weight, months } = horizon
  if (parts.length === 1 && side.levelisedBill !== null) return isUsed(parts[0]!) ? side.levelisedBill(parts[0]!) + side.fixed : 0
  let usd = 0
  let used = false
  for (let m = 0; m < months; m++) {
    const part = parts[parts.length === 1 ? 0 : m]!
    if (!isUsed(part)) continue
    usd += weight[m]! * (side.billOf(m, part) + side.people[m]! + side.swap[m]! + (used ? 0 : side.once))
    used = true
  }
  return used ? usd + weight[months - 1]! * side.exit : usd
}
