import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { knownFrom } from '../../src/scenario/known.ts'
import { readLinkAsync, writeLinkAsync } from '../../src/scenario/link-compressed.ts'
import { readLink, writeLink } from '../../src/scenario/link.ts'
import { readScenarioJson } from '../../src/scenario/read-scenario.ts'
import { scenarioSchema } from '../../src/scenario/schema.ts'
import { arbitraryFragment, checkFragment } from '../helpers/arbitrary-fragment.ts'
import { arbitraryScenario } from '../helpers/arbitrary-scenario.ts'

const known = knownFrom(loadCatalogue('data')) as Parameters<typeof arbitraryScenario>[0]
const scenarios = arbitraryScenario(known)
const SEED = 20261123

describe('any scenario', () => {
  it('made for these tests is valid', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(scenarioSchema.parse(scenario)).toEqual(scenario)
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  it('comes back from its link, readable or deflated, and from its JSON', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        expect(readLink(writeLink(scenario), known)).toMatchObject({ scenario, lost: [] })
        expect(await readLinkAsync(await writeLinkAsync(scenario), known)).toMatchObject({ scenario, lost: [] })
        expect(readScenarioJson(JSON.stringify(scenario), known)).toEqual({ scenario, lost: [] })
      }),
      { seed: SEED, numRuns: 200 },
    )
  })
})

describe('any fragment', () => {
  it('reads to a valid scenario that comes back from its own link', () => {
    fc.assert(
      fc.property(arbitraryFragment(scenarios, known), (fragment) => checkFragment(fragment, known)),
      { seed: SEED, numRuns: 2000 },
    )
  })

  it('does so where no catalogue is known', () => {
    fc.assert(
      fc.property(arbitraryFragment(scenarios, known), (fragment) => checkFragment(fragment, {})),
      { seed: SEED + 1, numRuns: 1000 },
    )
  })

  it('behind z= is read without an exception', async () => {
    const packed = fc.oneof(fc.base64String(), fc.string({ unit: 'binary' })).map((text) => `z=${text}`)
    await fc.assert(
      fc.asyncProperty(packed, async (fragment) => {
        expect(scenarioSchema.safeParse((await readLinkAsync(fragment, known)).scenario).success).toBe(true)
      }),
      { seed: SEED, numRuns: 200 },
    )
  })
})
