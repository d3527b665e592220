import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { defaultScenario } from './defaults.ts'
import { oddsInputs, type AutomaticValue } from './odds-inputs.ts'
import { applyPreset } from './presets.ts'
import { readLink } from './link.ts'
import type { Scenario } from './schema.ts'
import { variedInputs } from './varied-inputs.ts'

const catalogue = loadCatalogue('data')
const byPlace: AutomaticValue = (path, { place }) => {
  if (path === 'electricityUsdPerKwh') return { value: 0.114, low: 0.075, high: 0.146 }
  return path === 'staffUsdPerYear' ? (catalogue.places.find(({ id }) => id === place)?.staffUsdPerYear ?? null) : null
}
const inputsOf = (scenario: Scenario) => oddsInputs(scenario, catalogue, byPlace)
const at = (scenario: Scenario, path: string) => inputsOf(scenario).find((input) => input.path === path)
const linked = (fragment: string) => readLink(fragment).scenario

describe('numbers drawn for the odds', () => {
  it('come from the data where the buyer left its value', () => {
    const scenario = defaultScenario()
    // data/traffic/presets/internal_rag.json, data/places/US.json, data/gpus/h100-sxm.json, data/assumptions.json
    expect(at(scenario, 'workloads.0.inputTokens')).toMatchObject({
      low: 2900,
      typical: 5000,
      high: 12_000,
      kind: 'positive',
      from: 'default',
    })
    expect(at(scenario, 'workloads.0.cachedShare')).toMatchObject({ low: 0.2, typical: 0.35, high: 0.5, kind: 'share' })
    expect(at(scenario, 'staffUsdPerYear')).toMatchObject({ low: 177_000, typical: 202_000, high: 246_000 })
    expect(at(scenario, 'serverPrices.h100-sxm')).toMatchObject({ low: 27_500, typical: 35_000, high: 50_000 })
    expect(at(scenario, 'gpuPricePath')).toMatchObject({ low: -0.25, typical: 0, high: 0.35, kind: 'signed' })
    expect(at(scenario, 'pue')).toMatchObject({ low: 1.1, typical: 1.35, high: 1.58, least: 1, most: 3 })
    expect(at(scenario, 'ownedFtePerNode')).toMatchObject({ low: 0.25, typical: 0.5, high: 1 })
    expect(at(scenario, 'electricityUsdPerKwh')).toMatchObject({ low: 0.075, typical: 0.114, high: 0.146 })
    expect(at(scenario, 'speedFactor')).toMatchObject({ low: 0.8, typical: 1, high: 1.25, kind: 'positive' })
  })

  it('are drawn by differences where an end is at nothing: no factor leads there', () => {
    expect(at(defaultScenario(), 'rentalSupportShare')).toMatchObject({ low: 0, typical: 0.05, high: 0.1, kind: 'signed', least: 0 })
  })

  it.each([
    'discountRate',
    'workloads.0.requestsPerMonth',
    'workloads.0.growthPerMonth',
    'dutyShare',
    'spareReplicas',
    'lifeMonths',
    'networkShare',
  ])('leave out %s: a decision, or nothing is known', (path) => {
    expect(at(defaultScenario(), path)).toBeUndefined()
  })

  it('leave out what the buyer typed as one number', () => {
    expect(at(linked('staff=180000'), 'staffUsdPerYear')).toBeUndefined()
    expect(at(linked('w1.input=4000'), 'workloads.0.inputTokens')).toBeUndefined()
    expect(at(linked('serverprice=h100-sxm:30000'), 'serverPrices.h100-sxm')).toBeUndefined()
    expect(at(linked('electricity=0.1'), 'electricityUsdPerKwh')).toBeUndefined()
  })

  it("are the buyer's ranges of a model's tokens too", () => {
    expect(at(linked('tokenratio=glm-5.3:1.1~1.4'), 'tokenRatios.glm-5.3')).toMatchObject({
      label: 'Tokens for the same text, GLM-5.3',
      low: 1.1,
      high: 1.4,
      kind: 'positive',
      from: 'yours',
    })
    expect(at(linked('verbosity=glm-5.3.visible:1.6~2.9'), 'verbosity.glm-5.3.visible')).toMatchObject({
      label: 'Length of answers, GLM-5.3, visible',
      low: 1.6,
      high: 2.9,
    })
    const varied = variedInputs(linked('tokenratio=glm-5.3:1.1~1.4'), inputsOf(linked('tokenratio=glm-5.3:1.1~1.4')))
    expect(varied.find(({ path }) => path === 'tokenRatios.glm-5.3')).toMatchObject({ low: 1.1, high: 1.4 })
  })

  it('take the buyer’s range before that of the data, and equal ends as certain', () => {
    expect(at(linked('staff=150000~160000~190000'), 'staffUsdPerYear')).toMatchObject({ low: 150_000, typical: 160_000, from: 'yours' })
    expect(at(linked('staff=202000~202000'), 'staffUsdPerYear')).toBeUndefined()
    expect(at(linked('gpuprice=h100-sxm:2.4~2.8'), 'gpuPrices.h100-sxm')).toMatchObject({
      low: 2.4,
      high: 2.8,
      label: expect.stringContaining('H100'),
    })
    expect(at(linked('rate=0.06~0.09~0.13'), 'discountRate')).toMatchObject({ kind: 'signed', from: 'yours' })
  })

  it('go with the preset and the place', () => {
    const preset = catalogue.presets.find(({ id }) => id === 'support_chat')!
    const chat = applyPreset(defaultScenario(), 0, preset)
    expect(at(chat, 'workloads.0.outputTokens')).toMatchObject({ low: 150, typical: 220, high: 350 })
    expect(at({ ...defaultScenario(), place: 'DE' }, 'staffUsdPerYear')).toMatchObject({
      low: 95_000,
      high: 175_000,
    })
  })

  it('leave out what cannot matter', () => {
    const rented = inputsOf({ ...defaultScenario(), ownGpus: false }).map(({ path }) => path)
    expect(rented.filter((path) => /^(serverPrices|pue|electricity|owned|maintenance)/.test(path))).toEqual([])
    expect(at({ ...defaultScenario(), siteCovers: 'cooling' }, 'pue')).toBeUndefined()
    expect(at({ ...defaultScenario(), siteCovers: 'energy' }, 'electricityUsdPerKwh')).toBeUndefined()
  })

  it('stand in the order of their paths, low before typical before high, each once', () => {
    const inputs = inputsOf(linked('w1.out=220~420&workloads=2&gpuprice=h100-sxm:2.4~2.8'))
    const paths = inputs.map(({ path }) => path)
    expect(paths).toEqual([...new Set(paths)].toSorted())
    for (const { low, typical, high, least, most } of inputs) {
      expect([least, low, typical, high, most]).toEqual([least, low, typical, high, most].toSorted((a, b) => a - b))
      expect(low).toBeLessThan(high)
    }
  })
})
