/** Does a preset of the rules, put into a scenario and read out of it for the rules, stay what the data says? */
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/catalogue/load-catalogue.ts'
import { companyOf, rulesOf } from '../../src/engine/rules/scenario-rules.ts'
import { defaultScenario } from '../../src/scenario/defaults.ts'
import { knownFrom } from '../../src/scenario/known.ts'
import { readLink, writeLink } from '../../src/scenario/link.ts'
import { applyRulePreset, isRulePreset, isWithoutRules, withRulesOfItsOwn } from '../../src/scenario/rule-presets.ts'
import { scenarioSchema } from '../../src/scenario/schema.ts'

const catalogue = loadCatalogue('data')
const { presets } = catalogue.rules

describe('presets of rules', () => {
  it('are the six typical buyers', () => {
    expect(presets.map(({ id }) => id)).toEqual([
      'eu-bank',
      'us-defence',
      'chinese-subsidiary',
      'br-startup',
      'air-gapped-ministry',
      'us-enterprise',
    ])
  })

  it.each(presets)('$name: filled in and read out is the data', (preset) => {
    const scenario = applyRulePreset(defaultScenario(), preset)
    expect(scenarioSchema.parse(scenario)).toEqual(scenario)
    expect(scenario.rulePreset).toBe(preset.id)
    expect(companyOf(scenario)).toEqual(preset.company)
    expect(rulesOf(scenario)).toEqual(preset.rules)
  })

  it.each(presets)('$name: comes back from its link, whatever was set before', (preset) => {
    for (const before of [null, ...presets]) {
      const scenario = applyRulePreset(applyRulePreset(defaultScenario(), before), preset)
      expect(readLink(writeLink(scenario), knownFrom(catalogue))).toMatchObject({ scenario, lost: [] })
      expect(presets.filter((other) => isRulePreset(scenario, other))).toEqual([preset])
    }
  })

  it.each(presets)('$name: is the buyer’s own after an edit, and gone without a trace', (preset) => {
    const scenario = applyRulePreset(defaultScenario(), preset)
    expect(withRulesOfItsOwn(scenario, presets)).toBe(scenario)
    const edited = { ...scenario, retentionDays: 7 }
    expect(withRulesOfItsOwn(edited, presets)).toEqual({ ...edited, rulePreset: null })
    expect(applyRulePreset(edited, null)).toEqual(defaultScenario())
    expect(isWithoutRules(applyRulePreset(edited, null))).toBe(true)
    expect(isWithoutRules(scenario)).toBe(false)
  })

  it('do not mind the order of countries', () => {
    const [bank] = presets
    const scenario = applyRulePreset(defaultScenario(), bank!)
    const turned = { ...scenario, excludedJurisdictions: scenario.excludedJurisdictions.toReversed() }
    expect(withRulesOfItsOwn(turned, presets)).toBe(turned)
    expect(withRulesOfItsOwn({ ...scenario, rulePreset: 'no-such' }, presets).rulePreset).toBeNull()
  })
})
