/**
 * `crossover price cases.jsonl`: what each usage costs at its instant. Prices of CNY lists are given in USD at the bundled exchange rate.
 * A line that is not JSON stops the run; a line that cannot be priced gives `{id, error}` and exit 2 after all lines are out.
 */
import { OfferPricer, type Instant, type Usage, type UsageCost } from '../engine/usage-price.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import { isRecord, messageOf } from './case-result.ts'
import { InputError } from './read-input.ts'

export type PriceAnswer = { readonly id: string | null; readonly usd: number } | { readonly id: string | null; readonly error: string }

/** Some lines could not be priced; `output` holds all lines, those with their errors. */
export class UnpricedLines extends InputError {
  readonly output: string
  constructor(message: string, output: string) {
    super(message)
    this.output = output
  }
}

const TOKEN_FIELDS = [
  'uncachedInputTokens',
  'cachedInputTokens',
  'cacheWriteTokens',
  'cacheWrite1hTokens',
  'outputTokens',
] as const satisfies readonly (keyof Usage)[]

const KNOWN_FIELDS: ReadonlySet<string> = new Set(TOKEN_FIELDS)

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

const MOST_CHARACTERS = 40

/** A value as it may stand in a message. */
const words = (value: unknown): string => {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
}

/** Date.parse rolls 30 February over to March; a day that does not exist is a mistake. */
const dayExists = (at: string): boolean => {
  const day = Number(at.slice(8, 10))
  return day >= 1 && day <= new Date(Date.UTC(Number(at.slice(0, 4)), Number(at.slice(5, 7)), 0)).getUTCDate()
}

const MS_PER_HOUR = 3_600_000
const HOURS_PER_WEEK = 168
/** 1970-01-01 was a Thursday: 72 hours after Monday 00:00 */
const EPOCH_HOUR_OF_WEEK = 72

const inWeek = (hours: number): number => ((hours % HOURS_PER_WEEK) + HOURS_PER_WEEK) % HOURS_PER_WEEK

let lastInstant: { readonly at: string; readonly instant: Instant } | null = null

/**
 * The instant, or what is wrong with it. A time needs its zone; a day alone is its midnight in UTC. Usages of one file
 * often share their instant, so the last one is kept.
 */
const instantOf = (at: unknown): Instant | string => {
  if (at === undefined) return 'at: is missing'
  if (lastInstant !== null && lastInstant.at === at) return lastInstant.instant
  if (typeof at !== 'string' || !(DAY.test(at) || INSTANT.test(at))) return `at: ${words(at)} is not a time like 2026-11-23T12:00:00Z`
  const ms = Date.parse(at)
  if (Number.isNaN(ms) || !dayExists(at)) return `at: ${words(at)} is not a time that exists`
  const instant = { day: new Date(ms).toISOString().slice(0, 10), hourOfWeek: inWeek(ms / MS_PER_HOUR + EPOCH_HOUR_OF_WEEK) }
  lastInstant = { at, instant }
  return instant
}

const usageFault = (usage: unknown): string | null => {
  if (usage === undefined) return 'usage: is missing'
  if (!isRecord(usage)) return 'usage: is not an object'
  for (const field of TOKEN_FIELDS) {
    const tokens = usage[field]
    if (tokens === undefined) return `usage.${field}: is missing`
    if (typeof tokens !== 'number' || !Number.isFinite(tokens)) return `usage.${field}: ${words(tokens)} is not a number`
    if (tokens < 0) return `usage.${field}: ${tokens} is negative`
    if (tokens > Number.MAX_SAFE_INTEGER) return `usage.${field}: ${tokens} is more than can be counted exactly (2^53 − 1)`
  }
  for (const field in usage) if (!KNOWN_FIELDS.has(field)) return `usage.${field}: is not a kind of token this command prices`
  return null
}

const pricersOf = new WeakMap<Catalogue, Map<string, OfferPricer>>()

/** The offer's pricer, compiled at its first use. @throws if the catalogue lacks a currency it prices in */
export const pricerFor = (id: string, catalogue: Catalogue): OfferPricer | null => {
  let pricers = pricersOf.get(catalogue)
  if (pricers === undefined) pricersOf.set(catalogue, (pricers = new Map()))
  const known = pricers.get(id)
  if (known !== undefined) return known
  for (const provider of catalogue.apiProviders)
    for (const offer of provider.offers) {
      if (offer.id !== id) continue
      const rate = offer.currency === 'USD' ? 1 : catalogue.currencies.rates.find(({ code }) => code === offer.currency)?.perUsd
      if (rate === undefined) throw new Error(`the catalogue has no rate for ${offer.currency}`)
      const pricer = new OfferPricer(offer, rate)
      pricers.set(id, pricer)
      return pricer
    }
  return null
}

const tierOf = (serviceTier: unknown, batch: unknown): string | { readonly error: string } => {
  if (batch !== undefined && typeof batch !== 'boolean') return { error: `batch: ${words(batch)} is not true or false` }
  if (serviceTier !== undefined && serviceTier !== null && typeof serviceTier !== 'string')
    return { error: `serviceTier: ${words(serviceTier)} is not text` }
  const tier = serviceTier ?? 'standard'
  if (batch !== true || tier === 'batch') return tier
  return tier === 'standard' ? 'batch' : { error: `serviceTier: batch work is not served at tier "${tier}"` }
}

const costOf = (line: Readonly<Record<string, unknown>>, catalogue: Catalogue): UsageCost => {
  const { id, usage, at, serviceTier, batch, regionalProcessing } = line
  if (typeof id !== 'string') return { error: id === undefined ? 'id: is missing' : `id: ${words(id)} is not text` }
  const pricer = pricerFor(id, catalogue)
  if (pricer === null) return { error: `id: no offer is called ${words(id)}` }
  const fault = usageFault(usage)
  if (fault !== null) return { error: fault }
  const instant = instantOf(at)
  if (typeof instant === 'string') return { error: instant }
  const tier = tierOf(serviceTier, batch)
  if (typeof tier !== 'string') return tier
  if (regionalProcessing !== undefined && typeof regionalProcessing !== 'boolean')
    return { error: `regionalProcessing: ${words(regionalProcessing)} is not true or false` }
  return pricer.price(usage as Usage, instant, tier, regionalProcessing === true)
}

/** Prices one usage `{id, usage, at, serviceTier?, batch?, regionalProcessing?}`; other fields are ignored. */
export const priceUsage = (line: unknown, catalogue: Catalogue): PriceAnswer => {
  if (!isRecord(line)) return { id: null, error: `${words(line)} is not an object` }
  const id = typeof line['id'] === 'string' ? line['id'] : null
  return { id, ...costOf(line, catalogue) }
}

const parsed = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(`${place}: not valid JSON (${messageOf(error)})`)
  }
}

/** One usage a line, or one JSON list of them; each with the place to name in a message. */
const usagesIn = (text: string, name: string): { readonly place: string; readonly line: unknown }[] => {
  if (text.trimStart().startsWith('[')) {
    const list = parsed(text, name)
    if (Array.isArray(list)) return list.map((line: unknown, index) => ({ place: `${name}, item ${index + 1}`, line }))
  }
  return text
    .split('\n')
    .map((line, index) => ({ place: `${name}, line ${index + 1}`, text: line.trim() }))
    .filter((line) => line.text !== '')
    .map((line) => ({ place: line.place, line: parsed(line.text, line.place) }))
}

const MOST_FAULTS = 20

/** JSON lines of answers. @throws InputError for a line that is not JSON, UnpricedLines if some lines have no price */
export const priceLines = (text: string, name: string, catalogue: Catalogue): string => {
  const faults: string[] = []
  const answers = usagesIn(text, name).map(({ place, line }) => {
    const answer = priceUsage(line, catalogue)
    if ('error' in answer) faults.push(`${place}: ${answer.error}`)
    return `${JSON.stringify(answer)}\n`
  })
  if (faults.length > 0) {
    const more = faults.length > MOST_FAULTS ? `\nand ${faults.length - MOST_FAULTS} more` : ''
    throw new UnpricedLines(`${faults.slice(0, MOST_FAULTS).join('\n')}${more}`, answers.join(''))
  }
  return answers.join('')
}
