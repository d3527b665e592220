import { describe, expect, it } from 'vitest'
import type { RulePrices } from '../../engine/rules/rule-result.ts'
import { US_DOLLAR } from '../../format/money.ts'
import { ruleOfField, rulePriceWords } from './rule-price-words.ts'

const prices: RulePrices = {
  prices: [
    { rule: 'training', keepsOut: 31, bestWithId: 'a', bestWithoutId: 'b', usdPerMonth: 1230 },
    { rule: 'licence', keepsOut: 0, bestWithId: 'a', bestWithoutId: 'a', usdPerMonth: 0 },
    { rule: 'retention', keepsOut: 400, bestWithId: null, bestWithoutId: 'a', usdPerMonth: null },
  ],
  together: null,
  wouldCost: [
    { rule: 'processing-region', example: 'Processed in: European Union', keepsOut: 1, bestWithId: 'a', usdPerMonth: 4690 },
    { rule: 'air-gap', example: 'Air gap', keepsOut: 410, bestWithId: null, usdPerMonth: null },
  ],
  done: 5,
  of: 10,
}
const words = (path: string) => rulePriceWords(ruleOfField(path)!, prices, US_DOLLAR)

describe('the price beside a rule', () => {
  it('is an amount, nothing, or that none is left', () => {
    expect(words('noTraining')).toEqual({ price: '$1,230 a month', costs: true, keepsOut: 'alone keeps out 31', tried: null })
    expect(words('checksLicence')).toMatchObject({ price: 'costs $0', costs: false, keepsOut: 'alone keeps out none' })
    expect(words('retentionDays')).toMatchObject({ price: 'leaves none', costs: true })
  })

  it('of a rule that is not set says what it would be', () => {
    expect(words('processingRegion')).toMatchObject({
      price: 'would cost $4,690',
      keepsOut: 'would keep out 1',
      tried: 'The price is that of “Processed in: European Union”.',
    })
    expect(words('airGap')).toMatchObject({ price: 'would leave none', costs: false })
  })

  it('is not there before it is worked out, and for fields that are no rule', () => {
    expect(words('certifications')).toBeNull()
    expect(rulePriceWords('training', null, US_DOLLAR)).toBeNull()
    expect(ruleOfField('notVerified')).toBeNull()
  })
})
