/** What holds of any odds and switch points: plain numbers in order, chances that add up. Throws where it does not. */
import type { Odds, Sensitivity, Spread3 } from '../../src/engine/odds/odds-result.ts'

const ensure = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

const checkSpread = (spread: Spread3 | null, name: string): void => {
  if (spread === null) return
  const { p10, p50, p90 } = spread
  ensure([p10, p50, p90].every(Number.isFinite) && p10 <= p50 && p50 <= p90, `${name}: quantiles ${p10} ${p50} ${p90}`)
}

const isShare = (value: number): boolean => value >= 0 && value <= 1 + 1e-9

export const checkOdds = (odds: Odds): void => {
  ensure(odds.done === odds.draws, `${odds.done} of ${odds.draws} draws`)
  let winners = 0
  for (const { optionId, cost, cheapest, standardError, possible } of odds.options) {
    checkSpread(cost, optionId)
    ensure(
      isShare(cheapest) && isShare(possible) && isShare(standardError),
      `${optionId}: chances ${cheapest} ${possible} ${standardError}`,
    )
    winners += cheapest
  }
  ensure(isShare(winners), `chances of being cheapest add up to ${winners}`)
  checkSpread(odds.difference, 'difference')
  ensure(odds.selfHostedCheaper === null || isShare(odds.selfHostedCheaper.chance), 'the chance of self-hosting')
}

export const checkSensitivity = (sensitivity: Sensitivity): void => {
  ensure(Number.isFinite(sensitivity.difference) && sensitivity.done === sensitivity.of, 'not all inputs are done')
  for (const { path, low, high, flipsAt, searched } of sensitivity.bars) {
    for (const { difference } of [low, high]) ensure(difference === null || Number.isFinite(difference), `${path}: ${difference}`)
    flipsAt.forEach((value, at) =>
      ensure(value >= searched[0] && value <= searched[1] && value > (flipsAt[at - 1] ?? -Infinity), `${path}: flips at ${flipsAt.join()}`),
    )
  }
}
