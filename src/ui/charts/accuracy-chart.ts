/** Measured against predicted as chart.js takes it; a pure function of the figure, the theme and the layout. */
import type { AccuracyFigure } from '../accuracy/accuracy-figure.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { ChartLayout } from './layout.ts'
import { lineOptions } from './line-options.ts'
import type { LineDataset, MarkedConfiguration } from './marks.ts'

const TOP = 14
const RADIUS = 2.5
const BAND = 1.25

/** Colour and shape by GPU, so that either tells. */
const STYLES: Readonly<
  Record<string, { readonly shape: 'circle' | 'rectRot' | 'triangle'; readonly colour: (theme: ChartTheme) => string }>
> = {
  h100: { shape: 'circle', colour: ({ families }) => families.api },
  h200: { shape: 'rectRot', colour: ({ families }) => families.hosted },
  b200: { shape: 'triangle', colour: ({ families }) => families.own },
}

const lineAt = (factor: number, { window }: AccuracyFigure, colour: string, width: number, dash: number[]): LineDataset => ({
  label: '',
  data: [
    { x: Math.max(window.low, window.low / factor), y: Math.max(window.low, window.low * factor) },
    { x: Math.min(window.high, window.high / factor), y: Math.min(window.high, window.high * factor) },
  ],
  borderColor: colour,
  borderWidth: width,
  borderDash: dash,
  pointRadius: 0,
  pointHitRadius: 0,
  order: 1,
})

const cloud = ({ id, name, points }: AccuracyFigure['clouds'][number], theme: ChartTheme): LineDataset => {
  const style = STYLES[id] ?? { shape: 'circle' as const, colour: ({ ink2 }: ChartTheme) => ink2 }
  return {
    label: name,
    data: [...points],
    showLine: false,
    pointStyle: style.shape,
    pointRadius: RADIUS,
    pointHitRadius: 0,
    pointBackgroundColor: 'transparent',
    pointBorderColor: style.colour(theme),
    pointBorderWidth: 1,
    order: 0,
  }
}

export const accuracyChart = (figure: AccuracyFigure, theme: ChartTheme, layout: ChartLayout): MarkedConfiguration => ({
  type: 'line',
  data: {
    datasets: [
      lineAt(1, figure, theme.ink2, 1.5, []),
      lineAt(BAND, figure, theme.ink3, 1, [2, 3]),
      lineAt(1 / BAND, figure, theme.ink3, 1, [2, 3]),
      ...figure.clouds.map((one) => cloud(one, theme)),
    ],
    marks: { theme, layout, names: [], wash: [], you: null, rings: [], ladder: [], xTitle: figure.axis, cuts: [] },
  },
  options: lineOptions(
    { type: 'logarithmic', ...figure.window, ticks: figure.ticks, grid: true, border: true },
    { type: 'logarithmic', ...figure.window, ticks: figure.ticks, grid: true, border: false },
    theme,
    // no names beside the lines, so no room for them
    'narrow' satisfies ChartLayout,
    { top: TOP, bottom: 0 },
  ),
  plugins: [],
})
