/** Comma-separated text as rows of fields and back (RFC 4180: quotes, doubled quotes, line ends inside quotes; CRLF or LF). */

export interface CsvRow {
  /** line of the file on which the row begins, from 1 */
  readonly line: number
  readonly fields: readonly string[]
}

export type CsvRows = { readonly rows: readonly CsvRow[] } | { readonly error: string; readonly line: number }

const BYTE_ORDER_MARK = '\uFEFF'

/** Blank lines are left out. */
export const readCsv = (text: string): CsvRows => {
  const rows: CsvRow[] = []
  let fields: string[] = []
  let field = ''
  let line = 1
  let began = 1
  let quoted = false
  /** a quoted field has closed: only a comma or a line end may follow */
  let closed = false
  let blank = true
  const endRow = (): void => {
    if (!blank) rows.push({ line: began, fields: [...fields, field] })
    fields = []
    field = ''
    closed = false
    blank = true
  }
  for (let i = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0; i < text.length; i++) {
    const char = text[i]!
    if (quoted) {
      if (char === '\n') line++
      if (char !== '"') field += char
      else if (text[i + 1] === '"') {
        field += '"'
        i++
      } else {
        quoted = false
        closed = true
      }
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') i++
      endRow()
      line++
      began = line
    } else if (char === ',') {
      fields.push(field)
      field = ''
      closed = false
      blank = false
    } else if (closed) {
      return { error: `text after a closing quote in field ${fields.length + 1}`, line }
    } else if (char === '"' && field === '') {
      quoted = true
      blank = false
    } else {
      field += char
      if (char !== ' ' && char !== '\t') blank = false
    }
  }
  if (quoted) return { error: `the quote of field ${fields.length + 1} is never closed`, line: began }
  endRow()
  return { rows }
}

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

export const csvLine = (fields: readonly string[]): string =>
  fields.map((field) => (NEEDS_QUOTES.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')
