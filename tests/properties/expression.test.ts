import { describe, expect, it } from 'vitest'
import { dimensionsOf, dimensionsOfUnit, evaluate, parseExpression, sameDimensions } from '../helpers/expression.ts'

describe('the reader of formula texts', () => {
  it.each([
    ['2 + 3 * 4', 14],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['2 ^ 3 ^ 2', 512],
    ['8 / 4 / 2', 1],
    ['8 - 4 - 2', 2],
    ['max(1, min(5, 3)) + ceil(2.2) + floor(2.8) + sqrt(9)', 11],
    ['ceil(3.0000000001)', 3],
    ['ln(exp(2))', 2],
    ['1e6 / 1000000', 1],
  ])('%s is %d', (text, value) => expect(evaluate(parseExpression(text), {})).toBeCloseTo(value, 12))

  it.each(['2 +', '2 3', '(2', 'min(1', '§', '* 2'])('refuses "%s"', (text) => expect(() => parseExpression(text)).toThrow())

  it('multiplies units out, conversions included', () => {
    const cost = dimensionsOf(parseExpression('requests * tokens / 1000000 * price'), {
      requests: 'request/month',
      tokens: 'token/request',
      price: 'USD/MTok',
    })
    expect(sameDimensions(cost, dimensionsOfUnit('USD/month'))).toBe(true)
    const forgotten = dimensionsOf(parseExpression('requests * tokens * price'), {
      requests: 'request/month',
      tokens: 'token/request',
      price: 'USD/MTok',
    })
    expect(sameDimensions(forgotten, dimensionsOfUnit('USD/month'))).toBe(false)
  })

  it('refuses to add unlike units', () => {
    expect(() => dimensionsOf(parseExpression('a + b'), { a: 'USD', b: 'h' })).toThrow('unlike')
    expect(() => dimensionsOf(parseExpression('2 ^ b'), { b: 'h' })).toThrow('exponent')
  })
})
