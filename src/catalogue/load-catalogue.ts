/**
 * What does data/ say as one catalogue? Reads the folder (command line, tests, vite plugin), checks every file and joins
 * them; what a file keeps only for the record (`imported`, `history`) is left out. Errors name the file and the field.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type * as z from 'zod/mini'
import * as files from './file-schema.ts'
import { catalogueSchema, shortlistSchema } from './schema.ts'
import type { Catalogue } from './schema.ts'
import { fillUnlistedPrices } from './unlisted-prices.ts'

/** A file of data/ that does not have its shape. */
export class DataError extends Error {
  override name = 'DataError'
}

const fieldOf = (issue: z.core.$ZodIssue): string => (issue.path.length === 0 ? 'the whole file' : issue.path.join('.'))

/** Checks a value, or throws a DataError naming `file` and the first wrong field. */
const checked = <S extends z.ZodMiniType>(schema: S, value: unknown, file: string): z.output<S> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const detail = issue === undefined ? 'does not have its shape' : `${fieldOf(issue)}: ${issue.message}`
  throw new DataError(`data/${file}: ${detail}`)
}

class DataFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  read<S extends z.ZodMiniType>(schema: S, file: string): z.output<S> {
    const text = readFileSync(join(this.#folder, file), 'utf8')
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      throw new DataError(`data/${file}: not valid JSON (${error instanceof Error ? error.message : String(error)})`)
    }
    return checked(schema, value, file)
  }

  /** All JSON files of a folder by name. */
  readAll<S extends z.ZodMiniType>(schema: S, folder: string): z.output<S>[] {
    return this.#names(folder).map((name) => this.read(schema, `${folder}/${name}`))
  }

  /** As `readAll`, for files whose name is the id inside. */
  readThings<S extends z.ZodMiniType<{ id: string }>>(schema: S, folder: string): z.output<S>[] {
    return this.#names(folder).map((name) => {
      const thing = this.read(schema, `${folder}/${name}`)
      if (thing.id !== basename(name, '.json')) throw new DataError(`data/${folder}/${name}: id is "${thing.id}", not the file's name`)
      return thing
    })
  }

  #names(folder: string): string[] {
    return readdirSync(join(this.#folder, folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
  }
}

const kept = <T extends { imported?: unknown; history?: unknown }>({ imported: _imported, history: _history, ...thing }: T) => thing

/** Reads and joins the data folder. Throws DataError on a file that does not have its shape. */
export const loadCatalogue = (dataDir: string): Catalogue => {
  const data = new DataFolder(dataDir)
  const fx = data.read(files.fxFileSchema, 'fx.json')
  const { asOf } = data.read(files.asOfFileSchema, 'as-of.json')
  const content = {
    asOf,
    sources: data.readAll(files.sourcesFileSchema, 'sources').flat(),
    models: data.readThings(files.modelFileSchema, 'models').map(({ apiModels: _names, architecture, ...model }) => ({
      ...kept(model),
      // dense models: one expert that every token takes (serving-model.md 1)
      architecture: architecture === null ? null : { ...architecture, experts: architecture.experts ?? 1, topK: architecture.topK ?? 1 },
    })),
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
    shortlist: data.read(shortlistSchema, 'shortlist.json'),
  }
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)
  return checked(catalogueSchema, { version: `${asOf}-${digest}`, ...content }, '(joined)')
}
