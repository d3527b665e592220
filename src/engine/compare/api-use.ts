/** How each workload uses one offer: tokens by kind, peak shares, and the blended listed price per kind of each entry in force. */
import type { ApiOffer, PriceEntry } from '../../catalogue/schema.ts'
import { blendedPrices, type BatchPrice, type OfferUse } from '../api-bill.ts'
import { entryInForce } from '../api-prices.ts'
import { tokensPerRequest, type TokenKind } from '../demand.ts'
import { batchPeakShare, peakFractions, peakShare } from '../peak-hours.ts'
import { bandsOf, type PriceTerms } from './api-prices-used.ts'
import type { Settings } from './settings.ts'

export interface WorkloadPrices {
  readonly use: OfferUse
  readonly prices: Readonly<Record<TokenKind, number>>
}

export type EntryPrices =
  { readonly possible: true; readonly workloads: readonly WorkloadPrices[] } | { readonly possible: false; readonly unknown: TokenKind }

/** Batch work waits for the cheaper hours, whichever they are. */
const peakIsCheaper = ({ entries }: ApiOffer): boolean => {
  const entry = entries.find(({ offPeak }) => offPeak !== null)
  return (entry?.offPeak?.out ?? 0) > (entry?.prices.out ?? Number.POSITIVE_INFINITY)
}

/** One per workload. An offer that serves only batch work bills it at its listed price. */
export const offerUses = (offer: ApiOffer, settings: Settings): OfferUse[] =>
  settings.scenario.workloads.map((workload, index) => {
    const weights = settings.profiles[index]!.weights
    const fractions = offer.peak === null ? null : peakFractions(offer.peak, offer.peak.utcOffsetHours - workload.utcOffsetHours)
    return {
      tokens: tokensPerRequest(workload),
      cv: workload.cvInput,
      batchShare: workload.batchShare,
      peakShare: fractions === null ? 1 : peakShare(weights, fractions),
      batchPeakShare: fractions === null ? 1 : batchPeakShare(weights, fractions, peakIsCheaper(offer)),
    }
  })

export const batchPriceOf = (offer: ApiOffer): BatchPrice =>
  offer.serves === 'batch' || offer.batchMultiplier === null ? null : { multiplier: offer.batchMultiplier }

/** The blended prices of one entry for all workloads; not possible, naming the kind, where a used price is unknown. */
export const entryPrices = (entry: PriceEntry, terms: PriceTerms, uses: readonly OfferUse[], active: readonly boolean[]): EntryPrices => {
  const bands = bandsOf(entry, terms)
  const batch = batchPriceOf(terms.offer)
  const workloads: WorkloadPrices[] = []
  for (const [index, use] of uses.entries()) {
    const blended = blendedPrices(bands, batch, use)
    if (blended.possible) workloads.push({ use, prices: blended.prices })
    else if (active[index]!) return blended
    else workloads.push({ use, prices: { plain: 0, read: 0, write: 0, out: 0 } })
  }
  return { possible: true, workloads }
}

/** The entry in force on the first day of each month; null where none is yet. */
export const entriesByMonth = (offer: ApiOffer, labels: readonly string[]): (PriceEntry | null)[] =>
  offer.entries.length === 1 && offer.entries[0]!.from === null
    ? labels.map(() => offer.entries[0]!)
    : labels.map((label) => entryInForce(offer.entries, `${label}-01`))
