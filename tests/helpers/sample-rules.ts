/**
 * The sample comparison under two rules, with quality: three options are kept out by where they are processed, one by its licence and one
 * by both; some are weaker, contested or without a score. The findings are made up; their shape is real.
 */
import type { ApartReason, Comparison, OptionResult } from '../../src/engine/result.ts'
import type { QualityStanding } from '../../src/engine/quality/quality-result.ts'
import type { RuleFinding, RuleId, RulePrices, RuleStatus } from '../../src/engine/rules/rule-result.ts'
import type { RuleTerms } from '../../src/ui/rules/rule-words.ts'
import { sampleComparison } from './sample-comparison.ts'

export const sampleTerms = (over: Partial<RuleTerms> = {}): RuleTerms => ({
  processingRegion: 'EU',
  excludedJurisdictions: [],
  excludedOrigins: [],
  retentionDays: null,
  certifications: [],
  notVerified: 'allowed',
  ...over,
})

export const sampleFinding = (rule: RuleId, status: RuleStatus, text = `The ${rule} rule says ${status}.`): RuleFinding => ({
  rule,
  status,
  text,
  condition: status === 'allowed-if' ? 'the EU region is ordered' : null,
  clause: status === 'not-verified' ? null : `Words about ${rule}.`,
  source:
    status === 'not-verified' ? null : { title: `Terms on ${rule}`, url: `https://example.test/${rule}`, date: '2026-10', kind: 'primary' },
})

const REGION: Readonly<Record<string, RuleStatus>> = {
  'gemini-3.8-flash': 'allowed-if',
  'qwen3.8-27b-together': 'not-allowed',
  'deepseek-v4.1-mistral': 'not-verified',
  'gpt-oss-240b-groq': 'not-allowed',
  'grok-5': 'not-allowed',
}
const LICENCE: Readonly<Record<string, RuleStatus>> = { 'glm-5.3-bedrock': 'not-allowed', 'grok-5': 'not-allowed' }
const STANDING: Readonly<Record<string, QualityStanding>> = {
  'qwen3.8-27b-l40s': 'weaker',
  'gpt-oss-240b-h200': 'weaker',
  'mistral-medium-4': 'contested',
  'llama-5-70b-h100': 'unknown',
}
const APART: Partial<Record<QualityStanding, ApartReason>> = { weaker: 'weaker', contested: 'contested', unknown: 'unknown-quality' }

const judged = (option: OptionResult): OptionResult => {
  const region = REGION[option.id] ?? 'allowed'
  const licence = LICENCE[option.id] ?? 'allowed'
  const barredBy = region === 'not-allowed' ? 'processing-region' : licence === 'not-allowed' ? 'licence' : null
  const standing = STANDING[option.id] ?? 'equal'
  const apart = option.apart ?? (barredBy !== null ? 'rule' : (APART[standing] ?? null))
  const difference = standing === 'weaker' ? -24.5 : standing === 'equal' ? 2.1 : null
  return {
    ...option,
    considered: apart === null,
    apart,
    barredBy,
    findings: [sampleFinding('processing-region', region), sampleFinding('licence', licence)],
    quality: {
      standing,
      difference,
      score:
        difference === null
          ? null
          : {
              yardstick: 'arena',
              score: 1451 + difference,
              band: 6.3,
              unit: 'points',
              date: '2026-08',
              kind: 'independent',
              variant: null,
              source: 'arena',
            },
      text: standing === 'equal' ? null : `It is ${standing}.`,
    },
  }
}

/** Gemini is the answer; without the region Qwen on Together would cost more, without the licence GLM too: `over` may change costs. */
export const ruledComparison = (over: (option: OptionResult) => OptionResult = (option) => option): Comparison => {
  const sample = sampleComparison()
  const options = sample.options.map(judged).map(over)
  const ranking = options
    .filter(({ considered, levelised }) => considered && levelised !== null)
    .toSorted((a, b) => a.levelised! - b.levelised! || a.id.localeCompare(b.id))
    .map(({ id }) => id)
  const reasons = ['not-listed', 'offer', 'rule', 'weaker', 'contested', 'unknown-quality'] as const
  const count = (reason: ApartReason) => options.filter(({ apart, levelised }) => apart === reason && levelised !== null).length
  return {
    ...sample,
    options,
    ranking,
    rulesInForce: ['processing-region', 'licence'],
    quality: {
      ...sample.quality,
      yardstick: 'arena',
      yardstickName: 'LMArena text',
      unit: 'points',
      floor: 1451,
      floorModelId: 'gemini-3.8-flash',
      band: 6.3,
    },
    verdict: {
      ...sample.verdict,
      apart: Object.fromEntries(reasons.map((reason) => [reason, count(reason)])) as Record<ApartReason, number>,
      onlyVerified: { optionId: ranking[0]!, usdPerMonth: options.find(({ id }) => id === ranking[0])!.levelised! },
    },
  }
}

export const samplePrices = (over: Partial<RulePrices> = {}): RulePrices => ({
  prices: [
    { rule: 'processing-region', keepsOut: 3, bestWithId: 'gemini-3.8-flash', bestWithoutId: 'qwen3.8-27b-together', usdPerMonth: 1230 },
    { rule: 'licence', keepsOut: 1, bestWithId: 'gemini-3.8-flash', bestWithoutId: 'gemini-3.8-flash', usdPerMonth: 0 },
  ],
  together: { keepsOut: 4, bestWithId: 'gemini-3.8-flash', bestWithoutId: 'qwen3.8-27b-together', usdPerMonth: 1230 },
  wouldCost: [],
  done: 3,
  of: 3,
  ...over,
})
