/**
 * Which curated rows do the files of data/ hold? Reads data/ back into (source file, row, field = number) as the curated
 * folder had them, so that a digest frozen from the originals can be compared. What was checked after the import is left out;
 * a correction of an imported figure is undone through data/history/corrections.json.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const DATA = join(import.meta.dirname, '../../data')
const IMPORTED_ON = '2026-11-23'

type Json = null | boolean | number | string | Json[] | JsonObject
interface JsonObject {
  [key: string]: Json
}
/** rows of one curated file: row key → fields */
export type Rows = Map<string, JsonObject>

/** The imported coefficients make the golden vectors; those in data/ are fitted by the project itself. */
const prototypeCoefficients = (): Json =>
  JSON.parse(readFileSync(join(DATA, '../tests/golden/serving/prototype-coefficients.json'), 'utf8')) as Json
const parse = (file: string): Json => JSON.parse(readFileSync(join(DATA, file), 'utf8')) as Json
const object = (value: Json | undefined): JsonObject => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`expected an object, found ${JSON.stringify(value)}`)
  return value
}
const list = (value: Json | undefined): JsonObject[] => {
  if (!Array.isArray(value)) throw new Error('expected a list')
  return value.map(object)
}
export const things = (folder: string): JsonObject[] =>
  readdirSync(join(DATA, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => object(parse(`${folder}/${name}`)))

const figuresOf = (value: Json, path: string): string[] => {
  if (typeof value === 'number') return [`${path}=${value}`]
  if (Array.isArray(value)) return value.flatMap((part, index) => figuresOf(part, `${path}[${index}]`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) => figuresOf(part, path === '' ? key : `${path}.${key}`))
}

/** Digest of all numbers of a row, and how many there are. */
export const digestOf = (row: JsonObject): { digest: string; figures: number } => {
  const lines = figuresOf(row, '').sort()
  return { digest: createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16), figures: lines.length }
}

const text = (value: Json | undefined): string => {
  if (typeof value !== 'string') throw new Error('expected a text')
  return value
}
const number = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)
const range = (datum: JsonObject): JsonObject => ({ low: datum.low ?? null, typical: datum.value ?? null, high: datum.high ?? null })
const omit = (row: JsonObject, ...keys: string[]): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)))

const priceFields = (prices: JsonObject): JsonObject => ({ input: prices.plain ?? null, output: prices.out ?? null, cachedInput: prices.read ?? null })

const tierRow = (tier: JsonObject): JsonObject => {
  const prices = object(tier.prices)
  const writes = object(prices.writes)
  const listed = Object.values(writes).filter((price) => price !== null)
  return { aboveInputTokens: tier.aboveTokens ?? null, ...priceFields(prices), cacheWrite: listed.length > 1 ? writes : (listed[0] ?? null) }
}

const serviceTierRow = (offer: JsonObject): JsonObject => {
  const tiers = list(offer.serviceTiers)
  const flex = tiers.find((tier) => tier.id === 'flex')
  const priority = tiers.find((tier) => tier.id === 'priority')
  const others = tiers.filter((tier) => tier.id !== 'flex' && tier.id !== 'priority')
  const priorityMultiplier = priority?.multiplier ?? (priority === undefined ? null : { min: priority.low ?? null, max: priority.high ?? null })
  return { flexMultiplier: flex?.multiplier ?? null, priorityMultiplier, otherServiceTiers: others.map((tier) => ({ multiplier: tier.multiplier ?? null })) }
}

const apiRow = (offer: JsonObject): JsonObject => {
  const entries = list(offer.entries).filter((entry) => text(entry.checkedOn) <= IMPORTED_ON)
  const [now, ...later] = entries
  if (now === undefined) throw new Error(`${text(offer.id)}: no imported price entry`)
  const prices = object(now.prices)
  const batch = number(offer.batchMultiplier)
  return {
    inputPerMTok: prices.plain ?? null,
    outputPerMTok: prices.out ?? null,
    cachedInputPerMTok: prices.read ?? null,
    cacheWritePerMTok: prices.writes ?? null,
    longContextTiers: list(now.tiers).map(tierRow),
    offPeak: now.offPeak === null ? null : priceFields(object(now.offPeak)),
    scheduledChanges: later.map((entry) => priceFields(object(entry.prices))),
    batchDiscount: batch === null ? null : 1 - batch,
    ...serviceTierRow(offer),
    regionalUplift: offer.regionalUplift === null ? null : { multiplier: object(offer.regionalUplift).multiplier ?? null },
    cacheStoragePerMTokHour: offer.cacheStoragePerMTokHour ?? null,
    promo: offer.promo ?? null,
    toolFees: offer.toolFees ?? null,
    contextWindow: offer.contextWindowTokens ?? null,
    maxOutput: offer.maxOutputTokens ?? null,
  }
}

const LISTED_FIELD: Record<string, string> = { 'on-demand': 'onDemandUsdPerGpuHour', spot: 'spotUsdPerGpuHour', '12': 'reserved1yUsdPerGpuHour', '36': 'reserved3yUsdPerGpuHour' }

const listedField = (offer: JsonObject): string => {
  const kind = offer.kind === 'capacity-block' ? 'on-demand' : text(offer.kind)
  const field = LISTED_FIELD[kind === 'reserved' ? String(offer.termMonths) : kind]
  if (field === undefined) throw new Error(`${text(offer.id)}: kind not understood`)
  return field
}

const gpuOfferRow = (offer: JsonObject, file: string): JsonObject => {
  const imported = omit(object(offer.imported), 'file', 'row')
  if (file === 'gpus/gpu-offers.json') return { ...imported, gpuCount: offer.gpusPerInstance ?? null, [listedField(offer)]: offer.usdPerGpuHour ?? null }
  if (file === 'gpus/reserved.json') return { ...imported, usdPerGpuHour: offer.usdPerGpuHour ?? null, minGpus: offer.minGpus ?? null, termDays: offer.termDays ?? null }
  if (file === 'gpus/china-offers.json') return { ...imported, cnyPerGpuHour: offer.cnyPerGpuHour ?? null }
  return { ...imported, usdPerGpuHour: offer.usdPerGpuHour ?? null }
}

const modelRow = (model: JsonObject): JsonObject => {
  const imported = omit(object(model.imported), 'file', 'name')
  if (model.architecture === null) return imported
  const architecture = object(model.architecture)
  const before = Object.assign({}, ...list(model.history ?? []).map((one) => omit(object(one.previous), 'publishedTotalB'))) as JsonObject
  return { ...imported, ...omit(architecture, 'contextTokens', 'servedPrecision'), contextConfig: architecture.contextTokens ?? null, ...before }
}

const gpuRow = (gpu: JsonObject): JsonObject => {
  const earlier = gpu.purchaseEarlier ?? gpu.purchaseUsdPerGpuInServer
  const link = ['scaleUpGBsPerGpuPerDirection', 'scaleOutGBsPerGpuPerDirection', 'scaleUpDomainGpus']
  return {
    ...omit(gpu, ...link, 'maxTensorParallel', 'purchaseUsdPerGpuInServer', 'purchaseEarlier', 'purchaseQuotes'),
    interconnect: Object.fromEntries(link.map((key) => [key, gpu[key] ?? null])),
    purchaseUsdPerGpuInServer: earlier == null ? null : range(object(earlier)),
  }
}

const STAFF_REGIONS: Record<string, string> = { 'DE/NL/FR/Nordics': 'DE', 'Southern Europe': 'ES', 'Eastern Europe': 'PL', 'AE/SA': 'AE', 'Latin America': 'BR' }

const placeRows = (out: Map<string, Rows>): void => {
  const places = new Map(things('places').map((place) => [text(place.id), place]))
  for (const [id, place] of places) {
    const history = object(place.history)
    const readings = history.readings === undefined ? null : object(history.readings)
    const current = place.electricityUsdPerKwh ?? null
    const fromRunning = readings !== null && readings.keepPrevious !== true
    const recalled = fromRunning ? history.electricityUsdPerKwh : current
    const sourced = fromRunning ? current : history.electricityUsdPerKwh
    if (recalled != null) add(out, 'gpus/onprem.json', `electricityUsdPerKwh.${id}`, range(object(recalled)))
    if (readings !== null) {
      const { low, typical, high } = range(object(sourced))
      const used: JsonObject = readings.typical === undefined ? { value2025H1: typical ?? null } : { low: low ?? null, typical: typical ?? null, high: high ?? null }
      add(out, 'gpus/running.json electricity', id, { ...readings, ...used })
    }
    const staff = id === 'US' ? history.staffUsdPerYear : place.staffUsdPerYear
    if (staff != null) add(out, 'gpus/onprem.json', `fteCostUsdPerYear.${id}`, range(object(staff)))
  }
  for (const [region, id] of Object.entries(STAFF_REGIONS)) {
    add(out, 'gpus/onprem.json', `fteCostUsdPerYear.${region}`, range(object(places.get(id)?.staffUsdPerYear)))
  }
  add(out, 'gpus/running.json recommended', 'staff.US', range(object(places.get('US')?.staffUsdPerYear)))
}

const add = (out: Map<string, Rows>, file: string, row: string, fields: JsonObject): void => {
  const rows = out.get(file) ?? new Map<string, JsonObject>()
  out.set(file, rows)
  rows.set(row, { ...rows.get(row), ...fields })
}

const addGpus = (out: Map<string, Rows>): void => {
  for (const gpu of things('gpus')) {
    const id = text(gpu.id)
    add(out, 'gpus/gpus.json', id, gpuRow(gpu))
    if (gpu.purchaseEarlier !== null) add(out, 'gpus/purchase.json recommended', id, range(object(gpu.purchaseUsdPerGpuInServer)))
    for (const quote of list(gpu.purchaseQuotes)) add(out, 'gpus/purchase.json quotes', String(quote.row), omit(quote, 'row'))
  }
}

const addOtherQuotes = (out: Map<string, Rows>): void => {
  for (const quote of list(parse('history/purchase-quotes-of-other-gpus.json'))) add(out, 'gpus/purchase.json quotes', String(quote.row), omit(quote, 'row'))
}

const addAssumptions = (out: Map<string, Rows>): void => {
  const file = object(parse('assumptions.json'))
  const values = object(file.values)
  const history = object(file.history)
  for (const [name, datum] of Object.entries(values)) {
    const replaced = history[name]
    if (replaced !== undefined) add(out, 'gpus/running.json recommended', name, range(object(datum)))
    add(out, 'gpus/onprem.json', name, range(object(replaced ?? datum)))
  }
}

const addTraffic = (out: Map<string, Rows>): void => {
  for (const profile of things('traffic/profiles')) {
    const imported = object(profile.imported)
    const burstiness = { ...object(imported.burstiness), relSdOfRate1min: profile.relSdOfRate1min ?? null }
    add(out, 'traffic/traffic-profiles.json', text(profile.id), { ...imported, burstiness, weights: profile.weights ?? null })
  }
  for (const preset of things('traffic/presets')) add(out, 'traffic/workload-presets.json', text(preset.id), object(preset.values))
}

/** Undoes recorded corrections: the imported value stands where a later one is. */
const undoCorrections = (out: Map<string, Rows>): void => {
  for (const one of list(parse('history/corrections.json'))) {
    const row = out.get(text(one.file))?.get(text(one.row))
    if (row === undefined) throw new Error(`corrections.json names no row: ${text(one.file)} ${text(one.row)}`)
    const path = text(one.field).split('.')
    const holder = path.slice(0, -1).reduce<JsonObject>((part, key) => object(part[key]), row)
    holder[path.at(-1) ?? ''] = one.was ?? null
  }
}

/** All imported rows of data/, by curated file. */
export const readBack = (): Map<string, Rows> => {
  const out = new Map<string, Rows>()
  for (const provider of things('apis')) for (const offer of list(provider.offers)) add(out, 'prices/api-prices.json', text(offer.id), apiRow(offer))
  for (const file of things('offers')) {
    for (const offer of list(file.offers)) {
      if (offer.imported === undefined) continue
      const { file: from, row } = object(offer.imported)
      add(out, text(from), String(row), gpuOfferRow(offer, text(from)))
    }
  }
  for (const model of things('models')) {
    if (model.imported === undefined) continue
    const { file: from, name } = object(model.imported)
    add(out, text(from), text(name), modelRow(model))
  }
  addGpus(out)
  addOtherQuotes(out)
  placeRows(out)
  addAssumptions(out)
  addTraffic(out)
  for (const [code, rate] of Object.entries(object(object(parse('fx.json')).rates))) add(out, 'prices/fx.json', code, object(rate))
  add(out, 'serving/coefficients.json', 'all', object(prototypeCoefficients()))
  undoCorrections(out)
  return out
}
