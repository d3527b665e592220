/** What stands in the named columns of a comma-separated file? An empty cell is null; a missing column or a number that is text is an error. */
import { readCsv } from './csv.ts'

export interface CsvCells<Column extends string> {
  readonly line: number
  readonly cell: (column: Column) => string | null
  /** @throws Error on an empty cell */
  readonly words: (column: Column) => string
  readonly maybeNumber: (column: Column) => number | null
  /** @throws Error on an empty cell */
  readonly number: (column: Column) => number
  /** @throws Error where the cell is none of the words */
  readonly oneOf: <Word extends string>(column: Column, words: readonly Word[]) => Word
}

/** @throws Error with line and column of what cannot be read */
export const csvCells = <const Columns extends readonly string[]>(text: string, columns: Columns): CsvCells<Columns[number]>[] => {
  type Column = Columns[number]
  const read = readCsv(text)
  if ('error' in read) throw new Error(`line ${read.line}: ${read.error}`)
  const [head, ...rows] = read.rows
  if (head === undefined || head.fields.join() !== columns.join()) throw new Error(`the columns are not ${columns.join(', ')}`)
  return rows.map(({ line, fields }) => {
    if (fields.length !== columns.length) throw new Error(`line ${line}: ${fields.length} cells instead of ${columns.length}`)
    const cell = (column: Column): string | null => fields[columns.indexOf(column)]! || null
    const words = (column: Column): string => {
      const found = cell(column)
      if (found === null) throw new Error(`line ${line}: ${column} is empty`)
      return found
    }
    const maybeNumber = (column: Column): number | null => {
      const found = cell(column)
      if (found !== null && !Number.isFinite(Number(found))) throw new Error(`line ${line}: ${column} is "${found}", not a number`)
      return found === null ? null : Number(found)
    }
    const number = (column: Column): number => {
      words(column)
      return maybeNumber(column)!
    }
    const oneOf = <Word extends string>(column: Column, known: readonly Word[]): Word => {
      const found = words(column)
      const word = known.find((one) => one === found)
      if (word === undefined) throw new Error(`line ${line}: ${column} is "${found}", not one of ${known.join(', ')}`)
      return word
    }
    return { line, cell, words, maybeNumber, number, oneOf }
  })
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The cell as YYYY-MM-DD. @throws Error where it is no day */
export const dayOf = <Column extends string>({ line, words }: CsvCells<Column>, column: Column): string => {
  const found = words(column)
  if (!DAY.test(found) || Number.isNaN(Date.parse(found))) throw new Error(`line ${line}: ${column} is "${found}", not a day (YYYY-MM-DD)`)
  return found
}
