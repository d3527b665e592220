/** The monthly cost of the whole demand on one token API offer (`method.md` 2). */
import type { ApiOffer, ApiProvider } from '../../catalogue/schema.ts'
import { shareAbove } from '../context-tiers.ts'
import type { OptionResult, Remark } from '../result.ts'
import { isSplit, tokenBills, type ApiFactors, type TokenBills } from './api-month-bills.ts'
import { batchPriceOf } from './api-use.ts'
import { requestsInMonth, tokensOut } from './fleet-load.ts'
import { totalsOf } from './lines.ts'
import { apiName, apiSubtitle } from './names.ts'
import { impossibleOption, possibleOption, type OptionIdentity } from './option-result.ts'
import { oneOffLines, type OneOffs } from './one-off-lines.ts'
import { notPossible, remark, shareWords, tokenWords } from './remarks.ts'
import { inputAsCounted, peopleSeries, unitsPerUsd, type Settings } from './settings.ts'

const TOKENS_PER_MTOK = 1e6
/** A tail beyond the context window smaller than this is not worth a sentence. */
const TAIL_WORTH_SAYING = 0.001

/** By month; null: a tier is in force whose price is unknown. */
const serviceTierFactors = (offer: ApiOffer, settings: Settings): { factors: readonly number[] | null; remark: Remark | null } => {
  const wanted = settings.scenario.serviceTier
  const { labels } = settings.horizon
  const standard = labels.map(() => 1)
  if (wanted === 'standard') return { factors: standard, remark: null }
  const tiers = offer.serviceTiers.filter(({ id }) => id === wanted)
  if (tiers.length === 0)
    return { factors: standard, remark: remark('no-service-tier', `There is no ${wanted} tier here; the standard price is used.`) }
  const factors = labels.map((label) => {
    const day = `${label}-01`
    const tier = tiers.find(({ from, until }) => (from ?? '') <= day && (until ?? '9999') >= day)
    return tier === undefined ? null : tier.multiplier
  })
  return factors.every((factor) => factor !== null) ? { factors, remark: null } : { factors: null, remark: null }
}

/** Is the offer allowed by the buyer's region only if processing there is ordered? */
const isOrderedByRule = (offer: ApiOffer, { scenario, judge }: Settings): boolean =>
  scenario.processingRegion !== null &&
  judge.findings.ofService(offer).findings.some(({ rule, status }) => rule === 'processing-region' && status === 'allowed-if')

const regionFactor = (offer: ApiOffer, settings: Settings): { factor: number; remark: Remark | null } => {
  if (!settings.scenario.regionalProcessing && !isOrderedByRule(offer, settings)) return { factor: 1, remark: null }
  if (offer.regionalUplift?.included === true) return { factor: 1, remark: null }
  const multiplier = offer.regionalUplift?.multiplier ?? null
  if (multiplier !== null) return { factor: multiplier, remark: null }
  return { factor: 1, remark: remark('no-regional-price', 'No price for processing in one region is known; the listed price is used.') }
}

const contextRemark = (offer: ApiOffer, settings: Settings): { blocks: Remark | null; warns: Remark | null } => {
  const window = offer.contextWindowTokens
  let warns: Remark | null = null
  if (window === null) return { blocks: null, warns }
  for (const [index, workload] of settings.scenario.workloads.entries()) {
    if (workload.requestsPerMonth === 0) continue
    const out = workload.outputTokens + workload.reasoningTokens
    if (workload.inputTokens + out > window)
      return {
        blocks: notPossible(
          'context-window',
          `Not possible: a request needs ${tokenWords(workload.inputTokens + out)} tokens, the context window holds ${tokenWords(window)}.`,
          [
            { label: 'A request', value: `${tokenWords(workload.inputTokens + out)} tokens` },
            { label: 'Context window', value: `${tokenWords(window)} tokens` },
          ],
          `Shorten requests of "${workload.name}" to ${tokenWords(inputAsCounted(Math.max(0, window - out), index, settings))} input tokens.`,
        ),
        warns: null,
      }
    const tail = shareAbove(workload.inputTokens, workload.cvInput, { above: Math.max(0, window - out) }).requests
    if (tail > TAIL_WORTH_SAYING)
      warns = remark('context-tail', `${shareWords(tail)} of requests are longer than the context window of ${tokenWords(window)} tokens.`)
  }
  return { blocks: null, warns }
}

const outputRemark = (offer: ApiOffer, settings: Settings): Remark | null => {
  const most = offer.maxOutputTokens
  for (const [index, workload] of settings.scenario.workloads.entries()) {
    const out = workload.outputTokens + workload.reasoningTokens
    if (most === null || workload.requestsPerMonth === 0 || out <= most) continue
    return notPossible(
      'output-limit',
      `Not possible: an answer needs ${tokenWords(out)} tokens, this offer gives at most ${tokenWords(most)}.`,
      [
        { label: 'An answer', value: `${tokenWords(out)} tokens` },
        { label: 'At most', value: `${tokenWords(most)} tokens` },
      ],
      `Shorten answers of "${workload.name}" to ${tokenWords((most * tokensOut(settings.counted[index]!)) / out)} tokens.`,
    )
  }
  return null
}

const hasRegionalPrice = ({ regionalUplift }: ApiOffer): boolean =>
  regionalUplift !== null && (regionalUplift.included || regionalUplift.multiplier !== null)

const CHINA = 'CN'

/** Offers with strings attached, lists of mainland China and capacity that may be refused are shown, but compete only where they fit. */
export const isForBuyer = (offer: ApiOffer, scenario: Settings['scenario']): boolean => {
  if (scenario.usedToday === offer.id) return true
  if (offer.restricted !== null) return false
  if (offer.currency === 'CNY' && scenario.place !== CHINA) return false
  if (scenario.regionalProcessing && !hasRegionalPrice(offer)) return false
  return offer.serves !== 'spot' || scenario.workloads.every((workload) => workload.batchShare === 1)
}

/** Factors of an offer that do not depend on the month, with what there is to say about them; `blocked` if it cannot be used at all. */
export const apiFactors = (
  offer: ApiOffer,
  settings: Settings,
): { factors: ApiFactors | null; blocked: Remark | null; warnings: readonly Remark[] } => {
  const warnings: Remark[] = []
  const blocked = (reason: Remark) => ({ factors: null, blocked: reason, warnings })
  const perUsd = unitsPerUsd(offer.currency, settings.scenario, settings.catalogue)
  if (perUsd === null)
    return blocked(
      notPossible(
        'unknown-rate',
        `Not possible: no exchange rate for ${offer.currency} is known.`,
        [],
        `Enter a rate for ${offer.currency}.`,
      ),
    )
  if (offer.serves === 'batch' && settings.scenario.workloads.some((workload) => workload.requestsPerMonth > 0 && workload.batchShare < 1))
    return blocked(
      notPossible(
        'batch-only',
        'Not possible: this offer takes only work that may wait up to a day.',
        [],
        'Use it for a workload whose requests can all wait.',
      ),
    )
  const longest = outputRemark(offer, settings)
  if (longest !== null) return blocked(longest)
  const context = contextRemark(offer, settings)
  if (context.blocks !== null) return blocked(context.blocks)
  const tier = serviceTierFactors(offer, settings)
  if (tier.factors === null)
    return blocked(
      notPossible(
        'unknown-service-tier',
        `Not possible: the price of the ${settings.scenario.serviceTier} tier is unknown.`,
        [],
        'Use the standard tier.',
      ),
    )
  const region = regionFactor(offer, settings)
  for (const said of [context.warns, tier.remark, region.remark]) if (said !== null) warnings.push(said)
  const batchServiceTier = batchPriceOf(offer) === null ? tier.factors : tier.factors.map(() => 1)
  if (isSplit(tier.factors, batchServiceTier, settings))
    warnings.push(
      remark('batch-without-tier', `Work that may wait is billed at the batch price, which has no ${settings.scenario.serviceTier} tier.`),
    )
  if (offer.restricted !== null) warnings.push(remark('restricted', `Restricted: ${offer.restricted}`))
  if (offer.currency === 'CNY' && settings.scenario.place !== CHINA)
    warnings.push(remark('china-list', 'A list price of mainland China: it competes only for buyers there.'))
  if (offer.serves === 'spot') warnings.push(remark('spot', 'Spot capacity: requests may be refused when demand is high.'))
  return { factors: { perUsd, serviceTier: tier.factors, batchServiceTier, region: region.factor }, blocked: null, warnings }
}

const blended = (series: TokenBills['series'], settings: Settings): number => {
  let usd = 0
  for (const line of ['tokens-plain', 'tokens-read', 'tokens-write', 'tokens-out'] as const) usd += series[line]?.[0] ?? 0
  let tokens = 0
  for (const workload of settings.counted)
    tokens += requestsInMonth(workload, 0) * (workload.inputTokens + workload.outputTokens + workload.reasoningTokens)
  return tokens > 0 ? (usd / tokens) * TOKENS_PER_MTOK : 0
}

export const apiOneOffs = ({ scenario }: Settings): OneOffs => ({
  once: scenario.apiOneOffUsd,
  swap: scenario.apiSwapUsd,
  exit: scenario.apiExitUsd,
})

/** Id `api:OFFER`. */
export const apiOption = (provider: ApiProvider, offer: ApiOffer, given: Settings): OptionResult => {
  const settings = given.forModel(offer.modelId)
  const { scenario, judge } = settings
  const model = settings.models.get(offer.modelId)
  const open = model?.openWeights === true
  const { factors, blocked, warnings } = apiFactors(offer, settings)
  const bills = factors === null ? blocked! : tokenBills(offer, provider, factors, settings, 'all')
  const identity: OptionIdentity = {
    id: `api:${offer.id}`,
    kind: open ? 'api-open' : 'api-proprietary',
    modelId: offer.modelId,
    modelName: model?.name ?? offer.modelName,
    name: apiName(offer, provider, model),
    subtitle: apiSubtitle(offer, provider, open),
    judged: judge.judged(offer.modelId, isForBuyer(offer, scenario), judge.findings.ofService(offer)),
    warnings,
    task: settings.taskOf(offer.modelId),
    api: {
      provisioned: null,
      offerId: offer.id,
      providerId: provider.id,
      providerName: provider.name,
      channel: offer.channel,
      currency: offer.currency,
      usdPerMTokBlended: 'code' in bills ? null : blended(bills.series, settings),
    },
    rented: null,
    owned: null,
    hybrid: null,
  }
  if ('code' in bills) return impossibleOption(identity, bills)
  const totals = totalsOf(
    {
      ...bills.series,
      people: peopleSeries(scenario.apiFte, settings),
      ...oneOffLines(apiOneOffs(settings), settings),
    },
    settings,
  )
  const oldest = bills.entries.reduce<string | null>(
    (date, entry) => (date === null || entry.checkedOn < date ? entry.checkedOn : date),
    null,
  )
  return possibleOption(identity, totals, null, oldest)
}
