import { describe, expect, it } from 'vitest'
import { countryName } from '../../format/country.ts'
import { quotedRule, ruleName, worse, type RuleTerms } from './rule-words.ts'

const terms = (over: Partial<RuleTerms> = {}): RuleTerms => ({
  processingRegion: null,
  excludedJurisdictions: [],
  excludedOrigins: [],
  retentionDays: null,
  certifications: [],
  notVerified: 'allowed',
  ...over,
})

describe('the names of rules', () => {
  it('say what the buyer set', () => {
    expect(ruleName('processing-region', terms({ processingRegion: 'EU' }))).toBe('Processing in the EU')
    expect(ruleName('processing-region', terms({ processingRegion: 'BR' }))).toBe('Processing in Brazil')
    expect(ruleName('model-origin', terms({ excludedOrigins: ['CN', 'RU'] }))).toBe('No model made in China and Russia')
    expect(ruleName('provider-jurisdiction', terms({ excludedJurisdictions: ['CN', 'RU', 'US', 'IR'] }))).toBe(
      'No provider under the law of China, Russia and 2 more',
    )
    expect(ruleName('retention', terms({ retentionDays: 0 }))).toBe('No keeping of requests')
    expect(ruleName('retention', terms({ retentionDays: 30 }))).toBe('Kept at most 30 days')
    expect(ruleName('certification', terms({ certifications: ['SOC2', 'HIPAA_BAA'] }))).toBe('SOC2 and HIPAA_BAA')
  })
  it('stand in quotes within a sentence', () => {
    expect(quotedRule('air-gap', null)).toBe('“Air gap”')
    expect(quotedRule('model-origin', terms({ excludedOrigins: ['CN'] }))).toBe('“No model made in China”')
  })
  it('keep what is no country', () => {
    expect(countryName('D:5')).toBe('D:5')
  })
})

describe('the worst of several answers', () => {
  it('is not allowed before not verified before a condition', () => {
    expect(worse('allowed-if', 'not-verified')).toBe('not-verified')
    expect(worse('not-allowed', 'not-verified')).toBe('not-allowed')
    expect(worse('allowed-if', 'allowed')).toBe('allowed-if')
  })
})
