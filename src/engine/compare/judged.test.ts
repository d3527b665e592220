import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { ApartReason } from '../result.ts'
import { companyOf, rulesInForce, rulesOf, siteOfPlace } from '../rules/scenario-rules.ts'
import { compare } from './compare.ts'
import { floorWanted } from './floor-wanted.ts'
import { judgedTogether, judgeOf, type Judgement } from './judged.ts'
import { servingCache } from './serving-cache.ts'

const catalogue = loadCatalogue('data')
const cache = servingCache()
const given = (change: Partial<Scenario> = {}): Scenario => ({ ...defaultScenario(), ...change })
const compared = (change: Partial<Scenario> = {}) => compare(given(change), catalogue, { cache })
const models = new Map(catalogue.models.map((model) => [model.id, model]))

describe('a first visit', () => {
  const { options, verdict, quality, floorWanted: wanted, rulesInForce: inForce } = compared()
  const modelOf = (id: string | null) => options.find((option) => option.id === id)?.modelId
  const apartOf = (modelId: string) => new Set(options.filter((option) => option.modelId === modelId).map(({ apart }) => apart))

  it('holds models against the one used today, which has a score, so that no other stands in', () => {
    expect(modelOf(verdict.usedTodayId)).toBe('gpt-5.6-luna')
    expect(quality).toMatchObject({ floor: 1451.3, floorModelId: 'gpt-5.6-luna' })
    expect(wanted).toBeNull()
  })

  // docs/adr/0023: equal on LMArena and not contradicted by Epoch
  it('finds Hy3 the cheapest API and Gemma 4 31B the cheapest to host among those as good', () => {
    expect([modelOf(verdict.bestApiId), modelOf(verdict.bestSelfHostedId)]).toEqual(['hy3', 'gemma-4-31b'])
  })

  it('lists models without a score apart, never as equal', () => {
    for (const id of ['gpt-6-luna', 'gpt-6.2-sol', 'qwen3.8-27b']) {
      const reasons = apartOf(id)
      expect(reasons.has(null), id).toBe(false)
      expect(reasons.has('unknown-quality'), id).toBe(true)
    }
  })

  it('counts possible options apart, each once', () => {
    const possible = options.filter(({ levelised, apart }) => levelised !== null && apart !== null)
    expect(Object.values(verdict.apart).reduce((sum, count) => sum + count, 0)).toBe(possible.length)
  })

  it('asks only what law and licences ask of everybody', () => {
    expect(inForce).toEqual(['licence', 'export-control', 'government'])
  })

  it('has a line of cost and quality on which each costs and scores more, and all may be used', () => {
    const line = quality.pareto.map((id) => options.find((option) => option.id === id)!)
    expect(line.length).toBeGreaterThan(2)
    line.slice(1).forEach(({ levelised, quality: { score } }, at) => {
      expect(levelised!).toBeGreaterThanOrEqual(line[at]!.levelised!)
      expect(score!.score).toBeGreaterThanOrEqual(line[at]!.quality.score!.score)
    })
    for (const { apart } of line) expect(['rule', 'offer', 'not-listed']).not.toContain(apart)
  })
})

describe('a side that is missing', () => {
  it('names the rule that keeps it out', () => {
    const { verdict } = compared({ airGap: true })
    expect(verdict).toMatchObject({ bestApiId: null, bestHybridId: null, barredBy: 'air-gap' })
    expect(verdict.bestSelfHostedId).not.toBeNull()
  })

  it('names none where another reason keeps it out', () => {
    expect(compared({ models: ['gpt-5.6-luna'] }).verdict).toMatchObject({ bestSelfHostedId: null, barredBy: null })
  })
})

describe('what is not verified', () => {
  it('takes part and is told apart, or is kept out, as the buyer says', () => {
    const rules: Partial<Scenario> = { processingRegion: 'EU', retentionDays: 0, place: 'DE' }
    const open = compared(rules)
    const strict = compared({ ...rules, notVerified: 'not-allowed' })
    expect(open.verdict.onlyVerified).not.toBeNull()
    expect(open.ranking.length).toBeGreaterThan(strict.ranking.length)
    expect(strict.verdict.onlyVerified?.optionId).toBe(strict.ranking[0])
  })
})

describe('the price of a region', () => {
  const costOf = (change: Partial<Scenario>) =>
    compared(change)
      .options.find(({ id }) => id === 'api:openai/gpt-5.6-luna')!
      .lines.find(({ id }) => id === 'tokens-out')!.levelised

  it('is counted where the rule asks for processing there: 1.1 times the list at OpenAI', () => {
    expect(costOf({ processingRegion: 'EU' }) / costOf({})).toBeCloseTo(1.1, 9)
    expect(costOf({ processingRegion: 'EU' })).toBeCloseTo(costOf({ regionalProcessing: true }), 9)
  })
})

describe('a floor', () => {
  it('without a score could be stood in for by the newest of the same maker and tier, by name', () => {
    const standIn = (usedToday: string) => floorWanted(given({ usedToday }), catalogue)
    expect(standIn('openai/gpt-6.2-sol')).toEqual({ modelId: 'gpt-6.2-sol', standInId: 'gpt-5.6-sol' })
    expect(standIn('openai/gpt-6-luna')).toEqual({ modelId: 'gpt-6-luna', standInId: 'gpt-5.6-luna' })
    expect(standIn('openai/gpt-5.6-luna')).toBeNull()
  })

  it('is stood in for by a model of the same size, whatever its issue, and by none that is later', () => {
    const nameOf = (floorModel: string) => models.get(floorWanted(given({ floorModel }), catalogue)?.standInId ?? '')?.name ?? null
    const idOf = (name: string) => catalogue.models.find((model) => model.name === name)!.id
    expect(nameOf(idOf('Qwen3.8 27B'))).toBe('Qwen3.5 27B')
    expect(nameOf(idOf('DeepSeek V4.1 Flash 1017'))).toBe('DeepSeek V4 Flash (24 Apr 2026)')
    // not Grok 4.20, a later number than 4.7, nor GLM-5.3
    expect(nameOf(idOf('Grok 4.7'))).toBe('Grok 4.6')
    expect(nameOf(idOf('GLM-4.5'))).toBeNull()
  })

  it('that is a score, or none at all, asks for nothing', () => {
    expect(floorWanted(given({ floorScore: 1400 }), catalogue)).toBeNull()
    expect(floorWanted(given({ usedToday: null }), catalogue)).toBeNull()
  })

  it('that nobody set lets every model in', () => {
    const judge = judgeOf(given({ usedToday: null }), catalogue, models)
    for (const id of models.keys()) expect(judge.apartByQuality(id), id).toBeNull()
  })
})

describe('a hybrid', () => {
  const part = (apart: ApartReason | null): Judgement => ({
    apart,
    quality: { standing: 'equal', score: null, difference: null, text: null },
    findings: [],
    barredBy: null,
  })
  const nothing = { findings: [], barredBy: null }

  it('takes part where both parts do, and else stands apart for the first reason of either', () => {
    expect(judgedTogether(part(null), part(null), nothing).apart).toBeNull()
    expect(judgedTogether(part('weaker'), part('offer'), nothing).apart).toBe('offer')
    expect(judgedTogether(part(null), part('weaker'), { findings: [], barredBy: 'air-gap' })).toMatchObject({
      apart: 'rule',
      barredBy: 'air-gap',
    })
  })
})

describe('the company', () => {
  it('sits in the place unless it says where, and a part of a country is in the country', () => {
    expect(companyOf(given({ place: 'US-TX' }))).toMatchObject({ country: 'US', parentCountry: 'US', publicSector: null })
    expect(companyOf(given({ companyCountry: 'DE', parentCountry: 'CN' }))).toMatchObject({ country: 'DE', parentCountry: 'CN' })
  })

  it('of a place that is no country is of no known country, though its servers stand in the EU', () => {
    expect(companyOf(given({ place: 'EU27' }))).toMatchObject({ country: null, parentCountry: null })
    expect([siteOfPlace('EU27'), siteOfPlace('US-TX'), siteOfPlace('BR')]).toEqual(['EU', 'US', 'BR'])
  })

  it('that is a public body or works for one is so in its own country', () => {
    const company = companyOf(given({ publicBody: 'ministry', defenceContract: 'defence', performsContract: 'yes', companyCountry: 'FR' }))
    expect(company.publicSector).toEqual({ country: 'FR', subdivision: null, body: 'ministry' })
    expect(company.defenceContractor).toEqual({ country: 'FR', of: 'defence', performing: true })
  })

  it('has the rules in force that it set', () => {
    const rules = rulesOf(given({ airGap: true, certifications: ['SOC2'], checksLicence: false }))
    expect(rulesInForce(rules)).toEqual(['certification', 'air-gap', 'export-control', 'government'])
  })
})
