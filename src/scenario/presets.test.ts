import { describe, expect, it } from 'vitest'
import type { Preset } from '../catalogue/schema.ts'
import { loadCatalogue } from '../catalogue/load-catalogue.ts'
import { settle } from './consistency.ts'
import { defaultScenario } from './defaults.ts'
import { fieldBasis, usualOf } from './field-basis.ts'
import { findField, setField, type FieldPlace } from './fields.ts'
import { applyPreset, requestsFromUsers, requestsPerUserPerDay } from './presets.ts'
import { scenarioSchema } from './schema.ts'

const catalogue = loadCatalogue('data')
const presetOf = (id: string): Preset => catalogue.presets.find((preset) => preset.id === id) as Preset
const field = (key: string) => (findField(key) as FieldPlace).field

describe('a preset', () => {
  it('is one of ten', () => expect(catalogue.presets).toHaveLength(10))

  it.each(catalogue.presets.map((preset) => [preset.id, preset] as const))(
    '%s gives a valid scenario without contradictions',
    (id, preset) => {
      const scenario = applyPreset(defaultScenario(), 0, preset)
      expect(scenarioSchema.parse(scenario)).toEqual(scenario)
      expect(settle(scenario).changes).toEqual([])
      expect(scenario.workloads[0]?.preset).toBe(id)
      expect(scenario.workloads[0]?.requestsPerMonth).toBe(2_000_000)
    },
  )

  // curated values: 1,500 output of which 1,050 reasoning; 40 ms between tokens
  it('counts reasoning apart from what the user sees, and times in seconds', () => {
    expect(applyPreset(defaultScenario(), 0, presetOf('deep_research')).workloads[0]).toMatchObject({
      outputTokens: 450,
      reasoningTokens: 1050,
    })
    expect(applyPreset(defaultScenario(), 0, presetOf('coding_agent')).workloads[0]).toMatchObject({
      tpotP95Seconds: 0.04,
      ttftP95Seconds: 3,
      batchShare: 0.1,
      profile: 'coding_us_working_hours',
    })
  })

  it('of a first visit is what the defaults already are', () => {
    const { name: _name, ...workload } = applyPreset(defaultScenario(), 0, presetOf('internal_rag')).workloads[0] as { name: string }
    expect(defaultScenario().workloads[0]).toMatchObject(workload)
  })

  it('changes the named workload only', () => {
    const two = { ...defaultScenario(), workloads: [...defaultScenario().workloads, ...defaultScenario().workloads] }
    const changed = applyPreset(two, 1, presetOf('voice_agent'))
    expect(changed.workloads[0]).toEqual(two.workloads[0])
    expect(changed.name).toBe(two.name)
    expect(() => applyPreset(two, 2, presetOf('voice_agent'))).toThrow('no workload 3')
  })

  it('turns users into requests', () => {
    expect(requestsFromUsers(1000, requestsPerUserPerDay(presetOf('internal_rag')) as number)).toBe(126_000)
    expect(requestsFromUsers(1000, 6, 20)).toBe(120_000)
  })
})

describe('the basis of a value', () => {
  const basisOf = (scenario = defaultScenario()) => fieldBasis(scenario, catalogue)

  it('is the preset’s where the value is the preset’s', () => {
    expect(basisOf()('workloads.0.cachedShare')).toMatchObject({ basis: 'measured', source: 'trace-ragp-moon' })
    expect(basisOf(applyPreset(defaultScenario(), 0, presetOf('coding_agent')))('workloads.0.cachedShare')).toMatchObject({
      basis: 'measured',
      source: 'trace-tl',
    })
  })

  it('is the data’s for defaults that come from the data', () => {
    expect(basisOf()('staffUsdPerYear')).toMatchObject({ basis: 'quoted', source: 'us-devops-platform-pay-surve' })
    expect(basisOf()('rentalAdderShare')).toMatchObject({ basis: 'quoted', source: 'mercatus-ai-com-claims-30-50' })
    expect(basisOf()('discountRate')).toMatchObject({ basis: 'assumed', source: 'corporate-wacc-7-10-gpu-back' })
  })

  it('is the buyer’s once the value is another', () => {
    expect(basisOf(setField(defaultScenario(), field('w1.cached'), 0.5))('workloads.0.cachedShare').basis).toBe('yours')
    expect(basisOf(setField(defaultScenario(), field('gpuprice'), { 'h100-sxm': 2 }))('gpuPrices.h100-sxm').basis).toBe('yours')
  })

  it('never calls a name the buyer’s: there is nothing to go back to', () => {
    expect(basisOf(applyPreset(defaultScenario(), 0, presetOf('voice_agent')))('workloads.0.name').basis).toBe('assumed')
  })

  it('finds every source it names', () => {
    const known = new Set(catalogue.sources.map(({ id }) => id))
    for (const path of [
      ...Object.keys(defaultScenario()),
      ...Object.keys(defaultScenario().workloads[0] ?? {}).map((k) => `workloads.0.${k}`),
    ]) {
      const { source } = basisOf()(path)
      if (source !== null) expect(known, path).toContain(source)
    }
  })

  it('leaves the salary to the place, and says where the place has none', () => {
    const usualIn = (place: string) => usualOf(setField(defaultScenario(), field('place'), place), field('staff'), 0, catalogue)
    expect(usualIn('GB')).toMatchObject({ value: null, source: 'bls-oews-15-1244-15-1252-and', reason: expect.stringContaining('Kingdom') })
    // data/places/ZA.json: null
    expect(usualIn('ZA')).toMatchObject({ value: null, basis: 'assumed', source: null, reason: expect.stringContaining('stands in') })
  })
})

describe('the defaults', () => {
  const { assumptions } = catalogue
  const value = (key: string) => assumptions[key]?.value

  it('are the figures of the data where there is one', () => {
    const scenario = defaultScenario()
    expect(scenario.discountRate).toBe(value('costOfCapital'))
    expect(scenario.rentalAdderShare).toBe(value('rentalAdders.storageEgressManagementShare'))
    expect(scenario.rentalSupportShare).toBe(value('rentalAdders.enterpriseSupportShare'))
    expect(scenario.spareReplicas).toBe(value('redundancy'))
    expect(scenario.gpuPricePath).toBe(value('rentalPriceDrift'))
    expect(scenario.rentedFtePerNode).toBeCloseTo((value('ftePerCluster.upTo8Gpus') as number) * (value('fteWhenRenting') as number), 12)
  })

  // 0.5 … 10 people at 1 … 256 instances of 8 GPUs: each figure of the data within a tenth of the power law
  it('grow people by a power that fits the five cluster sizes of the data', () => {
    const { rentedFtePerNode, fteElasticity } = defaultScenario()
    for (const gpus of [8, 32, 128, 512, 2048]) {
      const stated = (value(`ftePerCluster.upTo${gpus}Gpus`) as number) * (value('fteWhenRenting') as number)
      expect(Math.abs((rentedFtePerNode * (gpus / 8) ** fteElasticity) / stated - 1)).toBeLessThan(0.12)
    }
  })

  it('name things the catalogue has', () => {
    const scenario = defaultScenario()
    const offers = catalogue.apiProviders.flatMap((provider) => provider.offers.map(({ id }) => id))
    expect(offers).toContain(scenario.usedToday)
    expect(catalogue.profiles.map(({ id }) => id)).toContain(scenario.workloads[0]?.profile)
    expect(catalogue.places.map(({ id }) => id)).toContain(scenario.place)
  })
})
