/** What all line charts share: bare axes with round ticks, grid only across, no legend, no tooltip. */
import type { CartesianScaleOptions, ChartOptions, ScaleOptionsByType } from 'chart.js'
import type { Tick } from '../figures/volume-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import { NAMES_WIDTH, TICK_SIZE, type ChartLayout } from './layout.ts'

type Axis = Partial<Pick<ScaleOptionsByType<'linear'>, 'min' | 'max'>> & Pick<CartesianScaleOptions, 'afterBuildTicks'>

const STUB = 5
const CLEAR = 'transparent'

interface AxisWish {
  readonly type: 'linear' | 'logarithmic'
  readonly low: number
  readonly high: number
  readonly ticks: readonly Tick[]
  /** lines across the plot at the numbered ticks */
  readonly grid: boolean
  /** the axis itself is drawn */
  readonly border: boolean
}

const axisOptions = ({ type, low, high, ticks, grid, border }: AxisWish, theme: ChartTheme, layout: ChartLayout) => {
  const byValue = new Map(ticks.map((tick) => [tick.value, tick]))
  const colourAt = ({ tick }: { tick?: { value: number } }): string =>
    grid && tick !== undefined && byValue.get(tick.value)?.decade === true ? theme.grid : CLEAR
  const range: Axis = {
    min: low,
    max: high,
    afterBuildTicks: (axis) => {
      axis.ticks = ticks.map(({ value }) => ({ value }))
    },
  }
  return {
    type,
    ...range,
    border: { display: border, color: theme.lineStrong },
    grid: { color: colourAt, tickColor: border ? theme.lineStrong : theme.grid, tickLength: STUB },
    ticks: {
      autoSkip: false,
      maxRotation: 0,
      color: theme.ink3,
      padding: 4,
      font: { family: theme.sans, size: TICK_SIZE[layout] },
      callback: (value: string | number) => byValue.get(Number(value))?.text ?? '',
    },
  }
}

export const lineOptions = (
  x: AxisWish,
  y: AxisWish,
  theme: ChartTheme,
  layout: ChartLayout,
  padding: { readonly top: number; readonly bottom: number },
): ChartOptions<'line'> => ({
  // ChartCanvas says the size
  responsive: false,
  maintainAspectRatio: false,
  parsing: false,
  normalized: true,
  events: [],
  // sliding lines would cost every edit a dozen drawings of the whole chart
  animation: false,
  layout: { padding: { ...padding, left: 0, right: NAMES_WIDTH[layout] === 0 ? STUB * 2 : NAMES_WIDTH[layout] } },
  scales: { x: axisOptions(x, theme, layout), y: axisOptions(y, theme, layout) },
})
