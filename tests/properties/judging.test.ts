/** Laws of who takes part: rules and quality only ever keep options out, and every part of the engine goes by the same judgement. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import type { OptionResult } from '../../src/engine/result.ts'
import { allOptions, compare } from '../../src/engine/compare/compare.ts'
import { servingCache } from '../../src/engine/compare/serving-cache.ts'
import { sidesOf } from '../../src/engine/compare/sides.ts'
import { isInside } from '../../src/engine/rules/country-groups.ts'
import { evaluateRules } from '../../src/engine/rules/evaluate-rules.ts'
import { isAllowed } from '../../src/engine/rules/is-allowed.ts'
import { hardwareOption, modelFacts, optionFindings, serviceOption } from '../../src/engine/rules/option-findings.ts'
import { companyOf, rulesInForce, rulesOf } from '../../src/engine/rules/scenario-rules.ts'
import type { RuleId } from '../../src/engine/rules/rule-result.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import { applyRulePreset } from '../../src/scenario/rule-presets.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { smallCatalogue } from '../helpers/small-catalogue.ts'

const whole = loadCatalogue('data')
const catalogue = smallCatalogue(whole)
const cache = servingCache()
const given = (change: Partial<Scenario> = {}): Scenario => ({ ...defaultScenario(), ...change })
const optionsOf = (scenario: Scenario): readonly OptionResult[] => allOptions(scenario, catalogue, cache).options
const presets = whole.rules.presets.map((preset) => ({ id: preset.id, scenario: applyRulePreset(given(), preset) }))

const SET_ASIDE: Readonly<Record<RuleId, Partial<Scenario>>> = {
  'processing-region': { processingRegion: null },
  'provider-jurisdiction': { excludedJurisdictions: [] },
  'model-origin': { excludedOrigins: [] },
  licence: { checksLicence: false },
  retention: { retentionDays: null },
  training: { noTraining: false },
  certification: { certifications: [] },
  'air-gap': { airGap: false },
  'export-control': { checksExport: false },
  government: { checksGovernment: false },
}

describe.each(presets)('rules of $id', ({ scenario }) => {
  const options = optionsOf(scenario)

  it('bar whom they keep out, and nobody else for a rule', () => {
    for (const { id, considered, apart, barredBy, findings } of options) {
      expect(considered, id).toBe(apart === null)
      expect(barredBy === null, id).toBe(isAllowed(findings, scenario.notVerified))
      if (barredBy !== null) expect(considered, id).toBe(false)
      expect(findings.map(({ rule }) => rule)).toEqual(rulesInForce(rulesOf(scenario)))
    }
  })

  it('let no fewer options in when one of them is set aside, at no higher cost', () => {
    for (const rule of rulesInForce(rulesOf(scenario))) {
      const without = new Map(optionsOf({ ...scenario, ...SET_ASIDE[rule] }).map((option) => [option.id, option]))
      for (const { id, kind, barredBy, levelised } of options) {
        if (kind === 'hybrid' || barredBy !== null) continue
        const then = without.get(id)
        expect(then?.barredBy, `${id} without ${rule}`).toBeNull()
        if (levelised !== null) expect(then?.levelised, `${id} without ${rule}`).toBeLessThanOrEqual(levelised * (1 + 1e-9))
      }
    }
  })

  it('are the same for who asks only what the two sides cost', () => {
    const { verdict, options: all } = compare(scenario, catalogue, { cache })
    const costOf = (id: string | null) => all.find((option) => option.id === id)?.levelised ?? null
    const steps = sidesOf(scenario, catalogue, cache)
    let step = steps.next()
    while (step.done !== true) step = steps.next()
    const { api, selfHosted } = step.value
    const close = (value: number | null) => (value === null ? null : expect.closeTo(value, 6))
    expect(api).toEqual(close(costOf(verdict.bestApiId)))
    expect(selfHosted?.usd ?? null).toEqual(close(costOf(verdict.bestSelfHostedId)))
  })

  it('are said of each option as they are evaluated for it alone', () => {
    const [company, rules] = [companyOf(scenario), rulesOf(scenario)]
    const found = optionFindings(company, rules, scenario.notVerified, catalogue)
    const evaluated = (facts: Parameters<typeof evaluateRules>[0]) => evaluateRules(facts, company, rules, catalogue.rules)
    const models = new Map(catalogue.models.map((model) => [model.id, model]))
    for (const provider of catalogue.apiProviders)
      for (const offer of provider.offers)
        expect(found.ofService(offer).findings).toEqual(evaluated(serviceOption(offer, provider, models.get(offer.modelId))))
    for (const model of catalogue.models.slice(0, 5))
      for (const gpu of catalogue.gpus)
        for (const country of ['US', 'DE', 'CN', null]) {
          const site = { gpu, tenure: 'owned', country, provider: null } as const
          expect(found.ofHardware(model, site).findings).toEqual(evaluated(hardwareOption(modelFacts(model), site)))
        }
  })
})

describe('a region', () => {
  const asked = { processingRegion: 'EU', weakerCompetes: true, unknownCompetes: true, place: 'DE', ownGpus: false } as const
  const rentedUnder = (change: Partial<Scenario>) =>
    optionsOf(given({ ...asked, ...change })).filter(({ kind, rented: detail }) => kind === 'rented' && detail !== null)
  const isThere = (country: string | null): boolean => country !== null && isInside(country, 'EU', catalogue.rules.countryGroups)

  it('is where every rented fleet that takes part stands, or it is not verified where no source says', () => {
    const rented = rentedUnder({}).filter(({ considered }) => considered)
    expect(rented.some(({ rented: detail }) => isThere(detail!.country))).toBe(true)
    for (const { id, rented: detail, findings } of rented) {
      const { status } = findings.find(({ rule }) => rule === 'processing-region')!
      // rows say "multi" where the country is not one
      const isKnown = /^[A-Z]{2}$/.test(detail!.country ?? '')
      expect(status, id).toBe(isKnown ? 'allowed' : 'not-verified')
      if (isKnown) expect(isThere(detail!.country), id).toBe(true)
    }
  })

  it('keeps out what no source says where only what is verified counts', () => {
    // of other rules no terms of who rents GPUs out are known
    const rented = rentedUnder({ notVerified: 'not-allowed', checksExport: false, checksGovernment: false, checksLicence: false })
    const taking = rented.filter(({ considered }) => considered)
    expect(taking.length).toBeGreaterThan(0)
    for (const { id, rented: detail } of taking) expect(isThere(detail!.country), id).toBe(true)
    for (const { considered, findings } of rented)
      if (findings.some(({ rule, status }) => rule === 'processing-region' && status === 'not-verified')) expect(considered).toBe(false)
  })

  it('is searched first among offers that are known to stand there', () => {
    const place = (options: ReturnType<typeof rentedUnder>) => new Map(options.map(({ id, rented: detail }) => [id, detail!.country]))
    const verified = place(rentedUnder({ notVerified: 'not-allowed' }).filter(({ rented: detail }) => isThere(detail!.country)))
    const either = place(rentedUnder({}))
    for (const [id, country] of verified) expect(either.get(id), id).toBe(country)
  })

  it('is shown beside the cost where nothing can be rented there', () => {
    const options = optionsOf(given({ processingRegion: 'NZ', notVerified: 'not-allowed' }))
    const shown = options.filter(({ kind, levelised }) => kind === 'rented' && levelised !== null)
    expect(shown.length).toBeGreaterThan(0)
    for (const { id, barredBy } of shown) expect(barredBy, id).toBe('processing-region')
  })
})

describe('an air gap', () => {
  it('leaves servers of one’s own, and says what the wait for them costs', () => {
    const considered = optionsOf(given({ airGap: true })).filter((option) => option.considered && option.levelised !== null)
    expect(considered.length).toBeGreaterThan(0)
    for (const { id, kind, warnings } of considered) {
      expect(kind, id).toBe('owned')
      expect(warnings.map(({ code }) => code)).toContain('bridge-not-allowed')
    }
  })
})

describe('quality', () => {
  const competitors = (scenario: Scenario): ReadonlySet<string> =>
    new Set(optionsOf(scenario).flatMap(({ modelId, considered }) => (considered ? [modelId] : [])))

  it('a higher floor adds nobody', () => {
    fc.assert(
      fc.property(fc.double({ min: 1200, max: 1550, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (floor, more) => {
        const lower = competitors(given({ floorScore: floor, secondYardstick: null }))
        for (const id of competitors(given({ floorScore: floor + more, secondYardstick: null }))) expect(lower.has(id), id).toBe(true)
      }),
      { numRuns: 8 },
    )
  })

  it('that is unknown competes only where the buyer says so', () => {
    const unknown = (scenario: Scenario) => optionsOf(scenario).filter(({ quality }) => quality.standing === 'unknown')
    const left = unknown(given())
    expect(left.length).toBeGreaterThan(0)
    for (const { id, considered } of left) expect(considered, id).toBe(false)
    expect(unknown(given({ unknownCompetes: true })).some(({ considered }) => considered)).toBe(true)
  })
})
