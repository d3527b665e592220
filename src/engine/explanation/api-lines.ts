/** Explains the lines of a token API option, down to prices with their sources and the fields of the workload. */
import type { ApiOffer, ApiProvider, PriceEntry, UnitPrices } from '../../catalogue/schema.ts'
import {
  apiSupport,
  billedPrice,
  cacheStorage,
  callFees,
  commitmentTopUp,
  priceParts,
  priceShare,
  tokenCost,
  tokenVolume,
  type OfferUse,
  type PricePart,
} from '../api-bill.ts'
import { pathFactor } from '../api-prices.ts'
import type { ApiFactors } from '../compare/api-month-bills.ts'
import { apiFactors } from '../compare/api-option.ts'
import { bandsOf } from '../compare/api-prices-used.ts'
import { withoutTiers, type WholeQuote } from '../compare/provisioned-quote.ts'
import { ttlFor } from '../cache-ttl.ts'
import { batchPriceOf, entriesByMonth, offerUses } from '../compare/api-use.ts'
import type { TokenKind } from '../demand.ts'
import { constant, formula, sum } from '../explain.ts'
import type { CostLine, LineId, OptionResult } from '../result.ts'
import { requestsNode, tokensNode } from './demand-nodes.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { cnyRateNode, fieldNode, type Node } from './leaves.ts'
import { API_ONE_OFFS, oneOffNode } from './one-off-nodes.ts'
import { apiPeopleNode } from './people-nodes.ts'
import { quoteFor, reservedNode } from './provisioned-nodes.ts'

const PER_THOUSAND = 1000

export const convertedPrice = formula({
  id: 'converted-price',
  title: 'List price in another currency, in USD',
  unit: 'USD/MTok',
  inputs: { listed: 'CNY/MTok', rate: 'CNY/USD' },
  text: 'listed / rate',
  source: 'product.md, what is compared',
  compute: ({ listed, rate }) => listed / rate,
})

export const batchPrice = formula({
  id: 'batch-price',
  title: 'Price of batch work',
  unit: 'USD/MTok',
  inputs: { listed: 'USD/MTok', multiplier: '1' },
  text: 'listed * multiplier',
  source: 'method.md 2',
  compute: ({ listed, multiplier }) => listed * multiplier,
})

export const waitingRequests = formula({
  id: 'waiting-requests',
  title: 'Requests that may wait',
  unit: 'request/month',
  inputs: { requests: 'request/month', share: '1' },
  text: 'requests * share',
  source: 'method.md 2',
  compute: ({ requests, share }) => requests * share,
})

export const feePerCall = formula({
  id: 'fee-per-call',
  title: 'Fee of a call',
  unit: 'USD/request',
  inputs: { perThousand: 'USD/1000 requests' },
  text: 'perThousand / 1000',
  source: 'method.md 2 [F4]',
  compute: ({ perThousand }) => perThousand / PER_THOUSAND,
})

const LINE_KIND: Partial<Record<LineId, TokenKind>> = {
  'tokens-plain': 'plain',
  'tokens-read': 'read',
  'tokens-write': 'write',
  'tokens-out': 'out',
}

const KIND_LABEL: Readonly<Record<TokenKind, string>> = { plain: 'plain input', read: 'cache read', write: 'cache write', out: 'output' }

interface ApiGiven {
  readonly given: ExplanationContext
  readonly provider: ApiProvider
  readonly offer: ApiOffer
  readonly factors: ApiFactors
  /** set where interactive work runs on reserved capacity, and only work that may wait is billed by the token */
  readonly quote: WholeQuote | null
}

const pricesOfPart = (entry: PriceEntry, part: PricePart): UnitPrices =>
  part.band > 0 ? entry.tiers[part.band - 1]!.prices : part.offPeak && entry.offPeak !== null ? entry.offPeak : entry.prices

const bandWords = (entry: PriceEntry, part: PricePart): string => {
  const tier = part.band > 0 ? `, prompts above ${entry.tiers[part.band - 1]!.aboveTokens} tokens` : ''
  const hours = entry.offPeak === null || part.band > 0 ? '' : part.offPeak ? ', off-peak' : ', peak'
  return `${tier}${hours}`
}

/** The listed price itself: the buyer's own, the provider's, or the provider's rule where none is listed. */
const listedNode = (entry: PriceEntry, part: PricePart, kind: TokenKind, api: ApiGiven): Node<'USD/MTok'> => {
  const { offer, provider, given } = api
  const { scenario } = given.settings
  const own = `${offer.id}.${kind}`
  const label = `${offer.modelName}, ${KIND_LABEL[kind]}${bandWords(entry, part)}`
  const multiplier = part.batch ? (offer.serves === 'batch' ? 1 : (offer.batchMultiplier ?? 1)) : 1
  const interactive = part.price === null ? null : part.price / multiplier
  const note = part.asPlain
    ? `Billed as plain input. ${kind === 'write' ? provider.cacheWriteWhenUnlisted.why : provider.cacheReadWhenUnlisted.why}`
    : entry.note
  const origin = {
    kind: 'datum' as const,
    source: entry.source,
    checkedOn: entry.checkedOn,
    basis: 'quoted' as const,
    override: `apiPrices.${own}`,
    ...(note === undefined ? {} : { note }),
  }
  if (Object.hasOwn(scenario.apiPrices, own))
    return {
      label,
      value: interactive,
      unit: 'USD/MTok',
      origin: { kind: 'input', field: `apiPrices.${own}`, basis: 'yours', source: null },
    }
  if (offer.currency === 'USD') return { label, value: interactive, unit: 'USD/MTok', origin }
  const prices = pricesOfPart(entry, part)
  const ttl = ttlFor(prices.writes, scenario.cacheTtlHours)
  const listed = part.asPlain ? prices.plain : kind === 'write' ? (ttl === null ? null : (prices.writes[ttl] ?? null)) : prices[kind]
  return convertedPrice.explain(label, {
    listed: { label, value: typeof listed === 'number' ? listed : null, unit: 'CNY/MTok', origin },
    rate: cnyRateNode(api.factors.perUsd, api.given.settings, api.given.basisOf),
  })
}

const partNode = (entry: PriceEntry, part: PricePart, kind: TokenKind, api: ApiGiven): Node<'USD/MTok'> => {
  const listed = listedNode(entry, part, kind, api)
  const multiplier = api.offer.serves === 'batch' ? null : api.offer.batchMultiplier
  if (!part.batch || multiplier === null) return listed
  return batchPrice.explain(`${listed.label}, batch`, {
    listed,
    multiplier: {
      label: 'Batch price as a share',
      value: multiplier,
      unit: '1',
      origin: {
        kind: 'datum',
        source: entry.source,
        checkedOn: entry.checkedOn,
        basis: 'quoted',
        ...(api.offer.batchNote === undefined ? {} : { note: api.offer.batchNote }),
      },
    },
  })
}

const priceNode = (entry: PriceEntry, index: number, kind: TokenKind, api: ApiGiven): Node<'USD/MTok'> => {
  const { given, offer, provider, factors } = api
  const bands = bandsOf(entry, { scenario: given.settings.scenario, provider, offer, perUsd: factors.perUsd })
  const parts = priceParts(kind, bands, batchPriceOf(offer), usesOf(api)[index]!)
  if (parts.length === 1) return partNode(entry, parts[0]!, kind, api)
  const shares = parts.map((part) => {
    const price = partNode(entry, part, kind, api)
    const share = constant(
      'Share of these tokens',
      '1',
      part.share,
      'From the spread of prompt lengths, the week and the share of batch work.',
    )
    return priceShare.explain(price.label, { share, price })
  })
  return sum(`Mean price of ${KIND_LABEL[kind]}`, 'USD/MTok', shares)
}

/** How the workloads use the offer by the token. */
const usesOf = ({ offer, quote, given }: ApiGiven): OfferUse[] => {
  const uses = offerUses(offer, given.settings)
  return quote === null ? uses : uses.map((use) => ({ ...use, batchShare: 1 }))
}

const billedRequests = ({ quote, given }: ApiGiven, index: number, m: number): Node<'request/month'> =>
  quote === null
    ? requestsNode(given, index, m)
    : waitingRequests.explain('Requests that may wait', {
        requests: requestsNode(given, index, m),
        share: fieldNode(
          'Share that may wait',
          '1',
          given.settings.scenario.workloads[index]!.batchShare,
          `workloads.${index}.batchShare`,
          given.basisOf,
        ),
      })

const pathNode = (given: ExplanationContext, m: number): Node<'1'> =>
  pathFactor.explain('API prices since the start', {
    perYear: fieldNode('Change of API prices a year', '1', given.settings.scenario.apiPricePath, 'apiPricePath', given.basisOf),
    monthIndex: constant('Months since the start', '1', m, given.settings.horizon.labels[m] ?? ''),
  })

const factorNode = (label: string, value: number, why: string): Node<'1'> => constant(label, '1', value, why)

/** The tier of what is not batch work, as a factor on the mean price of all of it. */
const tierNode = (entry: PriceEntry, index: number, kind: TokenKind, api: ApiGiven, m: number): Node<'1'> => {
  const { given, offer, provider, factors } = api
  const { scenario } = given.settings
  const tier = factors.serviceTier[m]!
  const ofBatch = factors.batchServiceTier[m]!
  const plain = factorNode('Service tier', tier, `The ${scenario.serviceTier} tier of this offer.`)
  if (tier === ofBatch || scenario.workloads[index]!.batchShare === 0) return plain
  const bands = bandsOf(entry, { scenario, provider, offer, perUsd: factors.perUsd })
  let listed = 0
  let billed = 0
  for (const { share, price, batch } of priceParts(kind, bands, batchPriceOf(offer), offerUses(offer, given.settings)[index]!)) {
    listed += share * (price ?? 0)
    billed += share * (price ?? 0) * (batch ? ofBatch : tier)
  }
  return factorNode(
    'Service tier',
    listed > 0 ? billed / listed : tier,
    `The ${scenario.serviceTier} tier, ${tier} times the price, on what is not batch work: a batch price has no tier.`,
  )
}

const tokenLine = (kind: TokenKind, api: ApiGiven, m: number): Node<'USD/month'> => {
  const { given, offer, factors } = api
  const { scenario, horizon } = given.settings
  const entry = entriesByMonth(offer, horizon.labels)[m]!
  const costs: Node<'USD/month'>[] = []
  for (const [index, workload] of scenario.workloads.entries()) {
    const tokens = tokensNode(given, index, kind)
    // a price that a workload does not pay may be unknown
    if (workload.requestsPerMonth === 0 || tokens.value === 0 || (api.quote !== null && workload.batchShare === 0)) continue
    const cost = tokenCost.explain(workload.name, {
      volume: tokenVolume.explain('Tokens', { requests: billedRequests(api, index, m), tokens }),
      price: billedPrice.explain(`Price of ${KIND_LABEL[kind]}`, {
        listed: priceNode(entry, index, kind, api),
        path: pathNode(given, m),
        serviceTier: tierNode(entry, index, kind, api, m),
        region: factorNode('Region', factors.region, offer.regionalUplift?.scope ?? 'No uplift for a region.'),
        discount: fieldNode('Negotiated discount', '1', scenario.apiDiscount, 'apiDiscount', given.basisOf),
      }),
    })
    costs.push(cost)
  }
  return costs.length === 1 ? costs[0]! : sum('All workloads', 'USD/month', costs)
}

const overWorkloads = (label: string, given: ExplanationContext, of: (index: number) => Node<'USD/month'>): Node<'USD/month'> => {
  const parts = given.settings.scenario.workloads.map((_, index) => of(index))
  return parts.length === 1 ? parts[0]! : sum(label, 'USD/month', parts)
}

const combinedFactor = (api: ApiGiven, index: number, m: number): Node<'1'> => {
  const { scenario, apiPath } = api.given.settings
  const { batchShare } = scenario.workloads[index]!
  const tier = (1 - batchShare) * api.factors.serviceTier[m]! + batchShare * api.factors.batchServiceTier[m]!
  return constant(
    'Path, tier, region and discount',
    '1',
    apiPath[m]! * tier * api.factors.region * (1 - scenario.apiDiscount),
    'The same factors as on the token prices.',
  )
}

const feesLine = (api: ApiGiven, m: number): Node<'USD/month'> => {
  const { given } = api
  const { scenario } = given.settings
  return overWorkloads('Call fees', given, (index) =>
    callFees.explain('Call fees', {
      requests: requestsNode(given, index, m),
      callsPerRequest: fieldNode(
        'Calls a request',
        '1',
        scenario.workloads[index]!.callsPerRequest,
        `workloads.${index}.callsPerRequest`,
        given.basisOf,
      ),
      usdPerCall: feePerCall.explain('Fee of a call', {
        perThousand: fieldNode('Fee of 1,000 calls', 'USD/1000 requests', scenario.callFeeUsdPer1000, 'callFeeUsdPer1000', given.basisOf),
      }),
      factor: combinedFactor(api, index, m),
    }),
  )
}

const storageLine = (api: ApiGiven, m: number): Node<'USD/month'> => {
  const { given, offer, factors } = api
  const { scenario, horizon } = given.settings
  const entry = entriesByMonth(offer, horizon.labels)[m]!
  return overWorkloads('Cache storage', given, (index) =>
    cacheStorage.explain('Cache storage', {
      written: tokenVolume.explain('Tokens written', {
        requests: billedRequests(api, index, m),
        tokens: tokensNode(given, index, 'write'),
      }),
      timeToLive: fieldNode('Kept for', 'h', scenario.cacheTtlHours, 'cacheTtlHours', given.basisOf),
      price: {
        label: 'Storage of cached tokens',
        value: (offer.cacheStoragePerMTokHour ?? 0) / factors.perUsd,
        unit: 'USD/MTok-hour',
        origin: { kind: 'datum', source: entry.source, checkedOn: entry.checkedOn, basis: 'quoted' },
      },
      factor: combinedFactor(api, index, m),
    }),
  )
}

const lineOfMonth = (id: LineId, lines: readonly CostLine[], api: ApiGiven, m: number): Node<'USD/month'> => {
  const { given, provider } = api
  const { scenario } = given.settings
  const kind = LINE_KIND[id]
  if (kind !== undefined) return tokenLine(kind, api, m)
  if (id === 'provisioned' && api.quote !== null) return reservedNode(api.quote, given, m)
  if (id === 'call-fees') return feesLine(api, m)
  if (id === 'cache-storage') return storageLine(api, m)
  if (id === 'people') return apiPeopleNode(given, m)
  if (id === 'commitment-top-up' || id === 'support') {
    const used = sum(
      'Use of the month',
      'USD/month',
      lines.filter((line) => line.group === 'family' && line.id !== 'commitment-top-up').map((line) => lineOfMonth(line.id, lines, api, m)),
    )
    const minimum = scenario.apiCommitments[provider.id]
    const commitment =
      minimum === undefined
        ? constant('Commitment', 'USD/month', 0, 'No minimum spend with this provider is entered.')
        : fieldNode('Commitment', 'USD/month', minimum, `apiCommitments.${provider.id}`, given.basisOf)
    if (id === 'commitment-top-up') return commitmentTopUp.explain('Top-up to the commitment', { used, commitment })
    return apiSupport.explain('Support', {
      used,
      commitment,
      share: fieldNode('Support', '1', scenario.apiSupportShare, 'apiSupportShare', given.basisOf),
    })
  }
  return oneOffNode(id, API_ONE_OFFS, given, m)
}

/** A function that explains any line of the option in any month; null if the option is not possible. */
export const apiLineExplainer = (
  option: OptionResult,
  context: ExplanationContext,
): ((id: LineId, m: number) => Node<'USD/month'>) | null => {
  const reserved = option.api !== null && option.api.provisioned !== null
  const given = reserved ? { ...context, settings: withoutTiers(context.settings) } : context
  const quote = reserved && option.api !== null ? quoteFor(option.api.offerId, given) : null
  const provider = given.settings.catalogue.apiProviders.find((candidate) => candidate.id === option.api?.providerId)
  const offer = provider?.offers.find((candidate) => candidate.id === option.api?.offerId)
  if (provider === undefined || offer === undefined) return null
  const { factors } = apiFactors(offer, given.settings)
  if (factors === null) return null
  return (id, m) => lineOfMonth(id, option.lines, { given, provider, offer, factors, quote }, m)
}
