/** How does a figure become a picture to take away: its finding and method above it, its foot below, in the theme on the page? */
import { readTheme, type ChartTheme } from './chart-theme.ts'

export interface Framed {
  readonly title: string
  readonly method: string
  readonly foot: string | null
}

export interface Body {
  readonly width: number
  readonly height: number
  readonly draw: (context: CanvasRenderingContext2D) => void
}

/** Pixels of the picture per CSS pixel. */
const DENSITY = 2
const MARGIN = 32
const TITLE_LINE = 30
const METHOD_LINE = 21
const FOOT = 36
const FOOT_LINE = 17

/** False where canvas is missing or refused. */
export const canDraw = (): boolean => {
  try {
    return document.createElement('canvas').getContext('2d') !== null
  } catch {
    return false
  }
}

/** Words broken into lines no wider than `width`. */
export const wrapped = (text: string, width: number, measure: (text: string) => number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last === undefined || measure(longer) > width) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

export const framedPicture = ({ title, method, foot }: Framed, body: Body, theme: ChartTheme): HTMLCanvasElement | null => {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (context === null) return null
  const blocks = [
    { text: title, font: `700 23px ${theme.serif}`, colour: theme.ink, line: TITLE_LINE },
    { text: method, font: `14px ${theme.sans}`, colour: theme.ink2, line: METHOD_LINE },
  ].flatMap(({ text, ...style }) => {
    context.font = style.font
    return wrapped(text, body.width, (part) => context.measureText(part).width).map((text) => ({ text, ...style }))
  })
  const head = blocks.reduce((sum, { line }) => sum + line, 0) + MARGIN / 2
  context.font = `12px ${theme.sans}`
  const footLines = wrapped(foot === null ? 'Crossover' : `${foot} Crossover.`, body.width, (part) => context.measureText(part).width)
  canvas.width = (body.width + 2 * MARGIN) * DENSITY
  canvas.height = (head + body.height + FOOT + (footLines.length - 1) * FOOT_LINE + 2 * MARGIN) * DENSITY
  context.scale(DENSITY, DENSITY)
  context.fillStyle = theme.page
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(MARGIN, MARGIN)
  let y = 0
  for (const { text, font, colour, line } of blocks) {
    y += line
    context.font = font
    context.fillStyle = colour
    context.fillText(text, 0, y - line / 4)
  }
  context.translate(0, head)
  context.save()
  body.draw(context)
  context.restore()
  context.font = `12px ${theme.sans}`
  context.fillStyle = theme.ink3
  footLines.forEach((line, index) => context.fillText(line, 0, body.height + FOOT - MARGIN / 4 + index * FOOT_LINE))
  return canvas
}

export const pngOf = (canvas: HTMLCanvasElement | null): Promise<Blob | null> =>
  new Promise((resolve) => {
    if (canvas === null) resolve(null)
    else canvas.toBlob(resolve, 'image/png')
  })

/** A chart on the page with its finding; null where it has not been drawn. */
export const chartPicture = (figure: Framed, canvas: HTMLCanvasElement | undefined): Promise<Blob | null> => {
  if (canvas === undefined || canvas.clientWidth === 0) return Promise.resolve(null)
  const { clientWidth: width, clientHeight: height } = canvas
  const draw = (context: CanvasRenderingContext2D): void => context.drawImage(canvas, 0, 0, width, height)
  return pngOf(framedPicture(figure, { width, height, draw }, readTheme(document.body)))
}
