/** What is said about the draws under the facts: how many are done, how many there were, why there are none? */
import type { Odds } from '../../engine/odds/odds-result.ts'
import { countFull } from '../../format/count.ts'
import type { OddsRun } from '../../state/app-state.svelte.ts'

export interface OddsLine {
  readonly text: string
  /** the one thing the buyer can do about it */
  readonly action: 'Cancel' | 'Draw them' | 'Try again' | null
}

/** `odds`: the latest; `held`: they belong to earlier values. */
export const oddsLine = (run: OddsRun, odds: Odds | null, held: boolean): OddsLine => {
  const given = odds !== null && !held
  switch (run.kind) {
    case 'running':
      return { text: `Working out the odds: ${countFull(run.done)} of ${countFull(run.draws)} draws`, action: 'Cancel' }
    case 'cancelled':
      return given
        ? { text: `Stopped: odds of ${countFull(odds.done)} of ${countFull(odds.draws)} draws.`, action: 'Draw them' }
        : { text: odds === null ? 'The odds were not drawn.' : 'The odds are from your previous values.', action: 'Draw them' }
    case 'failed':
      return { text: `The odds could not be worked out: ${run.message}`, action: 'Try again' }
    case 'waiting':
      return { text: odds === null ? 'The odds follow in a moment.' : 'The odds are from your previous values.', action: null }
    case 'done': {
      const inputs = odds?.inputs.length ?? 0
      return {
        text: `Odds of ${countFull(odds?.draws ?? 0)} draws over ${inputs} uncertain ${inputs === 1 ? 'value' : 'values'}.`,
        action: null,
      }
    }
  }
}
