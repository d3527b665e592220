/** Figure 6 as a picture: the layers of the page, drawn on a canvas from the same paths. */
import type { WeekFigure, WeekLayer } from '../figures/week-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import { framedPicture } from './picture.ts'

const WIDTH = 864
const LEFT = 36
const TOP = 40
const PLOT = 240
const BOTTOM = 30
const KEY_GAP = 16
const BATCH_SHARE = 0.5

const styleOf = (part: WeekLayer['part'], theme: ChartTheme): { readonly colour: string; readonly share: number } => {
  if (part === 'api') return { colour: theme.families.api, share: 1 }
  if (part === 'idle') return { colour: theme.ownWash, share: 1 }
  return { colour: theme.families.own, share: part === 'batch' ? BATCH_SHARE : 1 }
}

export const weekPicture = (figure: WeekFigure, theme: ChartTheme): HTMLCanvasElement | null => {
  const wide = WIDTH - LEFT
  const text = (context: CanvasRenderingContext2D, words: string, x: number, y: number, align: CanvasTextAlign): void => {
    context.textAlign = align
    context.font = `12px ${theme.sans}`
    context.fillStyle = theme.ink3
    context.fillText(words, x, y)
  }
  const fill = (context: CanvasRenderingContext2D, part: WeekLayer['part'], draw: () => void): void => {
    const { colour, share } = styleOf(part, theme)
    context.globalAlpha = share
    context.fillStyle = colour
    draw()
    context.globalAlpha = 1
  }
  const draw = (context: CanvasRenderingContext2D): void => {
    let x = LEFT
    for (const { part, name } of figure.layers) {
      fill(context, part, () => context.fillRect(x, 4, 18, 10))
      text(context, name, x + 24, 13, 'left')
      x += 24 + context.measureText(name).width + KEY_GAP
    }
    for (const { share, text: words } of figure.yTicks) {
      context.fillStyle = theme.grid
      context.fillRect(LEFT, TOP + (1 - share) * PLOT, wide, 1)
      text(context, words, LEFT - 8, TOP + (1 - share) * PLOT + 4, 'right')
    }
    for (const { share, text: words } of figure.days) text(context, words, LEFT + share * wide + 3, TOP + PLOT + 18, 'left')
    context.save()
    context.translate(LEFT, TOP)
    const stretched = new DOMMatrix([wide / figure.hours, 0, 0, PLOT / figure.top, 0, 0])
    const shape = (path: string): Path2D => {
      const whole = new Path2D()
      whole.addPath(new Path2D(path), stretched)
      return whole
    }
    for (const { part, path } of figure.layers) fill(context, part, () => context.fill(shape(path)))
    context.strokeStyle = theme.families.own
    context.lineWidth = 2
    context.stroke(shape(figure.running))
    context.restore()
    context.fillStyle = theme.lineStrong
    context.fillRect(LEFT, TOP + PLOT, wide, 1)
  }
  return framedPicture(figure, { width: WIDTH, height: TOP + PLOT + BOTTOM, draw }, theme)
}
