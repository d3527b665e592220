/**
 * Reads the text of a formula (`explain.ts`) without using its code: value on given inputs, and unit multiplied out with `UNITS`.
 * Grammar: numbers, names, + - * / ^, unary minus, parentheses, min max ceil floor sqrt exp ln. ^ binds tighter than unary minus, to the right.
 */
import { UNITS, type Unit } from '../../src/units/unit.ts'

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'minus'; readonly of: Expression }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Expression[] }

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/^(),]))/y

const tokens = (text: string): string[] => {
  const found: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (match === null) throw new Error(`cannot read "${text.slice(from)}" in "${text}"`)
    found.push((match[1] ?? match[2] ?? match[3])!)
  }
  return found
}

export const parseExpression = (text: string): Expression => {
  const list = tokens(text)
  let next = 0
  const take = (token: string): boolean => {
    if (list[next] !== token) return false
    next++
    return true
  }
  const need = (token: string): void => {
    if (!take(token)) throw new Error(`"${token}" expected before "${list[next] ?? 'the end'}" in "${text}"`)
  }
  const atom = (): Expression => {
    const token = list[next++]
    if (token === undefined) throw new Error(`"${text}" ends too early`)
    if (token === '(') {
      const inner = sum()
      need(')')
      return inner
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) }
    if (!/^[A-Za-z_]/.test(token)) throw new Error(`"${token}" is out of place in "${text}"`)
    if (!take('(')) return { kind: 'name', name: token }
    const of = [sum()]
    while (take(',')) of.push(sum())
    need(')')
    return { kind: 'call', name: token, of }
  }
  const power = (): Expression => {
    const base = atom()
    return take('^') ? { kind: 'operation', operator: '^', left: base, right: signed() } : base
  }
  const signed = (): Expression => (take('-') ? { kind: 'minus', of: signed() } : power())
  const chain = (operators: readonly string[], operand: () => Expression): Expression => {
    let left = operand()
    for (;;) {
      const operator = operators.find(take)
      if (operator === undefined) return left
      left = { kind: 'operation', operator, left, right: operand() }
    }
  }
  const product = (): Expression => chain(['*', '/'], signed)
  const sum = (): Expression => chain(['+', '-'], product)
  const expression = sum()
  if (next < list.length) throw new Error(`"${list[next]}" is out of place in "${text}"`)
  return expression
}

/** Every ceiling of the method forgives this. */
const CEILING_SLACK = 1e-9

const FUNCTIONS: Readonly<Record<string, (...of: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  ceil: (value) => Math.ceil(value! - CEILING_SLACK),
  floor: Math.floor as (...of: number[]) => number,
  sqrt: Math.sqrt as (...of: number[]) => number,
  exp: Math.exp as (...of: number[]) => number,
  ln: Math.log as (...of: number[]) => number,
}

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
}

export const evaluate = (expression: Expression, values: Readonly<Record<string, number>>): number => {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'name': {
      const value = values[expression.name]
      if (value === undefined) throw new Error(`no input is called "${expression.name}"`)
      return value
    }
    case 'minus':
      return -evaluate(expression.of, values)
    case 'operation':
      return OPERATIONS[expression.operator]!(evaluate(expression.left, values), evaluate(expression.right, values))
    case 'call': {
      const call = FUNCTIONS[expression.name]
      if (call === undefined) throw new Error(`no function is called "${expression.name}"`)
      return call(...expression.of.map((part) => evaluate(part, values)))
    }
  }
}

/** A product of base dimensions and how many canonical units one of it is; `any`: the number 0, which has every unit. */
export interface Dimensions {
  readonly of: Readonly<Record<string, number>>
  readonly scale: number
  readonly any?: boolean
}

/** Numbers that convert between units rather than count: tokens per MTok, hours per month, seconds per hour, months per year. */
const CONVERSIONS: readonly number[] = [1e6, 1000, 730, 3600, 12]
const CLOSE = 1e-9

export const dimensionsOfUnit = (unit: Unit): Dimensions => ({ of: { ...UNITS[unit].dimensions }, scale: UNITS[unit].scale })

const isPure = (dimensions: Dimensions): boolean => Object.values(dimensions.of).every((exponent) => Math.abs(exponent) < CLOSE)

export const sameDimensions = (a: Dimensions, b: Dimensions): boolean => {
  if (a.any === true || b.any === true) return true
  const names = new Set([...Object.keys(a.of), ...Object.keys(b.of)])
  return Math.abs(a.scale / b.scale - 1) < CLOSE && [...names].every((name) => Math.abs((a.of[name] ?? 0) - (b.of[name] ?? 0)) < CLOSE)
}

const combined = (a: Dimensions, b: Dimensions, power: number): Dimensions => {
  const of: Record<string, number> = { ...a.of }
  for (const [name, exponent] of Object.entries(b.of)) of[name] = (of[name] ?? 0) + power * exponent
  return { of, scale: a.scale * b.scale ** power }
}

const raised = (base: Dimensions, power: number): Dimensions => ({
  of: Object.fromEntries(Object.entries(base.of).map(([name, exponent]) => [name, exponent * power])),
  scale: base.scale ** power,
})

const PURE: Dimensions = { of: {}, scale: 1 }

const words = ({ of, scale }: Dimensions): string => `${JSON.stringify(of)} × ${scale}`

/** The unit of an expression. @throws if it adds unlike units or raises to a power that has one */
export const dimensionsOf = (expression: Expression, units: Readonly<Record<string, Unit>>): Dimensions => {
  const of = (part: Expression): Dimensions => dimensionsOf(part, units)
  const alike = (parts: readonly Dimensions[], what: string): Dimensions => {
    const known = parts.find((part) => part.any !== true) ?? PURE
    const other = parts.find((part) => !sameDimensions(part, known))
    if (other !== undefined) throw new Error(`${what} of unlike units: ${words(known)} and ${words(other)}`)
    return known
  }
  switch (expression.kind) {
    case 'number':
      if (expression.value === 0) return { ...PURE, any: true }
      return CONVERSIONS.includes(expression.value) ? { of: {}, scale: 1 / expression.value } : PURE
    case 'name': {
      const unit = units[expression.name]
      if (unit === undefined) throw new Error(`no input is called "${expression.name}"`)
      return dimensionsOfUnit(unit)
    }
    case 'minus':
      return of(expression.of)
    case 'call': {
      const parts = expression.of.map(of)
      if (expression.name === 'sqrt') return raised(parts[0]!, 1 / 2)
      if (expression.name === 'exp' || expression.name === 'ln') return alike([PURE, ...parts], expression.name)
      return alike(parts, expression.name)
    }
    case 'operation': {
      const left = of(expression.left)
      const right = of(expression.right)
      if (expression.operator === '*') return combined(left, right, 1)
      if (expression.operator === '/') return combined(left, right, -1)
      if (expression.operator !== '^') return alike([left, right], expression.operator === '+' ? 'sum' : 'difference')
      if (expression.right.kind === 'number') return raised(left, expression.right.value)
      if (!isPure(right)) throw new Error(`an exponent with a unit: ${words(right)}`)
      return alike([PURE, left], 'power')
    }
  }
}
