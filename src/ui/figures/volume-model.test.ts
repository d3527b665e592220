import { describe, expect, it } from 'vitest'
import { sampleComparison } from '../../../tests/helpers/sample-comparison.ts'
import type { Comparison, VolumeCurve } from '../../engine/result.ts'
import { costAt, pointsOf, volumeFigure, windowOf } from './volume-model.ts'
import { volumeTable } from './volume-table.ts'

const comparison = sampleComparison()
const curve = comparison.volume!
const withCurve = (over: Partial<VolumeCurve>, verdict: Partial<Comparison['verdict']> = {}) =>
  sampleComparison({ volume: { ...curve, ...over }, verdict: { ...comparison.verdict, ...verdict } })

describe('the figure of cost against volume', () => {
  const figure = volumeFigure(comparison)!

  it('draws both sides of the verdict, today’s option and the cheapest hosted model, once each', () => {
    expect(figure.lines.map(({ name, role, main }) => [name, role, main])).toEqual([
      ['Gemini 3.8 Flash', 'cheapest API', true],
      ['Qwen3.8-27B', 'rented, in steps', true],
      ['GPT-6.2 Sol', 'used today', false],
      ['Qwen3.8-27B', 'at Together', false],
    ])
  })

  it('calls nothing used today that the buyer did not name', () => {
    const roles = volumeFigure(comparison, undefined, false)!.lines.map(({ role }) => role)
    expect(roles).not.toContain('used today')
    expect(roles[2]).toBe('for comparison')
  })

  it('looks from a twentieth to 25 times today’s volume', () => {
    expect(figure.window).toEqual({ low: 100_000, high: 50_000_000 })
    expect(figure.xTicks.filter(({ text }) => text !== '').map(({ text }) => text)).toEqual(['100k', '300k', '1M', '3M', '10M', '30M'])
    expect(figure.yTicks.filter(({ text }) => text !== '').map(({ text }) => text)).toEqual(['$1k', '$10k', '$100k'])
  })

  it('puts the buyer at today’s volume, with a dot on each compared line', () => {
    expect(figure.you).toMatchObject({ x: 2_000_000, text: 'You: 2.0M' })
    expect(figure.you.dots.map(Math.round)).toEqual([9432, 15_616])
  })

  it('rings every crossing and names the one of the verdict', () => {
    expect(figure.rings.map(({ label }) => label)).toEqual([
      { number: '5.0M', words: 'self-hosting beats Gemini 3.8 Flash', short: 'beats Gemini 3.8 Flash', place: 'below' },
      null,
      null,
      { number: '1.4M', words: 'self-hosting beats GPT-6.2 Sol', short: 'beats GPT-6.2 Sol', place: 'above' },
    ])
    // where a line crosses, both sides cost the same
    expect(figure.rings[0]!.y).toBeCloseTo(15_616 + (7855 + 1178) / 2, -2)
  })

  it('counts GPUs on a ladder that rises with the volume', () => {
    expect(figure.ladder.slice(0, 3).map(({ gpus }) => gpus)).toEqual([4, 6, 8])
    expect(figure.ladder[1]!.from).toBeGreaterThan(2_900_000)
    expect(figure.ladder[1]!.from).toBeLessThan(3_100_000)
    expect(figure.mostGpus).toBe(36)
  })

  it('says in its title what the curve shows', () => {
    const titleOf = (over: Partial<VolumeCurve>, verdict: Partial<Comparison['verdict']> = {}) =>
      volumeFigure(withCurve(over, verdict))!.title
    const [first] = curve.crossings
    expect(figure.title).toBe('Self-hosting becomes cheaper above 5.0 million requests a month, for good above 6.2 million')
    expect(titleOf({ crossings: [first!] })).toBe('Self-hosting becomes cheaper above 5.0 million requests a month')
    expect(titleOf({ crossings: [{ ...first!, cheaperAfter: 'api', cheaperBefore: 'self-hosted' }], staysCheaperFrom: null })).toBe(
      'Self-hosting is cheaper only below 5.0 million requests a month',
    )
    expect(titleOf({ crossings: [], staysCheaperFrom: null, selfHostedWins: [] })).toBe(
      'At no volume between 20,000 and 200 million requests a month does self-hosting become cheaper',
    )
    expect(titleOf({ crossings: [], staysCheaperFrom: 20_000 }, { kind: 'self-hosted-cheaper' })).toBe(
      'Self-hosting is cheaper at every volume between 20,000 and 200 million requests a month',
    )
  })

  it('calls the line self-hosting where another fleet is cheapest at other volumes', () => {
    const fleets = curve.fleets.map((fleet, index) => (index > 260 && fleet !== null ? { ...fleet, optionId: 'glm-5.2-h200' } : fleet))
    expect(volumeFigure(withCurve({ fleets }))!.lines[1]).toMatchObject({ name: 'Self-hosting', role: 'cheapest fleet' })
  })

  it('is absent where there is no curve', () => {
    expect(volumeFigure(sampleComparison({ volume: null }))).toBeNull()
  })

  it('widens the window to show a far crossing', () => {
    expect(windowOf({ ...curve, staysCheaperFrom: 90_000_000 }, 2_000_000, null).high).toBe(135_000_000)
    expect(windowOf({ ...curve, staysCheaperFrom: 190_000_000 }, 2_000_000, null).high).toBe(200_000_000)
  })
})

describe('points of a line', () => {
  const window = { low: 1, high: 10 }
  it('keep the jumps of steps and both ends, and nothing between', () => {
    expect(pointsOf([1, 2, 3, 4, 5], [7, 7, 9, 9, 9], window, true)).toEqual([
      { x: 1, y: 7 },
      { x: 3, y: 9 },
      { x: 5, y: 9 },
    ])
  })
  it('leave a gap where the option is not possible', () => {
    const points = pointsOf([1, 2, 3, 4, 5], [7, 7, null, null, 8], window, true)
    expect(points).toContainEqual({ x: 3, y: null })
    expect(points).toContainEqual({ x: 2, y: 7 })
  })
  it('read a power law exactly between grid points', () => {
    // y = 3·x², so y(5) = 75
    expect(costAt([1, 10, 100], [3, 300, 30_000], 5)).toBeCloseTo(75, 9)
    expect(costAt([1, 10], [3, null], 5)).toBeNull()
  })
})

describe('the table of cost against volume', () => {
  it('has round volumes, the buyer’s own and the crossings, in order', () => {
    const { rows } = volumeTable(volumeFigure(comparison)!, comparison)
    expect(rows.map(([volume]) => volume!.text)).toEqual([
      '100k', '300k', '1.0M', '1.4M, the lines cross', '2.0M, you', '3.0M', '5.0M, the lines cross', '6.0M, the lines cross', '6.2M, the lines cross', '10M', '30M',
    ].map((text) => text.replace('100k', '100,000').replace('300k', '300,000'))) // prettier-ignore
    expect(rows[4]![1]).toMatchObject({ text: '$9,430', target: { kind: 'option', optionId: 'gemini-3.8-flash' } })
  })
})
