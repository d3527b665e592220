/** Where there is no room for names: a number at the end of each line, as in the key above the chart. */
import type { Plugin } from 'chart.js'
import { spread } from '../label-places.ts'
import { NAMES_WIDTH, TICK_SIZE } from '../layout.ts'
import { marksOf } from '../marks.ts'
import { haloText } from './text.ts'

const LINE_GAP = 12
const BESIDE = 3
const DOWN = 4

export const numbers: Plugin<'line'> = {
  id: 'numbers',
  afterDatasetsDraw: (chart) => {
    const { theme, layout, names } = marksOf(chart)
    if (NAMES_WIDTH[layout] > 0) return
    const { ctx, chartArea, scales } = chart
    const ends = names.flatMap(({ colour }, index) => {
      const values = (chart.data.datasets[index]?.data ?? []) as { x: number; y: number }[]
      const end = values.findLast(({ y }) => Number.isFinite(y))
      return end === undefined ? [] : [{ number: String(index + 1), colour, x: end.x, y: scales['y']!.getPixelForValue(end.y) }]
    })
    const places = spread(
      ends.map(({ y }) => y),
      LINE_GAP,
      chartArea.top,
      chartArea.bottom,
    )
    ctx.save()
    ctx.textAlign = 'left'
    ctx.textBaseline = 'alphabetic'
    ends.forEach(({ number, colour, x }, index) => {
      const style = { font: `600 ${TICK_SIZE[layout]}px ${theme.sans}`, colour, halo: theme.page }
      haloText(ctx, number, Math.min(scales['x']!.getPixelForValue(x), chartArea.right) + BESIDE, places[index]! + DOWN, style)
    })
    ctx.restore()
  },
}
