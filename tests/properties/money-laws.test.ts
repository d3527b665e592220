/** The laws of `method.md` 14 that the money functions answer for, on random inputs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUse, blendedPrices, closeBill, emptyBill, type ApiBill, type PriceBand } from '../../src/engine/api-bill.ts'
import { tierShares } from '../../src/engine/context-tiers.ts'
import { TOKEN_KINDS, type TokensPerRequest } from '../../src/engine/demand.ts'
import { batchPeakShare, peakFractions, peakShare } from '../../src/engine/peak-hours.ts'
import { normalisedWeek, shiftedWeek } from '../../src/engine/week.ts'

const SEED = 20261123
const RUNS = { seed: SEED, numRuns: 300 }
const positive = (max: number) => fc.double({ min: 0.001, max, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })

const tokens: fc.Arbitrary<TokensPerRequest> = fc.record({
  plain: positive(200_000),
  read: positive(200_000),
  write: positive(50_000),
  out: positive(20_000),
})

/** Prices that do not fall from tier to tier. */
const risingBands: fc.Arbitrary<PriceBand[]> = fc
  .tuple(positive(5), positive(1), positive(6), positive(30), positive(4), fc.integer({ min: 1000, max: 300_000 }), fc.boolean())
  .map(([plain, read, write, out, rise, above, inclusive]) => [
    { above: null, prices: { plain, read, write, out } },
    { above, inclusive, prices: { plain: plain * (1 + rise), read: read * (1 + rise), write: write * (1 + rise), out: out * (1 + rise) } },
  ])

const billFor = (bands: PriceBand[], used: TokensPerRequest, requests: number, cv: number, split = 1): ApiBill => {
  const bill = emptyBill()
  const use = { tokens: used, cv, batchShare: 0, peakShare: 1, batchPeakShare: 1 }
  const blended = blendedPrices(bands, null, use)
  if (!blended.possible) throw new Error(`unknown price of ${blended.unknown}`)
  const terms = { path: 1, serviceTier: 1, region: 1, discount: 0.1, callFee: 0.001, storageUsd: 0 }
  for (let part = 0; part < split; part++) addUse(bill, { ...terms, requests: requests / split, tokens: used, prices: blended.prices })
  return closeBill(bill, 0, 0.03)
}

describe('a bill of a token API', () => {
  it('adds up to its lines, none of them negative', () => {
    fc.assert(
      fc.property(risingBands, tokens, positive(1e8), positive(2), (bands, used, requests, cv) => {
        const { total, ...lines } = billFor(bands, used, requests, cv)
        const parts = Object.values(lines)
        expect(parts.every((usd) => usd >= 0)).toBe(true)
        expect(parts.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(total, Math.max(0, 6 - Math.floor(Math.log10(total + 1))))
      }),
      RUNS,
    )
  })

  it('never falls with more tokens where the tiers rise', () => {
    fc.assert(
      fc.property(
        risingBands,
        tokens,
        fc.constantFrom('plain', 'read', 'write', 'out' as const),
        positive(3),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (bands, used, kind, more, cv) => {
          const before = billFor(bands, used, 1000, cv).total
          const after = billFor(bands, { ...used, [kind]: used[kind as keyof TokensPerRequest] * (1 + more) }, 1000, cv).total
          expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-9))
        },
      ),
      RUNS,
    )
  })

  it('is the same for two halves of a workload as for the whole', () => {
    fc.assert(
      fc.property(risingBands, tokens, positive(1e8), positive(2), (bands, used, requests, cv) => {
        const whole = billFor(bands, used, requests, cv).total
        expect(Math.abs(billFor(bands, used, requests, cv, 2).total - whole)).toBeLessThanOrEqual(1e-9 * whole)
      }),
      RUNS,
    )
  })

  it('scales with money', () => {
    fc.assert(
      fc.property(risingBands, tokens, positive(100), (bands, used, k) => {
        const dearer = bands.map((band) => ({
          ...band,
          prices: Object.fromEntries(Object.entries(band.prices).map(([kind, price]) => [kind, Number(price) * k])) as never,
        }))
        const here = billFor(bands, used, 1e5, 1)
        const there = billFor(dearer, used, 1e5, 1)
        for (const kind of TOKEN_KINDS) expect(Math.abs(there[kind] - k * here[kind])).toBeLessThanOrEqual(1e-9 * k * here[kind])
      }),
      RUNS,
    )
  })

  it('names the first unknown price that is used, and minds no other', () => {
    const bands: PriceBand[] = [
      { above: null, prices: { plain: 1, read: 0.1, write: 'as-plain', out: 4 } },
      { above: 1000, prices: { plain: 2, read: null, write: 'as-plain', out: 8 } },
    ]
    const use = { cv: 0, batchShare: 0, peakShare: 1, batchPeakShare: 1 }
    const short = { plain: 500, read: 100, write: 100, out: 50 }
    expect(blendedPrices(bands, null, { ...use, tokens: short }).possible).toBe(true)
    expect(blendedPrices(bands, null, { ...use, cv: 1, tokens: short })).toEqual({ possible: false, unknown: 'read' })
    expect(blendedPrices(bands, null, { ...use, cv: 1, tokens: { ...short, read: 0 } }).possible).toBe(true)
  })
})

describe('context tiers', () => {
  it('share out all requests and all tokens, more tokens than requests going to the top', () => {
    fc.assert(
      fc.property(positive(1e6), positive(3), positive(1e5), positive(10), (mean, cv, first, ratio) => {
        const { requests, inputTokens } = tierShares(mean, cv, [{ above: first }, { above: first * (1 + ratio) }])
        for (const shares of [requests, inputTokens]) {
          expect(shares.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12)
          expect(shares.every((part) => part >= -1e-15 && part <= 1)).toBe(true)
        }
        expect(inputTokens[2]!).toBeGreaterThanOrEqual(requests[2]! - 1e-15)
      }),
      RUNS,
    )
  })
})

describe('peak hours', () => {
  const week = fc.array(share, { minLength: 168, maxLength: 168 }).map((weights) => normalisedWeek(weights))
  const windows = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 })),
    windows: fc.constantFrom<[number, number][]>(
      [[1, 4]],
      [
        [9, 12],
        [14, 18],
      ],
      [[22, 2]],
      [[6.5, 9.25]],
    ),
  })

  it('do not change when profile and windows move together by whole hours', () => {
    fc.assert(
      fc.property(week, windows, fc.integer({ min: -30, max: 30 }), fc.integer({ min: -26, max: 26 }), (weights, peak, zone, shift) => {
        const here = peakFractions(peak, zone)
        const there = peakFractions(peak, zone - shift)
        const moved = shiftedWeek(weights, shift)
        expect(peakShare(moved, there)).toBeCloseTo(peakShare(weights, here), 12)
        expect(batchPeakShare(moved, there)).toBeCloseTo(batchPeakShare(weights, here), 12)
      }),
      RUNS,
    )
  })

  it('are met less by work that may wait', () => {
    fc.assert(
      fc.property(week, windows, fc.double({ min: -12, max: 14, noNaN: true }), (weights, peak, zone) => {
        const fractions = peakFractions(peak, zone)
        const now = peakShare(weights, fractions)
        expect(now).toBeGreaterThanOrEqual(0)
        expect(now).toBeLessThanOrEqual(1 + 1e-12)
        expect(batchPeakShare(weights, fractions)).toBeLessThanOrEqual(now + 1e-12)
      }),
      RUNS,
    )
  })
})
