/** Counts of data/offers; distances from coordinates of Riyadh and Dubai (870 km on any map). */
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { gpuReach } from '../../engine/compare/gpu-reach-count.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { reachSentences } from './reach-words.ts'

const catalogue = loadCatalogue('data')
const said = (change: Partial<Scenario>): string => reachSentences(gpuReach({ ...defaultScenario(), ...change }, catalogue)).join(' ')

describe('GPU offers in reach, in words', () => {
  it('counts them, and those in the country', () => {
    expect(said({ place: 'BR' })).toMatch(
      /^\d{3} offers of \d+ GPUs in reach: 4 of them in Brazil, \d+ name no country\. 4 offers on Chinese platforms do not count\.$/,
    )
  })

  it('names the nearest country where the place has none', () => {
    expect(said({ place: 'PT' })).toMatch(/None names Portugal; the nearest (?:is|\d+ are) in Spain \(Madrid, about 500 km\)\./)
    expect(said({ place: 'PT', gpuCountry: 'place' })).toMatch(
      /^No GPU whose speed is known is offered in Portugal\. None names Portugal; the nearest/,
    )
  })

  it('says in China what is offered there and why it cannot be counted', () => {
    const words = said({ place: 'CN' })
    expect(words).toContain('No GPU whose speed is known is offered in reach.')
    expect(words).toContain('NVIDIA H20 96GB')
    expect(words).toMatch(/\d+ offers outside China shown apart\./)
  })

  it('keeps to the country that is asked for', () => {
    expect(said({ place: 'BR', gpuCountry: 'place' })).toMatch(/^4 offers of 4 GPUs in Brazil\./)
  })
})
