/** Names each line at its right end, in its family's ink, with what it is under it; a key does so on a phone. */
import type { Chart, Plugin } from 'chart.js'
import { fitted, spread } from '../label-places.ts'
import { NAMES_WIDTH } from '../layout.ts'
import { marksOf } from '../marks.ts'

const LINE_GAP = 32
const BESIDE = 10
const NAME_DOWN = 4
const ROLE_DOWN = 20

/** Pixel of the last value of a line, or null if it has none. */
const endOf = (chart: Chart, index: number): number | null => {
  const values = (chart.data.datasets[index]?.data ?? []) as { y: number }[]
  const last = values.findLast(({ y }) => Number.isFinite(y))
  return last === undefined ? null : chart.scales['y']!.getPixelForValue(last.y)
}

export const names: Plugin<'line'> = {
  id: 'names',
  afterDatasetsDraw: (chart) => {
    const { theme, layout, names: lines, xTitle } = marksOf(chart)
    const room = NAMES_WIDTH[layout] - BESIDE
    if (room <= 0) return
    const { ctx, chartArea } = chart
    const ends = lines.flatMap((line, index) => {
      const y = endOf(chart, index)
      return y === null ? [] : [{ line, y }]
    })
    const places = spread(
      ends.map(({ y }) => y),
      LINE_GAP,
      chartArea.top,
      chartArea.bottom - LINE_GAP,
    )
    const x = chartArea.right + BESIDE
    const write = (text: string, y: number, font: string, colour: string): void => {
      ctx.font = font
      ctx.fillStyle = colour
      ctx.fillText(
        fitted(text, room, (part) => ctx.measureText(part).width),
        x,
        y,
      )
    }
    ctx.save()
    ctx.textAlign = 'left'
    ctx.textBaseline = 'alphabetic'
    ends.forEach(({ line }, index) => {
      write(line.name, places[index]! + NAME_DOWN, `600 13px ${theme.sans}`, line.colour)
      write(line.role, places[index]! + ROLE_DOWN, `12px ${theme.sans}`, theme.ink3)
    })
    if (xTitle !== null) write(xTitle, chartArea.bottom + ROLE_DOWN, `12px ${theme.sans}`, theme.ink3)
    ctx.restore()
  },
}
