/** Laws of rules: a looser rule keeps out no more, what is not known is never allowed, and what is refused or conditional says why. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { loadRules } from '../../src/catalogue/load-rules.ts'
import type { RulesData } from '../../src/catalogue/rules-schema.ts'
import { evaluateRules } from '../../src/engine/rules/evaluate-rules.ts'
import { isAllowed } from '../../src/engine/rules/is-allowed.ts'
import type { BuyerRules, CompanyFacts, OptionFacts } from '../../src/engine/rules/rule-facts.ts'
import type { RuleFinding } from '../../src/engine/rules/rule-result.ts'
import { ruleOption } from '../helpers/rule-option.ts'
import type { RuleOptionRow } from '../helpers/rule-option.ts'

const DATA = join(import.meta.dirname, '../../data')
const data = loadRules(DATA)
const catalogue = loadCatalogue(DATA)
const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/rule-cases.json'), 'utf8')) as {
  company: CompanyFacts
  cases: { option: RuleOptionRow; company: Partial<CompanyFacts>; rules: Partial<BuyerRules> }[]
}

const distinct = <T>(values: readonly T[]): T[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
const options = distinct(golden.cases.map(({ option }) => option)).map((row) => ruleOption(row, catalogue))
const companies = distinct([
  ...data.presets.map(({ company }) => company),
  ...golden.cases.map(({ company }) => ({ ...golden.company, ...company })),
])
/** Every rule in force, as tight as it can be. */
const TIGHT: BuyerRules = {
  processingRegion: 'FR',
  excludedJurisdictions: ['CN', 'US'],
  excludedOrigins: ['CN', 'FR'],
  checksLicence: true,
  noTraining: true,
  retentionDays: 0,
  certifications: ['SOC2', 'FedRAMP'],
  airGap: true,
  checksExport: true,
  checksGovernment: true,
}
const NONE: BuyerRules = {
  ...TIGHT,
  ...{ processingRegion: null, excludedJurisdictions: [], excludedOrigins: [], checksLicence: false, noTraining: false },
  ...{ retentionDays: null, certifications: [], airGap: false, checksExport: false, checksGovernment: false },
}
const eachCase = (visit: (option: OptionFacts, company: CompanyFacts) => void): void => {
  for (const option of options) for (const company of companies) visit(option, company)
}

describe('a looser rule keeps out no more', () => {
  /** [tight, loose] with one rule loosened, alone in force */
  const pairs: [string, Partial<BuyerRules>, Partial<BuyerRules>][] = [
    ...(Object.keys(TIGHT) as (keyof BuyerRules)[]).map((key): [string, Partial<BuyerRules>, Partial<BuyerRules>] => [
      `${key} set aside`,
      { [key]: TIGHT[key] },
      {},
    ]),
    ['a region instead of a country', { processingRegion: 'FR' }, { processingRegion: 'EU' }],
    ['30 days instead of 29', { retentionDays: 29 }, { retentionDays: 30 }],
    ['29 days instead of none', { retentionDays: 0 }, { retentionDays: 29 }],
    ['fewer jurisdictions', { excludedJurisdictions: ['CN', 'US'] }, { excludedJurisdictions: ['CN'] }],
    ['fewer origins', { excludedOrigins: ['CN', 'EU'] }, { excludedOrigins: ['FR'] }],
    ['fewer certificates', { certifications: ['SOC2', 'FedRAMP'] }, { certifications: ['SOC2'] }],
  ]
  it.each(pairs)('%s', (_name, tight, loose) => {
    for (const treat of ['allowed', 'not-allowed'] as const)
      eachCase((option, company) => {
        const may = (rules: Partial<BuyerRules>) => isAllowed(evaluateRules(option, company, { ...NONE, ...rules }, data), treat)
        if (may(tight)) expect(may(loose)).toBe(true)
      })
  })

  it('a smaller company is refused no licence that a larger one has', () => {
    const rules = { ...NONE, checksLicence: true }
    const smaller = ({ revenueUsdPerYear, monthlyUsers, productRevenueUsdPerYear, ...rest }: CompanyFacts): CompanyFacts => ({
      ...rest,
      revenueUsdPerYear: revenueUsdPerYear === null ? null : revenueUsdPerYear / 10,
      monthlyUsers: monthlyUsers === null ? null : monthlyUsers / 10,
      productRevenueUsdPerYear: productRevenueUsdPerYear === null ? null : productRevenueUsdPerYear / 10,
    })
    eachCase((option, company) => {
      if (isAllowed(evaluateRules(option, company, rules, data), 'not-allowed'))
        expect(isAllowed(evaluateRules(option, smaller(company), rules, data), 'not-allowed')).toBe(true)
    })
  })
})

describe('what is not known is never allowed', () => {
  const statusOf = (findings: readonly RuleFinding[]) => new Map(findings.map(({ rule, status }) => [rule, status]))

  const forgotten = (company: CompanyFacts): CompanyFacts[] =>
    (['country', 'parentCountry', 'revenueUsdPerYear', 'monthlyUsers', 'productRevenueUsdPerYear'] as const).map((key) => ({
      ...company,
      [key]: null,
    }))

  it('a fact of the company that is forgotten allows nothing that was not', () => {
    eachCase((option, company) => {
      const known = statusOf(evaluateRules(option, company, TIGHT, data))
      for (const less of forgotten(company))
        for (const { rule, status } of evaluateRules(option, less, TIGHT, data))
          if (status === 'allowed') expect([rule, known.get(rule)]).toEqual([rule, 'allowed'])
    })
  })

  it('a fact of the option that is forgotten allows nothing that was not', () => {
    const unknown = { maker: null, makerCountry: null, openWeights: null, statedLicence: null }
    eachCase((option, company) => {
      const known = statusOf(evaluateRules(option, company, TIGHT, data))
      const { hardware, service } = option
      const less: OptionFacts = {
        ...option,
        hardware: hardware === null ? null : { ...hardware, country: null, model: { ...hardware.model, ...unknown } },
        service: service === null ? null : { ...service, model: { ...service.model, ...unknown } },
      }
      for (const { rule, status } of evaluateRules(less, company, TIGHT, data))
        if (status === 'allowed') expect([rule, known.get(rule)]).toEqual([rule, 'allowed'])
    })
  })

  it('without any data nothing is allowed that rests on data', () => {
    const empty: RulesData = { ...data, licences: [], modelLicences: [], providers: [], exportControl: { classes: [], points: [] } }
    const rules: BuyerRules = { ...NONE, checksLicence: true, certifications: ['SOC2'], excludedJurisdictions: ['CN'], checksExport: true }
    eachCase((option, company) => {
      const { hardware, service } = option
      const found = statusOf(evaluateRules(option, company, rules, empty))
      if (hardware !== null) expect([found.get('licence'), found.get('export-control')]).toEqual(['not-verified', 'not-verified'])
      if (service === null) return
      const terms = evaluateRules(option, company, { ...NONE, noTraining: true, retentionDays: 30, certifications: ['SOC2'] }, empty)
      expect(terms.map(({ status }) => status)).toEqual(['not-verified', 'not-verified', 'not-verified'])
      expect(found.get('provider-jurisdiction')).toBe('not-verified')
    })
  })
})

it('what is refused or conditional has its source; a condition is given where there is one, and nowhere else', () => {
  eachCase((option, company) => {
    for (const finding of evaluateRules(option, company, TIGHT, data)) {
      const { status, text, condition, source } = finding
      expect(text).toMatch(/^\S.*\.$/s)
      expect(condition !== null).toBe(status === 'allowed-if')
      if (status === 'not-allowed' || status === 'allowed-if') expect([text, source]).not.toEqual([text, null])
    }
  })
})
