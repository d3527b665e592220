/** Two slanted strokes where lines leave the plot at the top; the foot of the figure says how far they go. */
import type { Plugin } from 'chart.js'
import { marksOf } from '../marks.ts'

const RISE = 5
const WIDTH = 9

export const cut: Plugin<'line'> = {
  id: 'cut',
  afterDatasetsDraw: (chart) => {
    const { theme, cutAt } = marksOf(chart)
    if (cutAt === null) return
    const { ctx, chartArea, scales } = chart
    const x = scales['x']!.getPixelForValue(cutAt)
    ctx.save()
    ctx.strokeStyle = theme.ink2
    ctx.lineWidth = 1.25
    ctx.beginPath()
    for (const shift of [2, 7]) {
      ctx.moveTo(x - WIDTH / 2, chartArea.top + shift + RISE)
      ctx.lineTo(x + WIDTH, chartArea.top + shift - RISE)
    }
    ctx.stroke()
    ctx.restore()
  },
}
