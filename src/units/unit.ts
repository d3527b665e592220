/**
 * The closed list of units. A unit is a product of base dimensions with a scale, so that a test can multiply out
 * every formula (`method.md`: byte, second, token, USD, W, kWh, month are canonical inside).
 */
export type Dimension =
  'money' | 'token' | 'time' | 'byte' | 'flop' | 'gpu' | 'request' | 'replica' | 'box' | 'sequence' | 'person' | 'energy' | 'mass' | 'yuan'

interface UnitDefinition {
  /** exponent of each base dimension */
  readonly dimensions: Readonly<Partial<Record<Dimension, number>>>
  /** how many canonical units one of this unit is (canonical: USD, token, second, byte, FLOP, kWh) */
  readonly scale: number
  /** how it is written after a number */
  readonly label: string
}

/** Hours of a month by convention: 8,760 / 12 (`method.md`, opening paragraph). */
export const HOURS_PER_MONTH = 730
export const SECONDS_PER_HOUR = 3600
export const HOURS_PER_WEEK = 168
export const MONTHS_PER_YEAR = 12
/** Weeks of a 730-hour month. */
export const WEEKS_PER_MONTH = HOURS_PER_MONTH / HOURS_PER_WEEK
const SECONDS_PER_MONTH = HOURS_PER_MONTH * SECONDS_PER_HOUR
const TOKENS_PER_MTOK = 1e6

export const UNITS = {
  '1': { dimensions: {}, scale: 1, label: '' },
  USD: { dimensions: { money: 1 }, scale: 1, label: 'USD' },
  'USD/month': { dimensions: { money: 1, time: -1 }, scale: 1 / SECONDS_PER_MONTH, label: 'USD a month' },
  'USD/MTok': { dimensions: { money: 1, token: -1 }, scale: 1 / TOKENS_PER_MTOK, label: 'USD per million tokens' },
  'USD/MTok-hour': {
    dimensions: { money: 1, token: -1, time: -1 },
    scale: 1 / (TOKENS_PER_MTOK * SECONDS_PER_HOUR),
    label: 'USD per million tokens and hour',
  },
  'USD/GPU-year': {
    dimensions: { money: 1, gpu: -1, time: -1 },
    scale: 1 / (12 * SECONDS_PER_MONTH),
    label: 'USD per GPU and year',
  },
  'USD/request': { dimensions: { money: 1, request: -1 }, scale: 1, label: 'USD per request' },
  'USD/1000 requests': { dimensions: { money: 1, request: -1 }, scale: 1 / 1000, label: 'USD per 1,000 requests' },
  'USD/GPU-hour': { dimensions: { money: 1, gpu: -1, time: -1 }, scale: 1 / SECONDS_PER_HOUR, label: 'USD per GPU-hour' },
  'USD/box-hour': { dimensions: { money: 1, box: -1, time: -1 }, scale: 1 / SECONDS_PER_HOUR, label: 'USD per instance-hour' },
  'USD/person-year': {
    dimensions: { money: 1, person: -1, time: -1 },
    scale: 1 / (MONTHS_PER_YEAR * SECONDS_PER_MONTH),
    label: 'USD per full-time year',
  },
  token: { dimensions: { token: 1 }, scale: 1, label: 'tokens' },
  'token/request': { dimensions: { token: 1, request: -1 }, scale: 1, label: 'tokens a request' },
  'token/month': { dimensions: { token: 1, time: -1 }, scale: 1 / SECONDS_PER_MONTH, label: 'tokens a month' },
  'MTok/month': { dimensions: { token: 1, time: -1 }, scale: TOKENS_PER_MTOK / SECONDS_PER_MONTH, label: 'million tokens a month' },
  'token/s': { dimensions: { token: 1, time: -1 }, scale: 1, label: 'tokens a second' },
  request: { dimensions: { request: 1 }, scale: 1, label: 'requests' },
  'request/month': { dimensions: { request: 1, time: -1 }, scale: 1 / SECONDS_PER_MONTH, label: 'requests a month' },
  'request/s': { dimensions: { request: 1, time: -1 }, scale: 1, label: 'requests a second' },
  s: { dimensions: { time: 1 }, scale: 1, label: 's' },
  's/token': { dimensions: { time: 1, token: -1 }, scale: 1, label: 's a token' },
  /** what a decode step costs one sequence: time per token of a batch, so that sequences ÷ this is tokens a second */
  'sequence-s/token': { dimensions: { sequence: 1, time: 1, token: -1 }, scale: 1, label: 's a token' },
  h: { dimensions: { time: 1 }, scale: SECONDS_PER_HOUR, label: 'hours' },
  'h/month': { dimensions: {}, scale: SECONDS_PER_HOUR / SECONDS_PER_MONTH, label: 'hours a month' },
  '1/month': { dimensions: { time: -1 }, scale: 1 / SECONDS_PER_MONTH, label: 'a month' },
  month: { dimensions: { time: 1 }, scale: SECONDS_PER_MONTH, label: 'months' },
  byte: { dimensions: { byte: 1 }, scale: 1, label: 'bytes' },
  'byte/token': { dimensions: { byte: 1, token: -1 }, scale: 1, label: 'bytes a token' },
  'byte/s': { dimensions: { byte: 1, time: -1 }, scale: 1, label: 'bytes a second' },
  'FLOP/s': { dimensions: { flop: 1, time: -1 }, scale: 1, label: 'FLOP a second' },
  'USD/GPU': { dimensions: { money: 1, gpu: -1 }, scale: 1, label: 'USD per GPU' },
  'USD/box': { dimensions: { money: 1, box: -1 }, scale: 1, label: 'USD per server' },
  GPU: { dimensions: { gpu: 1 }, scale: 1, label: 'GPUs' },
  'GPU/replica': { dimensions: { gpu: 1, replica: -1 }, scale: 1, label: 'GPUs a replica' },
  'GPU/box': { dimensions: { gpu: 1, box: -1 }, scale: 1, label: 'GPUs an instance' },
  replica: { dimensions: { replica: 1 }, scale: 1, label: 'replicas' },
  'replica/box': { dimensions: { replica: 1, box: -1 }, scale: 1, label: 'replicas an instance' },
  'box/replica': { dimensions: { box: 1, replica: -1 }, scale: 1, label: 'instances a replica' },
  box: { dimensions: { box: 1 }, scale: 1, label: 'instances' },
  'box-hour/month': { dimensions: { box: 1 }, scale: SECONDS_PER_HOUR / SECONDS_PER_MONTH, label: 'instance-hours a month' },
  sequence: { dimensions: { sequence: 1 }, scale: 1, label: 'sequences' },
  'sequence/replica': { dimensions: { sequence: 1, replica: -1 }, scale: 1, label: 'sequences a replica' },
  person: { dimensions: { person: 1 }, scale: 1, label: 'full-time people' },
  'CNY/MTok': { dimensions: { yuan: 1, token: -1 }, scale: 1 / TOKENS_PER_MTOK, label: 'CNY per million tokens' },
  'CNY/GPU-hour': { dimensions: { yuan: 1, gpu: -1, time: -1 }, scale: 1 / SECONDS_PER_HOUR, label: 'CNY per GPU-hour' },
  'CNY/USD': { dimensions: { yuan: 1, money: -1 }, scale: 1, label: 'CNY per USD' },
  kWh: { dimensions: { energy: 1 }, scale: 1, label: 'kWh' },
  'g/kWh': { dimensions: { mass: 1, energy: -1 }, scale: 1, label: 'grams per kWh' },
  'kg/month': { dimensions: { mass: 1, time: -1 }, scale: 1000 / SECONDS_PER_MONTH, label: 'kg a month' },
  'kWh/month': { dimensions: { energy: 1, time: -1 }, scale: 1 / SECONDS_PER_MONTH, label: 'kWh a month' },
  'W/GPU': { dimensions: { energy: 1, time: -1, gpu: -1 }, scale: 1 / (1000 * SECONDS_PER_HOUR), label: 'W a GPU' },
  /** a kilowatt is a kWh an hour */
  'kW/box': { dimensions: { energy: 1, time: -1, box: -1 }, scale: 1 / SECONDS_PER_HOUR, label: 'kW an instance' },
  'USD/kW-month': { dimensions: { money: 1, energy: -1 }, scale: 1 / HOURS_PER_MONTH, label: 'USD per kW and month' },
  '1/year': { dimensions: { time: -1 }, scale: 1 / (MONTHS_PER_YEAR * SECONDS_PER_MONTH), label: 'a year' },
  'USD/kWh': { dimensions: { money: 1, energy: -1 }, scale: 1, label: 'USD per kWh' },
} as const satisfies Record<string, UnitDefinition>

export type Unit = keyof typeof UNITS
