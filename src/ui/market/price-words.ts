/** How are the steps of a price history written: their dates as exact as they are known, what happened, how well it is known? */
import type { PriceStep } from '../../catalogue/market-schema.ts'
import { dateText } from '../../format/date.ts'
import { money } from '../../format/money.ts'
import { knownFrom, type Move, type MoveKind } from './price-moves.ts'

/** `10 Jun 2025`, `about 1 Oct 2026`, `by 2 Nov 2026`: never more exact than the source. */
export const stepDate = (step: PriceStep): string => {
  const date = dateText(knownFrom(step))
  if (step.recorded !== null) return `by ${date}`
  if (step.precision === 'day') return date
  return step.precision === 'approx' ? `about ${date}` : `by ${date}`
}

const WHAT: Readonly<Record<MoveKind, string>> = {
  launch: 'launch',
  'first seen': 'first on record',
  cut: 'cut',
  rise: 'rise',
  changed: 'changed, up and down',
  'cached input': 'cached input only',
  confirmed: 'on record again, the same',
  announced: 'announced',
  'called off': 'announced, called off',
}

export const moveWords = ({ kind, step }: Move): string =>
  step.recorded === null ? WHAT[kind] : `${WHAT[kind]}; released ${dateText(step.date)}`

export const KNOWN: Readonly<Record<PriceStep['confidence'], string>> = {
  A: 'read on the publisher’s page',
  B: 'dated record or several sources',
  C: 'one record',
  D: 'general knowledge',
}

/** A list price in its own currency: never converted. */
export const listPrice = (price: number | null, currency: PriceStep['currency']): string =>
  price === null ? 'unknown' : money(price, { code: currency, perUsd: 1 })

/** `$5 in, $30 out` */
export const priceWords = ({ plain, out }: { readonly plain: number; readonly out: number }, currency: PriceStep['currency']): string =>
  `${listPrice(plain, currency)} in, ${listPrice(out, currency)} out`
