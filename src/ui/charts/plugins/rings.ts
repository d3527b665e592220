/** Rings the crossings; the one the verdict names has its volume in large figures and one line of words. */
import type { Plugin } from 'chart.js'
import { marksOf } from '../marks.ts'
import { haloText } from './text.ts'

const RADIUS = 5.5
const SMALL = 3.5
/** From a ring to its label. */
const ASIDE = 18
const AWAY = 54
const BLOCK = 40
/** Between a label and the border of the plot. */
const EDGE = 4

export const rings: Plugin<'line'> = {
  id: 'rings',
  afterDatasetsDraw: (chart) => {
    const { theme, layout, rings: marks } = marksOf(chart)
    const { ctx, chartArea, scales } = chart
    ctx.save()
    ctx.textBaseline = 'alphabetic'
    for (const { x: at, y: cost, label } of marks) {
      const x = scales['x']!.getPixelForValue(at)
      const y = scales['y']!.getPixelForValue(cost)
      ctx.lineWidth = 1
      ctx.strokeStyle = theme.ink3
      if (label !== null) {
        const words = layout === 'narrow' ? label.short : label.words
        const below = label.place === 'below' ? y + AWAY + BLOCK < chartArea.bottom : y - AWAY - BLOCK < chartArea.top
        const textY = below ? y + AWAY + 16 : y - AWAY
        ctx.beginPath()
        ctx.moveTo(x, y)
        ctx.font = `12px ${theme.sans}`
        const width = ctx.measureText(words).width
        // a label above stands to the left of its ring, where the lines come from below
        const right = below ? x + ASIDE + width > chartArea.right - EDGE : x - ASIDE - width > chartArea.left + EDGE
        const textX = below ? (right ? chartArea.right - EDGE : x + ASIDE) : right ? x - ASIDE : chartArea.left + EDGE
        ctx.lineTo(below ? x + ASIDE - EDGE : x - ASIDE + EDGE, below ? y + AWAY : y - AWAY + 22)
        ctx.stroke()
        ctx.textAlign = right ? 'right' : 'left'
        haloText(ctx, label.number, textX, textY, { font: `600 15px ${theme.sans}`, colour: theme.ink, halo: theme.page })
        haloText(ctx, words, textX, textY + 17, { font: `12px ${theme.sans}`, colour: theme.ink2, halo: theme.page })
      }
      ctx.beginPath()
      ctx.arc(x, y, label === null ? SMALL : RADIUS, 0, 2 * Math.PI)
      ctx.fillStyle = theme.page
      ctx.fill()
      ctx.lineWidth = label === null ? 1.5 : 2
      ctx.strokeStyle = theme.ink
      ctx.stroke()
    }
    ctx.restore()
  },
}
