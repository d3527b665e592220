/** How is a line of each family drawn: solid, dashed, or stepped; the two compared sides thicker? */
import type { Family } from '../figures/family.ts'
import type { Point } from '../figures/volume-model.ts'
import type { ChartTheme } from './chart-theme.ts'
import type { LineDataset } from './marks.ts'

const DASH: Readonly<Record<Family, number[]>> = { api: [], hosted: [7, 4], own: [], bought: [], hybrid: [10, 4, 2, 4] }

export interface DrawnLine {
  readonly name: string
  readonly family: Family
  readonly main: boolean
  readonly points: readonly Point[]
}

/** `stepped`: self-hosted lines hold their value until the next point. */
export const lineDataset = (line: DrawnLine, theme: ChartTheme, stepped: boolean): LineDataset => ({
  label: line.name,
  data: line.points.map(({ x, y }) => ({ x, y: y ?? Number.NaN })),
  borderColor: theme.families[line.family],
  borderWidth: line.main ? 3 : 2,
  borderDash: DASH[line.family],
  borderJoinStyle: line.family === 'own' ? 'miter' : 'round',
  stepped: stepped && line.family === 'own' ? 'before' : false,
  pointRadius: 0,
  pointHitRadius: 0,
  // the compared sides lie over the others
  order: line.main ? 0 : 1,
})
