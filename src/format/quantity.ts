/** How is a number of any unit written, with its unit? The one place that knows which unit takes which form. */
import { UNITS, type Unit } from '../units/unit.ts'
import { bytes } from './bytes.ts'
import { count, countFull, ratio, things } from './count.ts'
import { duration, hours } from './duration.ts'
import { UNKNOWN } from './figures.ts'
import { money, moneyFull, US_DOLLAR, type Currency } from './money.ts'

const MONEY = /^USD(?![a-z])/

/** `USD a month` → `a month`. */
const moneyWords = (unit: Unit): string => UNITS[unit].label.replace(/^USD ?/, '')

const THINGS: Readonly<Partial<Record<Unit, readonly [one: string, many: string]>>> = {
  GPU: ['GPU', 'GPUs'],
  replica: ['replica', 'replicas'],
  box: ['instance', 'instances'],
  month: ['month', 'months'],
}

const joined = (digits: string, words: string): string => (words === '' ? digits : `${digits} ${words}`)

/** Rounded for reading: `$9,350 a month`, `1,200 tokens a second`, `4 GPUs`, `1.4 s`, `unknown`. */
export const quantityText = (value: number | null, unit: Unit, currency: Currency = US_DOLLAR): string => {
  if (value === null) return UNKNOWN
  if (MONEY.test(unit)) return joined(money(value, currency), moneyWords(unit))
  const thing = THINGS[unit]
  if (thing && Number.isInteger(value)) return things(value, ...thing)
  if (unit === 's') return duration(value)
  if (unit === 's/token') return `${duration(value)} a token`
  if (unit === 'h') return hours(value)
  if (unit === 'h/month') return `${hours(value)} a month`
  if (unit === 'byte') return bytes(value)
  if (unit === 'byte/token') return `${bytes(value)} a token`
  if (unit === 'byte/s') return `${bytes(value)} a second`
  return joined(unit === '1' ? ratio(value) : count(value), UNITS[unit].label)
}

/** In full, for focus and the drawer: `$9,347.82 a month`, `1,187.4 tokens a second`. */
export const quantityFull = (value: number | null, unit: Unit, currency: Currency = US_DOLLAR): string => {
  if (value === null) return UNKNOWN
  if (MONEY.test(unit)) return joined(moneyFull(value, currency), moneyWords(unit))
  const thing = THINGS[unit]
  return joined(countFull(value), thing && value === 1 ? thing[0] : UNITS[unit].label)
}
