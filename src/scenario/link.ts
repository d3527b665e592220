/**
 * A scenario as a URL fragment and back. Written: only what differs from dated defaults, sorted. Read: field by field,
 * what is good is kept and the rest is reported; any text at all gives a valid scenario.
 */
import { settle } from './consistency.ts'
import type { LostKind } from './check-value.ts'
import { DEFAULTS, DEFAULTS_VERSION } from './defaults.ts'
import type { Field, Known } from './field.ts'
import { plainNumber, valueWords } from './field-text.ts'
import { fieldKey, fieldPath, findField, getField, MAX_WORKLOADS, scenarioFields, setField, workloadFields } from './fields.ts'
import { decodeText, encodeText, readValue, writeField } from './link-value.ts'
import { withRanges, type Range } from './ranges.ts'
import type { Scenario, Workload } from './schema.ts'

/** What could not be kept of a link: a whole sentence with what arrived and what is used instead. */
export interface Lost {
  readonly text: string
  readonly kind: LostKind
}

export interface LinkReading {
  readonly scenario: Scenario
  readonly lost: readonly Lost[]
  /** date of the defaults the link was read against */
  readonly version: string
  /** version of the data the link was made with; null: it does not say */
  readonly data: string | null
}

/** A longer fragment is cut here; the longest honest one (8 workloads, all fields) has about 5,000 letters. */
export const MAX_FRAGMENT = 65_536
const MAX_LOST = 40

const defaultsOf = (version: string): Scenario => structuredClone(DEFAULTS.get(version) ?? (DEFAULTS.get(DEFAULTS_VERSION) as Scenario))

/** The fragment without `#`: '' for the defaults. `data`: version of the data, to be told later what moved since. */
export const writeLink = (scenario: Scenario, data: string | null = null): string => {
  const defaults = defaultsOf(DEFAULTS_VERSION)
  const usualWorkload = defaults.workloads[0] as Workload
  const base: Scenario = { ...defaults, workloads: scenario.workloads.map(() => usualWorkload) }
  const parts: string[] = []
  const compare = (field: Field, workload: number): void => {
    const text = writeField(scenario, field, workload)
    if (text !== writeField(base, field, workload)) parts.push(`${fieldKey(field, workload)}=${text}`)
  }
  for (const field of scenarioFields) compare(field, 0)
  for (const workload of scenario.workloads.keys()) for (const field of workloadFields) compare(field, workload)
  if (scenario.workloads.length > 1) parts.push(`workloads=${scenario.workloads.length}`)
  if (parts.length === 0) return ''
  const pins = data === null ? [] : [`data=${encodeText(data)}`]
  return [`v=${DEFAULTS_VERSION}`, ...pins, ...parts.toSorted()].join('&')
}

interface Pair {
  readonly key: string
  readonly raw: string
}

class Reader {
  readonly #lost: Lost[] = []
  #unsaid = 0
  readonly #seen = new Set<string>()

  lose(kind: LostKind, text: string): void {
    if (this.#lost.length < MAX_LOST) this.#lost.push({ kind, text })
    else this.#unsaid += 1
  }
  get lost(): readonly Lost[] {
    if (this.#unsaid === 0) return this.#lost
    return [...this.#lost, { kind: 'more', text: `${plainNumber(this.#unsaid)} more parts of the link were not understood.` }]
  }
  isFirst(key: string): boolean {
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    return true
  }
}

const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
const arrived = ({ key, raw }: Pair): string => brief(`${key}=${decodeText(raw) ?? raw}`)

/** `key=value` parts; the key is decoded, the value not yet. */
const pairsOf = (fragment: string, reader: Reader): readonly Pair[] => {
  let text = fragment.replace(/^[#?]+/, '')
  if (text.length > MAX_FRAGMENT) {
    text = text.slice(0, Math.max(0, text.lastIndexOf('&', MAX_FRAGMENT)))
    reader.lose('too-long', `The link is longer than ${plainNumber(MAX_FRAGMENT)} letters: what comes after them is left out.`)
  }
  const pairs: Pair[] = []
  for (const part of text.split('&')) {
    if (part === '') continue
    const sign = part.indexOf('=')
    const key = decodeText(sign < 0 ? part : part.slice(0, sign))
    if (key === null) reader.lose('bad-encoding', `${brief(part)} has a broken percent sign: it is left out.`)
    else if (sign < 0) reader.lose('unknown-key', `${brief(key)} is not a setting known here: it is left out.`)
    else pairs.push({ key, raw: part.slice(sign + 1) })
  }
  return pairs
}

const take = (pairs: readonly Pair[], key: string): string | null => {
  const pair = pairs.find((p) => p.key === key)
  return pair ? decodeText(pair.raw) : null
}

const OWN_KEYS: ReadonlySet<string> = new Set(['v', 'data', 'workloads', 'z'])

const readVersion = (pairs: readonly Pair[], reader: Reader): string => {
  const version = take(pairs, 'v')
  if (version === null || DEFAULTS.has(version)) return version ?? DEFAULTS_VERSION
  reader.lose(
    'unsupported-version',
    `${brief(`v=${version}`)} is a version not known here: the link is read with the defaults of ${DEFAULTS_VERSION}.`,
  )
  return DEFAULTS_VERSION
}

/** How many workloads: as the link says, else as many as it names. */
const countWorkloads = (pairs: readonly Pair[], reader: Reader): number => {
  const stated = take(pairs, 'workloads')
  if (stated !== null) {
    if (/^[1-8]$/.test(stated)) return Number(stated)
    reader.lose(
      'out-of-range',
      `${brief(`workloads=${stated}`)} is not a number from 1 to ${MAX_WORKLOADS}: the link's own workloads are counted.`,
    )
  }
  let most = 1
  for (const { key } of pairs) {
    const place = findField(key)
    if (place?.field.scope === 'workload') most = Math.max(most, place.workload + 1)
  }
  return most
}

/** Reads any text. `known`: the ids of the catalogue (`knownFrom`). A compressed link is for `readLinkAsync`. */
export const readLink = (fragment: string, known: Known = {}): LinkReading => {
  const reader = new Reader()
  const pairs = pairsOf(fragment, reader)
  const version = readVersion(pairs, reader)
  const defaults = defaultsOf(version)
  const workloads = countWorkloads(pairs, reader)
  let scenario: Scenario = { ...defaults, workloads: Array.from({ length: workloads }, () => defaults.workloads[0] as Workload) }
  const own: Record<string, Range> = {}
  for (const pair of pairs) {
    if (OWN_KEYS.has(pair.key)) {
      if (!reader.isFirst(pair.key)) reader.lose('duplicate', `${arrived(pair)} comes a second time: the first is used.`)
      if (pair.key === 'z') reader.lose('unreadable', 'The compressed part of the link cannot be read here: it is left out.')
      continue
    }
    const place = findField(pair.key)
    if (!place || place.workload >= workloads) {
      reader.lose('unknown-key', `${arrived(pair)} is not a setting known here: it is left out.`)
      continue
    }
    const { field, workload } = place
    if (!reader.isFirst(fieldKey(field, workload))) {
      reader.lose('duplicate', `${arrived(pair)} comes a second time: the first is used.`)
      continue
    }
    const { value, flaws, ranges } = readValue(field, pair.raw, known)
    const instead = value === undefined ? `: the default, ${valueWords(field, getField(scenario, field, workload))}, is used` : ''
    for (const { kind, why } of flaws) reader.lose(kind, `${arrived(pair)} ${why}${instead}.`)
    if (value === undefined) continue
    scenario = setField(scenario, field, value, workload)
    for (const [key, range] of ranges) own[key === '' ? fieldPath(field, workload) : `${field.path}.${key}`] = range
  }
  const settled = settle(withRanges(scenario, own))
  for (const { text } of settled.changes) reader.lose('conflict', text)
  return { scenario: settled.scenario, lost: reader.lost, version, data: take(pairs, 'data') }
}
