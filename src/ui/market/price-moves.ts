/** What happened to the prices of token lists: launches, cuts, rises, announcements; how many stayed as they were? */
import type { PriceHistory, PriceStep } from '../../catalogue/market-schema.ts'
import { dayNumber } from './time-axis.ts'

export type MoveKind = 'launch' | 'first seen' | 'cut' | 'rise' | 'changed' | 'cached input' | 'confirmed' | 'announced' | 'called off'

export interface Move {
  readonly history: PriceHistory
  readonly step: PriceStep
  readonly kind: MoveKind
  /** what the price was before, by the source or by the step before; null: nothing known */
  readonly before: { readonly plain: number; readonly out: number } | null
}

/** The day from which a price is known: of its record, where the date is that of a release. */
export const knownFrom = ({ date, recorded }: PriceStep): string => recorded ?? date

const direction = (before: NonNullable<Move['before']>, { plain, out }: PriceStep): MoveKind => {
  if (plain === before.plain && out === before.out) return 'confirmed'
  if (plain <= before.plain && out <= before.out) return 'cut'
  return plain >= before.plain && out >= before.out ? 'rise' : 'changed'
}

const kindOf = (step: PriceStep, before: Move['before']): MoveKind => {
  switch (step.event) {
    case 'scheduled':
      return 'announced'
    case 'cancelled':
      return 'called off'
    case 'change-cached':
      return 'cached input'
    case 'launch':
      return before === null ? 'launch' : direction(before, step)
    case 'first-recorded':
    case 'later-price':
      return before === null ? 'first seen' : direction(before, step)
    case 'change':
      return before === null ? 'changed' : direction(before, step)
  }
}

const inForce = ({ event }: PriceStep): boolean => event !== 'scheduled' && event !== 'cancelled'

/** The steps of one name in the order in which their prices are known, with what each did. */
export const movesOf = (history: PriceHistory): readonly Move[] => {
  const steps = history.steps.toSorted((a, b) => dayNumber(knownFrom(a)) - dayNumber(knownFrom(b)))
  return steps.map((step, at) => {
    const last = steps.slice(0, at).findLast(inForce)
    const before = step.before ?? (last === undefined ? null : { plain: last.plain, out: last.out })
    return { history, step, kind: kindOf(step, before), before }
  })
}

const PRICE_MOVES: readonly MoveKind[] = ['cut', 'rise', 'changed']

export const isPriceMove = ({ kind }: Move): boolean => PRICE_MOVES.includes(kind)

const byDay = (a: Move, b: Move): number => dayNumber(knownFrom(a.step)) - dayNumber(knownFrom(b.step))

/** Prices of input or output that changed after `since` and up to `until`, newest first. */
export const movesSince = (histories: readonly PriceHistory[], since: string, until: string): readonly Move[] =>
  histories
    .flatMap(movesOf)
    .filter((move) => isPriceMove(move) && knownFrom(move.step) > since && knownFrom(move.step) <= until)
    .toSorted((a, b) => byDay(b, a))

/** Announced changes after a day, the next one first. */
export const announcedAfter = (histories: readonly PriceHistory[], day: string): readonly Move[] =>
  histories
    .flatMap(movesOf)
    .filter(({ kind, step }) => kind === 'announced' && step.date > day)
    .toSorted(byDay)

/** Half a year, in days. */
export const HALF_A_YEAR_DAYS = 183

export interface Steadiness {
  /** names known from their first price on, for half a year at least; without those passed on to newer models or recorded for a change only */
  readonly names: number
  /** of them, those without a recorded change of input or output in that half-year */
  readonly unchanged: number
}

/** How many prices stayed as they were in the half-year after they were first on record? */
export const steadiness = (histories: readonly PriceHistory[], asOf: string): Steadiness => {
  const followed = histories
    .filter(({ moving }) => !moving)
    .map(movesOf)
    .filter(
      ([first]) => first !== undefined && !isPriceMove(first) && dayNumber(knownFrom(first.step)) + HALF_A_YEAR_DAYS <= dayNumber(asOf),
    )
  const changed = followed.filter((moves) => {
    const end = dayNumber(knownFrom(moves[0]!.step)) + HALF_A_YEAR_DAYS
    return moves.slice(1).some((move) => isPriceMove(move) && dayNumber(knownFrom(move.step)) <= end)
  })
  return { names: followed.length, unchanged: followed.length - changed.length }
}
