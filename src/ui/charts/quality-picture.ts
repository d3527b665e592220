/** Figure 5 as a picture: the plot of the page, drawn on a canvas from the same places and glyphs. */
import type { QualityFigure } from '../quality/quality-model.ts'
import { qualityPlot, roleParts, type PlacedMark, type QualityPlot } from '../quality/quality-plot.ts'
import { readTheme, type ChartTheme } from './chart-theme.ts'
import { MARK_SHAPES, RING_RADIUS } from './mark-shapes.ts'
import { framedPicture, pngOf } from './picture.ts'
import { haloText } from './plugins/text.ts'

const WIDTH = 864
const KEY = 30
const KEY_GAP = 22
const BAND_SHARE = 0.07
const TICK = 5

type Context = CanvasRenderingContext2D

const strokeLine = (context: Context, path: string, colour: string, width = 1, dash: readonly number[] = []): void => {
  context.strokeStyle = colour
  context.lineWidth = width
  context.setLineDash([...dash])
  context.stroke(new Path2D(path))
  context.setLineDash([])
}

const drawMark = (
  context: Context,
  { family, state, x, y, scale }: Omit<PlacedMark, 'words' | 'label' | 'cost' | 'score' | 'id'>,
  theme: ChartTheme,
): void => {
  context.save()
  context.translate(x, y)
  context.scale(scale, scale)
  if (state === 'contested')
    strokeLine(
      context,
      `M${RING_RADIUS} 0A${RING_RADIUS} ${RING_RADIUS} 0 1 1 -${RING_RADIUS} 0A${RING_RADIUS} ${RING_RADIUS} 0 1 1 ${RING_RADIUS} 0`,
      theme.ink2,
      1.4,
    )
  const { path, half } = MARK_SHAPES[family]
  const hollow = state === 'weaker' || state === 'kept-out'
  for (const [shape, hue] of [
    [path, theme.families[family]],
    [half, theme.families.api],
  ] as const) {
    if (shape === null) continue
    context.fillStyle = hollow ? theme.page : hue
    context.fill(new Path2D(shape))
    if (hollow) strokeLine(context, shape, hue, 1.4, state === 'kept-out' ? [2, 1.6] : [])
    else strokeLine(context, shape, theme.page, 0.4)
  }
  context.restore()
}

const drawKey = (context: Context, figure: QualityFigure, theme: ChartTheme): void => {
  let x = 6
  context.font = `12px ${theme.sans}`
  const entries = [
    ...figure.families.map(({ family, name }) => ({ family, name, state: 'in' as const })),
    ...figure.states.map(({ state, name }) => ({ family: 'api' as const, name, state })),
  ]
  for (const { family, name, state } of entries) {
    drawMark(context, { family, state, x, y: 8, scale: 0.9 }, theme)
    context.textAlign = 'left'
    context.fillStyle = theme.ink2
    context.fillText(name, x + 12, 12)
    x += 12 + context.measureText(name).width + KEY_GAP
  }
}

const drawPlot = (context: Context, plot: QualityPlot, theme: ChartTheme): void => {
  const { area } = plot
  const text = (words: string, x: number, y: number, align: CanvasTextAlign, colour: string, font = '12px'): void => {
    context.textAlign = align
    haloText(context, words, x, y, { font: `${font} ${theme.sans}`, colour, halo: theme.page })
  }
  if (plot.band !== null) {
    context.globalAlpha = BAND_SHARE
    context.fillStyle = theme.ink
    context.fillRect(area.left, plot.band.top, plot.band.width, plot.band.height)
    context.globalAlpha = 1
  }
  for (const { at, text: words, grid } of plot.xTicks) {
    if (grid) strokeLine(context, `M${at} ${area.top}V${area.bottom}`, theme.grid)
    strokeLine(context, `M${at} ${area.bottom}v${TICK}`, theme.lineStrong)
    if (words !== '') text(words, at, area.bottom + 19, 'center', theme.ink3)
  }
  for (const { at, text: words } of plot.yTicks) {
    strokeLine(context, `M${area.left} ${at}H${area.right}`, theme.grid)
    text(words, area.left - 8, at + 4, 'right', theme.ink3)
  }
  strokeLine(context, `M${area.left} ${area.bottom}H${area.right}`, theme.lineStrong)
  for (const x of plot.stubs) strokeLine(context, `M${x} ${plot.stubsY - TICK}v${2 * TICK}`, theme.ink3)
  if (plot.stubs.length > 0) text('none', area.left - 8, plot.stubsY + 4, 'right', theme.ink3)
  if (plot.floor !== null) {
    strokeLine(context, `M${area.left} ${plot.floor.y}H${area.right}`, theme.ink2, 1, [2, 3])
    text(plot.floor.text, plot.floor.textX, plot.floor.textY, plot.floor.anchor === 'end' ? 'right' : 'left', theme.ink2)
  }
  strokeLine(context, plot.line, theme.ink3, 1.25)
  for (const { leader } of plot.labels) strokeLine(context, leader, theme.ink3)
  for (const mark of plot.drawn) drawMark(context, mark, theme)
  for (const { family, name, role, you, x, nameY, roleY, anchor } of plot.labels) {
    const align = anchor === 'middle' ? 'center' : anchor === 'start' ? 'left' : 'right'
    text(name, x, nameY, align, theme.familyInks[family], '600 13px')
    const under = roleParts({ role, you })
    context.font = `12px ${theme.sans}`
    const [wide, own] = [context.measureText(under.role).width, context.measureText(under.you).width]
    const left = x - (wide + own) * (align === 'left' ? 0 : align === 'center' ? 0.5 : 1)
    if (under.role !== '') text(under.role, left, roleY, 'left', theme.ink3)
    if (under.you !== '') text(under.you, left + wide, roleY, 'left', theme.accent)
  }
}

export const qualityPng = (figure: QualityFigure): Promise<Blob | null> => {
  const theme = readTheme(document.body)
  const plot = qualityPlot(figure, WIDTH, 'wide')
  const foot = [figure.noScore?.text ?? '', figure.foot ?? ''].filter((sentence) => sentence !== '').join(' ')
  const draw = (context: Context): void => {
    drawKey(context, figure, theme)
    context.translate(0, KEY)
    drawPlot(context, plot, theme)
  }
  return pngOf(framedPicture({ ...figure, foot }, { width: WIDTH, height: plot.height + KEY, draw }, theme))
}
