import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'

const body = (rows: (string | number | null)[][]) => csvText({ header: ['a', 'b'], rows }).slice(1)

describe('a table as CSV', () => {
  it('starts with the byte order mark and ends every line with CR LF', () => {
    expect(csvText({ header: ['a'], rows: [[1]] })).toBe('\ufeffa\r\n1\r\n')
  })
  it('quotes commas, quotes and line ends', () => {
    expect(body([['x, y', 'he said "no"']])).toBe('a,b\r\n"x, y","he said ""no"""\r\n')
    expect(body([['two\nlines', 'plain']])).toBe('a,b\r\n"two\nlines",plain\r\n')
  })
  it('keeps numbers at full precision and says unknown for null, never zero', () => {
    expect(body([[9346.1234, null]])).toBe('a,b\r\n9346.1234,unknown\r\n')
    expect(body([[-6250, 0]])).toBe('a,b\r\n-6250,0\r\n')
  })
  it('disarms a text that a spreadsheet would run', () => {
    expect(body([['=HYPERLINK("x")', '@cmd']])).toBe(`a,b\r\n"'=HYPERLINK(""x"")",'@cmd\r\n`)
  })
})
