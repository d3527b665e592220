/** The chart of figure 3 as chart.js takes it; a pure function of the figure, the theme and the layout. */
import type { VolumeFigure } from '../figures/volume-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { ChartLayout } from './layout.ts'
import { lineOptions } from './line-options.ts'
import { lineDataset } from './line-style.ts'
import type { MarkedConfiguration } from './marks.ts'
import { ladder } from './plugins/ladder.ts'
import { names } from './plugins/names.ts'
import { rings } from './plugins/rings.ts'
import { wash } from './plugins/wash.ts'
import { you } from './plugins/you.ts'

/** Room for the flag of "you" above the plot, and for the ladder of GPUs under the axis. */
const FLAG = 26
const LADDER = 40

export const volumeChart = (figure: VolumeFigure, theme: ChartTheme, layout: ChartLayout): MarkedConfiguration => ({
  type: 'line',
  data: {
    datasets: figure.lines.map((line) => lineDataset(line, theme, true)),
    marks: {
      theme,
      layout,
      names: figure.lines.map(({ name, role, family }) => ({ name, role, colour: theme.familyInks[family] })),
      wash: figure.wash,
      you: figure.you,
      rings: figure.rings,
      ladder: figure.ladder,
      xTitle: 'requests a month',
      cuts: [],
    },
  },
  options: lineOptions(
    { type: 'logarithmic', ...figure.window, ticks: figure.xTicks, grid: true, border: true },
    { type: 'logarithmic', ...figure.costs, ticks: figure.yTicks, grid: true, border: false },
    theme,
    layout,
    { top: FLAG, bottom: figure.ladder.length > 0 ? LADDER : 0 },
  ),
  plugins: [wash, names, rings, you, ladder],
})
