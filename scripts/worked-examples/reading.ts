/** How a published example is read: its figures beside ours, each with a sum that can be done by hand, and what follows. */

/** A row of an example's table. */
export interface Row {
  readonly what: string
  /** as published; null: not given there */
  readonly published: number | string | null
  /** the engine's figure; text where there is none */
  readonly ours: number | string
  /** the same figure by hand: numbers, + - * / ^, ceil and parentheses */
  readonly sum: string | null
  /** how far the published figure may be off; absent: half a unit of its last digit */
  readonly within?: { readonly relative?: number; readonly absolute?: number; readonly why: string }
  /** said instead of compared, where the published figure is words */
  readonly agrees?: boolean
}

/** Looks a number up in an example. @throws Error if there is none: a reading must fit its example */
export interface Values {
  (...path: readonly (string | number)[]): number
  readonly raw: (...path: readonly (string | number)[]) => unknown
}

export const valuesOf = (given: unknown): Values => {
  const raw = (...path: readonly (string | number)[]): unknown =>
    path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined),
      given,
    )
  const number = (...path: readonly (string | number)[]): number => {
    const value = raw(...path)
    if (typeof value !== 'number') throw new Error(`no number at ${path.join('.')}`)
    return value
  }
  return Object.assign(number, { raw })
}

export interface Reading {
  readonly id: string
  readonly title: string
  /** instead of the source as written down, where that says "same" */
  readonly source?: string
  readonly rows: (inputs: Values, published: Values, ours: Values) => readonly Row[]
  /** why the engine cannot compute what was published */
  readonly notExpressible?: string
  /** the sums hold, the figure answers another question than it says */
  readonly wrongMethod?: string
  /** what is right, where it is wrong as published */
  readonly right?: string
  /** what a reader should mind although it is reproduced */
  readonly mind?: string
}

export type Verdict = 'reproduced' | 'refuted' | 'not expressible'

/** Half a unit of the last digit a number was written with. */
const halfDigit = (value: number): number => {
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0
  return 0.5 * 10 ** -decimals
}

/** Null: nothing was published to compare with. */
export const rowAgrees = ({ published, ours, within, agrees }: Row): boolean | null => {
  if (agrees !== undefined) return agrees
  if (typeof published !== 'number' || typeof ours !== 'number') return null
  const allowed = within === undefined ? halfDigit(published) : Math.max(within.absolute ?? 0, (within.relative ?? 0) * Math.abs(published))
  return Math.abs(ours - published) <= allowed * (1 + 1e-9)
}

/** @throws Error if nothing of an example is compared and it does not say why it cannot be */
export const verdictOf = (reading: Reading, rows: readonly Row[]): Verdict => {
  if (reading.notExpressible !== undefined) return 'not expressible'
  const compared = rows.map(rowAgrees).filter((agrees) => agrees !== null)
  if (compared.length === 0) throw new Error(`${reading.id}: nothing is compared`)
  return compared.every((agrees) => agrees) && reading.wrongMethod === undefined ? 'reproduced' : 'refuted'
}
