import { describe, expect, it } from 'vitest'
import { priceOfRules } from './price-of-rules.ts'
import type { RuleFinding, RuleId, RuleStatus } from './rule-result.ts'

const said = (rule: RuleId, status: RuleStatus): RuleFinding => ({
  rule,
  status,
  text: 'Said.',
  condition: null,
  clause: null,
  source: null,
})

describe('the price of a rule', () => {
  // cheap is kept out by origin and region, middle by region alone, dear by none
  const options = [
    { id: 'cheap', cost: 100, findings: [said('model-origin', 'not-allowed'), said('processing-region', 'not-allowed')] },
    { id: 'middle', cost: 250, findings: [said('model-origin', 'allowed'), said('processing-region', 'not-allowed')] },
    { id: 'dear', cost: 400, findings: [said('model-origin', 'allowed'), said('processing-region', 'allowed-if')] },
  ]

  it('is the best option under all rules less the best without this one', () => {
    expect(priceOfRules(options, 'not-allowed')).toEqual([
      { rule: 'model-origin', keepsOut: 0, bestWithId: 'dear', bestWithoutId: 'dear', usdPerMonth: 0 },
      { rule: 'processing-region', keepsOut: 1, bestWithId: 'dear', bestWithoutId: 'middle', usdPerMonth: 150 },
    ])
  })

  it('does not add: two rules that keep out the same option cost nothing each', () => {
    const [cheap, , dear] = options
    expect(priceOfRules([cheap!, dear!], 'not-allowed').map(({ usdPerMonth }) => usdPerMonth)).toEqual([0, 0])
  })

  it('is not known where no option is left', () => {
    expect(priceOfRules(options.slice(0, 2), 'not-allowed')).toEqual([
      { rule: 'model-origin', keepsOut: 0, bestWithId: null, bestWithoutId: null, usdPerMonth: null },
      { rule: 'processing-region', keepsOut: 1, bestWithId: null, bestWithoutId: 'middle', usdPerMonth: null },
    ])
  })

  it('goes by how the buyer treats what is not verified', () => {
    const unsure = [
      { id: 'unsure', cost: 10, findings: [said('retention', 'not-verified')] },
      { id: 'sure', cost: 30, findings: [said('retention', 'allowed')] },
    ]
    expect(priceOfRules(unsure, 'allowed')[0]).toEqual({
      ...{ rule: 'retention', keepsOut: 0 },
      ...{ bestWithId: 'unsure', bestWithoutId: 'unsure', usdPerMonth: 0 },
    })
    expect(priceOfRules(unsure, 'not-allowed')[0]).toEqual({
      ...{ rule: 'retention', keepsOut: 1 },
      ...{ bestWithId: 'sure', bestWithoutId: 'unsure', usdPerMonth: 20 },
    })
  })
})
