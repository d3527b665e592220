import { describe, expect, it } from 'vitest'
import { defaultScenario, defaultWorkload } from './defaults.ts'
import type { Known } from './field.ts'
import { readLink, writeLink } from './link.ts'
import { scenarioSchema, type Scenario } from './schema.ts'

const known: Known = {
  models: new Set(['qwen3.8-27b', 'gpt-6.2-sol', 'all']),
  offers: new Set(['openai/gpt-6.2-sol', 'azure/gpt-6.1-sol@global-standard']),
  gpus: new Set(['h100-sxm', 'b200-sxm']),
  presets: new Set(['internal_rag', 'voice_agent']),
  profiles: new Set(['office_one_timezone', 'flat_24x7']),
  places: new Set(['US', 'DE']),
  currencies: new Set(['USD', 'EUR']),
  renamed: new Map([['h100', 'h100-sxm']]),
}

const withDefaults = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })
const firstWorkload = (fragment: string) => readLink(fragment, known).scenario.workloads[0]

describe('a link', () => {
  it('of the defaults is empty, and an empty one is the defaults', () => {
    expect(writeLink(defaultScenario())).toBe('')
    for (const empty of ['', '#', '?', '&', '&&'])
      expect(readLink(empty)).toEqual({ scenario: defaultScenario(), lost: [], version: '2026-11-23', data: null })
  })

  it('holds the differences, sorted and readable', () => {
    const scenario = withDefaults({
      name: 'Claims desk & co',
      months: 24,
      gpu: 'h100-sxm',
      models: ['qwen3.8-27b', 'gpt-6.2-sol'],
      usedToday: null,
      marketplaces: true,
      gpuPrices: { 'h100-sxm': 2.1, 'b200-sxm': 4 },
      apiPrices: { 'openai/gpt-6.2-sol.out': 8 },
      workloads: [{ ...defaultWorkload(), requestsPerMonth: 2_500_000, cachedShare: 0.5 }],
    })
    expect(writeLink(scenario)).toBe(
      'v=2026-11-23&apiprice=openai/gpt-6.2-sol.out:8&gpu=h100-sxm&gpuprice=b200-sxm:4,h100-sxm:2.1&marketplaces=on' +
        '&models=qwen3.8-27b,gpt-6.2-sol&months=24&name=Claims+desk+%26+co&today=none&w1.cached=0.5&w1.requests=2500000',
    )
    expect(readLink(writeLink(scenario), known)).toMatchObject({ scenario, lost: [] })
  })

  it('counts workloads, also those without a difference', () => {
    const scenario = withDefaults({ workloads: [defaultWorkload(), defaultWorkload(), { ...defaultWorkload(), batchShare: 1 }] })
    expect(writeLink(scenario)).toBe('v=2026-11-23&w3.batch=1&workloads=3')
    expect(readLink(writeLink(scenario), known).scenario).toEqual(scenario)
  })

  it('pins the data version where one is given', () => {
    const link = writeLink(withDefaults({ months: 12 }), '2026-11-23-0a1b2c3d')
    expect(link).toBe('v=2026-11-23&data=2026-11-23-0a1b2c3d&months=12')
    expect(readLink(link).data).toBe('2026-11-23-0a1b2c3d')
  })

  it.each([
    withDefaults({ models: ['all'] }),
    withDefaults({ models: [] }),
    withDefaults({ models: 'all' }),
    withDefaults({ name: '' }),
    withDefaults({ name: '+ , : = & # % ü 漢 🜁' }),
    withDefaults({ rates: { EUR: 0.88 }, discountRate: -0.05, apiPricePath: 1e-7 }),
    withDefaults({ usedToday: 'azure/gpt-6.1-sol@global-standard', precision: 'fp8', regionalProcessing: true }),
  ])('comes back as it was written: %#', (scenario) => {
    expect(readLink(`#${writeLink(scenario)}`, known)).toMatchObject({ scenario, lost: [] })
  })

  it('is short: twelve changes fit into 300 letters', () => {
    const scenario = withDefaults({
      months: 24,
      gpu: 'h100-sxm',
      discountRate: 0.1,
      currency: 'EUR',
      apiDiscount: 0.2,
      spareReplicas: 2,
      place: 'DE',
      workloads: [
        { ...defaultWorkload(), requestsPerMonth: 1e7, inputTokens: 3000, outputTokens: 500, cachedShare: 0.5, growthPerMonth: 0.02 },
      ],
    })
    expect(writeLink(scenario).length).toBeLessThan(300)
  })
})

// Literal links of earlier days: they must read the same for ever.
describe('an old link', () => {
  it('of 2026-11-23 keeps its meaning', () => {
    const { scenario, lost } = readLink(
      '#v=2026-11-23&gpu=h100-sxm&months=24&rate=0.1&w1.cached=0.5&w1.output=500&w1.requests=2500000',
      known,
    )
    expect(lost).toEqual([])
    expect(scenario).toMatchObject({ gpu: 'h100-sxm', months: 24, discountRate: 0.1 })
    expect(scenario.workloads[0]).toMatchObject({ cachedShare: 0.5, outputTokens: 500, requestsPerMonth: 2_500_000, inputTokens: 5000 })
  })

  it('written by hand is read too: short words, names of fields, 2.5M, 35 %', () => {
    const { scenario, lost } = readLink(
      '?w.requests=2.5M&w1.in=3k&w.out=400&spares=2&discountRate=8%25&w1.cached=40+%25&w1.ttft=300+ms',
      known,
    )
    expect(lost).toEqual([])
    expect(scenario).toMatchObject({ spareReplicas: 2, discountRate: 0.08 })
    expect(scenario.workloads[0]).toMatchObject({
      requestsPerMonth: 2_500_000,
      inputTokens: 3000,
      outputTokens: 400,
      cachedShare: 0.4,
      ttftP95Seconds: 0.3,
    })
  })
})

describe('a link that is partly bad', () => {
  it.each([
    // the sentences of the page's state "a link that is partly bad"
    ['w1.cached=340', 'out-of-range', 'w1.cached=340 is above 100\u202f%: the default, 35\u202f%, is used.'],
    ['gpu=h100-sxm6', 'unknown-id', 'gpu=h100-sxm6 is not known: the default, automatic, is used.'],
    ['gpu=h100', 'retired-id', 'gpu=h100 has been retired: h100-sxm is used.'],
    ['colour=red', 'unknown-key', 'colour=red is not a setting known here: it is left out.'],
    ['abc', 'unknown-key', 'abc is not a setting known here: it is left out.'],
    ['months=24&months=36', 'duplicate', 'months=36 comes a second time: the first is used.'],
    ['months=24&v=2026-11-23&v=2026-11-23', 'duplicate', 'v=2026-11-23 comes a second time: the first is used.'],
    ['months=2.5', 'bad-value', 'months=2.5 is not a whole number: the default, 36, is used.'],
    ['months=', 'bad-value', 'months= is not a number: the default, 36, is used.'],
    ['w1.requests=-1', 'out-of-range', 'w1.requests=-1 is below 0: the default, 2,000,000, is used.'],
    ['name=%E0%A4%A', 'bad-encoding', 'name=%E0%A4%A has a broken percent sign: the default, Internal knowledge assistant, is used.'],
    ['%E0%A4%A=1', 'bad-encoding', '%E0%A4%A=1 has a broken percent sign: it is left out.'],
    ['engine=llamacpp', 'bad-value', 'engine=llamacpp is not one of the choices: the default, vLLM, is used.'],
    ['marketplaces=maybe', 'bad-value', 'marketplaces=maybe is neither on nor off: the default, off, is used.'],
    ['start=2026-13', 'bad-value', 'start=2026-13 is not a month such as 2026-12: the default, 2026-12, is used.'],
    ['w3.input=100&workloads=2', 'unknown-key', 'w3.input=100 is not a setting known here: it is left out.'],
    ['models=qwen3.8-27b,nope', 'unknown-id', 'models=qwen3.8-27b,nope names “nope”, which is not known: it is left out.'],
    ['v=1999-01-01', 'unsupported-version', 'v=1999-01-01 is a version not known here: the link is read with the defaults of 2026-11-23.'],
    ['z=abc', 'unreadable', 'The compressed part of the link cannot be read here: it is left out.'],
    ['w1.cached=0.1', 'conflict', 'A shared prefix of 25\u202f% is more than the 10\u202f% read from cache: 10\u202f% is used.'],
  ])('%s says what was lost', (fragment, kind, text) => {
    expect(readLink(fragment, known).lost).toEqual([{ kind, text }])
  })

  it('keeps all that is good', () => {
    const { scenario, lost } = readLink(
      'v=2026-11-23&w1.cached=340&gpu=h100-sxm6&months=24&apiprice=openai/gpt-6.2-sol.out:8,x.out:1,openai/gpt-6.2-sol.in:2',
      known,
    )
    expect(scenario).toEqual(withDefaults({ months: 24, apiPrices: { 'openai/gpt-6.2-sol.out': 8 } }))
    expect(lost).toHaveLength(4)
  })

  it('names the first forty losses and counts the rest', () => {
    const { lost } = readLink(Array.from({ length: 1000 }, (_, i) => `x${i}=1`).join('&'), known)
    expect(lost).toHaveLength(41)
    expect(lost.at(-1)).toEqual({ kind: 'more', text: '960 more parts of the link were not understood.' })
  })

  it('keeps the good part of a link that is too long', () => {
    const { scenario, lost } = readLink(`months=24&${'name=a&'.repeat(200_000)}`, known)
    expect(scenario.months).toBe(24)
    expect(lost[0]).toMatchObject({ kind: 'too-long' })
  })
})

describe('any text', () => {
  it.each([
    ['?valueOf='],
    ['#valueOf=1&toString=2&constructor=3&hasOwnProperty=4'],
    ['__proto__=1&w1.__proto__=1'],
    ['gpuprice=__proto__:1&rates=constructor:2&apiprice=__proto__.out:3'],
    ['models=__proto__,constructor,toString'],
    ['today=valueOf&gpu=constructor&w1.preset=__proto__'],
    ['%'],
    ['%E0%A4%A'],
    ['name=\ud800&\udfff=\ud83d'],
    ['=&==&=1'],
    ['&=;&[]=1&a[b]=2'],
    ['\0\u0001\u202e'],
    ['<script>alert(1)</script>'],
    ['w1.requests=1e999&w1.input=NaN&w1.output=Infinity&months=0x10'],
    ['w1.requests=-0'],
    ['workloads=0&workloads=99&w8.name=a&w9.name=b'],
    ['rates=EUR:0,USD:-1,EUR'],
  ])('%j gives a valid scenario', (fragment) => {
    for (const set of [known, {}]) {
      const { scenario } = readLink(fragment, set)
      expect(scenarioSchema.parse(scenario)).toEqual(scenario)
      expect(readLink(writeLink(scenario), set)).toMatchObject({ scenario, lost: [] })
    }
  })

  it('of a megabyte is read in one go', () => {
    for (const piece of ['a', '&', '&a=1', '%', '%41', '=', ',', ':', '9', 'models=', '\ud800', 'rates=EUR:1,'])
      for (const start of ['', 'models=', 'rates=', 'w1.requests=', 'name='])
        expect(() => scenarioSchema.parse(readLink(start + piece.repeat(1_000_000 / piece.length), known).scenario)).not.toThrow()
  })

  it('leaves the prototype of objects alone', () => {
    readLink('gpuprice=__proto__:1&rates=__proto__:1&__proto__=1', {})
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(firstWorkload('w1.__proto__=1')).toEqual(defaultWorkload())
  })
})
