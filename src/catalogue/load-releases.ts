/** When was each model released? Joins the dates that the data has: quality file, model files, launches of price lists, former best models. */
import type { GapRow } from './quality-schema.ts'
import type { MarketNames, PriceHistory, Release } from './market-schema.ts'
import type { ApiProvider, Model } from './schema.ts'

interface Dated {
  readonly date: string
  readonly source: string
}

export interface ReleaseSources {
  readonly models: readonly Model[]
  readonly providers: readonly ApiProvider[]
  /** release dates of the quality file by its ids */
  readonly quality: { readonly generated: string; readonly byId: ReadonlyMap<string, string> }
  readonly prices: readonly PriceHistory[]
  readonly gap: readonly GapRow[]
  readonly names: MarketNames
}

const launchesOf = (model: Model, prices: readonly PriceHistory[]): Dated[] =>
  prices
    .filter(({ moving, modelIds }) => !moving && modelIds.length === 1 && modelIds[0] === model.id)
    .flatMap(({ steps }) => steps.filter(({ event, precision }) => (event === 'launch' || event === 'later-price') && precision === 'day'))
    .map(({ date, source }) => ({ date, source }))

/** The maker's first price, where no earlier one of it is on record. */
const firstPricesOf = (model: Model, providers: readonly ApiProvider[], prices: readonly PriceHistory[]): Dated[] =>
  providers.flatMap(({ id, name, offers }) =>
    offers.flatMap(({ modelId, channel, entries }) => {
      const from = entries[0]?.from
      if (modelId !== model.id || channel !== 'first-party' || from == null) return []
      const earlier = prices.some(
        (one) => one.provider === id && one.modelIds.includes(modelId) && one.steps.some(({ date }) => date < from),
      )
      return earlier ? [] : [{ date: from, source: `first price of ${name}, in force since that day` }]
    }),
  )

/** Best first: one method for all models, then what the maker's model page says, then the launch of the price, then its first day. */
const datesOf = (model: Model, { quality, providers, prices }: ReleaseSources): Dated[] => [
  ...model.qualityIds.flatMap((id) => {
    const date = quality.byId.get(id)
    return date === undefined ? [] : [{ date, source: `quality/quality.json of ${quality.generated}, release date` }]
  }),
  ...(model.architecture?.release == null ? [] : [{ date: model.architecture.release, source: model.architecture.source }]),
  ...launchesOf(model, prices),
  ...firstPricesOf(model, providers, prices),
]

const ofCatalogue = (sources: ReleaseSources): Release[] =>
  sources.models.flatMap((model) => {
    const [first, ...others] = datesOf(model, sources)
    if (first === undefined || model.maker === null || model.makerCountry === null || model.openWeights === null) return []
    return [
      {
        modelId: model.id,
        name: model.name,
        maker: model.maker,
        country: model.makerCountry,
        open: model.openWeights,
        ...first,
        others: others.filter(({ date }) => date !== first.date),
      },
    ]
  })

/** Best models of their day that the catalogue does not have. */
const formerBest = (gap: readonly GapRow[], names: MarketNames): Release[] => {
  const found = new Map<string, Release>()
  for (const row of gap)
    for (const [side, open] of [[row.proprietary, false] as const, [row.open, true] as const]) {
      if (side.released === null) continue
      const known = names.best[side.name]
      if (known === undefined) throw new Error(`${side.name}, a best model of quality/gap.csv, is not in "best"`)
      if ('modelId' in known || found.has(side.name)) continue
      found.set(side.name, { modelId: null, name: side.name, ...known, open, date: side.released, source: row.source, others: [] })
    }
  return [...found.values()]
}

/** Oldest first. Throws Error on a best model that data/market/names.json does not know. */
export const releasesOf = (sources: ReleaseSources): Release[] =>
  [...ofCatalogue(sources), ...formerBest(sources.gap, sources.names)].sort((a, b) =>
    a.date === b.date ? (a.name < b.name ? -1 : 1) : a.date < b.date ? -1 : 1,
  )
