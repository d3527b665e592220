import * as fc from 'fast-check'
import { describe, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { fieldBasis } from '../../src/scenario/field-basis.ts'
import { knownFrom } from '../../src/scenario/known.ts'
import { arbitraryScenario } from '../helpers/arbitrary-scenario.ts'
import { checkComparison } from '../helpers/check-comparison.ts'

const catalogue = loadCatalogue('data')
const known = knownFrom(catalogue) as Parameters<typeof arbitraryScenario>[0]

// `npm run fuzz` tries 2,000
describe('any scenario', () => {
  it('has a comparison without NaN or negative cost, whose lines add up', () => {
    const cache = servingCache()
    fc.assert(
      fc.property(arbitraryScenario(known), (scenario) => {
        checkComparison(compare(scenario, catalogue, { cache, basisOf: fieldBasis(scenario, catalogue) }))
      }),
      { seed: 20261123, numRuns: 25, endOnFailure: true },
    )
  }, 300_000)
})
