/** What the buyer was quoted for reserved API capacity, offer by offer, and what rate of tokens it must carry (`method.md` 2 [F31]). */
import type { ApiOffer, ApiProvider } from '../../catalogue/schema.ts'
import { tokensPerRequest, type TokenKind, type TokensPerRequest } from '../demand.ts'
import { provisionedUnits, weightedRate } from '../provisioned.ts'
import { arrivalRate } from '../week.ts'
import { HOURS_PER_WEEK } from '../../units/unit.ts'
import { requestsInMonth } from './fleet-load.ts'
import type { Settings } from './settings.ts'

export interface Quote {
  readonly offer: ApiOffer
  readonly provider: ApiProvider
  /** USD per unit and month; null: not entered */
  readonly usd: number | null
  /** weighted tokens a second of a unit; null: not entered, or 0 */
  readonly rate: number | null
  readonly minimum: number
  readonly step: number
  readonly weights: Readonly<Record<TokenKind, number>>
}

export type WholeQuote = Quote & { readonly usd: number; readonly rate: number }

export const isWhole = (quote: Quote): quote is WholeQuote => quote.usd !== null && quote.rate !== null

const ONE = 1

/** Of offers the catalogue has, in its order. */
export const quotesOf = ({ scenario, catalogue }: Pick<Settings, 'scenario' | 'catalogue'>): Quote[] => {
  const entered = scenario.provisioned
  const offers = new Set(Object.keys(entered).map((key) => key.slice(0, key.lastIndexOf('.'))))
  if (offers.size === 0) return []
  const quotes: Quote[] = []
  for (const provider of catalogue.apiProviders)
    for (const offer of provider.offers) {
      if (!offers.has(offer.id)) continue
      const of = (ending: string): number | undefined => entered[`${offer.id}.${ending}`]
      const rate = of('rate') ?? 0
      const step = of('step') ?? 0
      const plain = of('plain') ?? ONE
      quotes.push({
        offer,
        provider,
        usd: of('usd') ?? null,
        rate: rate > 0 ? rate : null,
        minimum: of('minimum') ?? ONE,
        step: step > 0 ? step : ONE,
        weights: { plain, read: of('read') ?? ONE, write: of('write') ?? plain, out: of('out') ?? ONE },
      })
    }
  return quotes
}

/** Weighted tokens a second of a workload at an arrival rate of 1. */
export const weightedTokens = (tokens: TokensPerRequest, { weights }: Pick<Quote, 'weights'>): number =>
  weightedRate.bare({
    arrivals: 1,
    plain: tokens.plain,
    plainWeight: weights.plain,
    read: tokens.read,
    readWeight: weights.read,
    write: tokens.write,
    writeWeight: weights.write,
    out: tokens.out,
    outWeight: weights.out,
  })

export interface PeakRate {
  /** hour of the week with the most */
  readonly hour: number
  /** weighted tokens a second of all interactive work in it */
  readonly rate: number
}

export const peakRate = (quote: Pick<Quote, 'weights'>, { scenario, weeks }: Settings, m: number): PeakRate => {
  const perWeight = scenario.workloads.map(
    (workload) =>
      arrivalRate.bare({ requests: requestsInMonth(workload, m), batchShare: workload.batchShare, weight: 1 }) *
      weightedTokens(tokensPerRequest(workload), quote),
  )
  let peak: PeakRate = { hour: 0, rate: 0 }
  for (let hour = 0; hour < HOURS_PER_WEEK; hour++) {
    let rate = 0
    for (let index = 0; index < perWeight.length; index++) rate += perWeight[index]! * weeks[index]![hour]!
    if (rate > peak.rate) peak = { hour, rate }
  }
  return peak
}

/** Nothing is bought where nothing is to be served. */
export const unitsFor = (rate: number, quote: WholeQuote): number =>
  rate > 0 ? provisionedUnits(rate, { ratePerUnit: quote.rate, minimum: quote.minimum, step: quote.step }) : 0

/** Contracts for capacity know neither service tiers nor prices by region. */
export const withoutTiers = (settings: Settings): Settings => ({
  ...settings,
  scenario: { ...settings.scenario, serviceTier: 'standard', regionalProcessing: false, processingRegion: null },
})
