import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { explainOption } from '../explanation/explain-option.ts'
import { ASSUMED } from '../explanation/leaves.ts'
import type { OptionResult } from '../result.ts'
import { allOptions } from './compare.ts'
import { apiCost, apiSideLines, lowerEnvelope } from './api-at-volume.ts'
import { piecesCost } from './fleet-at-volume.ts'
import { provisionedOptions } from './provisioned-option.ts'
import { servingCache } from './serving-cache.ts'
import { settingsOf } from './settings.ts'

const loaded = loadCatalogue(new URL('../../../data', import.meta.url).pathname)
const OFFER = 'openai/gpt-6-luna'
const FLAT = { ...loaded.profiles[0]!, id: 'flat', weights: Array.from({ length: 168 }, () => 1) }

/** The offer at 2 USD in and 8 out, half price for batch work, and a week without peaks. */
const catalogue = {
  ...loaded,
  profiles: [...loaded.profiles, FLAT],
  apiProviders: loaded.apiProviders.map((provider) => ({
    ...provider,
    offers: provider.offers.map((offer) =>
      offer.id === OFFER
        ? {
            ...offer,
            batchMultiplier: 0.5,
            entries: [
              {
                ...offer.entries[0]!,
                from: null,
                tiers: [],
                offPeak: null,
                prices: { ...offer.entries[0]!.prices, plain: 2, read: 2, writes: {}, out: 8 },
              },
            ],
          }
        : offer,
    ),
  })),
}

/** 2,628,000 requests a month are one a second: 1,000 plain tokens in and 100 out. */
const scenario = (
  provisioned: Scenario['provisioned'],
  edit: Partial<Scenario['workloads'][0]> = {},
  whole: Partial<Scenario> = {},
): Scenario => {
  const base = defaultScenario()
  const workload = {
    ...base.workloads[0]!,
    requestsPerMonth: 2_628_000,
    inputTokens: 1000,
    cachedShare: 0,
    cacheWriteShare: 0,
    sharedPrefixShare: 0,
    outputTokens: 100,
    reasoningTokens: 0,
    retryShare: 0,
    growthPerMonth: 0,
    callsPerRequest: 0,
    batchShare: 0,
    profile: 'flat',
    ...edit,
  }
  return { ...base, workloads: [workload], apiFte: 0, months: 12, discountRate: 0, provisioned, ownGpus: false, hybrids: false, ...whole }
}

const optionOf = (given: Scenario): OptionResult => provisionedOptions(settingsOf(given, catalogue))[0]!
const quote = (values: Readonly<Record<string, number>>): Scenario['provisioned'] =>
  Object.fromEntries(Object.entries(values).map(([ending, value]) => [`${OFFER}.${ending}`, value]))

describe('reserved API capacity', () => {
  it('buys whole units for the peak hour: 1,000 + 100 × 4 = 1,400 weighted tokens a second are 3 units of 500', () => {
    const option = optionOf(scenario(quote({ usd: 700, rate: 500, out: 4 })))
    expect(option.api?.provisioned).toEqual({
      units: 3,
      usdPerUnitMonth: 700,
      peakRate: expect.closeTo(1400, 6) as number,
      ratePerUnit: 500,
    })
    expect(option.levelised).toBeCloseTo(2100, 9)
    expect(option.id).toBe(`ptu:${OFFER}`)
    expect(option.warnings.map(({ code }) => code)).toContain('no-burst-margin')
  })

  it('buys at least the minimum, and in steps', () => {
    expect(optionOf(scenario(quote({ usd: 700, rate: 500, out: 4, minimum: 15, step: 5 }))).levelised).toBeCloseTo(10_500, 9)
    expect(optionOf(scenario(quote({ usd: 700, rate: 500, out: 4, step: 5 }))).levelised).toBeCloseTo(3500, 9)
    expect(optionOf(scenario(quote({ usd: 700, rate: 100, out: 4, minimum: 12, step: 5 }))).api?.provisioned?.units).toBe(15)
  })

  it('bills work that may wait by the token: half at 1 unit less, half of 1,314 × (2 + 0.8) × 0.5', () => {
    const option = optionOf(scenario(quote({ usd: 700, rate: 500, out: 4 }), { batchShare: 0.5 }))
    // 700 weighted tokens a second are 2 units; 1,314,000 requests × 0.0028 USD at half price
    expect(option.levelised).toBeCloseTo(2 * 700 + 1314 * 2.8 * 0.5, 6)
  })

  it('grows with the months', () => {
    const option = optionOf(scenario(quote({ usd: 700, rate: 500, out: 4 }), { growthPerMonth: 0.1 }))
    // 1,400 · 1.1^m ÷ 500: 2.8, 3.08, 3.388, 3.73, 4.1 …
    expect(option.monthly.slice(0, 5)).toEqual([2100, 2800, 2800, 2800, 3500])
  })

  it('is not possible with half a quote, and names the field', () => {
    const option = optionOf(scenario(quote({ usd: 700 })))
    expect(option.status).toBe('not-possible')
    expect(option.reasons[0]?.nearest).toContain(`${OFFER}.rate`)
    expect(optionOf(scenario(quote({ rate: 700 }))).reasons[0]?.nearest).toContain(`${OFFER}.usd`)
  })

  it('counts towards a minimum spend and for support', () => {
    const provider = catalogue.apiProviders.find(({ offers }) => offers.some(({ id }) => id === OFFER))!.id
    const option = optionOf(
      scenario(quote({ usd: 700, rate: 500, out: 4 }), {}, { apiCommitments: { [provider]: 3000 }, apiSupportShare: 0.1 }),
    )
    expect(option.levelised).toBeCloseTo(3300, 9)
  })

  it('is a stair over volume, and the lines find the same costs', () => {
    const given = scenario(quote({ usd: 700, rate: 500, out: 4, minimum: 2 }), { batchShare: 0.5 })
    const settings = settingsOf(given, catalogue)
    const option = optionOf(given)
    const lines = apiSideLines(option, settings, new Map(), 0.01, 100)!
    const stair = piecesCost(lowerEnvelope(lines, 0.01, 100))
    const cost = apiCost(option, settings)
    for (const volume of [0.02, 0.5, 1, 1.4, 1.5, 7.77, 99]) expect(stair(volume)).toBeCloseTo(cost(volume), 6)
    // 700 × 1.5 = 1,050 weighted tokens a second: 3 units; batch work 1.5 × 1,839.6
    expect(cost(1.5)).toBeCloseTo(3 * 700 + 1.5 * 1839.6, 6)
  })

  it('is one of the options and explains itself', () => {
    const given = scenario(quote({ usd: 700, rate: 500, out: 4 }), { batchShare: 0.5 })
    const { options, choices, ownedChoices, endpoints, context, settings } = allOptions(
      given,
      { ...catalogue, models: catalogue.models.filter(({ architecture }) => architecture === null) },
      servingCache(),
    )
    const option = options.find(({ id }) => id === `ptu:${OFFER}`)!
    const node = explainOption(option, { settings, context, choices, ownedChoices, endpoints, basisOf: ASSUMED })
    expect(node?.value).toBeCloseTo(option.levelised!, 6)
  })
})
