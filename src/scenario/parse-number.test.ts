import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldText } from './field-text.ts'
import { findField, scenarioFields, workloadFields, type FieldPlace } from './fields.ts'
import { parseNumber } from './parse-number.ts'

const field = (key: string) => (findField(key) as FieldPlace).field
const requests = field('w1.requests')
const cached = field('w1.cached')
const rate = field('rate')
const ttft = field('w1.ttft')
const output = field('w1.output')
const months = field('months')
const staff = field('staff')
const ttl = field('ttl')

// below this a double has fewer digits than the rest
const hasAllDigits = (value: number): boolean => value === 0 || Math.abs(value) > 1e-290

describe('a number typed into a field', () => {
  it.each([
    ['2.5M', 2_500_000],
    ['2.5 m', 2_500_000],
    ['40k', 40_000],
    ['40 K', 40_000],
    ['2,000,000', 2_000_000],
    ['2 000 000', 2_000_000],
    ['2\u00a0000\u00a0000', 2_000_000],
    ['2\u202f000\u202f000', 2_000_000],
    ['2’000’000', 2_000_000],
    ['2.000.000', 2_000_000],
    ['1.500,5', 1500.5],
    ['1.5 bn', 1_500_000_000],
    ['1e6', 1_000_000],
    ['1.2E+6', 1_200_000],
    ['  300 ', 300],
    ['+300', 300],
    ['1,500', 1500],
    ['1,500.5', 1500.5],
    ['.5', 0.5],
    ['5.', 5],
    ['0', 0],
    ['2 million requests a month', 2_000_000],
    ['3 million', 3_000_000],
  ])('reads %j as %d requests', (text, value) => {
    expect(parseNumber(text, requests)).toEqual({ value })
  })

  it.each([
    [cached, '35 %', 0.35],
    [cached, '35%', 0.35],
    [cached, '35', 0.35],
    [cached, '0.35', 0.35],
    [cached, '7 %', 0.07],
    [cached, '0', 0],
    [cached, '100', 1],
    [cached, '1 %', 0.01],
    [rate, '9', 0.09],
    [rate, '-5 %', -0.05],
    [rate, '−5', -0.05],
    [rate, '0.5 %', 0.005],
    [ttft, '300 ms', 0.3],
    [ttft, '2 s', 2],
    [ttft, '2', 2],
    [ttft, '1 min', 60],
    [ttl, '5 min', 5 / 60],
    [ttl, '1 h', 1],
    [months, '3 years', 36],
    [months, '36', 36],
    [staff, '$202,000', 202_000],
    [staff, '202k', 202_000],
    [staff, '202 000 USD', 202_000],
  ])('reads a unit: %# %s', (where, text, value) => {
    expect(parseNumber(text, where)).toEqual({ value })
  })

  it.each([
    [requests, '', /^Nothing is written here\. Write a number such as/],
    [requests, 'abc', /^“abc” is not a number\. Write a number such as 2000000, 2\.5M or 40k\.$/],
    [requests, '2,5M', /^“2,5” can be read two ways\. Write 2\.5 or 2500\.$/],
    [requests, '1,5', /Write 1\.5 or 1500\.$/],
    [requests, '0,5', /^“0,5” has a decimal comma\. Write 0\.5\.$/],
    [requests, '2.500', /^“2\.500” can be read two ways\. Write 2\.5 or 2500\.$/],
    [requests, '5 %', /% has no meaning here/],
    [requests, '5 apples', /“apples” is not understood here/],
    [requests, '-3', /^−3 is below 0\. Write a number from 0 to 100,000,000,000\.$/],
    [requests, '1e400', /too large/],
    [requests, '1 2', /space where none belongs/],
    [requests, 'NaN', /not a number/],
    [requests, 'Infinity', /not a number/],
    [requests, '٣', /not a number/],
    [cached, '340', /^340\u202f% is above 100\u202f%\. Write a number from 0\u202f% to 100\u202f%\.$/],
    [cached, '1', /^“1” can be read two ways\. Write 1\u202f% or 100\u202f%\.$/],
    [rate, '0.5', /^“0\.5” can be read two ways\. Write 0\.5\u202f% or 50\u202f%\.$/],
    [ttft, '2 m', /not a unit of time/],
    [ttft, '0', /below 0\.01/],
    [months, '2.5', /not whole/],
    [months, '$3', /amount of money/],
  ])('says what is wrong: %# %s', (where, text, message) => {
    const read = parseNumber(text, where)
    expect('error' in read && read.error).toMatch(message)
  })

  // √(220 · 420)
  it.each(['220 to 420', '220–420', '220-420', '220 - 420', '220..420', '220 – 420', '220 … 420'])('reads %j as a range', (text) => {
    const read = parseNumber(text, output)
    expect(read).toMatchObject({ range: [220, 420] })
    expect('value' in read && read.value).toBeCloseTo(303.973_683, 5)
  })

  it.each([
    [output, '220 to 420, 300', 300, [220, 420]],
    [requests, '1 to 3M, 2M', 2e6, [1e6, 3e6]],
    [requests, '1,000 to 4,000', 2000, [1000, 4000]],
    [output, '300 to 300', 300, [300, 300]],
    // odds of 20 % and 50 % are 1/4 and 1, so the middle has odds of 1/2
    [cached, '20 to 50 %', 1 / 3, [0.2, 0.5]],
    [cached, '0 to 50 %', 0.25, [0, 0.5]],
    // changes spread by differences
    [field('gpupath'), '−25 % to 35 %', 0.05, [-0.25, 0.35]],
    [rate, '6 to 13, 9', 0.09, [0.06, 0.13]],
    [field('gpuprice'), '$2.40 to $2.80, 2.5', 2.5, [2.4, 2.8]],
  ] as const)('reads a range %#: %s %s', (where, text, typical, range) => {
    const read = parseNumber(text, where)
    expect(read).toEqual({ value: expect.closeTo(typical, 12), range })
  })

  it.each([
    [output, '220 to', 'The range has no upper end. Write 220 to 420, or one number.'],
    [output, '420 to 220', 'The range runs from high to low. Write 220 to 420.'],
    [output, '220 to 420, 500', 'The typical value, 500, is outside the range. Write one from 220 to 420.'],
    [cached, '50 % to 120 %', '120\u202f% is above 100\u202f%. Write a number from 0\u202f% to 100\u202f%.'],
    [months, '24 to 36', 'This takes one number, no range. Write a whole number such as 3.'],
    [ttft, '1 to 2', 'This takes one number, no range. Write a time such as 2 or 300 ms.'],
  ])('says what is wrong with a range: %# %s', (where, text, error) => {
    expect(parseNumber(text, where)).toEqual({ error })
  })

  it('does not read a page of digits', () => {
    const read = parseNumber('9'.repeat(1e6), requests)
    expect('error' in read && read.error).toMatch(/^“9{40}…” is too long for a number\./)
  })

  it('takes a negative exponent for what it is, not for a range', () => {
    expect(parseNumber('1e-2', ttft)).toEqual({ value: 0.01 })
  })

  it('names the other field where a bound comes from it', () => {
    const read = parseNumber('50 %', field('w1.shared'), { max: 0.35, why: 'It is a part of the 35 % read from cache.' })
    expect('error' in read && read.error).toMatch(/^50\u202f% is above 35\u202f%\. It is a part of the 35 % read from cache\. Write/)
  })

  it('never throws and never gives a number out of bounds, whatever is typed', () => {
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789.,-–% eEkMmsto$\u202f') }))
    const numeric = [...scenarioFields, ...workloadFields].filter((f) => ['number', 'percent', 'integer'].includes(f.kind))
    fc.assert(
      fc.property(typed, fc.constantFrom(...numeric), (text, where) => {
        const read = parseNumber(text, where)
        if ('error' in read) return /[.]$/.test(read.error)
        return read.value >= (where.min as number) && read.value <= (where.max as number)
      }),
      { seed: 1, numRuns: 3000 },
    )
  })

  it('reads the text a field starts with as the number it came from', () => {
    const numeric = [...scenarioFields, ...workloadFields].filter((f) => ['number', 'percent', 'integer'].includes(f.kind))
    const cases = fc.constantFrom(...numeric).chain((where) => {
      const bounds = { min: where.min as number, max: where.max as number }
      return fc.tuple(
        fc.constant(where),
        where.kind === 'integer' ? fc.integer(bounds) : fc.double({ ...bounds, noNaN: true }).filter(hasAllDigits),
      )
    })
    fc.assert(
      fc.property(cases, ([where, value]) => {
        const read = parseNumber(fieldText(where, value), where)
        if ('error' in read) throw new Error(`${fieldText(where, value)}: ${read.error}`)
        expect(Math.abs(read.value - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value))
      }),
      { seed: 1, numRuns: 3000 },
    )
  })
})
