/** Where does everything in figure 5 stand, in pixels? A pure function of the figure and the room there is; text keeps its size. */
import type { ChartLayout } from '../charts/layout.ts'
import { nearestIn, overlap, placeLabels, type Box, type LabelPlace } from '../charts/point-labels.ts'
import type { MarkLabel, QualityFigure, QualityMark } from './quality-model.ts'
import type { PointState } from './quality-points.ts'

export interface PlacedMark extends QualityMark {
  readonly x: number
  readonly y: number
  /** of the glyph; a side of the verdict and the option used today are larger */
  readonly scale: number
}

export interface PlacedLabel extends MarkLabel {
  readonly id: string
  readonly family: QualityMark['family']
  readonly x: number
  /** baselines of the name and of what is under it */
  readonly nameY: number
  readonly roleY: number
  readonly anchor: LabelPlace['anchor']
  /** path from the mark to a label that is not right beside it */
  readonly leader: string
}

export interface QualityPlot {
  readonly width: number
  readonly height: number
  readonly area: Box
  readonly xTicks: readonly { readonly at: number; readonly text: string; readonly grid: boolean }[]
  readonly yTicks: readonly { readonly at: number; readonly text: string }[]
  /** cheapest first */
  readonly marks: readonly PlacedMark[]
  /** the same in the order of drawing: what is kept out lies under the others, what has a name on top */
  readonly drawn: readonly PlacedMark[]
  readonly labels: readonly PlacedLabel[]
  /** path of the line that nothing beats; empty: too short */
  readonly line: string
  readonly floor: {
    readonly y: number
    readonly text: string
    readonly textX: number
    readonly textY: number
    readonly anchor: 'start' | 'end'
  } | null
  readonly band: { readonly top: number; readonly width: number; readonly height: number } | null
  /** where options without a score stand, under the axis */
  readonly stubs: readonly number[]
  readonly stubsY: number
}

const HEIGHT: Readonly<Record<ChartLayout, number>> = { wide: 456, middle: 420, narrow: 400 }
const LEFT: Readonly<Record<ChartLayout, number>> = { wide: 48, middle: 46, narrow: 40 }
const RIGHT = 14
const TOP = 12
const AXIS = 26
const STUBS = 34
/** Of the widest system fonts, so that no name runs into another. */
const LETTER = 8.2
const SMALL_LETTER = 6.9
const NAME_HEIGHT = 15
const ROLE_HEIGHT = 14
const MARK_HALF = 6
const FLOOR_TEXT = 17
const FLOOR_INSET = 4
const LINE_HALF = 2
const SCALES = { must: 1.3, named: 1, other: 0.85 }
/** Ticks nearer than this to the one before have no number. */
const TICK_GAP = 44

const round = (value: number): number => Math.round(value * 10) / 10

/** Numbers too near the one before are left out; their stubs stay. */
const thinned = <T extends { readonly at: number; readonly text: string }>(ticks: readonly T[]): readonly T[] => {
  let last = Number.NEGATIVE_INFINITY
  return ticks.map((tick) => {
    if (tick.text === '') return tick
    if (tick.at - last < TICK_GAP) return { ...tick, text: '' }
    last = tick.at
    return tick
  })
}

/** What stands under a name: `cheapest API`, `, used today` in the colour of the buyer. */
export const roleParts = ({ role, you }: Pick<MarkLabel, 'role' | 'you'>): { readonly role: string; readonly you: string } => ({
  role: role ?? '',
  you: you ? `${role === null ? '' : ', '}used today` : '',
})

const sizeOf = (label: MarkLabel): { readonly width: number; readonly height: number } => {
  const { role, you } = roleParts(label)
  const under = role.length + you.length
  return {
    width: Math.max(label.name.length * LETTER, under * SMALL_LETTER),
    height: under === 0 ? NAME_HEIGHT : NAME_HEIGHT + ROLE_HEIGHT,
  }
}

const ANCHORED: Readonly<Record<LabelPlace['anchor'], number>> = { start: 0, middle: 0.5, end: 1 }

interface Place {
  readonly x: number
  readonly y: number
}

/** Steps up: to the cost of the next option the best score is that of the one before. */
const linePath = (points: readonly Place[]): string =>
  points.length < 2 ? '' : points.map(({ x, y }, index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('')

/** What the line covers: a lying and a standing part for each step. */
const lineBoxes = (points: readonly Place[]): readonly Box[] =>
  points.slice(1).flatMap(({ x, y }, index): Box[] => {
    const before = points[index]!
    return [
      { left: before.x, right: x, top: before.y - LINE_HALF, bottom: before.y + LINE_HALF },
      { left: x - LINE_HALF, right: x + LINE_HALF, top: y, bottom: before.y },
    ]
  })

/** The floor's name at the end of its line, over or under the band, where it covers least. */
const floorPlace = (words: string, area: Box, top: number, bottom: number, taken: readonly Box[]): Box => {
  const width = words.length * SMALL_LETTER
  const places = [top - FLOOR_TEXT, bottom].flatMap((at): Box[] => [
    { left: area.right - width, right: area.right, top: at, bottom: at + FLOOR_TEXT },
    { left: area.left, right: area.left + width, top: at, bottom: at + FLOOR_TEXT },
  ])
  const covered = places.map((place) => taken.reduce((sum, other) => sum + overlap(place, other), 0))
  return places[covered.indexOf(Math.min(...covered))]!
}

const LAYERS: readonly PointState[] = ['kept-out', 'weaker', 'contested', 'in']

const layerOf = ({ state, label }: QualityMark): number => (label === null ? LAYERS.indexOf(state) : LAYERS.length)

export const qualityPlot = (figure: QualityFigure, width: number, layout: ChartLayout): QualityPlot => {
  const below = AXIS + (figure.noScore === null ? 0 : STUBS)
  const height = HEIGHT[layout] + (figure.noScore === null ? 0 : STUBS)
  const area: Box = { left: LEFT[layout], top: TOP, right: width - RIGHT, bottom: height - below }
  const { low, high, log } = figure.costs
  const scale = log ? Math.log : (value: number) => value
  const xAt = (cost: number): number =>
    round(area.left + ((scale(cost) - scale(low)) / (scale(high) - scale(low))) * (area.right - area.left))
  const { scores } = figure
  const yAt = (score: number): number => round(area.bottom - ((score - scores.low) / (scores.high - scores.low)) * (area.bottom - area.top))

  const marks = figure.marks.map((mark): PlacedMark => {
    const size = mark.label === null ? 'other' : mark.label.must ? 'must' : 'named'
    return { ...mark, x: xAt(mark.cost), y: yAt(mark.score), scale: SCALES[size] }
  })
  const named = marks
    .filter((mark): mark is PlacedMark & { label: MarkLabel } => mark.label !== null)
    .toSorted((a, b) => Number(b.label.must) - Number(a.label.must))
  const line = figure.line.map(({ cost, score }) => ({ x: xAt(cost), y: yAt(score) }))
  const obstacles: Box[] = [
    ...marks.map(({ x, y }) => ({ left: x - MARK_HALF, top: y - MARK_HALF, right: x + MARK_HALF, bottom: y + MARK_HALF })),
    ...lineBoxes(line),
  ]
  const floorY = figure.floor === null ? null : yAt(figure.floor.score)
  const bandTop = figure.band === null ? floorY : yAt(figure.band.high)
  const bandBottom = figure.band === null ? floorY : yAt(figure.band.low)
  const floorText = layout === 'narrow' ? figure.floor?.short : figure.floor?.text
  const floorBox =
    floorText === undefined || bandTop === null || bandBottom === null ? null : floorPlace(floorText, area, bandTop, bandBottom, obstacles)
  if (floorBox !== null) obstacles.push(floorBox)
  const wishes = named.map(({ x, y, label }) => ({ x, y, ...sizeOf(label), must: label.must }))
  const places = placeLabels(wishes, obstacles, { ...area, right: width })
  return {
    width,
    height,
    area,
    xTicks: thinned(figure.xTicks.map(({ value, text, decade }) => ({ at: xAt(value), text, grid: decade }))),
    yTicks: figure.yTicks.map(({ value, text }) => ({ at: yAt(value), text })),
    marks,
    drawn: marks.toSorted((a, b) => layerOf(a) - layerOf(b)),
    labels: named.flatMap(({ id, family, label, ...at }, index): PlacedLabel[] => {
      const place = places[index]
      if (place === null || place === undefined) return []
      const nameY = place.top + NAME_HEIGHT - 3
      const x = place.left + wishes[index]!.width * ANCHORED[place.anchor]
      const { width: wide, height: tall } = wishes[index]!
      const end = nearestIn({ left: place.left, top: place.top, right: place.left + wide, bottom: place.top + tall }, at.x, at.y)
      const leader = place.far ? `M${at.x} ${at.y}L${end.x} ${end.y}` : ''
      return [{ ...label, id, family, x, nameY, roleY: nameY + ROLE_HEIGHT, anchor: place.anchor, leader }]
    }),
    line: linePath(line),
    floor:
      floorBox === null
        ? null
        : {
            y: floorY!,
            text: floorText!,
            textX: floorBox.right === area.right ? floorBox.right : floorBox.left,
            textY: floorBox.bottom - FLOOR_INSET,
            anchor: floorBox.right === area.right ? 'end' : 'start',
          },
    band: figure.band === null ? null : { top: bandTop!, width: area.right - area.left, height: bandBottom! - bandTop! },
    stubs: (figure.noScore?.costs ?? []).map(xAt),
    stubsY: height - STUBS / 2,
  }
}

/** The mark to go to from `index` of the marks, cheapest first: by cost sideways, by score up and down; null: another key, or the end. */
export const nextMark = (marks: readonly QualityMark[], index: number, key: string): number | null => {
  const last = marks.length - 1
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowRight') return index < last ? index + 1 : null
  if (key === 'ArrowLeft') return index > 0 ? index - 1 : null
  const up = key === 'ArrowUp'
  if (!up && key !== 'ArrowDown') return null
  const order = marks.map((_, at) => at).toSorted((a, b) => marks[a]!.score - marks[b]!.score || a - b)
  return order[order.indexOf(index) + (up ? 1 : -1)] ?? null
}
