/** May an option be used, by what the rules in force say of it? */
import type { RuleFinding } from './rule-result.ts'

/** Conditions are the buyer's to meet; what is not verified counts as the buyer says. */
export const isAllowed = (findings: readonly RuleFinding[], treatNotVerifiedAs: 'allowed' | 'not-allowed'): boolean =>
  findings.every(({ status }) => status !== 'not-allowed' && (status !== 'not-verified' || treatNotVerifiedAs === 'allowed'))
