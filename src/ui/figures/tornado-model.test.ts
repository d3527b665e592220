import { describe, expect, it } from 'vitest'
import { sampleSensitivity } from '../../../tests/helpers/sample-odds.ts'
import type { SensitivityBar } from '../../engine/odds/odds-result.ts'
import { tornadoFigure } from './tornado-model.ts'
import { tornadoSources, tornadoTable } from './tornado-table.ts'

const figure = tornadoFigure(sampleSensitivity())
const row = (label: string) => figure.rows.find((candidate) => candidate.label === label)!
const oneBar = (over: Partial<SensitivityBar>) => ({
  ...sampleSensitivity({ done: 1, of: 1 }),
  bars: [{ ...sampleSensitivity().bars[0]!, ...over }],
})

describe('the tornado', () => {
  it('has the widest bar first and names what does nothing below', () => {
    expect(figure.rows.map(({ label }) => label)).toEqual([
      'Staff for rented GPUs',
      'Price of an H100',
      'Requests',
      'Input tokens',
      'Read from a cache',
      'Output tokens',
      'Discount rate',
    ])
    expect(figure.foot).toBe('GPU throughput changes nothing within its range. 1 more input is in the table.')
  })

  it('draws each part from the present difference to an end, on one scale that holds the tie', () => {
    const usd = (share: number) => ((share - figure.zero!) / (figure.now.at - figure.zero!)) * 6250
    expect(figure.now.text).toBe('$6,250')
    const { toOwn, toApi, ownEnd, apiEnd } = row('Requests')
    expect(usd(toOwn!.from)).toBeCloseTo(4030)
    expect(toOwn!.from + toOwn!.width).toBeCloseTo(figure.now.at)
    expect(usd(toApi!.from + toApi!.width)).toBeCloseTo(8120)
    // more requests favour self-hosting: the higher value stands at the left
    expect([ownEnd!.text, apiEnd!.text]).toEqual(['2.6M', '1.5M'])
    for (const tick of figure.ticks) expect(tick.text).toBe(tick.zero ? '$0' : `$${Math.round(usd(tick.at) / 1000)}k`)
  })

  it('says at which value the answer flips, or none', () => {
    expect(
      ['Staff for rented GPUs', 'Price of an H100', 'Requests', 'Input tokens', 'Read from a cache'].map((name) => row(name).flips),
    ).toEqual(['none', '$0.83', '5.0M', '15,900', 'none'])
  })

  it('puts both values at one end where both move the answer the same way', () => {
    const [only] = tornadoFigure(oneBar({ low: { value: 0.16, difference: 3000 }, high: { value: 0.65, difference: 5000 } })).rows
    expect(only).toMatchObject({ toApi: null, apiEnd: null })
    expect(only?.ownEnd?.text).toBe('0.16, 0.65')
  })

  it('draws no part where a side is not possible, and says so', () => {
    const [only] = tornadoFigure(oneBar({ high: { value: 0.65, difference: null } })).rows
    expect(only).toMatchObject({ toApi: null, impossible: 'not possible at 0.65' })
  })

  it('shows a certain input that can flip the answer under the bars, with its value and no bar', () => {
    const certain = { ...oneBar({}).bars[0]!, path: 'apiPrices', label: 'API prices', typical: 1 }
    const end = { value: 1, difference: 6250 }
    const bars = [{ ...certain, low: end, high: end, flipsAt: [1.51] }, ...sampleSensitivity().bars]
    const last = tornadoFigure(sampleSensitivity({ bars })).rows.at(-1)
    expect(last).toMatchObject({ label: 'API prices', toOwn: null, toApi: null, flips: '151\u202f% of today' })
    expect(last?.apiEnd?.text).toBe('100\u202f% of today')
  })

  it('leaves a tie out that lies far beyond the bars', () => {
    const far = tornadoFigure({
      ...oneBar({ low: { value: 1, difference: 99_000 }, high: { value: 2, difference: 101_000 } }),
      difference: 1e5,
    })
    expect(far.zero).toBeNull()
    expect(far.foot).toBe('A tie lies beyond the edge of the plot.')
  })
})

describe('its title', () => {
  it('says that no input flips the answer, and which comes closest', () => {
    // 3,470 a month are left with little staff, 4,030 with many requests
    expect(figure.title).toBe('No single input flips the answer within its likely range; staff for rented GPUs comes closest')
  })
  it('names those that do', () => {
    const flip = (labels: readonly string[]) =>
      tornadoFigure(
        sampleSensitivity({
          bars: sampleSensitivity().bars.map((bar) =>
            labels.includes(bar.label) ? { ...bar, low: { ...bar.low, difference: -500 } } : bar,
          ),
        }),
      ).title
    expect(flip(['Requests'])).toBe('Only requests can flip the answer within its likely range')
    expect(flip(['Requests', 'Output tokens'])).toBe('Requests and output tokens can each flip the answer within their likely range')
    expect(flip(['Staff for rented GPUs', 'Requests', 'Input tokens', 'Output tokens'])).toBe(
      'Four inputs can each flip the answer within their likely range, staff for rented GPUs most of all',
    )
  })
  it('does not claim a finding before all inputs are worked out', () => {
    const half = tornadoFigure(sampleSensitivity({ done: 3, of: 9 }))
    expect(half.title).toBe('What moves the answer, as far as it is worked out')
    expect(half.method).toContain('3 of 9 inputs')
  })
})

describe('its table', () => {
  it('has every input with both ends and where the answer flips', () => {
    const table = tornadoTable(sampleSensitivity())
    expect(table.rows).toHaveLength(9)
    expect(table.rows[1]?.map(({ text }) => text)).toEqual([
      'Price of an H100',
      '$2.69',
      '$2.04',
      '$4,060',
      '$3.49',
      '$8,960',
      '$0.83',
      '$0.27–$26.9',
    ])
  })
  it('says where values and ranges come from', () => {
    const inputs = [{ path: 'discountRate', label: 'Discount rate', low: 0.06, typical: 0.09, high: 0.12, from: 'yours' as const }]
    const sources = tornadoSources(sampleSensitivity(), inputs, (path) =>
      path === 'discountRate' ? { basis: 'assumed', reason: 'Companies use 7 to 10 %.' } : null,
    )
    expect(sources.rows.find(([label]) => label?.text === 'Discount rate')?.map(({ text }) => text)).toEqual([
      'Discount rate',
      'assumed',
      'yours',
      'Companies use 7 to 10 %.',
    ])
  })
})
