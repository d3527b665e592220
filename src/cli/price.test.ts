import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { priceLines, priceUsage, UnpricedLines } from './price.ts'
import { InputError } from './read-input.ts'

const catalogue = loadCatalogue(fileURLToPath(new URL('../../data', import.meta.url)))

const NONE = { uncachedInputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0, cacheWrite1hTokens: 0, outputTokens: 0 }
const line = (changes: Record<string, unknown> = {}, usage: Record<string, unknown> = {}) => ({
  id: 'openai/gpt-6-luna',
  usage: { ...NONE, uncachedInputTokens: 1_000_000, ...usage },
  at: '2026-11-23T12:00:00Z',
  ...changes,
})
const usd = (value: unknown): number => {
  const answer = priceUsage(value, catalogue)
  if ('error' in answer) throw new Error(answer.error)
  return answer.usd
}

describe('the price of a usage', () => {
  it('follows the entry in force on the day: Gemini 4 Argon doubles on 2026-12-01', () => {
    const argon = (at: string) => usd(line({ id: 'google/gemini-4-argon', at }, { uncachedInputTokens: 1000 }))
    expect(argon('2026-12-01')).toBeCloseTo(2 * argon('2026-11-30T23:59:59Z'), 12)
    // still the last of November in UTC
    expect(argon('2026-12-01T01:00:00+02:00')).toBeCloseTo(argon('2026-11-30'), 12)
  })

  it('halves outside the peak hours of DeepSeek, in UTC and on working days', () => {
    const at = (when: string) => usd(line({ id: 'deepseek/deepseek-v4.1-flash', at: when }, { uncachedInputTokens: 1000 }))
    const peak = at('2026-11-23T01:00:00Z')
    expect(at('2026-11-23T03:59:59Z')).toBe(peak)
    expect(at('2026-11-23T04:00:00Z')).toBeCloseTo(peak / 2, 15)
    expect(at('2026-11-22T02:00:00Z')).toBeCloseTo(peak / 2, 15)
    expect(at('2026-11-23T10:00:00+08:00')).toBe(peak)
  })

  it('takes service tiers by date, and batch where there is a batch price', () => {
    const sol = (changes: Record<string, unknown>) => usd(line({ id: 'openai/gpt-6.2-sol', ...changes }, { uncachedInputTokens: 1000 }))
    const standard = sol({})
    expect(sol({ serviceTier: 'ultrafast' })).toBeCloseTo(3 * standard, 12)
    expect(sol({ serviceTier: 'ultrafast', at: '2027-02-28T23:00:00Z' })).toBeCloseTo(3 * standard, 12)
    expect(sol({ serviceTier: 'ultrafast', at: '2027-03-01' })).toBeCloseTo(6 * standard, 12)
    expect(sol({ serviceTier: 'batch' })).toBeCloseTo(standard / 2, 12)
    expect(sol({ batch: true })).toBeCloseTo(standard / 2, 12)
    expect(sol({ regionalProcessing: true })).toBeCloseTo(1.1 * standard, 12)
  })

  it('gives CNY lists in USD at the bundled rate', () => {
    const rate = catalogue.currencies.rates.find(({ code }) => code === 'CNY')!.perUsd
    expect(usd(line({ id: 'deepseek-cn/deepseek-v4.1-flash', at: '2026-11-23T02:00:00Z' }, { uncachedInputTokens: 500_000 }))).toBeCloseTo(
      1 / rate,
      12,
    )
  })

  it.each([
    [line({ id: 'nobody/nothing' }), 'no offer is called "nobody/nothing"'],
    [line({ id: undefined }), 'id: is missing'],
    [line({ id: 7 }), 'id: 7 is not text'],
    [line({ id: '__proto__' }), 'no offer'],
    [line({ at: undefined }), 'at: is missing'],
    [line({ at: '2026-02-30T12:00:00Z' }), 'not a time that exists'],
    [line({ at: '2026-11-23T12:00:00' }), 'not a time like'],
    [line({ at: '2020-01-01' }), 'no price is known on that day'],
    [line({ usage: undefined }), 'usage: is missing'],
    [line({ usage: [] }), 'usage: is not an object'],
    [line({}, { outputTokens: -1 }), 'usage.outputTokens: -1 is negative'],
    [line({}, { outputTokens: Number.NaN }), 'usage.outputTokens: null is not a number'],
    [line({}, { outputTokens: '5' }), 'usage.outputTokens: "5" is not a number'],
    [line({}, { outputTokens: 1e300 }), 'more than can be counted'],
    [line({}, { outputTokens: undefined }), 'usage.outputTokens: is missing'],
    [line({}, { reasoningTokens: 5 }), 'usage.reasoningTokens: is not a kind of token'],
    [line({ serviceTier: 'warp' }), 'no service tier "warp"'],
    [line({ serviceTier: 3 }), 'serviceTier: 3 is not text'],
    [line({ batch: 'yes' }), 'batch: "yes" is not true or false'],
    [line({ id: 'google/gemini-3.5-flash', serviceTier: 'priority' }), 'is not known'],
    [7, '7 is not an object'],
    [[1], 'a list is not an object'],
  ])('says what is wrong with %j', (value, message) => {
    const answer = priceUsage(value, catalogue)
    expect('error' in answer ? answer.error : answer).toContain(message)
  })

  it('names an unknown price only where it is used', () => {
    const carbon = { id: 'google/gemini-4-carbon' }
    expect(usd(line(carbon, { uncachedInputTokens: 1000 }))).toBeCloseTo(0.002, 12)
    expect(priceUsage(line(carbon, { cachedInputTokens: 1 }), catalogue)).toEqual({
      ...carbon,
      error: 'the price of cache reads is not known',
    })
  })

  it('answers anything at all, never with NaN or a negative price', () => {
    const ids = catalogue.apiProviders.flatMap((provider) => provider.offers.map(({ id }) => id))
    const tokens = fc.oneof({ weight: 5, arbitrary: fc.nat(2_000_000) }, fc.anything())
    const usage = fc.record(
      {
        uncachedInputTokens: tokens,
        cachedInputTokens: tokens,
        cacheWriteTokens: tokens,
        cacheWrite1hTokens: tokens,
        outputTokens: tokens,
      },
      { requiredKeys: [] },
    )
    const likely = fc.record(
      {
        id: fc.oneof(fc.constantFrom(...ids), fc.string()),
        usage: fc.oneof({ weight: 9, arbitrary: usage }, fc.anything()),
        at: fc.oneof(
          fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
          fc.anything(),
        ),
        serviceTier: fc.oneof(fc.constantFrom('standard', 'batch', 'spot', 'flex', 'priority', 'ultrafast'), fc.anything()),
        batch: fc.oneof(fc.boolean(), fc.anything()),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.oneof(likely, fc.anything()), (value) => {
        const answer = priceUsage(value, catalogue)
        if ('error' in answer) expect(answer.error).not.toBe('')
        else expect(answer.usd).toBeGreaterThanOrEqual(0)
      }),
      { seed: 20261123, numRuns: 2000 },
    )
  })
})

describe('lines of usages', () => {
  it('are priced line by line, or as one list', () => {
    const one = JSON.stringify(line())
    expect(priceLines(`${one}\n\n${one}\n`, 'f', catalogue)).toBe(priceLines(`[${one},${one}]`, 'f', catalogue))
  })

  it('stop at a line that is not JSON, naming it', () => {
    const run = () => priceLines(`${JSON.stringify(line())}\n{"id":`, 'usages.jsonl', catalogue)
    expect(run).toThrow(InputError)
    expect(run).toThrow('usages.jsonl, line 2: not valid JSON')
  })

  it('give all answers and name the lines without a price', () => {
    const text = [line(), line({ id: 'x' }), line()].map((value) => JSON.stringify(value)).join('\n')
    try {
      priceLines(text, 'usages.jsonl', catalogue)
      expect.unreachable()
    } catch (error) {
      if (!(error instanceof UnpricedLines)) throw error
      expect(error.message).toBe('usages.jsonl, line 2: id: no offer is called "x"')
      expect(error.output.trim().split('\n')).toHaveLength(3)
    }
  })
})
