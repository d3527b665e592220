/** The monthly cost of an API whose interactive work runs on reserved capacity, and whose work that may wait is billed by the token. */
import { apiSupport, callFees, commitmentTopUp } from '../api-bill.ts'
import { reservedCapacity } from '../provisioned.ts'
import type { LineId, OptionResult, Remark } from '../result.ts'
import { tokenBills } from './api-month-bills.ts'
import { apiFactors, apiOneOffs, isForBuyer } from './api-option.ts'
import { requestsInMonth } from './fleet-load.ts'
import { totalsOf } from './lines.ts'
import { apiName, apiSubtitle } from './names.ts'
import { oneOffLines } from './one-off-lines.ts'
import { impossibleOption, possibleOption, type OptionIdentity } from './option-result.ts'
import { isWhole, peakRate, quotesOf, unitsFor, withoutTiers, type Quote, type WholeQuote } from './provisioned-quote.ts'
import { notPossible, remark } from './remarks.ts'
import { monthlySeries, peopleSeries, type Settings } from './settings.ts'

const PER_THOUSAND = 1000
const TOKENS_PER_MTOK = 1e6

export const provisionedId = (offerId: string): string => `ptu:${offerId}`

type Series = Partial<Record<LineId, readonly number[]>>

const missing = (quote: Quote): Remark => {
  const ending = quote.usd === null ? 'usd' : 'rate'
  const what = quote.usd === null ? 'price of a unit and month (.usd)' : 'rate of a unit (.rate), more than 0'
  return notPossible(
    'quote-incomplete',
    `Not possible: your quote lacks the ${what}.`,
    [],
    `Enter "${quote.offer.id}.${ending}" in your quote.`,
  )
}

/** Fees of calls are charged whoever serves the tokens; those of work that may wait are in its bill. */
const interactiveFees = (settings: Settings, m: number): number => {
  const { scenario, apiPath } = settings
  return scenario.workloads.reduce(
    (usd, workload) =>
      usd +
      callFees.bare({
        requests: requestsInMonth(workload, m) * (1 - workload.batchShare),
        callsPerRequest: workload.callsPerRequest,
        usdPerCall: scenario.callFeeUsdPer1000 / PER_THOUSAND,
        factor: apiPath[m]! * (1 - scenario.apiDiscount),
      }),
    0,
  )
}

const BY_TOKEN: readonly LineId[] = ['tokens-plain', 'tokens-read', 'tokens-write', 'tokens-out', 'cache-storage']

/** `settings`: without tiers. The provider's minimum spend counts what is paid for capacity. */
const seriesOf = (quote: WholeQuote, byToken: Series, settings: Settings): Series => {
  const { scenario } = settings
  const commitment = scenario.apiCommitments[quote.provider.id] ?? 0
  const of = (id: LineId, m: number): number => byToken[id]?.[m] ?? 0
  const provisioned = monthlySeries(settings, (m) =>
    reservedCapacity.bare({ units: unitsFor(peakRate(quote, settings, m).rate, quote), price: quote.usd }),
  )
  const fees = monthlySeries(settings, (m) => of('call-fees', m) + interactiveFees(settings, m))
  const used = monthlySeries(settings, (m) => BY_TOKEN.reduce((usd, id) => usd + of(id, m), provisioned[m]! + fees[m]!))
  const lines: Series = { provisioned }
  for (const id of BY_TOKEN) if (byToken[id] !== undefined) lines[id] = byToken[id]
  return {
    ...lines,
    'call-fees': fees,
    'commitment-top-up': monthlySeries(settings, (m) => commitmentTopUp.bare({ used: used[m]!, commitment })),
    support: monthlySeries(settings, (m) => apiSupport.bare({ used: used[m]!, commitment, share: scenario.apiSupportShare })),
  }
}

const usdPerMTok = (series: Series, settings: Settings): number | null => {
  const usd = BY_TOKEN.reduce((sum, id) => sum + (series[id]?.[0] ?? 0), series.provisioned?.[0] ?? 0)
  const tokens = settings.counted.reduce(
    (sum, workload) => sum + requestsInMonth(workload, 0) * (workload.inputTokens + workload.outputTokens + workload.reasoningTokens),
    0,
  )
  return tokens > 0 ? (usd / tokens) * TOKENS_PER_MTOK : null
}

const provisionedOption = (quote: Quote, counted: Settings): OptionResult => {
  const given = counted.forModel(quote.offer.modelId)
  const { offer, provider } = quote
  const settings = withoutTiers(given)
  const model = settings.models.get(offer.modelId)
  const open = model?.openWeights === true
  const { factors, blocked, warnings } = apiFactors(offer, settings)
  const bills = factors === null ? blocked! : tokenBills(offer, provider, factors, settings, 'batch')
  const reason = !isWhole(quote) ? missing(quote) : 'code' in bills ? bills : null
  const series = reason === null && isWhole(quote) && !('code' in bills) ? seriesOf(quote, bills.series, settings) : null
  const first = peakRate(quote, settings, 0)
  const units = isWhole(quote) ? unitsFor(first.rate, quote) : 0
  const identity: OptionIdentity = {
    id: provisionedId(offer.id),
    kind: open ? 'api-open' : 'api-proprietary',
    modelId: offer.modelId,
    modelName: model?.name ?? offer.modelName,
    name: `${apiName(offer, provider, model)}, reserved capacity`,
    subtitle: `${apiSubtitle(offer, provider, open)}, your quote`,
    judged: given.judge.judged(offer.modelId, isForBuyer(offer, given.scenario), given.judge.findings.ofService(offer)),
    task: given.taskOf(offer.modelId),
    warnings: [
      ...warnings,
      remark(
        'no-burst-margin',
        'Reserved capacity is sized for the peak hour of the typical week, without a margin for bursts or busier weeks.',
      ),
    ],
    api: {
      provisioned: isWhole(quote) ? { units, usdPerUnitMonth: quote.usd, peakRate: first.rate, ratePerUnit: quote.rate } : null,
      offerId: offer.id,
      providerId: provider.id,
      providerName: provider.name,
      channel: offer.channel,
      currency: offer.currency,
      usdPerMTokBlended: series === null ? null : usdPerMTok(series, settings),
    },
    rented: null,
    owned: null,
    hybrid: null,
  }
  if (series === null) return impossibleOption(identity, reason!)
  const people = peopleSeries(settings.scenario.apiFte, settings)
  const totals = totalsOf({ ...series, people, ...oneOffLines(apiOneOffs(settings), settings) }, settings)
  return possibleOption(identity, totals, null, null)
}

/** One for each offer the buyer has a quote for. Id `ptu:OFFER`. */
export const provisionedOptions = (settings: Settings): OptionResult[] =>
  quotesOf(settings).map((quote) => provisionedOption(quote, settings))
