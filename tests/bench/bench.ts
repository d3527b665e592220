/**
 * How long does a comparison take, and how many prices a second? `npm run bench`: medians in Node, side by side with
 * @pydantic/genai-prices on the same usages, and ratios against the number of options, months and workloads. Prints; asserts nothing.
 */
import { readFileSync } from 'node:fs'
import { calcPrice } from '@pydantic/genai-prices'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { OfferPricer, type Usage } from '../../src/engine/usage-price.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import { workloadFromPreset } from '../../src/scenario/presets.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

const RUNS = 41
const COLD_TARGET_MS = 150
const WARM_TARGET_MS = 16
const PRICES_TARGET = 5
const PRICED = 20_000

const catalogue = loadCatalogue('data')
const scenario = defaultScenario()

/** Median milliseconds of `run`, after as many runs to warm up. */
const median = (run: (round: number) => void, runs = RUNS): number => {
  for (let round = 0; round < runs; round++) run(round)
  const times = Array.from({ length: runs }, (_, round) => {
    const started = performance.now()
    run(round)
    return performance.now() - started
  })
  return times.toSorted((a, b) => a - b)[runs >> 1]!
}

const say = (name: string, value: string): void => console.log(`${name.padEnd(58)} ${value}`)
const ms = (value: number): string => `${value.toFixed(1)} ms`
const against = (value: number, target: number): string => `${ms(value)}  (target ${target} ms: ${value <= target ? 'met' : 'missed'})`

const withRequests = (factor: number): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((workload) => ({ ...workload, requestsPerMonth: workload.requestsPerMonth * factor })),
})

const comparisons = (): void => {
  const cold = median(() => compare(scenario, catalogue, { cache: servingCache() }))
  const cache = servingCache()
  const warm = median((round) =>
    compare(round % 2 === 0 ? { ...scenario, discountRate: 0.05 + round / 1000 } : withRequests(1 + round / 100), catalogue, { cache }),
  )
  say('one comparison of the default scenario, cold', against(cold, COLD_TARGET_MS))
  say('after an edit that leaves the serving shape alone', against(warm, WARM_TARGET_MS))
}

const growth = (): void => {
  const cache = servingCache()
  const timed = (of: Scenario, within: Catalogue = catalogue): number => median(() => compare(of, within, { cache }), 9)
  const base = timed(scenario)
  const half: Catalogue = { ...catalogue, version: 'half', models: catalogue.models.filter((_, index) => index % 2 === 0) }
  say('half the models, of the time of all', (timed(scenario, half) / base).toFixed(2))
  for (const months of [12, 120]) say(`${months} months, of the time of 36`, (timed({ ...scenario, months }) / base).toFixed(2))
  const growing = { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, growthPerMonth: 0.02 })) }
  say('demand that grows, of the time of steady demand', (timed(growing) / base).toFixed(2))
  for (const count of [2, 8]) {
    const workloads = catalogue.presets
      .slice(0, count)
      .map((preset) => ({ ...workloadFromPreset(scenario.workloads[0]!, preset), batchShare: 0 }))
    say(`${count} workloads, of the time of one`, (timed({ ...scenario, workloads }) / base).toFixed(2))
  }
}

interface PriceCase {
  readonly usage: Usage
  readonly toolModel: string
  readonly id: string
  readonly tool: string
}

/** The golden cases that the other tool priced, on both sides of the same usages. */
const prices = (): void => {
  const cases = (JSON.parse(readFileSync('tests/golden/price-cases.json', 'utf8')) as PriceCase[]).filter(({ tool }) =>
    tool.startsWith('@pydantic'),
  )
  const offers = new Map(catalogue.apiProviders.flatMap((provider) => provider.offers.map((offer) => [offer.id, offer])))
  const ours = cases.flatMap(({ id, usage }) => {
    const offer = offers.get(id)
    return offer === undefined ? [] : [{ pricer: new OfferPricer(offer, 1), usage }]
  })
  const at = { day: '2026-11-23', hourOfWeek: 12 }
  const mine = median(() => {
    for (let n = 0; n < PRICED; n++) {
      const { pricer, usage } = ours[n % ours.length]!
      pricer.price(usage, at, 'standard', false)
    }
  }, 7)
  const theirs = median(() => {
    for (let n = 0; n < PRICED; n++) {
      const { toolModel, usage } = cases[n % cases.length]!
      const [providerId = '', ...model] = toolModel.split('/')
      calcPrice(
        {
          input_tokens: usage.uncachedInputTokens + usage.cachedInputTokens + usage.cacheWriteTokens + usage.cacheWrite1hTokens,
          cache_read_tokens: usage.cachedInputTokens,
          cache_write_tokens: usage.cacheWriteTokens,
          output_tokens: usage.outputTokens,
        },
        model.join('/'),
        { providerId, timestamp: new Date('2026-11-23T12:00:00Z') },
      )
    }
  }, 7)
  const perSecond = (time: number): string => `${Math.round(PRICED / time)}k prices a second`
  say('prices, this engine', perSecond(mine))
  say('prices, @pydantic/genai-prices on the same usages', perSecond(theirs))
  say('ratio', `${(theirs / mine).toFixed(0)} times  (target ${PRICES_TARGET}: ${theirs / mine >= PRICES_TARGET ? 'met' : 'missed'})`)
}

comparisons()
growth()
prices()
