/** Releases by quarter as a picture: the columns of the page on a canvas. */
import type { ReleaseFigure } from '../market/release-figure.ts'
import type { Part } from '../market/release-counts.ts'
import type { ChartTheme } from './chart-theme.ts'
import { framedPicture } from './picture.ts'

const WIDTH = 864
const LEFT = 36
const TOP = 48
const PLOT = 240
const BOTTOM = 44
const KEY_GAP = 16
const SIDE = 0.22
const STRIPE = 5
const STRIPE_WIDTH = 1.5

/** Lines over the colour, by which the countries are told apart without colour too. */
const LINES: Readonly<Record<Part, 'none' | 'upright' | 'level' | 'slanted'>> = {
  'proprietary US': 'none',
  'proprietary China': 'upright',
  'proprietary elsewhere': 'level',
  'open China': 'none',
  'open US': 'slanted',
  'open elsewhere': 'level',
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const block = (context: CanvasRenderingContext2D, part: Part, { x, y, width, height }: Box, theme: ChartTheme): void => {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.fillStyle = part.startsWith('open') ? theme.families.hosted : theme.families.api
  context.fillRect(x, y, width, height)
  context.strokeStyle = theme.page
  context.lineWidth = STRIPE_WIDTH
  const line = (fromX: number, fromY: number, toX: number, toY: number): void => {
    context.beginPath()
    context.moveTo(fromX, fromY)
    context.lineTo(toX, toY)
    context.stroke()
  }
  const kind = LINES[part]
  if (kind === 'upright') for (let at = x + STRIPE; at < x + width; at += STRIPE) line(at, y, at, y + height)
  if (kind === 'level') for (let at = y + STRIPE; at < y + height; at += STRIPE) line(x, at, x + width, at)
  if (kind === 'slanted') for (let at = x; at < x + width + height; at += STRIPE + 2) line(at, y, at - height, y + height)
  context.restore()
}

export const releasesPicture = (figure: ReleaseFigure, theme: ChartTheme): HTMLCanvasElement | null => {
  const draw = (context: CanvasRenderingContext2D): void => {
    const text = (words: string, x: number, y: number, align: CanvasTextAlign, colour: string): void => {
      context.textAlign = align
      context.font = `12px ${theme.sans}`
      context.fillStyle = colour
      context.fillText(words, x, y)
    }
    let x = LEFT
    for (const part of figure.parts) {
      block(context, part, { x, y: 4, width: 18, height: 10 }, theme)
      text(part, x + 24, 13, 'left', theme.ink2)
      x += 24 + context.measureText(part).width + KEY_GAP
    }
    for (const { share, text: words } of figure.ticks) {
      context.fillStyle = theme.grid
      context.fillRect(LEFT, TOP + (1 - share) * PLOT, WIDTH - LEFT, 1)
      text(words, LEFT - 8, TOP + (1 - share) * PLOT + 4, 'right', theme.ink3)
    }
    const wide = (WIDTH - LEFT) / figure.columns.length
    figure.columns.forEach(({ name, all, top, running, blocks }, at) => {
      const left = LEFT + at * wide
      for (const { part, from, size } of blocks)
        block(
          context,
          part,
          { x: left + SIDE * wide, y: TOP + (1 - from - size) * PLOT, width: (1 - 2 * SIDE) * wide, height: size * PLOT - 1 },
          theme,
        )
      const middle = left + wide / 2
      text(String(all), middle, TOP + (1 - top) * PLOT - 4, 'center', theme.ink)
      text(name, middle, TOP + PLOT + 18, 'center', theme.ink3)
      if (running) text('so far', middle, TOP + PLOT + 34, 'center', theme.ink3)
    })
    context.fillStyle = theme.lineStrong
    context.fillRect(LEFT, TOP + PLOT, WIDTH - LEFT, 1)
  }
  return framedPicture(figure, { width: WIDTH, height: TOP + PLOT + BOTTOM, draw }, theme)
}
