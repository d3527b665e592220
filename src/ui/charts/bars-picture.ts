/** Figure 1 as a picture: the bars of the page, drawn on a canvas with the same shares, textures and words. */
import type { Family } from '../figures/family.ts'
import type { BarRow, Fill, TcoBars } from '../figures/tco-bars-model.ts'
import { readTheme, type ChartTheme } from './chart-theme.ts'
import { canDraw, framedPicture, pngOf } from './picture.ts'

const WIDTH = 864
const WHO = 250
const SUM = 100
const PLOT = WIDTH - WHO - SUM
const TOP = 28
const ROW = 51
const HEADING = 32
const BAR = 18
const STRIPE_SHARE = 0.62

type Context = CanvasRenderingContext2D

/** The texture of a family over its colour; solid for APIs and the greys. */
const stripes = (context: Context, fill: Fill, theme: ChartTheme, x: number, y: number, width: number): void => {
  context.save()
  context.beginPath()
  context.rect(x, y, width, BAR)
  context.clip()
  context.globalAlpha = STRIPE_SHARE
  context.strokeStyle = theme.page
  context.lineWidth = 1.25
  context.beginPath()
  if (fill === 'own' || fill === 'bought')
    for (let at = x + 4; at < x + width; at += fill === 'own' ? 5 : 6) {
      context.moveTo(at, y)
      context.lineTo(at, y + BAR)
    }
  if (fill === 'bought')
    for (let at = y + 3; at < y + BAR; at += 6) {
      context.moveTo(x, at)
      context.lineTo(x + width, at)
    }
  if (fill === 'hosted')
    for (let at = x - BAR; at < x + width; at += 8.5) {
      context.moveTo(at, y + BAR)
      context.lineTo(at + BAR, y)
    }
  context.stroke()
  context.restore()
}

const colourOf = (fill: Fill, theme: ChartTheme): string =>
  fill === 'people' ? theme.people : fill === 'platform' ? theme.platform : fill === 'one-off' ? theme.oneOff : theme.families[fill]

/** 10 to 90 % under the bar, with an arrow where it leaves the plot. */
const drawWhisker = (
  context: Context,
  { from, to, leaves, beyond }: NonNullable<BarRow['whisker']>,
  y: number,
  theme: ChartTheme,
): void => {
  const [left, right] = [WHO + from * PLOT, WHO + to * PLOT]
  context.strokeStyle = theme.ink
  context.lineWidth = 1.5
  context.beginPath()
  if (!beyond) {
    context.moveTo(left, y - 3)
    context.lineTo(left, y + 3)
  }
  context.moveTo(left, y)
  context.lineTo(right, y)
  context.moveTo(leaves ? right - 4 : right, y - 3)
  if (leaves) context.lineTo(right, y)
  context.lineTo(leaves ? right - 4 : right, y + 3)
  context.stroke()
}

/** What takes no part in the verdict: an outline. */
const drawHollow = (context: Context, row: BarRow, y: number, theme: ChartTheme): void => {
  const width = row.segments.reduce((sum, { share }) => sum + share, 0) * PLOT
  context.save()
  context.strokeStyle = theme.families[row.family]
  context.lineWidth = 1.5
  context.setLineDash([4, 3])
  context.strokeRect(WHO + 0.75, y + 0.75, Math.max(0, Math.min(PLOT, width) - 1.5), BAR - 1.5)
  context.restore()
}

const drawSegments = (context: Context, row: BarRow, y: number, theme: ChartTheme): void => {
  let x = WHO
  for (const { fill, share } of row.segments) {
    const width = Math.max(0.5, share * PLOT - 1.5)
    context.fillStyle = colourOf(fill, theme)
    context.fillRect(x, y, width, BAR)
    stripes(context, fill, theme, x, y, width)
    if (fill === 'platform' || fill === 'one-off') {
      context.strokeStyle = theme.partEdge
      context.lineWidth = 1
      context.strokeRect(x + 0.5, y + 0.5, Math.max(0, width - 1), BAR - 1)
    }
    x += share * PLOT
  }
}

const drawBar = (context: Context, row: BarRow, y: number, theme: ChartTheme): void => {
  if (row.hollow === null) drawSegments(context, row, y, theme)
  else drawHollow(context, row, y, theme)
  if (row.whisker !== null) drawWhisker(context, row.whisker, y + BAR + 6, theme)
  if (row.tear === null) return
  const at = WHO + row.tear.share * PLOT
  context.fillStyle = theme.page
  context.beginPath()
  for (const [dx, dy] of [
    [3, BAR + 4],
    [9, -4],
    [15, -4],
    [9, BAR + 4],
  ] as const)
    context.lineTo(at + dx, y + dy)
  context.fill()
  context.strokeStyle = theme.ink2
  context.lineWidth = 1.25
  context.beginPath()
  for (const shift of [0, 6]) {
    context.moveTo(at + 3 + shift, y + BAR + 4)
    context.lineTo(at + 9 + shift, y - 4)
  }
  context.stroke()
}

const drawGlyph = (context: Context, family: Family, y: number, theme: ChartTheme): void => {
  context.fillStyle = theme.families[family]
  context.beginPath()
  if (family === 'api') context.arc(6, y, 5.5, 0, 2 * Math.PI)
  else if (family === 'hosted')
    for (const [x, dy] of [[6, -6], [12, 0], [6, 6], [0, 0]] as const) context.lineTo(x, y + dy) // prettier-ignore
  else if (family === 'bought') for (const x of [1, 6.5]) for (const dy of [-5, 0.5]) context.rect(x, y + dy, 4.5, 4.5)
  else if (family === 'hybrid') context.rect(1, y - 5, 5, 10)
  else for (const x of [1, 5, 9]) context.rect(x, y - 5, 2.5, 10)
  context.fill()
  if (family !== 'hybrid') return
  context.fillStyle = theme.families.api
  context.beginPath()
  context.arc(6, y, 5.3, -Math.PI / 2, Math.PI / 2)
  context.fill()
}

const words = (context: Context, text: string, x: number, y: number, font: string, colour: string, most = WIDTH): void => {
  context.font = font
  context.fillStyle = colour
  context.fillText(text, x, y, most)
}

/** From top to bottom: a row, or the heading of a group that stands apart. */
const itemsOf = ({ rows, apart }: TcoBars): readonly (BarRow | string)[] => [
  ...rows,
  ...apart.flatMap((group) => [`${group.heading} (${group.counts})`, ...group.rows]),
]

const drawRow = (context: Context, row: BarRow, y: number, theme: ChartTheme): void => {
  context.textAlign = 'left'
  drawGlyph(context, row.family, y + 13, theme)
  words(context, row.name, 20, y + 18, `500 14px ${theme.sans}`, theme.ink, WHO - 30)
  words(context, row.today ? `${row.subtitle}, used today` : row.subtitle, 20, y + 36, `12px ${theme.sans}`, theme.ink3, WHO - 30)
  drawBar(context, row, y + 12, theme)
  context.textAlign = 'right'
  words(context, row.total, WIDTH, y + 18, `600 14.5px ${theme.sans}`, theme.ink)
  words(context, row.difference, WIDTH, y + 36, `12px ${theme.sans}`, row.best ? theme.ink : theme.ink3)
}

const barsPicture = (bars: TcoBars, theme: ChartTheme): HTMLCanvasElement | null => {
  const items = itemsOf(bars)
  const heights = items.map((item) => (typeof item === 'string' ? HEADING : ROW))
  const tops = heights.map((_, index) => TOP + heights.slice(0, index).reduce((sum, height) => sum + height, 0))
  return framedPicture(
    bars,
    {
      width: WIDTH,
      height: TOP + heights.reduce((sum, height) => sum + height, 0),
      draw: (context) => {
        context.textAlign = 'center'
        for (const { text, share } of bars.ticks) {
          const x = Math.round(WHO + share * PLOT) - 0.5
          words(context, text, x, 10, `12px ${theme.sans}`, theme.ink3)
          context.fillStyle = share === 0 ? theme.lineStrong : theme.grid
          context.fillRect(x, TOP - 8, 1, ROW * bars.rows.length + 8)
        }
        items.forEach((item, index) => {
          const y = tops[index]!
          context.textAlign = 'left'
          if (typeof item === 'string') words(context, item, 0, y + 22, `600 12px ${theme.sans}`, theme.ink2)
          else drawRow(context, item, y, theme)
        })
      },
    },
    theme,
  )
}

/** Null where nothing can be drawn. */
export const barsPng = (bars: TcoBars): Promise<Blob | null> =>
  canDraw() ? pngOf(barsPicture(bars, readTheme(document.body))) : Promise.resolve(null)
