import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../catalogue/load-catalogue.ts'
import { defaultScenario } from '../../scenario/defaults.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { countedModelOf, demandGroups } from './demand-groups.ts'

const catalogue = loadCatalogue(join(import.meta.dirname, '../../../data'))
const models = new Map(catalogue.models.map((model) => [model.id, model]))
const base = defaultScenario()
const groupsOf = (edit: Partial<Scenario>) => demandGroups({ ...base, ...edit }, catalogue, models)
const inLanguage = (language: string): Pick<Scenario, 'workloads'> => ({
  workloads: [{ ...base.workloads[0]!, inputTokens: 2000, outputTokens: 300, reasoningTokens: 100, language }],
})

describe('demandGroups', () => {
  it('counts with the model named, else with that of the offer in use, else with none', () => {
    expect(countedModelOf({ ...base, countedModel: 'gemma-4-31b' }, catalogue)).toBe('gemma-4-31b')
    expect(countedModelOf({ ...base, usedToday: 'openai/gpt-5.6-luna' }, catalogue)).toBe('gpt-5.6-luna')
    expect(countedModelOf({ ...base, usedToday: null }, catalogue)).toBe(null)
  })

  it('takes German tokens counted with o200k_base to other tokenizers by what was counted', () => {
    const groups = groupsOf({ ...inLanguage('de'), countedModel: 'gpt-5.6-luna' })
    // data/quality/tokenizers.json, udhr_deu_1996: 2466 tokens of o200k_base, 2957 of DeepSeek V3, 2508 of Gemma 3
    const deepseek = groups.groupOf('deepseek-v3.2')!
    expect(deepseek.ratios.tokens[0]).toBeCloseTo(2957 / 2466, 12)
    const [workload] = deepseek.scenario.workloads
    expect(workload!.inputTokens).toBeCloseTo(2000 * (2957 / 2466), 9)
    expect(workload!.outputTokens).toBeCloseTo(300 * (2957 / 2466), 9)
    expect(workload!.reasoningTokens).toBeCloseTo(100 * (2957 / 2466), 9)
    expect(groups.groupOf('gemma-4-31b')!.scenario.workloads[0]!.inputTokens).toBeCloseTo(2000 * (2508 / 2466), 9)
    // the same tokenizer, and one nobody measured
    expect(groups.groupOf('gpt-oss-120b')).toBe(null)
    expect(groups.groupOf('kimi-k3')).toBe(null)
  })

  it('puts models with the same ratios into one group', () => {
    const groups = groupsOf({ ...inLanguage('de'), countedModel: 'gpt-5.6-luna' })
    expect(groups.groupOf('deepseek-v3.2')).toBe(groups.groupOf('deepseek-v4-pro-0813'))
    expect(groups.groupOf('deepseek-v3.2')).not.toBe(groups.groupOf('gemma-4-31b'))
  })

  it('lets each workload have its own language', () => {
    const workloads = ['de', 'en'].map((language) => ({ ...base.workloads[0]!, language }))
    const groups = groupsOf({ workloads, countedModel: 'gpt-5.6-luna' })
    const { tokens } = groups.groupOf('deepseek-v3.2')!.ratios
    expect(tokens[0]).toBeCloseTo(2957 / 2466, 12)
    expect(tokens[1]).toBe(1)
  })

  it("takes the buyer's own numbers before what was measured, and longer answers on top", () => {
    const groups = groupsOf({
      ...inLanguage('de'),
      countedModel: 'gpt-5.6-luna',
      tokenRatios: { 'deepseek-v3.2': 1.5 },
      verbosity: { 'deepseek-v3.2.visible': 2, 'deepseek-v3.2.reasoning': 3 },
    })
    expect(groups.groupOf('deepseek-v3.2')!.scenario.workloads[0]).toMatchObject({
      inputTokens: 3000,
      outputTokens: 900,
      reasoningTokens: 450,
    })
    expect(groups.tokensOf('deepseek-v3.2')).toMatchObject({ tokenRatio: { typical: 1.5, low: 1.5 }, visible: 2, reasoning: 3 })
  })

  it('assumes the same tokens where the model counted with is not known', () => {
    const groups = groupsOf({ ...inLanguage('de'), usedToday: null })
    expect(groups.groupOf('deepseek-v3.2')).toBe(null)
    expect(groups.tokensOf('deepseek-v3.2')).toBe(null)
  })

  it('says the band of English, and the published length of answers of open models over proprietary ones', () => {
    const tokens = groupsOf({ countedModel: 'gpt-5.6-luna' }).tokensOf('deepseek-v3.2')!
    // 1967/1977 and 8119/7949
    expect(tokens.tokenRatio).toMatchObject({ typical: 1 })
    expect(tokens.tokenRatio.low).toBeCloseTo(0.99494, 5)
    expect(tokens.tokenRatio.high).toBeCloseTo(1.02139, 5)
    expect(tokens.verbosityRange).toMatchObject({ low: 1.6, high: 2.9 })
  })
})
