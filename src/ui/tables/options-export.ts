/** The table of all options as a CSV file: every option, every figure of every view, at full precision. */
import type { CsvTable } from '../../export/csv.ts'
import { ALL_COLUMNS } from './options-columns.ts'
import type { OptionRow } from './options-rows.ts'

export const optionsCsv = (rows: readonly OptionRow[]): CsvTable => ({
  header: ['Option', 'What it is', 'Standing', ...ALL_COLUMNS.map(({ exported }) => exported), 'Evidence', 'Oldest price', 'Remarks'],
  rows: rows.map((row) => [
    row.name,
    row.subtitle,
    row.standing,
    ...ALL_COLUMNS.map(({ key, inWords }) => ({ ...row.figure(key), inWords })).map(({ value, text, inWords }) =>
      inWords ? text : (value ?? text),
    ),
    row.evidence,
    row.priceDate,
    row.remarks.join(' '),
  ]),
})
