import { describe, expect, it } from 'vitest'
import { sampleOdds } from '../../../tests/helpers/sample-odds.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { oddsFact } from './odds-fact.ts'

const fact = (chance: number, p10: number, p50: number, p90: number) =>
  oddsFact(sampleOdds({ selfHostedCheaper: { chance, standardError: 0.01 }, difference: { p10, p50, p90 } }), US_DOLLAR)

describe('the odds as a fact', () => {
  // words and figures of visual.md and its mock
  it('name the side that wins more often, and the range of the difference', () => {
    expect(fact(0.02, 2630, 6180, 14_600)).toMatchObject({
      headline: '98 in 100 for the API',
      sentence: 'Eight draws in ten put the difference between $2,630 and $14,600 a month.',
    })
    expect(fact(0.998, -14_600, -6180, -2630)).toMatchObject({
      headline: 'more than 99 in 100 for self-hosting',
      sentence: 'Eight draws in ten put the difference between $2,630 and $14,600 a month.',
    })
  })
  it('say for whom each end of the range is where the ends differ', () => {
    expect(fact(0.4, -400, 300, 1200)?.sentence).toBe(
      'Eight draws in ten lie between $400 a month for self-hosting and $1,200 for the API.',
    )
  })
  it('do not repeat a figure where both ends look alike', () => {
    expect(fact(0.1, 1000.1, 1000.2, 1000.3)?.sentence).toBe('Eight draws in ten put the difference at about $1,000 a month.')
  })
  it('are no fact where a side is missing', () => {
    expect(oddsFact(sampleOdds({ selfHostedCheaper: null, difference: null }), US_DOLLAR)).toBeNull()
  })

  it('are drawn from a tie outwards, in the colour of the side they favour', () => {
    const strip = fact(0.02, 2630, 6180, 14_600)!.strip!
    expect(strip.bands).toHaveLength(1)
    expect(strip.bands[0]?.kind).toBe('api')
    expect(strip.marks[0]?.path).toBe('M8 4V20')
    // 8 + 6180 / 14,600 × 214
    expect(strip.dot).toEqual({ x: 98.6, kind: 'api' })
    expect(strip.labels.map(({ text }) => text)).toEqual(['$14.6k', '$2.63k', '$0'])
    expect(fact(0.4, -400, 300, 1200)!.strip!.bands.map(({ kind }) => kind)).toEqual(['own', 'api'])
  })
})
