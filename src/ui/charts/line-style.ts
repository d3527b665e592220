/** How is a line of each family drawn: solid, dashed, stepped, stepped with dots, or dash and dot; the compared sides thicker? */
import { isStepped, type Family } from '../figures/family.ts'
import type { Point } from '../figures/volume-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { LineDataset } from './marks.ts'

const DASH: Readonly<Record<Family, number[]>> = { api: [], hosted: [7, 4], own: [], bought: [], hybrid: [10, 4, 2, 4] }

const DOT_RADIUS = 3
/** About as many dots along a line of an owned fleet. */
const DOTS = 12

export interface DrawnLine {
  readonly name: string
  readonly family: Family
  readonly main: boolean
  readonly points: readonly Point[]
}

const stride = (points: number): number => Math.max(1, Math.round(points / DOTS))

/** `stepped`: self-hosted lines hold their value until the next point. */
export const lineDataset = (line: DrawnLine, theme: ChartTheme, stepped: boolean): LineDataset => ({
  label: line.name,
  data: line.points.map(({ x, y }) => ({ x, y: y ?? Number.NaN })),
  borderColor: theme.families[line.family],
  borderWidth: line.main ? 3 : 2,
  borderDash: DASH[line.family],
  borderJoinStyle: isStepped(line.family) ? 'miter' : 'round',
  stepped: stepped && isStepped(line.family) ? 'before' : false,
  pointRadius: line.family === 'bought' ? ({ dataIndex }) => (dataIndex % stride(line.points.length) === 0 ? DOT_RADIUS : 0) : 0,
  pointBackgroundColor: theme.page,
  pointBorderColor: theme.families[line.family],
  pointBorderWidth: 1.75,
  pointHitRadius: 0,
  // the compared sides lie over the others
  order: line.main ? 0 : 1,
})
