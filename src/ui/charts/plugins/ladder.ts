/** Counts the GPUs of the compared self-hosted option under the volume axis. */
import type { Plugin } from 'chart.js'
import { NAMES_WIDTH } from '../layout.ts'
import { marksOf } from '../marks.ts'

const DOWN = 40
const STUB = 4
const NUMBER_DOWN = 15
const CLEARANCE = 10

export const ladder: Plugin<'line'> = {
  id: 'ladder',
  afterDatasetsDraw: (chart) => {
    const { theme, layout, ladder: rungs } = marksOf(chart)
    if (rungs.length === 0) return
    const { ctx, chartArea, scales } = chart
    const y = chartArea.bottom + DOWN
    const at = (value: number): number => scales['x']!.getPixelForValue(value)
    ctx.save()
    ctx.strokeStyle = theme.families.own
    ctx.lineWidth = 1
    ctx.beginPath()
    ctx.moveTo(at(rungs[0]!.from), y)
    ctx.lineTo(at(rungs.at(-1)!.to), y)
    for (const { from } of rungs.slice(1)) {
      ctx.moveTo(at(from), y - STUB)
      ctx.lineTo(at(from), y + STUB)
    }
    ctx.stroke()
    ctx.font = `12px ${theme.sans}`
    ctx.fillStyle = theme.familyInks.own
    ctx.textAlign = 'center'
    ctx.textBaseline = 'alphabetic'
    rungs.forEach(({ from, to, gpus }, index) => {
      const room = at(to) - at(from) - CLEARANCE
      const text = [index === 0 ? `GPUs: ${gpus}` : `${gpus}`, `${gpus}`].find((words) => ctx.measureText(words).width <= room)
      if (text !== undefined) ctx.fillText(text, (at(from) + at(to)) / 2, y + NUMBER_DOWN)
    })
    if (NAMES_WIDTH[layout] > 0 && rungs.length > 1) {
      ctx.textAlign = 'left'
      ctx.fillText(`up to ${Math.max(...rungs.map(({ gpus }) => gpus))} GPUs`, chartArea.right + CLEARANCE, y + STUB)
    }
    ctx.restore()
  },
}
