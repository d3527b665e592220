/** What the plugins draw over a line chart. It rides on the chart's data, so that an update in place brings it along. */
import type { Chart, ChartConfiguration, ChartData, ChartDataset } from 'chart.js'
import type { Cut } from '../figures/months-scale.ts'
import type { Ring, VolumeFigure } from '../figures/volume-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { ChartLayout } from './layout.ts'

export interface XY {
  readonly x: number
  /** NaN where there is none: the line has a gap */
  readonly y: number
}

export interface NamedLine {
  readonly name: string
  readonly role: string
  /** of the text */
  readonly colour: string
}

export interface Marks {
  readonly theme: ChartTheme
  readonly layout: ChartLayout
  /** one for each dataset */
  readonly names: readonly NamedLine[]
  readonly wash: VolumeFigure['wash']
  readonly you: VolumeFigure['you'] | null
  readonly rings: readonly Ring[]
  readonly ladder: VolumeFigure['ladder']
  /** words at the right end of the value axis */
  readonly xTitle: string | null
  /** where lines leave the plot */
  readonly cuts: readonly Cut[]
}

export type LineDataset = ChartDataset<'line', XY[]>
export type MarkedConfiguration = ChartConfiguration<'line', XY[]> & { data: ChartData<'line', XY[]> & { marks: Marks } }

export const marksOf = (chart: Chart): Marks => (chart.data as unknown as { marks: Marks }).marks
