/** The chart of the gap over time as chart.js takes it; a pure function of the figure, the theme and the layout. */
import type { GapFigure, GapLine, GapLineId } from '../quality/gap-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { ChartLayout } from './layout.ts'
import { lineOptions } from './line-options.ts'
import type { LineDataset, MarkedConfiguration } from './marks.ts'
import { names } from './plugins/names.ts'

const TOP = 14
const DOT = 2.5

interface Style {
  readonly width: number
  readonly dash: readonly number[]
  readonly colour: (theme: ChartTheme) => string
  readonly ink: (theme: ChartTheme) => string
  /** the least lies on top */
  readonly order: number
}

/** Proprietary and open have the colours of their families; where an open model is from is thin and grey, over the open line. */
const STYLES: Readonly<Record<GapLineId, Style>> = {
  proprietary: { width: 3, dash: [], colour: ({ families }) => families.api, ink: ({ familyInks }) => familyInks.api, order: 2 },
  open: { width: 3, dash: [7, 4], colour: ({ families }) => families.hosted, ink: ({ familyInks }) => familyInks.hosted, order: 3 },
  china: { width: 1.25, dash: [], colour: ({ ink2 }) => ink2, ink: ({ ink2 }) => ink2, order: 1 },
  unitedStates: { width: 1.25, dash: [2, 3], colour: ({ ink2 }) => ink2, ink: ({ ink2 }) => ink2, order: 0 },
}

const datasetOf = ({ id, name, points }: GapLine, theme: ChartTheme): LineDataset => {
  const { width, dash, colour, order } = STYLES[id]
  return {
    label: name,
    data: points.map(({ x, y }) => ({ x, y: y ?? Number.NaN })),
    borderColor: colour(theme),
    borderWidth: width,
    borderDash: [...dash],
    pointRadius: DOT,
    pointBackgroundColor: colour(theme),
    pointBorderColor: theme.page,
    pointBorderWidth: 1,
    pointHitRadius: 0,
    order,
  }
}

export const gapChart = (figure: GapFigure, theme: ChartTheme, layout: ChartLayout): MarkedConfiguration => ({
  type: 'line',
  data: {
    datasets: figure.lines.map((line) => datasetOf(line, theme)),
    marks: {
      theme,
      layout,
      names: figure.lines.map(({ id, name, role }) => ({ name, role, colour: STYLES[id].ink(theme) })),
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
    { type: 'linear', ...figure.values, ticks: figure.yTicks, grid: true, border: false },
    theme,
    layout,
    { top: TOP, bottom: 0 },
  ),
  plugins: [names],
})
