/** Prices over time as chart.js takes them: steps, announced ones dashed; a pure function of the figure, the theme and the layout. */
import type { TimeFigure, TimeLine } from '../market/time-figure.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { ChartLayout } from './layout.ts'
import { lineOptions } from './line-options.ts'
import { lineDataset } from './line-style.ts'
import type { LineDataset, MarkedConfiguration } from './marks.ts'
import { names } from './plugins/names.ts'
import { numbers } from './plugins/numbers.ts'

const TOP = 14
const ANNOUNCED_DASH = [2, 4]
const ANNOUNCED_WIDTH = 2
/** A price that is known for one day only is a dot. */
const DOT = 4

const solid = (line: TimeLine, theme: ChartTheme): LineDataset => ({
  ...lineDataset(line, theme, false),
  borderJoinStyle: 'miter',
  pointRadius: line.points.length === 1 ? DOT : 0,
})

const announced = (line: TimeLine, theme: ChartTheme): LineDataset => ({
  ...lineDataset({ ...line, points: line.dashed }, theme, false),
  borderDash: ANNOUNCED_DASH,
  borderWidth: ANNOUNCED_WIDTH,
  borderJoinStyle: 'miter',
  pointRadius: 0,
})

export const timeChart = (figure: TimeFigure, theme: ChartTheme, layout: ChartLayout): MarkedConfiguration => ({
  type: 'line',
  data: {
    // the names go with the first ones, in this order
    datasets: [
      ...figure.lines.map((line) => solid(line, theme)),
      ...figure.lines.filter(({ dashed }) => dashed.length > 0).map((line) => announced(line, theme)),
    ],
    marks: {
      theme,
      layout,
      names: figure.lines.map(({ name, role, family }) => ({ name, role, colour: theme.familyInks[family] })),
      wash: [],
      you: null,
      rings: [],
      ladder: [],
      xTitle: null,
      cuts: [],
    },
  },
  options: lineOptions(
    { type: 'linear', ...figure.window, ticks: figure.xTicks, grid: false, border: true },
    { ...figure.values, ticks: figure.yTicks, grid: true, border: false },
    theme,
    layout,
    { top: TOP, bottom: 0 },
  ),
  plugins: [names, numbers],
})
