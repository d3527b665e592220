/** Do key names agree with units, and are the values of a plausible size and order? */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import type { TokenPrice, UnitPrices } from '../../src/catalogue/schema.ts'
import { DATA, things } from './read-back.ts'

const catalogue = loadCatalogue(DATA)
const offers = catalogue.apiProviders.flatMap((provider) => provider.offers)
const entries = offers.flatMap((offer) => offer.entries.map((entry) => ({ id: offer.id, offer, entry })))

const ISO = /^\d{4}(-\d{2}(-\d{2})?)?$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const numeric = (price: TokenPrice | undefined): number | null => (typeof price === 'number' ? price : null)

/** [path, number] of every number below a value. */
const numbers = (value: unknown, path = ''): [string, number][] => {
  if (typeof value === 'number') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, part]) => numbers(part, `${path}.${key}`))
}

describe('key names agree with units', () => {
  const all = numbers({ ...catalogue, sources: [] })
  const withKey = (pattern: RegExp) => all.filter(([path]) => pattern.test(path.split('.').at(-1) ?? ''))

  it('prices, bytes, tokens and rates are not negative', () => {
    const found = withKey(/(Usd|Bytes|Flops|Tokens|GPUs?|GB|Params|Hours)/i)
    expect(found.length).toBeGreaterThan(1000)
    expect(found.filter(([, value]) => value < 0)).toEqual([])
  })

  it('bytes and FLOP are counted in ones, not in giga', () => {
    expect(withKey(/Bytes(?!.*Per)|denseFlops/).filter(([path, value]) => !path.includes('stateBytes') && value < 1e9)).toEqual([])
  })

  it('tokens and counts are whole', () => {
    expect(withKey(/(contextWindowTokens|maxOutputTokens|aboveTokens|contextTokens|layers|gpusPerInstance|gpusPerNode)$/).filter(([, v]) => !Number.isInteger(v))).toEqual([])
  })

  it('shares and fractions lie between 0 and 1', () => {
    const named = Object.entries(catalogue.assumptions).filter(([name]) => /Share|Fraction|Discount|utilisation/i.test(name))
    expect(named.length).toBeGreaterThan(20)
    for (const [name, datum] of named) {
      for (const value of [datum.low, datum.value, datum.high]) {
        const top = name === 'powerDraw.provisionedFraction' ? 1.1 : 1
        if (value != null) expect(value >= 0 && value <= top, `${name} ${value}`).toBe(true)
      }
    }
    for (const preset of catalogue.presets) {
      const share = (key: string) => Number(preset.values[key]?.value)
      for (const key of ['cachedShare', 'sharedPrefixShare', 'batchableShare']) expect(share(key) >= 0 && share(key) <= 1, preset.id).toBe(true)
      expect(share('sharedPrefixShare'), preset.id).toBeLessThanOrEqual(share('cachedShare'))
    }
  })

  it('a range holds its value', () => {
    const data = [
      ...Object.values(catalogue.assumptions),
      ...catalogue.places.flatMap((place) => [place.electricityUsdPerKwh, place.staffUsdPerYear, place.gridGramsPerKwh]),
      ...catalogue.gpus.map((gpu) => gpu.purchaseUsdPerGpuInServer),
    ]
    for (const datum of data) {
      if (datum === null || datum.value === null) continue
      expect(datum.low ?? datum.value, datum.source).toBeLessThanOrEqual(datum.value)
      expect(datum.high ?? datum.value, datum.source).toBeGreaterThanOrEqual(datum.value)
    }
  })
})

describe('token prices', () => {
  it('lie between 0.001 and 200 per MTok; nothing costs nothing', () => {
    for (const { id, entry } of entries) {
      const sets = [entry.prices, ...(entry.offPeak === null ? [] : [entry.offPeak]), ...entry.tiers.map((tier) => tier.prices)]
      for (const set of sets) {
        for (const price of [set.plain, numeric(set.read), set.out, ...Object.values(set.writes).map(numeric)]) {
          if (price !== null) expect(price >= 0.001 && price <= 200, `${id} ${price}`).toBe(true)
        }
      }
    }
  })

  it('of reads do not exceed plain input, of output are not below it', () => {
    for (const { id, entry } of entries) {
      const { plain, read, out } = entry.prices
      expect(numeric(read) ?? 0, id).toBeLessThanOrEqual(plain ?? 0)
      expect(out ?? 0, id).toBeGreaterThanOrEqual(plain ?? 0)
    }
  })

  it('of writes are not below plain input', () => {
    for (const { id, entry } of entries) {
      for (const price of Object.values(entry.prices.writes)) expect(numeric(price) ?? Infinity, id).toBeGreaterThanOrEqual(entry.prices.plain ?? 0)
    }
  })

  it('rise over the tiers, whose thresholds rise', () => {
    const rises = (lower: UnitPrices, upper: UnitPrices, id: string) => {
      expect(upper.plain ?? 0, id).toBeGreaterThan(lower.plain ?? 0)
      expect(upper.out ?? 0, id).toBeGreaterThan(lower.out ?? 0)
      expect(numeric(upper.read) ?? Infinity, id).toBeGreaterThanOrEqual(numeric(lower.read) ?? 0)
    }
    let compared = 0
    for (const { id, entry } of entries) {
      let before = { aboveTokens: 0, prices: entry.prices }
      for (const tier of entry.tiers) {
        expect(tier.aboveTokens, id).toBeGreaterThan(before.aboveTokens)
        rises(before.prices, tier.prices, id)
        before = tier
        compared += 1
      }
    }
    expect(compared).toBe(25)
  })

  it('start their upper tier at the threshold itself only at xAI, which says so', () => {
    const inclusive = entries.filter(({ entry }) => entry.tiers.some((tier) => tier.inclusive)).map(({ id }) => id)
    expect(inclusive).toEqual(['xai/grok-4.7', 'xai/grok-4.3', 'xai/grok-build-0.1'])
  })

  it('at off-peak hours are half of the peak ones, on 35 of 168 hours', () => {
    const peaked = entries.filter(({ entry }) => entry.offPeak !== null)
    expect(peaked).toHaveLength(4)
    for (const { offer, entry } of peaked) {
      expect(entry.offPeak?.plain).toBeCloseTo((entry.prices.plain ?? 0) / 2, 12)
      const hoursADay = (offer.peak?.windows ?? []).reduce((sum, [start, end]) => sum + end - start, 0)
      expect(hoursADay * (offer.peak?.days.length ?? 0)).toBe(35)
    }
  })

  it('have entries in the order of their dates, scheduled ones later than the catalogue', () => {
    for (const offer of offers) {
      const from = offer.entries.map((entry) => entry.from ?? '0000-00-00')
      expect([...from].sort(), offer.id).toEqual(from)
      for (const entry of offer.entries) {
        if (entry.from !== null) expect(entry.from, offer.id).toMatch(DAY)
        expect(entry.checkedOn, offer.id).toMatch(ISO)
        expect(entry.checkedOn <= catalogue.asOf, offer.id).toBe(true)
        expect(entry.status === 'scheduled', offer.id).toBe(entry.from !== null && entry.from > catalogue.asOf)
      }
    }
  })

  it('of batch work are discounts', () => {
    const multipliers = offers.map((offer) => offer.batchMultiplier).filter((value) => value !== null)
    expect(multipliers).toHaveLength(56)
    expect(multipliers.every((value) => value === 0.5)).toBe(true)
  })

  it('that are not listed have a decision with a reason and a source', () => {
    for (const provider of catalogue.apiProviders) {
      for (const rule of [provider.cacheWriteWhenUnlisted, provider.cacheReadWhenUnlisted]) expect(rule.why.length, provider.id).toBeGreaterThan(20)
    }
  })
})

describe('GPUs and their offers', () => {
  it('agree within 15 % on one figure in two units (sources differ on the RTX PRO 6000, see its note)', () => {
    for (const gpu of catalogue.gpus) {
      if (gpu.serving === null) continue
      const { denseTflops, memoryBandwidthGBs } = gpu as unknown as { denseTflops: { bf16: number }; memoryBandwidthGBs: number }
      const ratios = [
        gpu.serving.denseFlopsBf16 / (denseTflops.bf16 * 1e12),
        gpu.serving.memoryBandwidthBytesPerSecond / (memoryBandwidthGBs * 1e9),
        gpu.serving.usableMemoryBytes / (gpu.memoryGB * 1e9),
      ]
      for (const ratio of ratios) expect(ratio > 0.85 && ratio < 1.15, `${gpu.id} ${ratio}`).toBe(true)
    }
  })

  it('cost between 0.05 and 40 USD per GPU-hour', () => {
    for (const offer of catalogue.gpuOffers) {
      if (offer.usdPerGpuHour !== null) expect(offer.usdPerGpuHour > 0.05 && offer.usdPerGpuHour < 40, offer.id).toBe(true)
    }
  })

  it('cost per instance what their GPUs cost together', () => {
    type Row = { id: string; usdPerGpuHour: number | null; gpusPerInstance: number | null; imported?: Record<string, unknown> }
    let compared = 0
    for (const offer of things('offers').flatMap((file) => file.offers as unknown as Row[])) {
      const perInstance = offer.imported?.onDemandUsdPerInstanceHour ?? offer.imported?.spotUsdPerInstanceHour
      if (typeof perInstance !== 'number' || offer.usdPerGpuHour === null) continue
      expect(perInstance / (offer.usdPerGpuHour * (offer.gpusPerInstance ?? 0)), offer.id).toBeCloseTo(1, 2)
      compared += 1
    }
    expect(compared).toBeGreaterThan(300)
  })

  it('have terms of whole months only where they are reserved', () => {
    for (const offer of catalogue.gpuOffers) expect(offer.termMonths !== null, offer.id).toBe(offer.kind === 'reserved')
    expect(new Set(catalogue.gpuOffers.map((offer) => offer.termMonths))).toEqual(new Set([null, 1, 3, 6, 12, 24, 36, 60]))
  })

  it('are dated, none later than the catalogue', () => {
    for (const offer of catalogue.gpuOffers) {
      expect(offer.checkedOn, offer.id).toMatch(ISO)
      expect(offer.checkedOn <= catalogue.asOf, offer.id).toBe(true)
    }
  })
})

describe('models, profiles, places', () => {
  it('have parameter parts that add up to the total', () => {
    for (const model of catalogue.models) {
      if (model.architecture === null) continue
      const { attn, dense, sharedAndRouter, routed, embeddings } = model.architecture.params
      const parts = attn + dense + sharedAndRouter + routed + embeddings
      expect(parts / model.architecture.totalParams, model.id).toBeCloseTo(1, 6)
    }
  })

  it('have totals within 3 % of the published size, most of them within 1.2 % (four Kimi publish a rounded 1,000 B)', () => {
    const errors = things('models').flatMap((model) => {
      const { file, publishedTotalB } = (model.imported ?? {}) as { file?: string; publishedTotalB?: number | null }
      if (file !== 'serving/models.json' || publishedTotalB == null) return []
      return [Math.abs((model.architecture as { totalParams: number }).totalParams / 1e9 / publishedTotalB - 1)]
    })
    expect(errors).toHaveLength(49)
    expect(Math.max(...errors)).toBeLessThan(0.03)
    expect(errors.filter((error) => error <= 0.012).length).toBeGreaterThanOrEqual(44)
  })

  it('have as many layers as their groups', () => {
    for (const model of catalogue.models) {
      if (model.architecture === null) continue
      const grouped = model.architecture.attnGroups.reduce((sum, group) => sum + group.n, 0)
      expect(grouped, model.id).toBeLessThanOrEqual(model.architecture.layers)
    }
  })

  it('have weeks of 168 weights with mean 1', () => {
    for (const profile of catalogue.profiles) {
      expect(profile.weights, profile.id).toHaveLength(168)
      expect(profile.weights.reduce((sum, weight) => sum + weight, 0) / 168, profile.id).toBeCloseTo(1, 3)
    }
  })

  it('have electricity between 0.03 and 0.5 USD per kWh and staff between 25,000 and 350,000 USD a year', () => {
    for (const place of catalogue.places) {
      const { electricityUsdPerKwh: power, staffUsdPerYear: staff } = place
      if (power?.value != null) expect(power.value > 0.03 && power.value < 0.5, place.id).toBe(true)
      if (staff?.value != null) expect(staff.value > 25_000 && staff.value < 350_000, place.id).toBe(true)
    }
  })

  it('have grids between 5 and 1,000 grams of CO2 a kWh', () => {
    for (const { id, gridGramsPerKwh } of catalogue.places)
      if (gridGramsPerKwh?.value != null) expect(gridGramsPerKwh.value > 5 && gridGramsPerKwh.value < 1000, id).toBe(true)
  })

  it('have exchange rates that agree with their stated inverse', () => {
    const { rates } = JSON.parse(readFileSync(join(DATA, 'fx.json'), 'utf8')) as { rates: Record<string, { perUsd: number; usdPerUnit: number }> }
    for (const [code, { perUsd, usdPerUnit }] of Object.entries(rates)) expect(Math.abs(perUsd * usdPerUnit - 1), code).toBeLessThan(0.001)
  })
})
