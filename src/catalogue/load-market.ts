/**
 * What moved in the market? Reads data/history, data/quality/gap.csv and data/market as one checked whole, joined by the ids of the
 * catalogue. A module of its own, so that a first visit does not wait for it. Errors name the file and the line or field.
 */
import { checked, DataError, DataFolder } from './load-checked.ts'
import { gapRows } from './gap-rows.ts'
import { releasesOf } from './load-releases.ts'
import { marketNamesFileSchema, marketSchema } from './market-schema.ts'
import type { GpuHistory, Market, MarketNames, PriceHistory } from './market-schema.ts'
import { gpuPriceRows, gpuPriceSeries, tokenPriceRows } from './price-rows.ts'
import { qualityFileSchema } from './quality-schema.ts'
import type { Catalogue } from './schema.ts'

const NAMES = 'market/names.json'
/** As imported, word for word, and what was learned since: the same columns. */
const TOKEN_PRICES = ['history/api-price-history.csv', 'market/token-prices.csv'] as const
const GPU_PRICES = ['history/gpu-price-history.csv', 'market/gpu-prices.csv'] as const

/** The same, with the file in what is thrown. */
const from = <T>(file: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof DataError ? error : new DataError(`data/${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** As models are spelled alike: without the maker's folder, dots, dashes and case. */
const spelling = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/** A name that its provider passes on to each newest model. */
const LATEST = /-latest(-|$)/

const tokenPrices = (data: DataFolder, names: MarketNames, catalogue: Catalogue): PriceHistory[] => {
  const rows = TOKEN_PRICES.flatMap((file) => from(file, () => tokenPriceRows(data.text(file))))
  const idBySpelling = new Map(catalogue.models.map(({ id }) => [spelling(id), id]))
  const series = new Map<string, PriceHistory>()
  for (const { provider, name, step } of rows) {
    const key = `${provider}/${name}`
    const spelled = idBySpelling.get(spelling(name))
    const known: PriceHistory = series.get(key) ?? {
      provider: names.providers[provider] ?? provider,
      name,
      modelIds: names.models[key] ?? (spelled === undefined ? [] : [spelled]),
      moving: key in names.moving || LATEST.test(name),
      steps: [],
    }
    series.set(key, known)
    // one weekly copy may list a name twice, under two spellings of its provider
    if (!known.steps.some((other) => JSON.stringify(other) === JSON.stringify(step))) known.steps.push(step)
  }
  for (const [part, keys] of [['models', Object.keys(names.models)] as const, ['moving', Object.keys(names.moving)] as const])
    for (const key of keys)
      if (!series.has(key)) throw new DataError(`data/${NAMES}: ${part}: ${key} is not in ${TOKEN_PRICES.join(' or ')}`)
  const ids = new Set(catalogue.models.map(({ id }) => id))
  for (const [key, { modelIds }] of series)
    for (const id of modelIds) if (!ids.has(id)) throw new DataError(`data/${NAMES}: ${key}: no model ${id} in the catalogue`)
  return [...series.values()].map((one) => ({
    ...one,
    steps: one.steps.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  }))
}

const gpuPrices = (data: DataFolder, catalogue: Catalogue): GpuHistory[] => {
  const ids = new Set(catalogue.gpus.map(({ id }) => id))
  const rows = GPU_PRICES.flatMap((file) => {
    const own = from(file, () => gpuPriceRows(data.text(file)))
    for (const { gpuId } of own) if (!ids.has(gpuId)) throw new DataError(`data/${file}: no GPU ${gpuId} in the catalogue`)
    return own
  })
  return gpuPriceSeries(rows)
}

/** Throws DataError on a file without its shape, and on names that nothing in the catalogue stands for. */
export const loadMarket = (dataDir: string, catalogue: Catalogue): Market => {
  const data = new DataFolder(dataDir)
  const names = data.read(marketNamesFileSchema, NAMES)
  const gap = from('quality/gap.csv', () => gapRows(data.text('quality/gap.csv')))
  const quality = data.read(qualityFileSchema, 'quality/quality.json')
  const dates = { generated: quality.generated, byId: new Map(quality.models.map((model) => [model.id, model.release_date])) }
  const prices = tokenPrices(data, names, catalogue)
  for (const [name, best] of Object.entries(names.best))
    if ('modelId' in best && !catalogue.models.some(({ id }) => id === best.modelId))
      throw new DataError(`data/${NAMES}: best: ${name}: no model ${best.modelId} in the catalogue`)
  const market = {
    asOf: catalogue.asOf,
    gap,
    tokenPrices: prices,
    gpuPrices: gpuPrices(data, catalogue),
    releases: from(NAMES, () =>
      releasesOf({ models: catalogue.models, providers: catalogue.apiProviders, quality: dates, prices, gap, names }),
    ),
  }
  return checked(marketSchema, market, '(market, joined)')
}
