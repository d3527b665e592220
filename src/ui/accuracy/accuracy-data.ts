/** The serving model beside measured points, loaded once when its view comes onto the page. */

/** Output tokens/s per GPU, TPOT [ms], TTFT [ms]. */
export type AccuracyFigures = readonly [throughput: number, tpotMs: number, ttftMs: number]

export interface AccuracyPoint {
  readonly id: string
  readonly model: string
  /** serving system, as `h100` */
  readonly gpu: string
  readonly engine: string
  readonly precision: string
  readonly measured: AccuracyFigures
  readonly predicted: AccuracyFigures
}

interface Spread {
  readonly median: number
  readonly p90: number
}
type Errors = Readonly<Record<'throughput' | 'tpot' | 'ttft' | 'cost', Spread>>

export interface AccuracyData {
  readonly points: readonly AccuracyPoint[]
  /** errors of the fit: [median, p90] of the three figures, of all points and by model, system, engine, precision */
  readonly groups: readonly {
    readonly grouping: string
    readonly rows: readonly { readonly name: string; readonly count: number; readonly errors: readonly (readonly [number, number])[] }[]
  }[]
  /** errors on points that the fit did not see, by what was left out; before: the form of the prototype */
  readonly crossValidation: readonly { readonly leaveOut: string; readonly before: Errors; readonly after: Errors }[]
  readonly how: string
}

let loaded: Promise<AccuracyData> | null = null

/** Rejects where the module cannot be fetched; the next call tries again. */
export const accuracyData = (): Promise<AccuracyData> => {
  // made by the build from the engine itself
  loaded ??= import('virtual:accuracy').then(({ default: json }) => JSON.parse(json) as AccuracyData)
  loaded.catch(() => (loaded = null))
  return loaded
}
