import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { settle } from './consistency.ts'
import { defaultScenario, defaultWorkload } from './defaults.ts'
import { basisTable } from './field-basis.ts'
import { findField, scenarioFields, workloadFields, type FieldPlace } from './fields.ts'
import { knownFrom } from './known.ts'
import { readLink, writeLink } from './link.ts'
import { parseNumber } from './parse-number.ts'
import { applyPreset } from './presets.ts'
import { findRange, middleOf, rangeKind, rangesWithoutWorkload, rangeText, setRanged } from './ranges.ts'
import { readScenarioJson } from './read-scenario.ts'
import type { Scenario } from './schema.ts'

const catalogue = loadCatalogue('data')
const known = knownFrom(catalogue)
const field = (key: string) => (findField(key) as FieldPlace).field
const output = field('w1.output')
const withOutput = (value: number, range: readonly [number, number]): Scenario => setRanged(defaultScenario(), output, value, range)

describe('a range in a link', () => {
  it.each([
    ['w1.out=220~300~420', 300, [220, 420]],
    ['w1.out=100~400', 200, [100, 400]],
    ['w1.out=300~300', 300, [300, 300]],
    ['w1.out=220+to+420,+300', 300, [220, 420]],
    ['w1.cached=0.2~0.5', 1 / 3, [0.2, 0.5]],
    ['gpupath=-0.25~0.35', 0.05, [-0.25, 0.35]],
    ['electricity=0.08~0.1~0.15', 0.1, [0.08, 0.15]],
  ])('%s is read', (fragment, value, range) => {
    const { scenario, lost } = readLink(fragment, known)
    expect(lost).toEqual([])
    expect(Object.values(scenario.ranges)).toEqual([range])
    const place = findRange(Object.keys(scenario.ranges)[0]!)!
    const typical = place.field.scope === 'workload' ? scenario.workloads[0]![place.field.path] : scenario[place.field.path]
    expect(typical).toBeCloseTo(value, 12)
  })

  it('goes with an entry of a record', () => {
    const { scenario, lost } = readLink('gpuprice=h100-sxm:2.4~2.5~2.8,h200-sxm:3', known)
    expect(lost).toEqual([])
    expect(scenario.gpuPrices).toEqual({ 'h100-sxm': 2.5, 'h200-sxm': 3 })
    expect(scenario.ranges).toEqual({ 'gpuPrices.h100-sxm': [2.4, 2.8] })
  })

  it('goes by the id that took the place of a retired one', () => {
    const { scenario } = readLink('gpuprice=h100:2.4~2.5~2.8', { ...known, renamed: new Map([['h100', 'h100-sxm']]) })
    expect(scenario.ranges).toEqual({ 'gpuPrices.h100-sxm': [2.4, 2.8] })
  })

  it('is written with its typical value only where that is not the middle', () => {
    expect(writeLink(withOutput(300, [220, 420]))).toBe('v=2026-11-23&w1.output=220~300~420')
    expect(writeLink(withOutput(200, [100, 400]))).toBe('v=2026-11-23&w1.output=100~400')
    expect(writeLink(withOutput(300, [300, 300]))).toBe('v=2026-11-23&w1.output=300~300')
    expect(writeLink({ ...defaultScenario(), gpuPrices: { 'h100-sxm': 2.5 }, ranges: { 'gpuPrices.h100-sxm': [2.4, 2.8] } })).toBe(
      'v=2026-11-23&gpuprice=h100-sxm:2.4~2.5~2.8',
    )
  })

  it.each([
    ['w1.out=420~220', 'w1.out=420~220 runs from high to low, where 220 to 420 would be right: the default, 300, is used.'],
    ['w1.out=220~500~420', 'w1.out=220~500~420 has a typical value outside its range: the default, 300, is used.'],
    ['w1.out=1~2~3~4', 'w1.out=1~2~3~4 is not a number: the default, 300, is used.'],
    ['w1.out=220~', 'w1.out=220~ is not a range of two numbers: the default, 300, is used.'],
    ['w1.cached=0.5~1.2', 'w1.cached=0.5~1.2 is a range that ends above 100\u202f%: the default, 35\u202f%, is used.'],
    ['months=24~36', 'months=24~36 is a range, and this takes one number: the default, 36, is used.'],
    ['w1.ttft=1~2', 'w1.ttft=1~2 is a range, and this takes one number: the default, 2 s, is used.'],
    [
      'gpuprice=h100-sxm:3~2',
      'gpuprice=h100-sxm:3~2 has an entry for “h100-sxm” that runs from high to low, where 2 to 3 would be right: it is left out.',
    ],
  ])('%s is refused with a reason', (fragment, text) => {
    const { scenario, lost } = readLink(fragment, known)
    expect(lost.map((one) => one.text)).toEqual([text])
    expect(scenario).toEqual(defaultScenario())
  })
})

describe('a range in JSON', () => {
  it('is read beside its value', () => {
    const text =
      '{"gpuPrices": {"h100-sxm": 2.5}, "ranges": {"workloads.0.outputTokens": [220, 420], "discountRate": [0.06, 0.13], "gpuPrices.h100-sxm": [2.4, 2.8]}}'
    expect(readScenarioJson(text, known)).toMatchObject({
      scenario: { ranges: { 'workloads.0.outputTokens': [220, 420], discountRate: [0.06, 0.13], 'gpuPrices.h100-sxm': [2.4, 2.8] } },
      lost: [],
    })
  })

  it.each([
    ['{"ranges": [1]}', 'ranges must be an object in braces, not a list (line 1, column 12)'],
    ['{"ranges":\n{"discountRate": 0.1}}', 'ranges.discountRate (0.1) is not a pair of numbers such as [220, 420] (line 2, column 18)'],
    [
      '{"ranges": {"discountRate": [0.1, 0.2]}}',
      'ranges.discountRate (0.1 to 0.2) does not hold its typical value, 9\u202f% (line 1, column 29)',
    ],
    [
      '{"ranges": {"discountRate": [0.2, 0.05]}}',
      'ranges.discountRate (0.2 to 0.05) runs from high to low, where 5\u202f% to 20\u202f% would be right (line 1, column 29)',
    ],
    [
      '{"ranges": {"discountRate": [0.05, 2]}}',
      'ranges.discountRate (0.05 to 2) is a range that ends above 100\u202f% (line 1, column 29)',
    ],
    ['{"ranges": {"discountrate": [0, 1]}}', 'ranges.discountrate (0 to 1) names nothing that takes a range (line 1, column 29)'],
    ['{"ranges": {"rate": [0, 1]}}', 'ranges.rate (0 to 1) names nothing that takes a range (line 1, column 21)'],
    ['{"ranges": {"months": [12, 48]}}', 'ranges.months (12 to 48) names nothing that takes a range (line 1, column 23)'],
    [
      '{"ranges": {"workloads.1.outputTokens": [1, 2]}}',
      'ranges.workloads.1.outputTokens (1 to 2) is a range of something that has no number here (line 1, column 41)',
    ],
    [
      '{"ranges": {"gpuPrices.h100-sxm": [1, 2]}}',
      'ranges.gpuPrices.h100-sxm (1 to 2) is a range of something that has no number here (line 1, column 35)',
    ],
    [
      '{"ranges": {"electricityUsdPerKwh": [0.1, 0.2]}}',
      'ranges.electricityUsdPerKwh (0.1 to 0.2) is a range of something that has no number here (line 1, column 37)',
    ],
    ['{"ranges": {"__proto__": [0, 1]}}', 'ranges.__proto__ (0 to 1) names nothing that takes a range (line 1, column 26)'],
  ])('%s is refused at its place', (text, error) => {
    expect(readScenarioJson(text, known)).toMatchObject({ error })
  })
})

describe('a range', () => {
  it('gives way to a value outside it', () => {
    const { scenario, changes } = settle({
      ...defaultScenario(),
      ranges: { 'workloads.0.outputTokens': [320, 420], discountRate: [0.06, 0.13] },
    })
    expect(scenario.ranges).toEqual({ discountRate: [0.06, 0.13] })
    expect(changes).toEqual([
      {
        field: 'workloads.0.outputTokens',
        text: 'The range 320 to 420 of output tokens does not hold its typical value, 300: it is left out.',
      },
    ])
  })

  it('gives way where its value was settled', () => {
    const { scenario, changes } = settle({
      ...defaultScenario(),
      workloads: [{ ...defaultWorkload(), cachedShare: 0.1 }],
      ranges: { 'workloads.0.sharedPrefixShare': [0.2, 0.3] },
    })
    expect(scenario.workloads[0]?.sharedPrefixShare).toBe(0.1)
    expect(scenario.ranges).toEqual({})
    expect(changes).toHaveLength(2)
  })

  it('goes with its workload', () => {
    const ranges: Scenario['ranges'] = {
      'workloads.0.outputTokens': [1, 2],
      'workloads.1.outputTokens': [3, 4],
      'workloads.2.inputTokens': [5, 6],
      pue: [1.1, 1.5],
    }
    expect(rangesWithoutWorkload(ranges, 1)).toEqual({
      'workloads.0.outputTokens': [1, 2],
      'workloads.1.inputTokens': [5, 6],
      pue: [1.1, 1.5],
    })
  })

  it('goes when a preset puts another value in its place, and others stay', () => {
    const scenario = {
      ...withOutput(300, [220, 420]),
      ranges: { 'workloads.0.outputTokens': [220, 420], discountRate: [0.06, 0.13] },
    } satisfies Scenario
    const preset = catalogue.presets.find(({ id }) => id === 'support_chat')!
    expect(applyPreset(scenario, 0, preset).ranges).toEqual({ discountRate: [0.06, 0.13] })
  })

  it('makes its value the buyer’s', () => {
    expect(basisTable(defaultScenario(), catalogue)['workloads.0.outputTokens']?.basis).toBe('measured')
    expect(basisTable(withOutput(300, [220, 420]), catalogue)['workloads.0.outputTokens']?.basis).toBe('yours')
  })

  it('is shown as it can be typed', () => {
    for (const { ranged, kind, ...rest } of [...scenarioFields, ...workloadFields]) {
      if (!ranged) continue
      const one = { ranged, kind, ...rest } as FieldPlace['field']
      const [min, max] = [Math.max(one.min!, -0.5), Math.min(one.max!, 40)]
      const [low, high] = [min + (max - min) / 4, min + (max - min) / 2]
      for (const typical of [middleOf(one, [low, high]), low, high])
        expect(parseNumber(rangeText(one, typical, [low, high]), one), rangeText(one, typical, [low, high])).toEqual({
          value: expect.closeTo(typical, 10),
          range: [expect.closeTo(low, 10), expect.closeTo(high, 10)],
        })
    }
  })

  it('spreads by what its field is', () => {
    expect(rangeKind(output, [220, 420])).toBe('positive')
    expect(rangeKind(field('w1.cached'), [0.2, 0.5])).toBe('share')
    expect(rangeKind(field('gpupath'), [0.1, 0.3])).toBe('signed')
    expect(rangeKind(field('adders'), [0.05, 0.4])).toBe('positive')
    // no factor and no odds lead to nothing or to all
    expect(rangeKind(output, [0, 420])).toBe('signed')
    expect(rangeKind(field('w1.cached'), [0.5, 1])).toBe('signed')
  })
})
