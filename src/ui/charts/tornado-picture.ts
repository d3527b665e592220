/** Figure 4 as a picture: the bars of the page, drawn on a canvas with the same shares and words. */
import type { TornadoFigure, TornadoRow } from '../figures/tornado-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import { framedPicture } from './picture.ts'

const WIDTH = 864
const WHO = 210
const FLIPS = 110
const PLOT = WIDTH - WHO - FLIPS
const TOP = 50
const ROW = 36
const BAR = 16
const BOTTOM = 28
const GAP = 6
const OWN_SHARE = 0.62
const API_SHARE = 0.82

type Context = CanvasRenderingContext2D

const words = (context: Context, text: string, x: number, y: number, align: CanvasTextAlign, font: string, colour: string): void => {
  context.textAlign = align
  context.font = font
  context.fillStyle = colour
  context.fillText(text, x, y)
}

const upright = (context: Context, at: number, height: number, colour: string, width: number): void => {
  context.fillStyle = colour
  context.fillRect(WHO + at * PLOT - width / 2, TOP, width, height)
}

const drawRow = (context: Context, row: TornadoRow, y: number, theme: ChartTheme): void => {
  const small = `12px ${theme.sans}`
  words(context, row.label, 0, y + BAR - 3, 'left', `14px ${theme.sans}`, theme.ink)
  for (const [part, colour, share] of [
    [row.toOwn, theme.families.own, OWN_SHARE],
    [row.toApi, theme.families.api, API_SHARE],
  ] as const) {
    if (part === null) continue
    context.globalAlpha = share
    context.fillStyle = colour
    context.fillRect(WHO + part.from * PLOT, y, Math.max(0.5, part.width * PLOT), BAR)
    context.globalAlpha = 1
  }
  if (row.ownEnd !== null) words(context, row.ownEnd.text, WHO + row.ownEnd.at * PLOT - GAP, y + BAR - 4, 'right', small, theme.ink3)
  if (row.apiEnd !== null) words(context, row.apiEnd.text, WHO + row.apiEnd.at * PLOT + GAP, y + BAR - 4, 'left', small, theme.ink3)
  if (row.impossible !== null) words(context, row.impossible, WIDTH - FLIPS, y + BAR - 4, 'right', small, theme.ink3)
  words(context, row.flips, WIDTH, y + BAR - 3, 'right', row.never ? small : `600 14px ${theme.sans}`, row.never ? theme.ink3 : theme.ink)
}

export const tornadoPicture = (figure: TornadoFigure, theme: ChartTheme): HTMLCanvasElement | null => {
  const plot = ROW * figure.rows.length
  const small = `12px ${theme.sans}`
  const draw = (context: Context): void => {
    if (figure.zero !== null) {
      const zero = WHO + figure.zero * PLOT
      context.fillStyle = theme.ownWash
      context.fillRect(WHO, TOP, figure.zero * PLOT, plot)
      words(context, 'self-hosting cheaper', zero - GAP, TOP - 8, 'right', small, theme.familyInks.own)
      words(context, 'API cheaper', zero + GAP, TOP - 8, 'left', small, theme.familyInks.api)
    }
    for (const { at, text, zero } of figure.ticks) {
      upright(context, at, plot, zero ? theme.ink3 : theme.grid, 1)
      words(context, text, WHO + at * PLOT, TOP + plot + 18, 'center', small, theme.ink3)
    }
    upright(context, figure.now.at, plot, theme.ink, 1.5)
    words(
      context,
      figure.now.near ? `${figure.now.text} now` : figure.now.text,
      WHO + figure.now.at * PLOT,
      TOP - 26,
      'center',
      `600 15px ${theme.sans}`,
      theme.ink,
    )
    if (!figure.now.near) words(context, 'now', WHO + figure.now.at * PLOT, TOP - 8, 'center', small, theme.ink3)
    words(context, 'answer flips at', WIDTH, TOP - 8, 'right', small, theme.ink3)
    figure.rows.forEach((row, index) => drawRow(context, row, TOP + ROW * index + (ROW - BAR) / 2, theme))
  }
  return framedPicture(figure, { width: WIDTH, height: TOP + plot + BOTTOM, draw }, theme)
}
