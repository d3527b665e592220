/** "You: 2.0M": a dotted line with a flag in the accent, and a dot on each compared line. */
import type { Plugin } from 'chart.js'
import { marksOf } from '../marks.ts'
import { haloText } from './text.ts'

const FLAG = 6
const DOT = 4.5

export const you: Plugin<'line'> = {
  id: 'you',
  afterDatasetsDraw: (chart) => {
    const { theme, you: mark } = marksOf(chart)
    if (mark === null) return
    const { ctx, chartArea, scales } = chart
    const x = scales['x']!.getPixelForValue(mark.x)
    const top = chartArea.top - FLAG
    ctx.save()
    ctx.strokeStyle = theme.accent
    ctx.fillStyle = theme.accent
    ctx.lineWidth = 1.5
    ctx.setLineDash([2, 3])
    ctx.beginPath()
    ctx.moveTo(x, top)
    ctx.lineTo(x, chartArea.bottom)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.beginPath()
    ctx.moveTo(x - FLAG, top - FLAG)
    ctx.lineTo(x + FLAG, top - FLAG)
    ctx.lineTo(x, top + FLAG / 2)
    ctx.fill()
    const left = x > chartArea.left + chartArea.width * 0.8
    ctx.textAlign = left ? 'right' : 'left'
    ctx.textBaseline = 'alphabetic'
    haloText(ctx, mark.text, x + (left ? -FLAG - 4 : FLAG + 4), top + 3, {
      font: `600 12.5px ${theme.sans}`,
      colour: theme.accent,
      halo: theme.page,
    })
    for (const dot of mark.dots) {
      ctx.beginPath()
      ctx.arc(x, scales['y']!.getPixelForValue(dot), DOT, 0, 2 * Math.PI)
      ctx.fillStyle = theme.accent
      ctx.fill()
      ctx.lineWidth = 2
      ctx.strokeStyle = theme.page
      ctx.stroke()
    }
    ctx.restore()
  },
}
