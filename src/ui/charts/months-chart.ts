/** The chart of figure 2 as chart.js takes it; a pure function of the figure, the theme and the layout. */
import type { MonthsFigure } from '../figures/months-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { ChartLayout } from './layout.ts'
import { lineOptions } from './line-options.ts'
import { lineDataset } from './line-style.ts'
import type { MarkedConfiguration } from './marks.ts'
import { cut } from './plugins/cut.ts'
import { names } from './plugins/names.ts'
import { rings } from './plugins/rings.ts'

const TOP = 14

export const monthsChart = (figure: MonthsFigure, theme: ChartTheme, layout: ChartLayout): MarkedConfiguration => ({
  type: 'line',
  data: {
    datasets: figure.lines.map((line) => lineDataset(line, theme, false)),
    marks: {
      theme,
      layout,
      names: figure.lines.map(({ name, role, family }) => ({ name, role, colour: theme.familyInks[family] })),
      wash: [],
      you: null,
      rings: figure.rings,
      ladder: [],
      xTitle: null,
      cuts: figure.cuts,
    },
  },
  options: lineOptions(
    { type: 'linear', low: 0, high: figure.last, ticks: figure.xTicks, grid: false, border: true },
    { type: 'linear', low: figure.yTicks[0]!.value, high: figure.yTicks.at(-1)!.value, ticks: figure.yTicks, grid: true, border: false },
    theme,
    layout,
    { top: TOP, bottom: 0 },
  ),
  plugins: [names, cut, rings],
})
