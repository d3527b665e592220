import { describe, expect, it } from 'vitest'
import { csvLine, readCsv } from './csv.ts'

describe('readCsv', () => {
  it('reads quotes, doubled quotes, commas and line ends inside quotes, CRLF and a byte order mark', () => {
    expect(readCsv('\uFEFFa,b\r\n"x, y","say ""hi""\nthere"\r\n\r\n1,\n')).toEqual({
      rows: [
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['x, y', 'say "hi"\nthere'] },
        { line: 5, fields: ['1', ''] },
      ],
    })
  })

  it('keeps a row of empty cells and drops blank lines', () => {
    expect(readCsv('a,b\n,\n  \n')).toEqual({
      rows: [
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['', ''] },
      ],
    })
  })

  it('names the line of a quote that is never closed, and of text after a closing quote', () => {
    expect(readCsv('a\n"x')).toEqual({ error: 'the quote of field 1 is never closed', line: 2 })
    expect(readCsv('a,b\n1,"x"y')).toEqual({ error: 'text after a closing quote in field 2', line: 2 })
  })

  it('reads what csvLine writes', () => {
    const fields = ['plain', 'a,b', 'q"q', ' spaced ', 'two\nlines', '']
    expect(readCsv(csvLine(fields))).toEqual({ rows: [{ line: 1, fields }] })
  })
})
