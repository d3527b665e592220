/** Which company and which rules does a preset stand for? */
import type { RulesData } from '../../catalogue/rules-schema.ts'
import type { BuyerRules, CompanyFacts } from './rule-facts.ts'

export interface RulePreset {
  readonly name: string
  /** why such a buyer has these rules */
  readonly why: string
  readonly company: CompanyFacts
  readonly rules: BuyerRules
}

/** Null: no preset has this id. */
export const rulePreset = (id: string, { presets }: RulesData): RulePreset | null => presets.find((preset) => preset.id === id) ?? null
