/** What does a rule cost, in the few words beside its field? */
import type { RuleId, RulePrices } from '../../engine/rules/rule-result.ts'
import { countFull } from '../../format/count.ts'
import { money, type Currency } from '../../format/money.ts'
import type { FilledByPreset } from '../../scenario/rule-presets.ts'

const RULES: Partial<Record<FilledByPreset, RuleId>> = {
  processingRegion: 'processing-region',
  excludedJurisdictions: 'provider-jurisdiction',
  excludedOrigins: 'model-origin',
  checksLicence: 'licence',
  noTraining: 'training',
  retentionDays: 'retention',
  certifications: 'certification',
  airGap: 'air-gap',
  checksExport: 'export-control',
  checksGovernment: 'government',
}

/** The rule that a field of the scenario sets; null: none. */
export const ruleOfField = (path: string): RuleId | null => RULES[path as FilledByPreset] ?? null

export interface RulePriceWords {
  /** `$1,230 a month`, `would cost $0`, `leaves none` */
  readonly price: string
  /** it makes the answer dearer, or leaves none */
  readonly costs: boolean
  /** `alone keeps out 31` */
  readonly keepsOut: string
  /** which value was tried of a rule that is not set, as a sentence; null: it is set */
  readonly tried: string | null
}

/** Below a cent a month the price is nothing, however it was rounded. */
const NOTHING = 0.005

const amount = (usd: number, currency: Currency): string => money(usd < NOTHING ? 0 : usd, currency)

/** Null: the price is not worked out yet, or nobody can say what the rule would be. */
export const rulePriceWords = (rule: RuleId, prices: RulePrices | null, currency: Currency): RulePriceWords | null => {
  const set = prices?.prices.find((price) => price.rule === rule)
  if (set !== undefined) {
    const said = { keepsOut: set.keepsOut === 0 ? 'alone keeps out none' : `alone keeps out ${countFull(set.keepsOut)}`, tried: null }
    if (set.bestWithId === null) return { price: 'leaves none', costs: true, ...said }
    if (set.usdPerMonth === null) return null
    const costs = set.usdPerMonth >= NOTHING
    return { price: costs ? `${amount(set.usdPerMonth, currency)} a month` : `costs ${amount(0, currency)}`, costs, ...said }
  }
  const unset = prices?.wouldCost.find((price) => price.rule === rule)
  if (unset === undefined) return null
  const said = {
    costs: false,
    keepsOut: unset.keepsOut === 0 ? 'would keep out none' : `would keep out ${countFull(unset.keepsOut)}`,
    tried: `The price is that of “${unset.example}”.`,
  }
  if (unset.bestWithId === null) return { price: 'would leave none', ...said }
  return unset.usdPerMonth === null ? null : { price: `would cost ${amount(unset.usdPerMonth, currency)}`, ...said }
}
