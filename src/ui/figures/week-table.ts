/** The Table tab of figure 6: the 168 hours of the week. */
import type { WeekUse } from '../../engine/result.ts'
import { ratio } from '../../format/count.ts'
import { textCell, type FigureTable } from './figure-table.ts'
import { hourName, hoursOf } from './week-model.ts'

const COLUMNS = [
  ['running', 'Running'],
  ['own', 'Serving'],
  ['batch', 'Batch'],
  ['idle', 'Idle'],
  ['api', 'To the API'],
] as const

export const weekTable = (week: WeekUse): FigureTable => ({
  caption: 'Replicas by hour of a typical week; what goes to the API as the replicas it would need',
  columns: [{ label: 'Hour', numeric: false }, ...COLUMNS.map(([, label]) => ({ label, numeric: true, exported: `${label}, replicas` }))],
  rows: hoursOf(week).map((hour, at) => [
    textCell(hourName(at)),
    ...COLUMNS.map(([key]) => ({ text: ratio(hour[key]), value: hour[key] })),
  ]),
})
