/** Do the rules say of each option what the words of licences, laws and terms say? Statuses worked by hand from those words. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadRules } from '../../src/catalogue/load-rules.ts'
import { evaluateRules } from '../../src/engine/rules/evaluate-rules.ts'
import { rulePreset } from '../../src/engine/rules/presets.ts'
import type { BuyerRules, CompanyFacts } from '../../src/engine/rules/rule-facts.ts'
import type { RuleId, RuleStatus } from '../../src/engine/rules/rule-result.ts'
import { ruleOption, withLicence } from '../helpers/rule-option.ts'
import type { RuleOptionRow } from '../helpers/rule-option.ts'

interface RuleCase {
  id: string
  rule: RuleId
  option: RuleOptionRow
  company: Partial<CompanyFacts>
  rules: Partial<BuyerRules>
  expect: RuleStatus
  /** words of the data that the status follows from; null: it follows from a fact of the option, or from nothing being known */
  clause: string | null
  why: string
}

const DATA = join(import.meta.dirname, '../../data')
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'rule-cases.json'), 'utf8')) as { company: CompanyFacts; cases: RuleCase[] }
const catalogue = loadCatalogue(DATA)
const data = loadRules(DATA)
const NONE: BuyerRules = {
  processingRegion: null,
  excludedJurisdictions: [],
  excludedOrigins: [],
  checksLicence: false,
  noTraining: false,
  retentionDays: null,
  certifications: [],
  airGap: false,
  checksExport: false,
  checksGovernment: false,
}

const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : []
const words = [
  ...textsOf(data),
  ...readdirSync(join(DATA, 'gpus')).flatMap((file) => textsOf(JSON.parse(readFileSync(join(DATA, 'gpus', file), 'utf8')))),
].join('\n')

describe('rules on options', () => {
  it.each(golden.cases.map((one) => [`${one.id}: ${one.expect}, ${one.why}`, one] as const))('%s', (_name, one) => {
    const rules = { ...NONE, ...(one.rule === 'licence' ? { checksLicence: true } : {}), ...one.rules }
    const company = { ...golden.company, ...one.company }
    const findings = evaluateRules(ruleOption(one.option, catalogue), company, rules, withLicence(one.option, data))
    expect(findings.map(({ rule, status, text }) => ({ rule, status, text }))).toEqual([
      { rule: one.rule, status: one.expect, text: expect.any(String) as string },
    ])
    if (one.clause !== null) expect(words).toContain(one.clause)
  })

  it('covers each rule with what it allows and what it does not', () => {
    const rules = [...new Set(golden.cases.map(({ rule }) => rule))]
    expect(rules).toHaveLength(10)
    for (const rule of rules) {
      const statuses = golden.cases.filter((one) => one.rule === rule).map((one) => one.expect)
      expect([rule, statuses.includes('allowed') || statuses.includes('allowed-if')]).toEqual([rule, true])
      expect([rule, statuses.some((status) => status === 'not-allowed' || status === 'not-verified')]).toEqual([rule, true])
    }
  })
})

/** What an expert expects of the presets: [preset, option, rules that keep it out]. */
const PRESETS: [string, RuleOptionRow, RuleId[]][] = [
  // its terms are EU by default, without training, thirty days, ISO claimed
  ['eu-bank', { maker: ['mistral', 'mistral-large-3'] }, []],
  ['eu-bank', { maker: ['deepseek', 'deepseek-v4-pro-0813'] }, ['processing-region', 'provider-jurisdiction']],
  ['eu-bank', { maker: ['anthropic', 'claude-opus-5.5'] }, ['processing-region']],
  // company-wide revenue of 25 bn
  ['eu-bank', { own: ['devstral-2', 'h200-sxm', 'DE'] }, ['licence']],
  ['eu-bank', { own: ['llama-4-maverick', 'h200-sxm', 'DE'] }, ['licence']],
  // weights of a Chinese maker on its own servers pass
  ['eu-bank', { own: ['deepseek-v4-pro-0813', 'b200-sxm', 'DE'] }, []],
  ['us-defence', { own: ['deepseek-v4-pro-0813', 'b200-sxm', 'US'] }, ['model-origin', 'government']],
  ['us-defence', { own: ['gpt-oss-120b', 'b200-sxm', 'US'] }, []],
  ['us-defence', { maker: ['openai', 'gpt-6.1-sol'] }, []],
  ['chinese-subsidiary', { own: ['gpt-oss-120b', 'b200-sxm', 'DE'] }, ['export-control']],
  ['chinese-subsidiary', { own: ['gpt-oss-120b', 'h100-sxm', 'DE'] }, []],
  ['br-startup', { own: ['kimi-k3', 'h200-sxm', 'BR'] }, []],
  ['br-startup', { own: ['minimax-m2.7', 'h200-sxm', 'BR'] }, ['licence']],
  ['air-gapped-ministry', { own: ['mistral-large-3', 'h200-sxm', 'FR'] }, []],
  ['air-gapped-ministry', { rent: ['mistral-large-3', 'h200-sxm', 'FR'] }, ['air-gap']],
  ['air-gapped-ministry', { own: ['llama-4-maverick', 'h200-sxm', 'FR'] }, ['licence']],
  ['us-enterprise', { maker: ['anthropic', 'claude-opus-5.5'] }, []],
  ['us-enterprise', { own: ['devstral-2', 'h200-sxm', 'US'] }, ['licence']],
]

describe('presets', () => {
  it.each(PRESETS.map((row) => [`${row[0]}: ${JSON.stringify(row[1])}`, ...row] as const))('%s', (_name, id, option, keptOutBy) => {
    const preset = rulePreset(id, data)!
    const findings = evaluateRules(ruleOption(option, catalogue), preset.company, preset.rules, data)
    expect(findings.filter(({ status }) => status === 'not-allowed').map(({ rule }) => rule)).toEqual(keptOutBy)
  })

  it('are six, and none is left without a name', () => {
    expect(data.presets.map(({ name }) => name)).toEqual([
      'EU bank',
      'US defence contractor',
      'Chinese subsidiary',
      'Startup in Brazil',
      'Air-gapped ministry',
      'US enterprise (none)',
    ])
    expect(rulePreset('nobody', data)).toBeNull()
  })
})
