/**
 * How is an amount of money written? Three significant figures (`$9,350`, `$1.24M`), currency before, unit after (the
 * caller's). Amounts are US dollars; another currency is a matter of display, through a rate.
 */
import { grouped, placesFor, scaleOf, signed, significant, UNKNOWN, withoutTrailingZeros } from './figures.ts'

export interface Currency {
  /** ISO 4217 */
  readonly code: string
  /** units of the currency for one US dollar */
  readonly perUsd: number
}

export const US_DOLLAR: Currency = { code: 'USD', perUsd: 1 }

const FIGURES = 3
const NO_BREAK_SPACE = '\u00a0'

/** `$`, `€`, `CN¥`; a code without a symbol stands before the amount with a space: `CHF 9,350`. */
const findSymbol = (code: string): string => {
  if (!/^[A-Z]{3}$/.test(code)) return `${code}${NO_BREAK_SPACE}`
  const parts = new Intl.NumberFormat('en', { style: 'currency', currency: code }).formatToParts(1)
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? code
  return /[A-Za-z]$/.test(symbol) ? `${symbol}${NO_BREAK_SPACE}` : symbol
}

/** Looked up once a currency: finding a symbol takes far longer than writing an amount. */
const symbols = new Map<string, string>()

const symbolOf = (code: string): string => {
  const symbol = symbols.get(code) ?? findSymbol(code)
  symbols.set(code, symbol)
  return symbol
}

const digitsOf = (rounded: number): string => {
  const size = Math.abs(rounded)
  if (size === 0) return '0'
  // 0.83 and not 0.830; 0.075 keeps its figures
  if (size < 1) return withoutTrailingZeros(grouped(rounded, placesFor(rounded, FIGURES))).replace(/^0\.(\d)$/, '0.$10')
  if (size < 10) return grouped(rounded, 2)
  return size < 100 ? withoutTrailingZeros(grouped(rounded, 1)) : grouped(rounded, 0)
}

/** USD → `$9,350`, `$2.69`, `$1.24M`, `−$6,250`, `unknown`. */
export const money = (usd: number | null, currency: Currency = US_DOLLAR): string => {
  if (usd === null) return UNKNOWN
  const rounded = significant(usd * currency.perUsd, FIGURES)
  const { size, letters } = scaleOf(Math.abs(rounded), false)
  const digits = size === 1 ? digitsOf(rounded) : grouped(rounded / size, placesFor(rounded / size, FIGURES))
  return signed(rounded, `${symbolOf(currency.code)}${digits}${letters}`)
}

/** For axes and upfront sums: `$10k`, `$705k`, `$2.6k`, `$1M`. */
export const moneyShort = (usd: number | null, currency: Currency = US_DOLLAR): string => {
  if (usd === null) return UNKNOWN
  const rounded = significant(usd * currency.perUsd, FIGURES)
  const { size, letters } = scaleOf(Math.abs(rounded), true)
  const scaled = rounded / size
  const digits = size === 1 ? digitsOf(rounded).replace(/\.00$/, '') : withoutTrailingZeros(grouped(scaled, placesFor(scaled, FIGURES)))
  return signed(rounded, `${symbolOf(currency.code)}${digits}${letters}`)
}

/** The full value, for focus and the drawer: to the cent, small prices to six significant figures. */
export const moneyFull = (usd: number | null, currency: Currency = US_DOLLAR): string => {
  if (usd === null) return UNKNOWN
  const value = usd * currency.perUsd
  const digits =
    Math.abs(value) >= 1 || value === 0
      ? grouped(value, 2)
      : withoutTrailingZeros(grouped(value, placesFor(value, 6))).replace(/^0\.(\d)$/, '0.$10')
  return signed(value, `${symbolOf(currency.code)}${digits}`)
}
