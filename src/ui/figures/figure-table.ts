/** What a figure shows as a table: the Table and Sources tabs and the CSV file are made from it. */
import type { CsvTable } from '../../export/csv.ts'
import type { FigureTarget } from '../../worker/protocol.ts'

export interface FigureCell {
  /** as it is shown */
  readonly text: string
  /** as it is exported, at full precision; null is unknown */
  readonly value: string | number | null
  /** opens how the number was made */
  readonly target?: FigureTarget
  /** leads out of the page, to a source */
  readonly href?: string
}

export interface FigureColumn {
  readonly label: string
  readonly numeric: boolean
  /** heading in the CSV file, with its unit; the label if absent */
  readonly exported?: string
}

export interface FigureTable {
  readonly caption: string
  readonly columns: readonly FigureColumn[]
  readonly rows: readonly (readonly FigureCell[])[]
}

export const textCell = (text: string): FigureCell => ({ text, value: text })

export const csvOf = ({ columns, rows }: FigureTable): CsvTable => ({
  header: columns.map(({ label, exported }) => exported ?? label),
  rows: rows.map((row) => row.map(({ value }) => value)),
})
