import { describe, expect, it } from 'vitest'
import { sampleOdds } from '../../../tests/helpers/sample-odds.ts'
import { oddsLine } from './odds-state.ts'

describe('the line about the draws', () => {
  const odds = sampleOdds()
  it('counts them while they run, and lets the buyer cancel', () => {
    expect(oddsLine({ kind: 'running', done: 1200, draws: 2000 }, null, false)).toEqual({
      text: 'Working out the odds: 1,200 of 2,000 draws',
      action: 'Cancel',
    })
  })
  it('says how many stand behind odds that were stopped, and offers the rest', () => {
    expect(oddsLine({ kind: 'cancelled' }, sampleOdds({ done: 400 }), false).text).toBe('Stopped: odds of 400 of 2,000 draws.')
    expect(oddsLine({ kind: 'cancelled' }, null, false)).toEqual({ text: 'The odds were not drawn.', action: 'Draw them' })
  })
  it('says when the odds on the page are of earlier values', () => {
    for (const kind of ['waiting', 'cancelled'] as const)
      expect(oddsLine({ kind }, odds, true).text).toBe('The odds are from your previous values.')
  })
  it('says what the odds rest on, or why there are none', () => {
    expect(oddsLine({ kind: 'done' }, odds, false).text).toBe('Odds of 2,000 draws over 2 uncertain values.')
    expect(oddsLine({ kind: 'failed', message: 'It broke.' }, null, false)).toEqual({
      text: 'The odds could not be worked out: It broke.',
      action: 'Try again',
    })
  })
})
