/** Owned servers in whole comparisons: what the short ways find is what the long ways find, and money adds up over time. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { allOptions } from '../../src/engine/compare/compare.ts'
import { cheapestFleetPieces, levelCost, piecesCost, type LevelCosts } from '../../src/engine/compare/fleet-at-volume.ts'
import { ownedLevelised } from '../../src/engine/compare/owned-cost.ts'
import { ownedCost, ownedLevels } from '../../src/engine/compare/owned-at-volume.ts'
import { useBuffer, useOf } from '../../src/engine/compare/owned-search.ts'
import { ownedSeries } from '../../src/engine/compare/owned-series.ts'
import { servableIn, servingCache } from '../../src/engine/compare/serving-cache.ts'
import { isOpenModel } from '../../src/engine/compare/compare.ts'
import { presentValue } from '../../src/engine/present-value.ts'
import { plausibleScenario } from '../helpers/plausible-scenario.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const catalogue = smallCatalogue(loadCatalogue('data'), 12)
const cache = servingCache()
const REL = 1e-9
const models = new Map(catalogue.models.filter(isOpenModel).map((model) => [model.id, model]))

const forAll = (numRuns: number, check: (scenario: Parameters<typeof allOptions>[0]) => void): void =>
  fc.assert(
    fc.property(plausibleScenario, (scenario) => check({ ...scenario, hybrids: false })),
    { seed: 20261123, numRuns, endOnFailure: true },
  )

const isClose = (got: number, expected: number, scale = Math.abs(expected)): boolean =>
  Math.abs(got - expected) <= REL * Math.max(scale, 1e-6)

describe('options on owned servers', () => {
  it('take the layout that costs least of all that serve', () => {
    const buffer = useBuffer()
    forAll(10, (scenario) => {
      const { ownedChoices, context } = allOptions(scenario, catalogue, cache)
      const servable = servableIn(cache, scenario, catalogue)
      for (const [id, { levelised, terms }] of ownedChoices) {
        const { candidates } = servable(models.get(id.split(':')[1]!)!, terms.gpu)
        const costs = candidates.map(
          (candidate) =>
            ownedLevelised(useOf(candidate, context.demand, scenario, 1, buffer), candidate.layout.gpusPerReplica, terms) ??
            Number.POSITIVE_INFINITY,
        )
        expect(isClose(levelised, Math.min(...costs)), id).toBe(true)
      }
    })
  })

  it('cost in the comparison what the search found, and their cash is worth the same', () => {
    forAll(12, (scenario) => {
      const { options, ownedChoices, settings } = allOptions(scenario, catalogue, cache)
      const { monthlyRate, months } = settings.horizon
      for (const option of options) {
        const choice = ownedChoices.get(option.id)
        if (choice === undefined) continue
        expect(isClose(option.levelised!, choice.levelised), option.id).toBe(true)
        const { purchases } = ownedSeries(choice.use, choice.candidate.layout.gpusPerReplica, choice.terms)!.ownership
        const worth = presentValue(
          { starts: purchases, ends: option.cash.map((usd, m) => usd - purchases[m]!), valueAtEnd: option.valueAtEnd },
          monthlyRate,
          months,
        )
        const spent = option.presentValue! + purchases.reduce((sum, usd) => sum + usd, 0)
        if (scenario.valueAtEnd === 'not-recovered') expect(isClose(worth, option.presentValue!, spent), option.id).toBe(true)
        else expect(option.warnings.map(({ code }) => code)).toContain('resale-at-end')
        expect(option.owned!.capitalSpent).toBeCloseTo(
          purchases.reduce((sum, usd) => sum + usd, 0),
          4,
        )
      }
    })
  })

  it('cost over the volume what they cost at each volume', () => {
    forAll(10, (scenario) => {
      const { ownedChoices, context } = allOptions(scenario, catalogue, cache)
      for (const [id, choice] of ownedChoices) {
        const levels = ownedLevels(choice, context, 0.01, 100)
        if (levels === null) continue
        const cost = ownedCost(choice, context)
        const along = levelCost(levels)
        for (const volume of [0.0131, 0.17, 0.9, 1, 1.37, 4.1, 37.3, 99])
          expect(isClose(along(volume), cost(volume)), `${id} at ${volume}`).toBe(true)
      }
    })
  })

  it('are not there where the buyer does not buy', () => {
    forAll(2, (scenario) => {
      const { options } = allOptions({ ...scenario, ownGpus: false }, catalogue, cache)
      expect(options.some(({ kind }) => kind === 'owned')).toBe(false)
    })
  })
})

describe('the cheapest of fleets that grow with volume', () => {
  const fleet: fc.Arbitrary<LevelCosts> = fc
    .record({
      ends: fc.uniqueArray(fc.integer({ min: 2, max: 99 }), { maxLength: 6 }),
      first: fc.integer({ min: 0, max: 50 }),
      rises: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 7, maxLength: 7 }),
      slope: fc.constantFrom(0, 0.3, 1),
    })
    .map(({ ends, first, rises, slope }) => {
      const upTo = Float64Array.from([...ends, 100]).sort()
      let usd = first
      return { upTo, usd: upTo.map((_, index) => (usd += rises[index]!)), slope }
    })

  it('is the least of them at every volume', () => {
    fc.assert(
      fc.property(fc.array(fleet, { minLength: 1, maxLength: 5 }), (fleets) => {
        const pieces = cheapestFleetPieces(fleets, 1)
        const side = piecesCost(pieces)
        const costs = fleets.map(levelCost)
        for (let volume = 1.05; volume <= 100; volume += 0.35)
          expect(side(volume)).toBeCloseTo(Math.min(...costs.map((cost) => cost(volume))), 9)
        pieces.forEach((piece, index) => expect(piece.upTo).toBeGreaterThan(pieces[index - 1]?.upTo ?? 1))
      }),
      { seed: 20261123, numRuns: 300 },
    )
  })
})
