/**
 * Where in a JSON text does each field stand, and where is the text no JSON? JSON.parse names no line on every engine, so
 * this scanner does. It keeps its own stack: depth costs no call stack. More than 64 levels or a million letters are refused.
 */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface JsonFault extends Place {
  readonly error: string
}

const MAX_LETTERS = 1_000_000
const MAX_DEPTH = 64
/** Paths deeper than this are not noted: `workloads[0].name` is 3 deep. */
const NOTED_DEPTH = 4

const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
const TEXT = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const SPACE = /[ \t\n\r]*/y

interface Level {
  readonly kind: 'object' | 'array'
  readonly path: string
  readonly keys: Set<string>
  items: number
  /** what may come next */
  next: 'first' | 'item' | 'comma'
}

/** Line and column of an offset, both from 1; columns count UTF-16 units. */
export const placeOf = (text: string, offset: number): Place => {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return { line, column: offset - before.lastIndexOf('\n') }
}

class Scanner {
  readonly places = new Map<string, number>()
  readonly #text: string
  #at = 0
  readonly #stack: Level[] = []

  constructor(text: string) {
    this.#text = text
  }

  /** @throws ScanError */
  scan(): void {
    this.#value('')
    while (this.#stack.length > 0) this.#step(this.#stack.at(-1) as Level)
    this.#skip()
    if (this.#at < this.#text.length) this.#fail('more follows after the end')
  }

  #step(level: Level): void {
    this.#skip()
    const close = level.kind === 'object' ? '}' : ']'
    const sign = this.#text[this.#at]
    if (sign === close && level.next !== 'item') {
      this.#at += 1
      this.#stack.pop()
      return
    }
    if (level.next === 'comma') {
      if (sign !== ',') this.#fail(`“,” or “${close}” is missing`)
      this.#at += 1
      level.next = 'item'
      return
    }
    level.next = 'comma'
    if (level.kind === 'array') {
      this.#value(`${level.path}[${level.items}]`)
      level.items += 1
      return
    }
    const start = this.#at
    const key =
      this.#match(TEXT) ?? this.#fail(sign === '"' ? 'a text does not end or holds a bad sign' : 'a name in double quotes is missing')
    const name = JSON.parse(key) as string
    if (level.keys.has(name)) this.#fail(`“${name.slice(0, 40)}” is written twice`, start)
    level.keys.add(name)
    this.#skip()
    if (this.#text[this.#at] !== ':') this.#fail('“:” is missing after the name')
    this.#at += 1
    this.#value(level.path === '' ? name : `${level.path}.${name}`)
  }

  /** Reads a plain value, or opens an object or array. */
  #value(path: string): void {
    this.#skip()
    if (this.#stack.length < NOTED_DEPTH) this.places.set(path, this.#at)
    const sign = this.#text[this.#at]
    if (sign === undefined) this.#fail('the text ends too early')
    if (sign === '{' || sign === '[') {
      if (this.#stack.length >= MAX_DEPTH) this.#fail(`it is nested deeper than ${MAX_DEPTH} levels`)
      this.#at += 1
      this.#stack.push({ kind: sign === '{' ? 'object' : 'array', path, keys: new Set(), items: 0, next: 'first' })
      return
    }
    if (this.#match(sign === '"' ? TEXT : LITERAL) === null)
      this.#fail(sign === '"' ? 'a text does not end or holds a bad sign' : 'a value is missing or cannot be read')
  }

  #skip(): void {
    this.#match(SPACE)
  }
  #match(shape: RegExp): string | null {
    shape.lastIndex = this.#at
    const found = shape.exec(this.#text)
    if (!found) return null
    this.#at += found[0].length
    return found[0]
  }
  #fail(what: string, at = this.#at): never {
    throw new ScanError(what, at)
  }
}

class ScanError extends Error {
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** Offsets of the fields by path (`workloads[0].name`; '' is the whole), or the first fault. */
export const scanJson = (text: string): { readonly places: ReadonlyMap<string, number> } | { readonly fault: JsonFault } => {
  if (text.length > MAX_LETTERS)
    return { fault: { line: 1, column: 1, error: `it has ${text.length} letters, more than the ${MAX_LETTERS} that are read` } }
  const scanner = new Scanner(text)
  try {
    scanner.scan()
  } catch (error) {
    if (!(error instanceof ScanError)) throw error
    return { fault: { ...placeOf(text, error.offset), error: error.message } }
  }
  return { places: scanner.places }
}
