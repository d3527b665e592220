/** Tints the volumes at which self-hosting beats every API compared. */
import type { Plugin } from 'chart.js'
import { marksOf } from '../marks.ts'

const STRENGTH = 0.75

export const wash: Plugin<'line'> = {
  id: 'wash',
  beforeDraw: (chart) => {
    const { theme, wash: ranges } = marksOf(chart)
    const { ctx, chartArea, scales } = chart
    ctx.save()
    ctx.globalAlpha = STRENGTH
    ctx.fillStyle = theme.ownWash
    for (const { from, to } of ranges) {
      const left = scales['x']!.getPixelForValue(from)
      ctx.fillRect(left, chartArea.top, scales['x']!.getPixelForValue(to) - left, chartArea.height)
    }
    ctx.restore()
  },
}
