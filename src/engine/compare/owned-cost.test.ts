import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { presentValue, presentValueOfFlows } from '../present-value.ts'
import { totalsOf } from './lines.ts'
import { ownedLevelised, type OwnedUse } from './owned-cost.ts'
import { ownedSeries } from './owned-series.ts'
import { areTerms, ownedTerms, type OwnedTerms } from './owned-terms.ts'
import type { RentalOffer } from './rental-offers.ts'
import { priceFactors } from './rental-price.ts'
import { settingsOf } from './settings.ts'

const catalogue = loadCatalogue('data')
const h100 = catalogue.gpus.find(({ id }) => id === 'h100-sxm')!

/** Round numbers, so that every line can be worked by hand. */
const ROUND: Partial<Scenario> = {
  months: 36,
  discountRate: 0,
  serverPrices: { 'h100-sxm': 30_000 },
  networkShare: 0.1,
  storageShare: 0.05,
  sparePartsShare: 0,
  freightShare: 0,
  lifeMonths: 36,
  residualShare: 0.25,
  decommissionShare: 0.05,
  leadMonths: 0,
  siteUsdPerKwMonth: 200,
  electricityUsdPerKwh: 0.1,
  electricityPath: 0,
  pue: 1,
  idlePowerShare: 0.5,
  loadPowerShare: 1,
  maintenanceShare: 0.06,
  insuranceShare: 0.012,
  ownedFteBase: 0.1,
  ownedFtePerNode: 0.5,
  fteElasticity: 1,
  staffUsdPerYear: 120_000,
  wageGrowth: 0,
}

const hourly = (usdPerGpuHour: number, gpusPerInstance = 8): RentalOffer => ({
  id: `offer-${gpusPerInstance}`,
  provider: 'Cloud',
  country: null,
  usdPerGpuHour,
  gpusPerInstance,
  termMonths: null,
  spot: false,
  estimated: false,
  minGpus: 1,
  checkedOn: '2026-11-01',
  stale: false,
  row: null,
})

const termsOf = (change: Partial<Scenario>, offers: readonly RentalOffer[] = [], gpu = h100): OwnedTerms => {
  const settings = settingsOf({ ...defaultScenario(), ...change }, catalogue)
  const terms = ownedTerms(gpu, offers, priceFactors(settings), settings)
  if (!areTerms(terms)) throw new Error(terms.text)
  return terms
}

const alike = (replicas: number, working: number): OwnedUse => ({ months: 1, replicas: [replicas], working: [working] })

const monthZero = (use: OwnedUse, gpusPerReplica: number, terms: OwnedTerms, m = 0): Record<string, number> =>
  Object.fromEntries(
    Object.entries(ownedSeries(use, gpusPerReplica, terms)!.lines).flatMap(([id, series]) => (series === null ? [] : [[id, series[m]!]])),
  )

describe('owned servers of a steady fleet', () => {
  it('cost what their lines add up to by hand', () => {
    const terms = termsOf(ROUND)
    // 3 replicas of 4 GPUs on servers of 8: two servers and a spare one, 24 GPUs, of which 1.5 · 4 work
    expect(monthZero(alike(3, 1.5), 4, terms)).toEqual({
      // 720,000 of servers, 828,000 in all, 144,000 left after 36 months without interest
      capital: expect.closeTo(19_000, 6),
      // 3 · 10.2 kW · (0.5 + 0.5 · 6/24) · 730 h · 0.1
      energy: expect.closeTo(1396.125, 6),
      site: expect.closeTo(6120, 6),
      maintenance: expect.closeTo(3600, 6),
      insurance: expect.closeTo(720, 6),
      people: expect.closeTo(16_000, 6),
    })
    expect(ownedLevelised(alike(3, 1.5), 4, terms)).toBeCloseTo(46_836.125, 6)
  })

  it('take no electricity where the site sells it, and no power for cooling where it sells that', () => {
    expect(monthZero(alike(3, 1.5), 4, termsOf({ ...ROUND, siteCovers: 'energy' }))['energy']).toBe(0)
    expect(monthZero(alike(3, 1.5), 4, termsOf({ ...ROUND, pue: 1.5, siteCovers: 'cooling' }))['energy']).toBeCloseTo(1396.125, 6)
    expect(monthZero(alike(3, 1.5), 4, termsOf({ ...ROUND, pue: 1.5 }))['energy']).toBeCloseTo(1.5 * 1396.125, 6)
  })

  it('need none and cost their people alone where nothing runs', () => {
    expect(ownedLevelised(alike(0, 0), 4, termsOf(ROUND))).toBeCloseTo(1000, 9)
  })

  it('go by the number of servers for the network, and by the rack where one link spans servers', () => {
    const capital = (replicas: number): number =>
      monthZero(alike(replicas, 0), 8, termsOf({ ...ROUND, networkShare: null, spareNodes: 0 }))['capital']!
    const share = (key: string): number => catalogue.assumptions[`networkShareOfServerCapex.${key}`]!.value!
    // per server: 240,000 · (1.05 + network − 0.2) ÷ 36
    expect(capital(1)).toBeCloseTo((240_000 * (0.85 + share('singleNode'))) / 36, 6)
    expect(capital(8)).toBeCloseTo((8 * 240_000 * (0.85 + share('upTo8Nodes'))) / 36, 6)
    expect(capital(9)).toBeCloseTo((9 * 240_000 * (0.85 + share('over8Nodes'))) / 36, 6)
    const gb300 = catalogue.gpus.find(({ id }) => id === 'gb300')!
    expect(termsOf(ROUND, [], gb300).gpusPerNode).toBe(72)
  })
})

describe('the months before servers arrive', () => {
  const terms = termsOf({ ...ROUND, leadMonths: 2, rentalAdderShare: 0.2, rentalSupportShare: 0 }, [hourly(2), hourly(3, 4)])

  it('are rented by the hour with spare replicas, and nothing is owned in them', () => {
    // 3 replicas of 4 and a spare one: two instances of 8 at 2 USD beat four of 4 at 3 USD
    const rented = { 'bridge-rent': 16 * 2 * 730 * 1.2, people: (0.15 + 0.325 * 2) * 10_000 }
    const lines = monthZero(alike(3, 1.5), 4, terms, 1)
    expect(lines).toMatchObject({ capital: 0, energy: 0, site: 0, maintenance: 0, insurance: 0 })
    expect(lines['bridge-rent']).toBeCloseTo(rented['bridge-rent'], 6)
    expect(lines['people']).toBeCloseTo(rented.people, 6)
    expect(monthZero(alike(3, 1.5), 4, terms, 2)).toMatchObject({ capital: expect.closeTo(19_000, 6), 'bridge-rent': 0 })
  })

  it('need an offer by the hour', () => {
    expect(ownedLevelised(alike(3, 1.5), 4, termsOf({ ...ROUND, leadMonths: 2 }))).toBeNull()
  })

  it('go by the GPU where the buyer leaves them open: weeks rounded up to months of 730 hours', () => {
    const weeks = catalogue.assumptions['leadTimeWeeks.H100']!.value!
    expect(termsOf({ leadMonths: null }, [hourly(2)]).leadMonths).toBe(Math.ceil((weeks * 168) / 730))
  })
})

describe('cash, profit and loss, and what is left', () => {
  it('count a purchase when paid and the residual when sold', () => {
    const series = ownedSeries(alike(1, 0), 8, termsOf({ ...ROUND, spareNodes: 0, lifeMonths: 18, residualShare: 0.3 }))!
    const flows = series.cash.map((usd, m) => usd - monthOperating(series, m))
    expect(flows[0]).toBeCloseTo(276_000, 6)
    expect(flows[17]).toBeCloseTo(-60_000, 6)
    expect(flows[18]).toBeCloseTo(276_000, 6)
    expect(flows[35]).toBeCloseTo(-60_000, 6)
    expect(series.valueAtEnd).toBe(0)
    // (276,000 − 60,000) ÷ 18 a month, no interest
    expect(series.profitAndLoss[20]! - monthOperating(series, 20)).toBeCloseTo(12_000, 6)
  })

  it('credits half of what is not paid off halfway through life, or what servers of that age sell for', () => {
    const half: Partial<Scenario> = { ...ROUND, spareNodes: 0, lifeMonths: 72, residualShare: 0.05 }
    // nothing is left at the end of life, so half of 276,000 after half of it
    expect(ownedSeries(alike(1, 0), 8, termsOf(half))!.valueAtEnd).toBeCloseTo(138_000, 6)
    const resale = ownedSeries(alike(1, 0), 8, termsOf({ ...half, valueAtEnd: 'resale' }))!
    const after3Years = catalogue.assumptions['residualValueShareByYear.3']!.value!
    expect(resale.valueAtEnd).toBeCloseTo(240_000 * (after3Years - 0.05), 6)
    expect(resale.warnings.map(({ code }) => code)).toEqual(['resale-at-end'])
  })

  it('charges interest on the book value', () => {
    const series = ownedSeries(alike(1, 0), 8, termsOf({ ...ROUND, spareNodes: 0, discountRate: 1.01 ** 12 - 1 }))!
    // 276,000 falls by 6,333.33 a month to 48,000
    expect(series.profitAndLoss[0]! - monthOperating(series, 0)).toBeCloseTo(228_000 / 36 + 2760, 4)
    expect(series.profitAndLoss[10]! - monthOperating(series, 10)).toBeCloseTo(228_000 / 36 + 0.01 * (276_000 - 63_333.333333), 4)
  })
})

const monthOperating = (series: { readonly lines: Readonly<Record<string, readonly number[] | null>> }, m: number): number =>
  Object.entries(series.lines).reduce((sum, [id, values]) => sum + (id === 'capital' ? 0 : (values?.[m] ?? 0)), 0)

const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1000 }).map((n) => low + ((high - low) * n) / 1000)

const anyOwned = fc.record({
  months: fc.integer({ min: 7, max: 48 }),
  discountRate: fc.oneof(fc.constant(0), between(0.001, 0.3)),
  lifeMonths: fc.integer({ min: 1, max: 72 }),
  leadMonths: fc.integer({ min: 0, max: 6 }),
  purchasePricePath: between(-0.4, 0.4),
  electricityPath: between(-0.1, 0.1),
  residualShare: between(0, 0.9),
  networkShare: fc.constantFrom(null, 0.1),
  spareNodes: fc.integer({ min: 0, max: 2 }),
  licenceUsdPerGpuYear: fc.constantFrom(0, 1000),
  swapEveryMonths: fc.constantFrom(0, 6),
  selfHostedSwapUsd: between(0, 5000),
  ownedExitUsd: between(0, 5000),
  ownedOneOffUsd: between(0, 5000),
})

describe('laws of owned servers', () => {
  const uses = fc.tuple(
    anyOwned,
    fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 48, maxLength: 48 }),
    fc.boolean(),
    fc.constantFrom(1, 2, 8, 16),
  )

  it('cash with what is left at the end is worth what monthly cost is worth, and the short way finds the long way’s cost', () => {
    fc.assert(
      fc.property(uses, ([change, counts, steady, gpusPerReplica]) => {
        const terms = termsOf(change, [hourly(2), hourly(2.5, 4), hourly(3, 1)])
        const { horizon } = terms.settings
        const replicas = steady ? counts.slice(0, 1) : counts.slice(0, change.months)
        const use: OwnedUse = { months: replicas.length, replicas, working: replicas.map((count) => count * 0.4) }
        const series = ownedSeries(use, gpusPerReplica, terms)!
        const totals = totalsOf(series.lines, terms.settings)
        const { purchases } = series.ownership
        const worth = presentValue(
          { starts: purchases, ends: series.cash.map((usd, m) => usd - purchases[m]!), valueAtEnd: series.valueAtEnd },
          horizon.monthlyRate,
          horizon.months,
        )
        const scale = Math.abs(totals.presentValue) + purchases.reduce((sum, usd) => sum + usd, 0)
        expect(Math.abs(worth - totals.presentValue)).toBeLessThanOrEqual(1e-9 * scale)
        expect(presentValueOfFlows(totals.monthly, horizon.monthlyRate)).toBeCloseTo(totals.presentValue, 4)
        expect(Math.abs(ownedLevelised(use, gpusPerReplica, terms)! - totals.levelised)).toBeLessThanOrEqual(1e-9 * totals.levelised)
        for (const values of Object.values(series.lines)) for (const usd of values ?? []) expect(usd).toBeGreaterThanOrEqual(0)
      }),
      { seed: 20261123, numRuns: 150 },
    )
  })
})
