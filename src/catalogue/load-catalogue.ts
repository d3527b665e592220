/**
 * What does data/ say as one catalogue? Reads the folder (command line, tests, vite plugin), checks every file and joins
 * them; what a file keeps only for the record (`imported`, `history`) is left out. Errors name the file and the field.
 */
import { createHash } from 'node:crypto'
import type * as z from 'zod/mini'
import * as files from './file-schema.ts'
import { checked, DataFolder } from './load-checked.ts'
import { loadQuality } from './load-quality.ts'
import { loadRules } from './load-rules.ts'
import { catalogueSchema } from './schema.ts'
import type { Catalogue } from './schema.ts'
import { countryOfRegion } from './region-country.ts'
import { fillUnlistedPrices } from './unlisted-prices.ts'

const kept = <T extends { imported?: unknown; history?: unknown }>({ imported: _imported, history: _history, ...thing }: T) => thing

const EU_AVERAGE = 'EU27'

/** City and currency of a place: a country, a part of one ("US-TX"), or the average of the European Union. An average of states has no city. */
const namesOf = (
  placeId: string,
  { countries, citiesOfStates }: z.infer<typeof files.countriesFileSchema>,
): { city: string | null; currency: string | null } => {
  if (placeId === EU_AVERAGE) return { city: null, currency: 'EUR' }
  const country = countries.find(({ id }) => id === placeId.split('-')[0])
  const isAverage = placeId === 'US'
  const city = placeId === country?.id ? (isAverage ? null : country.city) : (citiesOfStates[placeId] ?? null)
  return { city, currency: country?.currency ?? null }
}

/** Reads and joins the data folder. Throws DataError on a file that does not have its shape. */
export const loadCatalogue = (dataDir: string): Catalogue => {
  const data = new DataFolder(dataDir)
  const fx = data.read(files.fxFileSchema, 'fx.json')
  const countries = data.read(files.countriesFileSchema, 'countries.json')
  const { asOf } = data.read(files.asOfFileSchema, 'as-of.json')
  const models = data.readThings(files.modelFileSchema, 'models').map(({ apiModels: _names, architecture, ...model }) => ({
    ...kept(model),
    // dense models: one expert that every token takes (serving-model.md 1)
    architecture: architecture === null ? null : { ...architecture, experts: architecture.experts ?? 1, topK: architecture.topK ?? 1 },
  }))
  const { gap: _history, ...quality } = loadQuality(dataDir, models)
  const accuracy = data.read(files.accuracyFileSchema, 'serving/accuracy.json')
  const content = {
    asOf,
    sources: data.readAll(files.sourcesFileSchema, 'sources').flat(),
    models,
    apiProviders: data
      .readThings(files.apiFileSchema, 'apis')
      .map((provider) => fillUnlistedPrices({ ...provider, offers: provider.offers.map(kept) })),
    gpus: data.readThings(files.gpuFileSchema, 'gpus').map(({ purchaseEarlier: _earlier, purchaseQuotes: _quotes, ...gpu }) => gpu),
    gpuOffers: data
      .readThings(files.offersFileSchema, 'offers')
      .flatMap((file) => file.offers.map(kept))
      .map((offer) => ({ ...offer, country: offer.country ?? countryOfRegion(offer.region) })),
    profiles: data.readThings(files.profileFileSchema, 'traffic/profiles').map(kept),
    presets: data.readThings(files.presetFileSchema, 'traffic/presets').map(kept),
    places: data.readThings(files.placeFileSchema, 'places').map((place) => ({ ...kept(place), ...namesOf(place.id, countries) })),
    countries: countries.countries,
    currencies: {
      base: fx.base,
      date: fx.date,
      source: fx.source,
      rates: Object.entries(fx.rates).map(([code, { name, perUsd }]) => ({ code, name, perUsd })),
    },
    assumptions: data.read(files.assumptionsFileSchema, 'assumptions.json').values,
    coefficients: data.read(files.coefficientsFileSchema, 'serving/coefficients.json'),
    servingEvidence: {
      bands: Object.fromEntries(accuracy.evidence.map(({ cell, speedLow: low, speedHigh: high }) => [cell, { low, high }])),
      measured: accuracy.measured,
    },
    quality,
    rules: loadRules(dataDir),
  }
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)
  return checked(catalogueSchema, { version: `${asOf}-${digest}`, ...content }, '(joined)')
}
