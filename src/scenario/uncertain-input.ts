/** Which numbers the odds draw and the sensitivity varies: plain data that the engine is handed, in a file without imports. */

/** How a value spreads: by factors, by differences, or as a share between 0 and 1 (`method.md` 12). */
export type RangeKind = 'positive' | 'signed' | 'share'

export interface OddsInput {
  /** where the number stands in a scenario; putting one there draws it, also where the field was automatic */
  readonly path: string
  readonly label: string
  readonly kind: RangeKind
  readonly low: number
  readonly typical: number
  readonly high: number
  /** bounds of the field: what is drawn beyond them is taken back to them */
  readonly least: number
  readonly most: number
  readonly from: 'yours' | 'default'
  /** inputs of the same stream rise and fall together; absent: by itself */
  readonly stream?: string
}

export interface VariedInput {
  readonly path: string
  readonly label: string
  /** the 80 % range; equal ends: certain */
  readonly low: number
  readonly typical: number
  readonly high: number
  /** where the cheaper side may change */
  readonly searched: readonly [number, number]
}
