/** Two slanted strokes where a line leaves the plot at the top or the bottom; the foot of the figure says how far it goes. */
import type { Plugin } from 'chart.js'
import { marksOf } from '../marks.ts'

const RISE = 5
const WIDTH = 9

export const cut: Plugin<'line'> = {
  id: 'cut',
  afterDatasetsDraw: (chart) => {
    const { theme, cuts } = marksOf(chart)
    const { ctx, chartArea, scales } = chart
    ctx.save()
    ctx.strokeStyle = theme.ink2
    ctx.lineWidth = 1.25
    ctx.beginPath()
    for (const { x: month, edge } of cuts) {
      const x = scales['x']!.getPixelForValue(month)
      const y = edge === 'top' ? chartArea.top : chartArea.bottom
      for (const shift of edge === 'top' ? [2, 7] : [-7, -2]) {
        ctx.moveTo(x - WIDTH / 2, y + shift + RISE)
        ctx.lineTo(x + WIDTH, y + shift - RISE)
      }
    }
    ctx.stroke()
    ctx.restore()
  },
}
