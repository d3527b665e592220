/** Which exchange rate do the amounts on the page rest on, and whose is it? */
import type { Catalogue } from '../../catalogue/schema.ts'
import { dateText } from '../../format/date.ts'
import { countFull } from '../../format/count.ts'
import { US_DOLLAR, type Currency } from '../../format/money.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** `Amounts at 0.92 EUR per USD, rate of 29 Sep 2026.`; null: they are in US dollars. */
export const rateNote = (
  { code, perUsd }: Currency,
  { rates }: Pick<Scenario, 'rates'>,
  catalogue: Pick<Catalogue, 'currencies'>,
): string | null => {
  if (code === US_DOLLAR.code) return null
  const origin = Object.hasOwn(rates, code) ? 'your rate' : `rate of ${dateText(catalogue.currencies.date)}`
  return `Amounts at ${countFull(perUsd)} ${code} per USD, ${origin}.`
}
