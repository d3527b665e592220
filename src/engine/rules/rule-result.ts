/**
 * What the buyer's rules say of an option (`method.md` 10): plain data, the same in page, worker and command line. Facts for filtering,
 * not legal advice. Rules are evaluated before cost.
 */

/** `allowed-if`: a condition that the buyer must meet; `not-verified`: no source says it, so it is neither allowed nor refused. */
export type RuleStatus = 'allowed' | 'allowed-if' | 'not-allowed' | 'not-verified'

export type RuleId =
  | 'processing-region'
  | 'provider-jurisdiction'
  | 'model-origin'
  | 'licence'
  | 'retention'
  | 'training'
  | 'certification'
  | 'air-gap'
  | 'export-control'
  | 'government'

export interface RuleFinding {
  readonly rule: RuleId
  readonly status: RuleStatus
  /** a full sentence with its facts */
  readonly text: string
  /** what must be met, for `allowed-if` */
  readonly condition: string | null
  /** the words of the licence, law or terms it rests on */
  readonly clause: string | null
  readonly source: { readonly title: string; readonly url: string | null; readonly date: string | null; readonly kind: string } | null
}

/** What each rule costs; worked out after the comparison, as the best option is searched anew without each rule. */
export interface RulePrices {
  readonly prices: readonly RulePrice[]
  /** of all rules in force, against none of them; null: none is in force, or not worked out yet */
  readonly together: RulesTogether | null
  /** rules not set that need no figure of the buyer */
  readonly wouldCost: readonly RuleNotSet[]
  /** searches done, of rules in force, of all of them together, of rules not set; equal: finished */
  readonly done: number
  readonly of: number
}

/** As the price of one rule, of all that are in force. At least the price of each of them. */
export type RulesTogether = Omit<RulePrice, 'rule'>

/** What a rule that is not set would cost with the value `example`. */
export interface RuleNotSet {
  readonly rule: RuleId
  /** the value tried, in the words of its field: `Processed in: European Union` */
  readonly example: string
  /** considered options that it would keep out */
  readonly keepsOut: number
  /** best with the rule; null: it leaves no option */
  readonly bestWithId: string | null
  /** USD a month; null: it leaves no option, or there is none as it is */
  readonly usdPerMonth: number | null
}

/**
 * Levelised cost of the best option with a rule in force, and with it set aside; prices of rules do not add. A region of processing has its
 * price also where it keeps nothing out, as providers take more for it.
 */
export interface RulePrice {
  readonly rule: RuleId
  /** considered options that this rule alone keeps out */
  readonly keepsOut: number
  readonly bestWithId: string | null
  readonly bestWithoutId: string | null
  /** USD a month; null: with the rule no option is left (`bestWithId` null), or none without it either */
  readonly usdPerMonth: number | null
}
