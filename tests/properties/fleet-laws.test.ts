/** The laws of `method.md` 14 on replicas, policies, instances, commitments and time, on random inputs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillBatch } from '../../src/engine/batch-fill.ts'
import { planLayer } from '../../src/engine/commitments.ts'
import { drawn, sampleQuantile, type DrawKind } from '../../src/engine/draws.ts'
import { boxesFor, boxLayerHours } from '../../src/engine/instances.ts'
import { normalCdf, normalQuantile } from '../../src/engine/normal-distribution.ts'
import { alwaysOn, autoscaled, autoscaledLayerHours, billedHours, layerHours, loadSteps, lookAhead } from '../../src/engine/policies.ts'
import { discountedMonths, levelised, monthlyRate, presentValue, presentValueOfFlows } from '../../src/engine/present-value.ts'
import { loadCarried, replicasNeeded, replicasOfWeek } from '../../src/engine/replicas.ts'
import { ownershipOf } from '../../src/engine/tranches.ts'

const RUNS = { seed: 20261123, numRuns: 300 }
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const headroom = fc.record({ z: number(0, 3), idc: number(0, 10) })
const capacity = number(0.25, 200)
const week = fc.array(number(0, 400), { minLength: 168, maxLength: 168 }).map((load) => Float64Array.from(load))

describe('replicas', () => {
  it('two halves never need fewer than the whole', () => {
    fc.assert(
      // above the 1e-9 of a replica that every ceiling forgives
      fc.property(number(0.01, 5000), capacity, headroom, (load, c, h) => {
        const need = (a: number) => replicasNeeded.bare({ load: a, capacity: c, ...h })
        expect(2 * need(load / 2)).toBeGreaterThanOrEqual(need(load))
      }),
      RUNS,
    )
  })

  it('carry what they are said to: a(n) needs n, a little more needs n + 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), capacity, headroom, (replicas, c, h) => {
        const carried = loadCarried.bare({ replicas, capacity: c, ...h })
        fc.pre(carried > 1e-6)
        expect(replicasNeeded.bare({ load: carried, capacity: c, ...h })).toBe(replicas)
        expect(replicasNeeded.bare({ load: carried + 1e-6 * Math.max(c, carried), capacity: c, ...h })).toBe(replicas + 1)
      }),
      RUNS,
    )
  })
})

describe('policies', () => {
  it('autoscaling never bills more than staying on, and never holds less than is needed', () => {
    fc.assert(
      fc.property(week, capacity, headroom, fc.nat(3), fc.nat(3), number(0, 5), (load, c, h, minimum, spare, lag) => {
        const need = new Float64Array(168)
        const peak = replicasOfWeek(load, c, h, need)
        const scaled = autoscaled(need, minimum, spare, lag)
        const always = new Float64Array(168).fill(alwaysOn(peak, minimum, spare))
        expect(billedHours(layerHours(scaled))).toBeLessThanOrEqual(billedHours(layerHours(always)) * (1 + 1e-12))
        expect(scaled.every((replicas, hour) => replicas >= need[hour]! && replicas <= always[hour]!)).toBe(true)
      }),
      RUNS,
    )
  })

  it('layers fall and add up to the replica-hours', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 168, maxLength: 168 }), (replicas) => {
        const layers = layerHours(replicas)
        expect(layers.every((hours, k) => k === 0 || hours <= layers[k - 1]!)).toBe(true)
        expect(billedHours(layers)).toBeCloseTo((replicas.reduce((sum, n) => sum + n, 0) * 730) / 168, 6)
      }),
      RUNS,
    )
  })

  it('the short way over load steps gives the same layers as the 168 hours', () => {
    fc.assert(
      fc.property(week, number(0, 3), capacity, headroom, fc.nat(3), fc.nat(3), number(0, 4), (load, scale, c, h, minimum, spare, lag) => {
        const need = new Float64Array(168)
        replicasOfWeek(
          load.map((a) => a * scale),
          c,
          h,
          need,
        )
        const long = layerHours(autoscaled(need, minimum, spare, lag))
        const short = autoscaledLayerHours(loadSteps(lookAhead(load, lag)), scale, c, h, minimum, spare)
        expect(short).toHaveLength(long.length)
        long.forEach((hours, k) => expect(short[k]).toBeCloseTo(hours, 8))
      }),
      { ...RUNS, numRuns: 100 },
    )
  })

  it('instances hold their replicas, whichever way they are counted', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.constantFrom(1, 2, 4, 8, 16, 64), fc.constantFrom(1, 2, 4, 8, 72), (replicas, g, b) => {
        const boxes = boxesFor(replicas, g, b)
        expect(boxes * b).toBeGreaterThanOrEqual(replicas * g)
        expect(boxLayerHours(new Array<number>(replicas).fill(730), g, b)).toHaveLength(boxes)
      }),
      RUNS,
    )
  })
})

describe('batch in the valleys', () => {
  it('is served or late, nothing lost; with the extra replicas nothing is late', () => {
    fc.assert(
      fc.property(week, capacity, number(0.01, 20), number(0, 4000), number(0, 2), (load, c, rate, each, fullness) => {
        const replicas = load.map((a) => Math.ceil((a / c) * (1 + fullness)))
        const arrivals = load.map((a) => a * each)
        const fill = fillBatch({ replicas, load, capacity: c, batchPerSecond: rate, arrivals })
        const total = arrivals.reduce((sum, n) => sum + n, 0)
        expect(Math.abs(fill.servedPerWeek + fill.latePerWeek - total)).toBeLessThanOrEqual(1e-6 * Math.max(1, total))
        const enough = fillBatch({
          replicas: replicas.map((n) => n + fill.extraReplicas),
          load,
          capacity: c,
          batchPerSecond: rate,
          arrivals,
        })
        expect(enough.extraReplicas).toBe(0)
      }),
      { ...RUNS, numRuns: 100 },
    )
  })
})

describe('commitments', () => {
  const plan = fc.record({
    hours: fc.array(number(0, 730), { minLength: 1, maxLength: 60 }),
    onDemand: number(0.5, 10),
    year: fc.option(number(0.2, 10)),
    threeYears: fc.option(number(0.2, 10)),
    rate: number(0, 0.02),
  })

  it('a plan is never dearer than on demand alone, and its months add up to its present value', () => {
    fc.assert(
      fc.property(plan, ({ hours, onDemand, year, threeYears, rate }) => {
        const prices = hours.map(() => onDemand)
        const terms = [
          { months: 12, usdPerHour: hours.map(() => year) },
          { months: 36, usdPerHour: hours.map(() => threeYears) },
        ]
        const found = planLayer(hours, prices, terms, rate)
        const pure = presentValueOfFlows(
          hours.map((h) => h * onDemand),
          rate,
        )
        expect(found.presentValue).toBeLessThanOrEqual(pure * (1 + 1e-9) + 1e-12)
        const paid = presentValueOfFlows(found.monthly, rate)
        // what is owed after the horizon lies between its last month and the longest term after it
        expect(found.presentValue).toBeGreaterThanOrEqual(paid * (1 - 1e-9) - 1e-12)
        expect(found.presentValue).toBeLessThanOrEqual((paid + found.owedAfter) * (1 + 1e-9) + 1e-9)
        if (rate === 0 || found.owedAfter === 0)
          expect(Math.abs(paid + found.owedAfter - found.presentValue)).toBeLessThanOrEqual(1e-9 * (1 + found.presentValue))
      }),
      RUNS,
    )
  })
})

describe('money over time', () => {
  it('a constant flow levelises to itself, and the levelised amount has the same present value', () => {
    fc.assert(
      fc.property(number(0, 1e6), number(-0.05, 0.5), fc.integer({ min: 1, max: 120 }), (usd, yearly, months) => {
        const rate = monthlyRate(yearly)
        const pv = presentValueOfFlows(new Float64Array(months).fill(usd), rate)
        const found = levelised.bare({ presentValue: pv, discountedMonths: discountedMonths(rate, months) })
        expect(Math.abs(found - usd)).toBeLessThanOrEqual(1e-9 * (1 + usd))
      }),
      RUNS,
    )
  })

  it('the present value of cash, with the value left, is that of the monthly cost', () => {
    const need = fc.array(fc.nat(6), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(
        need,
        number(0, 0.3),
        fc.integer({ min: 1, max: 72 }),
        number(0, 1),
        number(0, 0.5),
        (nodes, yearly, life, uplift, residual) => {
          const rate = monthlyRate(yearly)
          const owned = ownershipOf(
            nodes,
            { usdPerNode: 250_000, pricePath: -0.1, uplift, residualShare: residual, decommissionShare: 0.02, lifeMonths: life },
            rate,
          )
          const cash = { starts: owned.purchases, ends: owned.residuals.map((usd) => -usd), valueAtEnd: owned.valueAtEnd }
          const pvCash = presentValue(cash, rate, nodes.length)
          const pvTco = presentValueOfFlows(owned.charges, rate)
          expect(Math.abs(pvCash - pvTco)).toBeLessThanOrEqual(1e-9 * (1 + owned.purchases.reduce((sum, usd) => sum + usd, 0)))
          expect(owned.alive.every((alive, m) => alive >= nodes[m]!)).toBe(true)
        },
      ),
      RUNS,
    )
  })
})

describe('draws', () => {
  it('the normal distribution and its inverse undo each other', () => {
    fc.assert(
      fc.property(number(-8, 5), (z) => {
        expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThanOrEqual(1e-9)
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 13)
      }),
      RUNS,
    )
  })

  it.each<[number, number]>([
    // Abramowitz and Stegun, table 26.1
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [4, 0.999968328758167],
    [5, 0.999999713348428],
  ])('Φ(%d) is as tabulated', (z, p) => expect(Math.abs(normalCdf(z) - p)).toBeLessThanOrEqual(1e-12))

  it('rise with z, stay in their range, and give the typical value without spread', () => {
    const spread = fc.tuple(number(0.01, 0.98), number(0, 1), number(0, 1)).map(([typical, down, up]) => ({
      low: typical * (1 - 0.9 * down),
      typical,
      high: typical + (0.999 - typical) * up,
    }))
    fc.assert(
      fc.property(fc.constantFrom<DrawKind>('positive', 'signed', 'share'), spread, number(-4, 4), number(0, 2), (kind, s, z, step) => {
        expect(drawn(kind, s, z + step)).toBeGreaterThanOrEqual(drawn(kind, s, z) - 1e-12)
        expect(drawn(kind, { low: 0.4, typical: 0.4, high: 0.4 }, z)).toBe(0.4)
        if (kind === 'share') {
          expect(drawn(kind, s, z)).toBeGreaterThan(0)
          expect(drawn(kind, s, z)).toBeLessThan(1)
        }
      }),
      RUNS,
    )
  })

  it('quantiles of a sample are in order', () => {
    fc.assert(
      fc.property(fc.array(number(-1e6, 1e6), { minLength: 1, maxLength: 50 }), (sample) => {
        const [low, middle, high] = [0.1, 0.5, 0.9].map((p) => sampleQuantile(sample, p)) as [number, number, number]
        expect(low).toBeLessThanOrEqual(middle + 1e-9)
        expect(middle).toBeLessThanOrEqual(high + 1e-9)
      }),
      RUNS,
    )
  })
})
