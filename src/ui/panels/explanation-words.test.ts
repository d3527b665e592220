import { describe, expect, it } from 'vitest'
import { constant, sum, type Explained } from '../../engine/explain.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { addsUp, factorFigure, howKnown, rangeWords, readOn, sizeOf, sourceWords } from './explanation-words.ts'

const price = (over: object = {}): Explained => ({
  label: 'Price per GPU-hour',
  value: 2.69,
  unit: 'USD/GPU-hour',
  origin: { kind: 'datum', source: 'civo', checkedOn: '2026-09-27', basis: 'quoted', low: 2.04, high: 3.49, ...over },
})

describe('the words of an explanation', () => {
  it('part a figure from its unit and keep the whole value', () => {
    expect(sizeOf({ ...price(), value: 7854.8, unit: 'USD/month' }, US_DOLLAR)).toEqual({
      figure: '$7,850',
      unit: 'a month',
      full: '$7,854.80 a month',
    })
    expect(sizeOf({ ...price(), value: null }, US_DOLLAR).figure).toBe('unknown')
  })

  it('write factors so that the strip multiplies out', () => {
    const factor = (value: number | null, unit: Explained['unit']) => factorFigure({ ...price(), value, unit }, US_DOLLAR)
    expect(factor(1460, 'box-hour/month')).toBe('1,460')
    expect(factor(2.610502283, 'request/s')).toBe('2.6105')
    expect(factor(14_863.712, 'USD/month')).toBe('$14,863.71')
    expect(factor(0.0459, 's')).toBe('46\u202fms')
    expect(factor(null, 'GPU')).toBe('unknown')
  })

  it('say the basis, the age and the range of a datum', () => {
    expect(howKnown(price(), '2026-11-23').text).toBe('quoted, 57 days old')
    expect(howKnown(price({ checkedOn: '2026-11-23' }), '2026-11-23').text).toBe('quoted, of today')
    expect(howKnown(price({ checkedOn: '2026' }), '2026-11-23').text).toBe('quoted, 2026')
    expect(readOn(price())).toBe('Read: 27 Sep 2026.')
    expect(rangeWords(price(), US_DOLLAR)).toBe('Range $2.04 to $3.49.')
    expect(rangeWords({ ...price(), origin: { kind: 'constant', why: '' } }, US_DOLLAR)).toBeNull()
  })

  it('link only to web addresses', () => {
    const source = (url: string | null) => [{ id: 'a', title: 'https://example.org/prices', url, dated: '2026-09' }]
    expect(sourceWords('a', source('https://example.org/prices'))).toEqual({
      title: 'example.org/prices',
      url: 'https://example.org/prices',
      dated: 'Sep 2026',
    })
    expect(sourceWords('a', source('javascript:alert(1)')).url).toBeNull()
    expect(sourceWords('b', [])).toEqual({ title: 'b', url: null, dated: null })
  })

  it('say that lines add up only where they do', () => {
    const part = (value: number) => constant('part', 'USD/month', value, 'a test')
    const total = sum('total', 'USD/month', [part(0.1), part(0.2)])
    expect(addsUp(total)).toBe(true)
    expect(addsUp({ ...total, value: 0.31 })).toBe(false)
    expect(addsUp({ ...total, value: null })).toBe(false)
  })
})
