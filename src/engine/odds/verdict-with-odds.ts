/** Does the verdict still stand once the odds are known (`method.md` 12)? */
import { tooCloseToCall } from '../draws.ts'
import type { Verdict } from '../result.ts'
import type { Odds } from './odds-result.ts'

/** Too close to call where the odds lie between 1/3 and 2/3. */
export const verdictWithOdds = (verdict: Verdict, odds: Odds): Verdict =>
  (verdict.kind === 'api-cheaper' || verdict.kind === 'self-hosted-cheaper') &&
  odds.selfHostedCheaper !== null &&
  tooCloseToCall(odds.selfHostedCheaper.chance)
    ? { ...verdict, kind: 'too-close' }
    : verdict
