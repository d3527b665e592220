import { describe, expect, it } from 'vitest'
import { defaultScenario } from './defaults.ts'
import type { Known } from './field.ts'
import { readLink, writeLink } from './link.ts'
import { readScenarioJson } from './read-scenario.ts'
import type { Scenario } from './schema.ts'

const known: Known = {
  models: new Set(['gpt-5.6-sol', 'qwen3.8-27b']),
  yardsticks: new Set(['lmarena_text_style_control', 'swe_bench_pro:public']),
  languages: new Set(['en', 'hi']),
  rulePresets: new Set(['eu-bank']),
  certifications: new Set(['SOC2', 'ISO27001']),
  ruleCountries: new Set(['DE', 'CN', 'RU']),
  regions: new Set(['EU', 'DE', 'CN', 'RU']),
  subdivisions: new Set(['US-TX']),
}
const changed = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })
const messages = (fragment: string) => readLink(fragment, known).lost.map(({ text }) => text)

describe('quality, rules and company in a link', () => {
  it.each<[Partial<Scenario>, string]>([
    [{ processingRegion: 'EU', excludedJurisdictions: ['CN', 'RU'] }, 'nojuris=CN,RU&region=EU'],
    [{ certifications: ['ISO27001'], retentionDays: 0, airGap: true }, 'airgap=on&certs=ISO27001&retention=0'],
    [{ floorModel: 'gpt-5.6-sol', secondYardstick: null, unknownCompetes: true }, 'floor=gpt-5.6-sol&unknownin=on&yardstick2=none'],
    [{ yardstick: 'swe_bench_pro:public', floorScore: -2.5 }, 'floorscore=-2.5&yardstick=swe_bench_pro%3Apublic'],
    [
      { tokenRatios: { 'qwen3.8-27b': 1.2 }, verbosity: { 'qwen3.8-27b.visible': 2 } },
      'tokenratio=qwen3.8-27b:1.2&verbosity=qwen3.8-27b.visible:2',
    ],
    [{ companyCountry: 'DE', revenueUsdPerYear: 2.5e10, publicBody: 'defence' }, 'hq=DE&publicbody=defence&revenue=25000000000'],
    [{ checksExport: false, notVerified: 'not-allowed' }, 'export=off&notverified=not-allowed'],
  ])('%j is %s', (change, link) => {
    const scenario = changed(change)
    expect(writeLink(scenario)).toBe(`v=2026-11-23&${link}`)
    expect(readLink(link, known)).toMatchObject({ scenario, lost: [] })
    expect(readScenarioJson(JSON.stringify(change), known)).toEqual({ scenario, lost: [] })
  })

  it.each([
    ['nojuris=CN,XX,RU', { excludedJurisdictions: ['CN', 'RU'] }, /XX.*not known.*left out/],
    ['noorigin=XX', {}, /XX/],
    ['certs=SOC2,SOC3', { certifications: ['SOC2'] }, /SOC3/],
    ['region=europe', {}, /europe.*not known/],
    ['rules=us-bank', {}, /us-bank.*not known/],
    ['retention=1.5', {}, /not a whole number/],
    ['retention=4000', {}, /above 3,650/],
    ['accepted=120%25', {}, /above 100/],
    ['w1.lang=xx', {}, /xx.*not known/],
    ['use=sell', {}, /not one of the choices/],
    ['verbosity=qwen3.8-27b.loud:2', {}, /does not end in/],
  ])('%s keeps what is good and says the rest', (fragment, change, message) => {
    expect(readLink(fragment, known).scenario).toEqual(changed(change))
    expect(messages(fragment).join(' ')).toMatch(message)
  })

  it('names a country once, and an empty list is one', () => {
    expect(readLink('nojuris=CN,CN,RU', known).scenario.excludedJurisdictions).toEqual(['CN', 'RU'])
    expect(readLink('nojuris=&certs=', known)).toMatchObject({ scenario: defaultScenario(), lost: [] })
    expect(readScenarioJson('{"certifications": "SOC2"}', known)).toMatchObject({
      field: 'certifications',
      error: expect.stringContaining('is not a list'),
    })
  })
})
