/**
 * What does data/ say as one catalogue? Reads the folder (command line, tests, vite plugin), checks every file and joins
 * them; what a file keeps only for the record (`imported`, `history`) is left out. Errors name the file and the field.
 */
import { createHash } from 'node:crypto'
import * as files from './file-schema.ts'
import { checked, DataFolder } from './load-checked.ts'
import { loadQuality } from './load-quality.ts'
import { loadRules } from './load-rules.ts'
import { catalogueSchema } from './schema.ts'
import type { Catalogue } from './schema.ts'
import { fillUnlistedPrices } from './unlisted-prices.ts'

const kept = <T extends { imported?: unknown; history?: unknown }>({ imported: _imported, history: _history, ...thing }: T) => thing

/** Reads and joins the data folder. Throws DataError on a file that does not have its shape. */
export const loadCatalogue = (dataDir: string): Catalogue => {
  const data = new DataFolder(dataDir)
  const fx = data.read(files.fxFileSchema, 'fx.json')
  const { asOf } = data.read(files.asOfFileSchema, 'as-of.json')
  const models = data.readThings(files.modelFileSchema, 'models').map(({ apiModels: _names, architecture, ...model }) => ({
    ...kept(model),
    // dense models: one expert that every token takes (serving-model.md 1)
    architecture: architecture === null ? null : { ...architecture, experts: architecture.experts ?? 1, topK: architecture.topK ?? 1 },
  }))
  const { gap: _history, ...quality } = loadQuality(dataDir, models)
  const content = {
    asOf,
    sources: data.readAll(files.sourcesFileSchema, 'sources').flat(),
    models,
    apiProviders: data
      .readThings(files.apiFileSchema, 'apis')
      .map((provider) => fillUnlistedPrices({ ...provider, offers: provider.offers.map(kept) })),
    gpus: data.readThings(files.gpuFileSchema, 'gpus').map(({ purchaseEarlier: _earlier, purchaseQuotes: _quotes, ...gpu }) => gpu),
    gpuOffers: data.readThings(files.offersFileSchema, 'offers').flatMap((file) => file.offers.map(kept)),
    profiles: data.readThings(files.profileFileSchema, 'traffic/profiles').map(kept),
    presets: data.readThings(files.presetFileSchema, 'traffic/presets').map(kept),
    places: data.readThings(files.placeFileSchema, 'places').map(kept),
    currencies: {
      base: fx.base,
      date: fx.date,
      source: fx.source,
      rates: Object.entries(fx.rates).map(([code, { name, perUsd }]) => ({ code, name, perUsd })),
    },
    assumptions: data.read(files.assumptionsFileSchema, 'assumptions.json').values,
    coefficients: data.read(files.coefficientsFileSchema, 'serving/coefficients.json'),
    quality,
    rules: loadRules(dataDir),
  }
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)
  return checked(catalogueSchema, { version: `${asOf}-${digest}`, ...content }, '(joined)')
}
