/** How far are open models behind proprietary ones, over time, Chinese and US ones apart, and how sure is that? */
import type { GapRow } from '../../catalogue/quality-schema.ts'

export interface GapSide {
  readonly name: string
  readonly score: number
  /** score of the best proprietary model less this one's; negative: ahead */
  readonly gap: number
  /** null: the source cannot say */
  readonly monthsBehind: number | null
}

export interface GapPoint {
  readonly asOf: string
  readonly proprietary: { readonly name: string; readonly score: number }
  readonly open: GapSide & { readonly country: string }
  /** best open model made in China, in the US; null: none in this row of the source */
  readonly china: GapSide | null
  readonly unitedStates: GapSide | null
}

export interface GapSeries {
  readonly yardstick: string
  readonly unit: string
  /** oldest first */
  readonly points: readonly GapPoint[]
  /** the sources' own words on how far to trust the points, each once */
  readonly cautions: readonly string[]
  readonly sources: readonly { readonly source: string; readonly date: string }[]
}

const sideOf = ({ name, score, gap, lagMonths }: NonNullable<GapRow['openChina']>): GapSide => ({
  name,
  score,
  gap,
  monthsBehind: lagMonths,
})

const pointOf = ({ asOf, proprietary, open, openChina, openUnitedStates }: GapRow): GapPoint => ({
  asOf,
  proprietary: { name: proprietary.name, score: proprietary.score },
  open: { ...sideOf(open), country: open.country },
  china: openChina === null ? null : sideOf(openChina),
  unitedStates: openUnitedStates === null ? null : sideOf(openUnitedStates),
})

/** One series per yardstick, in the order in which the data names them; scores of different yardsticks are never joined. */
export const gapSeries = (rows: readonly GapRow[]): readonly GapSeries[] =>
  [...new Set(rows.map(({ yardstick }) => yardstick))].map((yardstick) => {
    const own = rows.filter((row) => row.yardstick === yardstick).sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0))
    const sources = new Map(own.map(({ source, sourceDate }) => [source + sourceDate, { source, date: sourceDate }]))
    return {
      yardstick,
      unit: own[0]!.unit,
      points: own.map(pointOf),
      cautions: [...new Set(own.map(({ note }) => note))],
      sources: [...sources.values()],
    }
  })
