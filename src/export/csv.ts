/** How does a table become a CSV file (RFC 4180, UTF-8 with a mark so that spreadsheets read it as such)? */

export interface CsvTable {
  readonly header: readonly string[]
  /** numbers at full precision; null is unknown */
  readonly rows: readonly (readonly (string | number | null)[])[]
}

const BYTE_ORDER_MARK = '\ufeff'

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const cell = (value: string | number | null): string => {
  if (value === null) return 'unknown'
  if (typeof value === 'number') return String(value)
  const text = harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvText = ({ header, rows }: CsvTable): string =>
  BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
