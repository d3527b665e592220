/** The table of all options as a CSV file: every option, every figure at full precision. */
import type { CsvTable } from '../../export/csv.ts'
import type { OptionRow } from './options-rows.ts'

export const optionsCsv = (rows: readonly OptionRow[]): CsvTable => ({
  header: [
    'Option',
    'What it is',
    'Standing',
    'Monthly TCO, USD',
    'Up front, USD',
    'Per 1,000 requests, USD',
    'First token p95, s',
    'Evidence',
    'Oldest price',
    'Remark',
  ],
  rows: rows.map((row) => [
    row.name,
    row.subtitle,
    row.standing,
    row.total.value,
    row.upfront.value,
    row.perThousand.value,
    row.firstToken.value,
    row.evidence,
    row.priceDate,
    row.remark ?? '',
  ]),
})
