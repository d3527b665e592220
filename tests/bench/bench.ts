/**
 * How long does a comparison take, and how many prices a second? `npm run bench`: medians in Node, side by side with
 * @pydantic/genai-prices on the same usages, and ratios against the number of options, months and workloads, all in one run. Prints; asserts nothing.
 */
import { readFileSync } from 'node:fs'
import { calcPrice } from '@pydantic/genai-prices'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import type { Catalogue } from '../../src/catalogue/schema.ts'
import { compare, isOpenModel } from '../../src/engine/compare/compare.ts'
import { servableIn, servingCache } from '../../src/engine/compare/serving-cache.ts'
import { OfferPricer, type Usage } from '../../src/engine/usage-price.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import { workloadFromPreset } from '../../src/scenario/presets.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { packed, unpacked } from '../../src/worker/posted-comparison.ts'
import { oddsLines } from './odds-bench.ts'

const RUNS = 41
const COLD_TARGET_MS = 150
const WARM_TARGET_MS = 16
const PRICES_TARGET = 5
const PRICED = 20_000
const MODEL_SIZED = 'qwen3.8-27b'

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

const say = (name: string, value: string): void => console.log(`${name.padEnd(76)} ${value}`)
const ms = (value: number): string => `${value.toFixed(1)} ms`
const against = (value: number, target: number): string => `${ms(value)}  (target ${target} ms: ${value <= target ? 'met' : 'missed'})`

const withRequests = (factor: number): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((workload) => ({ ...workload, requestsPerMonth: workload.requestsPerMonth * factor })),
})

const comparisons = (): void => {
  const options = compare(scenario, catalogue).options.length
  const cold = median(() => compare(scenario, catalogue, { cache: servingCache() }))
  const cache = servingCache()
  const warm = median((round) =>
    compare(round % 2 === 0 ? { ...scenario, discountRate: 0.05 + round / 1000 } : withRequests(1 + round / 100), catalogue, { cache }),
  )
  say(`one comparison of the default scenario (${options} options, ${scenario.months} months), cold`, against(cold, COLD_TARGET_MS))
  say('after an edit that leaves the serving shape alone', against(warm, WARM_TARGET_MS))
  const [usual] = scenario.workloads
  const edits: readonly (readonly [string, (round: number) => Scenario])[] = [
    ['requests per month', (round) => withRequests(1 + round / 100)],
    ['a price of APIs', (round) => ({ ...scenario, apiDiscount: round / 1000 })],
    ['a price of GPUs', (round) => ({ ...scenario, rentalAdderShare: round / 1000 })],
    ['the target for the first token', (round) => ({ ...scenario, workloads: [{ ...usual!, ttftP95Seconds: 2 + round / 50 }] })],
  ]
  for (const [name, edited] of edits) {
    const own = servingCache()
    compare(scenario, catalogue, { cache: own })
    // no round repeats another's scenario: what is kept must not answer for it
    let edit = 0
    say(`  of ${name}`, ms(median(() => compare(edited(++edit), catalogue, { cache: own }))))
  }
  const comparison = compare(scenario, catalogue, { cache })
  const posted = median(() => unpacked(structuredClone(packed(comparison))))
  say('  from the worker to the page: packed, copied, unpacked', ms(posted))
}

const MONTHS = [1, 12, 60, 120]
const WORKLOADS = [2, 4, 8]
const PARTS = [4, 2]

/** Comparisons of other sizes with their serving shapes known and no option kept, as ratios to the default one. */
const growth = (): void => {
  const cache = servingCache()
  const timed = (of: Scenario, within: Catalogue = catalogue): number =>
    median(() => compare(of, within, { cache: { shapes: cache.shapes } }), 15)
  const base = timed(scenario)
  const ratio = (name: string, time: number): void => say(name, `${(time / base).toFixed(2)} × the time of the default`)
  const whole = compare(scenario, catalogue, { cache }).options.length
  for (const part of PARTS) {
    const less: Catalogue = {
      ...catalogue,
      version: `1/${part}`,
      models: catalogue.models.filter((_, index) => index % part === 0),
      apiProviders: catalogue.apiProviders.map((provider) => ({
        ...provider,
        offers: provider.offers.filter((_, index) => index % part === 0),
      })),
    }
    const { length } = compare(scenario, less, { cache }).options
    ratio(`${length} options instead of ${whole}`, timed(scenario, less))
  }
  for (const months of MONTHS) ratio(`${months} months instead of ${scenario.months}`, timed({ ...scenario, months }))
  const [usual] = scenario.workloads
  for (const count of WORKLOADS) {
    const workloads = catalogue.presets.slice(0, count).map((preset) => ({ ...workloadFromPreset(usual!, preset), batchShare: 0 }))
    ratio(`${count} workloads instead of one`, timed({ ...scenario, workloads }))
  }
  const changed = (change: Partial<Scenario['workloads'][number]>): Scenario => ({ ...scenario, workloads: [{ ...usual!, ...change }] })
  ratio('demand that grows 2 % a month', timed(changed({ growthPerMonth: 0.02 })))
  ratio('40 % batch work', timed(changed({ batchShare: 0.4 })))
  ratio('40 % batch work and growth', timed(changed({ batchShare: 0.4, growthPerMonth: 0.02 })))
}

/** Every layout of one model on every GPU, with nothing remembered. */
const capacitySearch = (): void => {
  const model = catalogue.models.filter(isOpenModel).find(({ id }) => id === MODEL_SIZED)
  if (model === undefined) throw new Error(`the catalogue has no ${MODEL_SIZED}`)
  const gpus = catalogue.gpus.filter((gpu) => gpu.serving !== null)
  const time = median(() => {
    const servable = servableIn(servingCache(), scenario, catalogue)
    for (const gpu of gpus) servable(model, gpu)
  })
  say(`capacity search of ${model.name} on ${gpus.length} GPUs, every layout`, `${time.toFixed(2)} ms`)
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
  const timestamp = new Date('2026-11-23T12:00:00Z')
  const others = cases.map(({ toolModel, usage }) => {
    const [providerId = '', ...model] = toolModel.split('/')
    const tokens = {
      input_tokens: usage.uncachedInputTokens + usage.cachedInputTokens + usage.cacheWriteTokens + usage.cacheWrite1hTokens,
      cache_read_tokens: usage.cachedInputTokens,
      cache_write_tokens: usage.cacheWriteTokens + usage.cacheWrite1hTokens,
      output_tokens: usage.outputTokens,
    }
    return { tokens, model: model.join('/'), given: { providerId, timestamp } }
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
      const { tokens, model, given } = others[n % others.length]!
      calcPrice(tokens, model, given)
    }
  }, 7)
  const perSecond = (time: number): string => `${Math.round(PRICED / time)}k prices a second`
  say('prices, this engine', perSecond(mine))
  say('prices, @pydantic/genai-prices on the same usages', perSecond(theirs))
  say('ratio', `${(theirs / mine).toFixed(0)} times  (target ${PRICES_TARGET}: ${theirs / mine >= PRICES_TARGET ? 'met' : 'missed'})`)
}

comparisons()
growth()
capacitySearch()
prices()
for (const { name, value } of oddsLines(scenario, catalogue)) say(name, value)
