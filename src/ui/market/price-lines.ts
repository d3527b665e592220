/** What did a million tokens of a model cost over time, at whom, and what is announced? Only prices on record, in US dollars. */
import type { Market, PriceHistory } from '../../catalogue/market-schema.ts'
import type { ApiOffer, Catalogue, Model, PriceEntry } from '../../catalogue/schema.ts'
import type { Family } from '../figures/family.ts'
import { announcedAfter, knownFrom, movesOf, type Move } from './price-moves.ts'

export type Rate = 'out' | 'plain'

export interface Dated {
  /** YYYY-MM-DD */
  readonly date: string
  /** per million tokens */
  readonly plain: number
  readonly out: number
}

/** What a price list says today, and from which day on if it says so. */
export interface ListedPrice extends Dated {
  readonly read: number | null
  readonly from: string | null
  /** the day somebody looked, as coarse as it is known */
  readonly checkedOn: string
  readonly confidence: PriceEntry['confidence']
  readonly source: string
}

export interface PriceLine {
  readonly modelId: string
  readonly name: string
  readonly seller: string
  readonly family: Family
  readonly history: PriceHistory | null
  readonly moves: readonly Move[]
  readonly listed: ListedPrice | null
  /** prices one after the other, each from its day on */
  readonly past: readonly Dated[]
  /** the last day the price is known for */
  readonly until: string | null
  readonly announced: readonly Dated[]
}

/** Providers that sell their own models: maker → provider id. */
const ownLists = (catalogue: Catalogue): ReadonlyMap<string, string> => {
  const makerOf = new Map(catalogue.models.map(({ id, maker }) => [id, maker]))
  return new Map(
    catalogue.apiProviders.flatMap(({ id, offers }) =>
      offers.flatMap(({ channel, modelId, currency }) => {
        const maker = makerOf.get(modelId)
        return channel === 'first-party' && currency === 'USD' && maker != null ? [[maker, id] as const] : []
      }),
    ),
  )
}

const normal = (offer: ApiOffer): boolean =>
  offer.currency === 'USD' && offer.variant === null && offer.serves === 'interactive' && offer.restricted === null

/** The newest entry: older ones stay in the file. */
const listedOf = (offer: ApiOffer | undefined): ListedPrice | null => {
  const entry = offer?.entries.findLast(({ status }) => status === 'in-force')
  if (entry === undefined) return null
  const { plain, out, read } = entry.prices
  if (plain === null || out === null) return null
  const { from, checkedOn, confidence, source } = entry
  return { date: from ?? checkedOn, plain, out, read: typeof read === 'number' ? read : null, from, checkedOn, confidence, source }
}

/** What an offer's earlier entries say, where they have a day. */
const earlierOf = (offer: ApiOffer | undefined): Dated[] =>
  (offer?.entries ?? [])
    .filter(({ status }) => status === 'in-force')
    .slice(0, -1)
    .flatMap(({ from, prices: { plain, out } }) => (from === null || plain === null || out === null ? [] : [{ date: from, plain, out }]))

const scheduledOf = (offer: ApiOffer | undefined): Dated[] =>
  (offer?.entries ?? []).flatMap(({ status, from, prices: { plain, out } }) =>
    status === 'scheduled' && from !== null && plain !== null && out !== null ? [{ date: from, plain, out }] : [],
  )

/** The day a coarse date certainly lies at or before, no later than the data: `2026-09` → 2026-09-30. */
const lastDay = (date: string, asOf: string): string => {
  if (date.length === 'YYYY-MM-DD'.length) return date
  const [year, month] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year!, month ?? 12, 0)).toISOString().slice(0, 'YYYY-MM-DD'.length)
  return last < asOf ? last : asOf
}

/** Of the model on its maker's list; else where somebody sells it still and most of its prices are on record; else the cheapest list that has it. */
const chosenOf = (model: Model, market: Market, catalogue: Catalogue) => {
  const own = model.maker === null ? undefined : ownLists(catalogue).get(model.maker)
  const offers = catalogue.apiProviders.flatMap((provider) =>
    provider.offers.filter((offer) => offer.modelId === model.id && normal(offer)).map((offer) => ({ provider, offer })),
  )
  const cost = ({ offer }: (typeof offers)[number]): number => listedOf(offer)?.out ?? Infinity
  const at = (id: string | undefined) => offers.filter(({ provider }) => provider.id === id).toSorted((a, b) => cost(a) - cost(b))[0]
  const usd = market.tokenPrices.filter(
    ({ provider, modelIds, steps }) =>
      modelIds.includes(model.id) &&
      steps.every(({ currency }) => currency === 'USD') &&
      // what a host asked once, who sells it no more, tells less than what others ask now
      (provider === own || offers.length === 0 || at(provider) !== undefined),
  )
  const history =
    usd.toSorted(
      (a, b) =>
        Number(b.provider === own) - Number(a.provider === own) || Number(a.moving) - Number(b.moving) || b.steps.length - a.steps.length,
    )[0] ?? null
  const listed = at(history?.provider ?? own) ?? (history === null ? offers.toSorted((a, b) => cost(a) - cost(b))[0] : undefined)
  return { history, listed }
}

/** Null: no price of the model is on record in US dollars. */
export const priceLine = (modelId: string, market: Market, catalogue: Catalogue): PriceLine | null => {
  const model = catalogue.models.find(({ id }) => id === modelId)
  if (model === undefined) return null
  const { history, listed: found } = chosenOf(model, market, catalogue)
  const listed = listedOf(found?.offer)
  if (history === null && listed === null) return null
  const moves = history === null ? [] : movesOf(history)
  const inForce = moves
    .filter(({ kind }) => kind !== 'announced' && kind !== 'called off')
    .map(({ step }) => ({ date: knownFrom(step), plain: step.plain, out: step.out }))
  const earlier = earlierOf(found?.offer).filter(({ date }) => inForce.every((one) => one.date !== date))
  const recorded = [...inForce, ...earlier].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const last = recorded.at(-1)
  const now = listed === null ? null : { date: lastDay(listed.date, market.asOf), plain: listed.plain, out: listed.out }
  const news = now !== null && (last === undefined || last.plain !== now.plain || last.out !== now.out)
  const announced = [
    ...scheduledOf(found?.offer),
    ...(history === null ? [] : announcedAfter([history], market.asOf).map(({ step: { date, plain, out } }) => ({ date, plain, out }))),
  ].filter(({ date }, at, all) => date > market.asOf && all.findIndex((other) => other.date === date) === at)
  // an announced change says that the price before it is still asked
  const until = listed !== null || announced.length > 0 ? market.asOf : (last?.date ?? null)
  const providerId = history?.provider ?? found?.provider.id
  const provider = catalogue.apiProviders.find(({ id }) => id === providerId)
  return {
    modelId,
    name: model.name,
    seller: provider?.name ?? providerId ?? '',
    family: model.openWeights === true ? 'hosted' : 'api',
    history,
    moves,
    listed,
    past: news && now !== null ? [...recorded, now] : recorded,
    until,
    announced: announced.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  }
}

/** Models with a price on record, by name: what may be chosen. */
export const pricedModels = (market: Market, catalogue: Catalogue): readonly { readonly id: string; readonly name: string }[] => {
  const named = new Set([
    ...market.tokenPrices.filter(({ steps }) => steps.every(({ currency }) => currency === 'USD')).flatMap(({ modelIds }) => modelIds),
    ...catalogue.apiProviders.flatMap(({ offers }) => offers.filter(normal).map(({ modelId }) => modelId)),
  ])
  return catalogue.models
    .filter(({ id }) => named.has(id))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}
