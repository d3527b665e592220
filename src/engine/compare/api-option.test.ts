import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { OptionResult } from '../result.ts'
import { apiCost, apiLines } from './api-at-volume.ts'
import { apiOption } from './api-option.ts'
import { settingsOf } from './settings.ts'

const catalogue = loadCatalogue(new URL('../../../data', import.meta.url).pathname)
const provider = catalogue.apiProviders.find(({ id }) => id === 'openai')!
const offer = {
  ...provider.offers.find(({ id }) => id === 'openai/gpt-6-luna')!,
  batchMultiplier: 0.5 as number | null,
  regionalUplift: null,
}
const prices = offer.entries[0]!.prices
const priced = {
  ...offer,
  entries: [{ ...offer.entries[0]!, from: null, tiers: [], offPeak: null, prices: { ...prices, plain: 2, read: 0.2, writes: {}, out: 8 } }],
  serviceTiers: [{ id: 'priority', multiplier: 3 }],
}

/** A million requests a month of 1,000 tokens in and 100 out: 1,000 MTok × 2 + 100 MTok × 8 = 2,800 USD. */
const scenario = (edit: Partial<Scenario> = {}, batchShare = 0): Scenario => {
  const base = defaultScenario()
  const workload = {
    ...base.workloads[0]!,
    requestsPerMonth: 1e6,
    inputTokens: 1000,
    cachedShare: 0,
    cacheWriteShare: 0,
    sharedPrefixShare: 0,
    outputTokens: 100,
    reasoningTokens: 0,
    retryShare: 0,
    growthPerMonth: 0,
    callsPerRequest: 0,
    batchShare,
  }
  return { ...base, workloads: [workload], apiFte: 0, apiDiscount: 0, apiPricePath: 0, months: 12, discountRate: 0, ...edit }
}

const priceOf = (given: Scenario, offered = priced): OptionResult => apiOption(provider, offered, settingsOf(given, catalogue))
const monthly = (option: OptionResult, line: string): readonly number[] | undefined => option.lines.find(({ id }) => id === line)?.monthly

describe('an API option', () => {
  it('costs its tokens', () => {
    expect(priceOf(scenario()).levelised).toBeCloseTo(2800, 6)
  })

  it('pays for a newer model after each span, and for leaving in the last month', () => {
    const option = priceOf(scenario({ apiSwapUsd: 500, swapEveryMonths: 5, apiExitUsd: 900, apiOneOffUsd: 100 }))
    expect(monthly(option, 'model-swap')).toEqual([0, 0, 0, 0, 0, 500, 0, 0, 0, 0, 500, 0])
    expect(monthly(option, 'exit')).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 900])
    // 12 × 2,800 + 2 × 500 + 900 + 100
    expect(option.total).toBeCloseTo(35_600, 6)
  })

  it('keeps what falls once out of what grows with volume', () => {
    const given = scenario({ apiSwapUsd: 500, swapEveryMonths: 5, apiExitUsd: 900, apiOneOffUsd: 100 })
    const settings = settingsOf(given, catalogue)
    const option = priceOf(given)
    // at no interest a month bears 2,000 ÷ 12 of it
    expect(apiLines(option, settings)).toEqual([
      { upTo: Number.POSITIVE_INFINITY, fixed: expect.closeTo(2000 / 12, 6) as number, slope: expect.closeTo(2800, 6) as number },
    ])
    expect(apiCost(option, settings)(10)).toBeCloseTo(28_000 + 2000 / 12, 6)
  })
})

describe('a service tier and work that may wait', () => {
  it('multiplies what is not batch work', () => {
    expect(priceOf(scenario({ serviceTier: 'priority' })).levelised).toBeCloseTo(8400, 6)
  })

  it('leaves the batch price alone: 0.6 × 2,800 × 3 + 0.4 × 2,800 × 0.5', () => {
    const option = priceOf(scenario({ serviceTier: 'priority' }, 0.4))
    expect(option.levelised).toBeCloseTo(5040 + 560, 6)
    expect(option.warnings.map(({ code }) => code)).toContain('batch-without-tier')
  })

  it('multiplies all of it where there is no batch price', () => {
    expect(priceOf(scenario({ serviceTier: 'priority' }, 0.4), { ...priced, batchMultiplier: null }).levelised).toBeCloseTo(8400, 6)
  })

  it('changes nothing at the standard tier: 0.6 × 2,800 + 0.4 × 1,400', () => {
    expect(priceOf(scenario({}, 0.4)).levelised).toBeCloseTo(2240, 6)
  })

  it('charges fees of calls with the tier for interactive requests only', () => {
    const given = scenario({ serviceTier: 'priority', callFeeUsdPer1000: 10 }, 0.4)
    const withCalls = { ...given, workloads: given.workloads.map((workload) => ({ ...workload, callsPerRequest: 1 })) }
    // a million calls cost 10,000 USD: 600,000 at three times, 400,000 at one
    expect(monthly(priceOf(withCalls), 'call-fees')?.[0]).toBeCloseTo(18_000 + 4000, 6)
  })
})
