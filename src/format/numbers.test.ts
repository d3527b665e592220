import { describe, expect, it } from 'vitest'
import { bytes } from './bytes.ts'
import { count, countFull, countShort, gpus, odds, ratio, things } from './count.ts'
import { ageText, dateText } from './date.ts'
import { duration, hours } from './duration.ts'
import { money } from './money.ts'
import { percent, percentChange, percentFull } from './percent.ts'
import { quantityFull, quantityText } from './quantity.ts'
import { range, rangeProse } from './range.ts'

const S = '\u202f'
const M = '\u2212'

// the texts on the right are those of visual.md, its mock, or follow its two rules: two figures, nothing invented
describe('volumes and ratios', () => {
  it.each([
    [2_000_000, '2.0M'],
    [5_000_000, '5.0M'],
    [12_345_678, '12M'],
    [123_456_789, '120M'],
    [1_500_000_000, '1.5bn'],
    [140_000, '140,000'],
    [123_456, '120,000'],
    [999_999, '1.0M'],
    [1234, '1,200'],
    [300, '300'],
    [25, '25'],
    [0.4, '0.4'],
    [0, '0'],
    [-1234, `${M}1,200`],
  ])('%d is %s', (value, text) => expect(count(value)).toBe(text))

  it.each([
    [100_000, '100k'],
    [300_000, '300k'],
    [1_000_000, '1M'],
    [1_400_000, '1.4M'],
    [30_000_000, '30M'],
    [40, '40'],
  ])('on an axis %d is %s', (value, text) => expect(countShort(value)).toBe(text))

  it.each([
    [0.4, '0.4'],
    [0.156, '0.16'],
    [1.4, '1.4'],
    [1, '1'],
    [12.3, '12'],
  ])('as a ratio %d is %s', (value, text) => expect(ratio(value)).toBe(text))

  it('in full keep what they have', () => {
    expect(countFull(2_000_000)).toBe('2,000,000')
    expect(countFull(-1234.5678)).toBe(`${M}1,234.5678`)
  })

  it('count whole things', () => {
    expect(gpus(1)).toBe('1 GPU')
    expect(gpus(4)).toBe('4 GPUs')
    expect(gpus(4, 'H100')).toBe('4 H100')
    expect(things(1250, 'request')).toBe('1,250 requests')
    expect(things(12_345, 'draw')).toBe('12,345 draws')
    expect(things(0, 'GPU')).toBe('0 GPUs')
    expect(things(null, 'GPU')).toBe('unknown GPUs')
  })

  it.each([
    [0.976, '98 in 100'],
    [0.999, 'more than 99 in 100'],
    [0.001, 'fewer than 1 in 100'],
    [0.5, '50 in 100'],
  ])('odds of %d are %s', (chance, text) => expect(odds(chance)).toBe(text))
})

describe('shares', () => {
  it.each([
    [0.35, `35${S}%`],
    [0.07, `7${S}%`],
    [0.005, `0.5${S}%`],
    [0.0345, `3.5${S}%`],
    [1.234, `123${S}%`],
    [0.976, `98${S}%`],
    [0, `0${S}%`],
    [1, `100${S}%`],
    [-0.25, `${M}25${S}%`],
    [-0.00001, `${M}0.001${S}%`],
  ])('%d is %s', (value, text) => expect(percent(value)).toBe(text))

  it('show the sign of a change', () => {
    expect(percentChange(0.51)).toBe(`+51${S}%`)
    expect(percentChange(-0.25)).toBe(`${M}25${S}%`)
    expect(percentChange(0)).toBe(`0${S}%`)
    expect(percentChange(null)).toBe('unknown')
  })

  it('in full keep what they have', () => expect(percentFull(0.3456)).toBe(`34.56${S}%`))
})

describe('times', () => {
  it.each([
    [0.05, `50${S}ms`],
    [0.0283, `28${S}ms`],
    [0.4, `0.4${S}s`],
    [1.4, `1.4${S}s`],
    [2, `2.0${S}s`],
    [90, `90${S}s`],
    [300, `5${S}min`],
    [12_600, `3.5${S}h`],
    [0, `0${S}s`],
  ])('%d s is %s', (value, text) => expect(duration(value)).toBe(text))

  it('of a month are hours', () => {
    expect(hours(730)).toBe('730 hours')
    expect(hours(1)).toBe('1 hour')
    expect(hours(0.5)).toBe('0.5 hours')
  })

  it.each([
    ['2026-11-23', '23 Nov 2026'],
    ['2026-10-03', '3 Oct 2026'],
    ['2026-12', 'Dec 2026'],
    ['2026', '2026'],
    ['2026-13-01', '2026-13-01'],
    ['autumn 2026', 'autumn 2026'],
    [null, 'unknown'],
  ])('the date %s is %s', (date, text) => expect(dateText(date)).toBe(text))

  it('have ages', () => {
    expect(ageText(57)).toBe('57 days')
    expect(ageText(1)).toBe('1 day')
    expect(ageText(0)).toBe('today')
    expect(ageText(null)).toBe('unknown')
  })
})

describe('memory', () => {
  it.each([
    [2.4e12, `2.4${S}TB`],
    [1.0e12, `1.0${S}TB`],
    [80e9, `80${S}GB`],
    [141e9, `141${S}GB`],
    [999.9e9, `1.0${S}TB`],
    [512, `512${S}B`],
    [0, `0${S}B`],
  ])('%d bytes are %s', (value, text) => expect(bytes(value)).toBe(text))
})

describe('ranges', () => {
  it('have an en dash in figures and "to" in prose', () => {
    expect(range(2630, 14_600, money)).toBe('$2,630–$14,600')
    expect(rangeProse(2630, 14_600, money)).toBe('$2,630 to $14,600')
    expect(range(-400, 1200, money)).toBe(`${M}$400 – $1,200`)
    expect(range(2.691, 2.692, money)).toBe('$2.69')
    expect(range(null, null, money)).toBe('unknown')
    expect(range(null, 5, money)).toBe('unknown–$5.00')
  })
})

describe('a number of any unit', () => {
  it.each([
    [9347.82, 'USD/month', '$9,350 a month'],
    [2.69, 'USD/GPU-hour', '$2.69 per GPU-hour'],
    [0.5, 'USD/MTok', '$0.50 per million tokens'],
    [705_000, 'USD', '$705,000'],
    [202_000, 'USD/person-year', '$202,000 per full-time year'],
    [4, 'GPU', '4 GPUs'],
    [1, 'replica', '1 replica'],
    [36, 'month', '36 months'],
    [1187.4, 'token/s', '1,200 tokens a second'],
    [2_000_000, 'request/month', '2.0M requests a month'],
    [1.4, 's', `1.4${S}s`],
    [0.05, 's/token', `50${S}ms a token`],
    [730, 'h/month', '730 hours a month'],
    [3.35e12, 'byte/s', `3.4${S}TB a second`],
    [0.4, '1', '0.4'],
    [null, 'USD/month', 'unknown'],
    [0, 'USD/month', '$0 a month'],
  ] as const)('%s %s is %s', (value, unit, text) => expect(quantityText(value, unit)).toBe(text))

  it.each([
    [9347.82, 'USD/month', '$9,347.82 a month'],
    [1187.4, 'token/s', '1,187.4 tokens a second'],
    [1, 'GPU', '1 GPU'],
    [null, 'USD', 'unknown'],
  ] as const)('in full %s %s is %s', (value, unit, text) => expect(quantityFull(value, unit)).toBe(text))
})
