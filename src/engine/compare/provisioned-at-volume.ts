/** What reserved API capacity costs at a multiple of today's volume: a stair of units, with work that may wait on top of each step. */
import type { Piece } from '../break-even.ts'
import type { LineId, OptionResult } from '../result.ts'
import type { CostAt } from './fleet-at-volume.ts'
import { isWhole, peakRate, quotesOf, unitsFor, type WholeQuote } from './provisioned-quote.ts'
import type { Settings } from './settings.ts'
import { levelise } from './time.ts'

const FIXED: readonly LineId[] = ['people', 'one-off', 'model-swap', 'exit']
const FOLLOWS: readonly LineId[] = ['provisioned', 'commitment-top-up', 'support']
/** Beyond this a stair is read off a grid. */
const MOST_STEPS = 2000

interface Parts {
  readonly quote: WholeQuote
  /** weighted tokens a second by month, today */
  readonly rates: readonly number[]
  readonly commitment: number
  /** USD by month of what is billed by the token or call, today */
  readonly used: readonly number[]
  /** levelised USD a month that does not follow volume */
  readonly fixed: number
}

const partsOf = (option: OptionResult, settings: Settings): Parts | null => {
  const quote = quotesOf(settings).find(({ offer }) => offer.id === option.api?.offerId)
  if (quote === undefined || !isWhole(quote)) return null
  return {
    quote,
    rates: settings.horizon.labels.map((_, m) => peakRate(quote, settings, m).rate),
    commitment: settings.scenario.apiCommitments[quote.provider.id] ?? 0,
    used: settings.horizon.labels.map((_, m) =>
      option.lines.reduce((usd, line) => (FIXED.includes(line.id) || FOLLOWS.includes(line.id) ? usd : usd + line.monthly[m]!), 0),
    ),
    fixed: option.lines.reduce((usd, line) => (FIXED.includes(line.id) ? usd + line.levelised : usd), 0),
  }
}

export const provisionedCost = (option: OptionResult, settings: Settings): CostAt => {
  const parts = partsOf(option, settings)
  if (parts === null) throw new Error(`no quote for ${option.id}`)
  const { quote, rates, commitment, used, fixed } = parts
  const withSupport = 1 + settings.scenario.apiSupportShare
  return (volume) =>
    fixed +
    levelise(
      rates.map((rate, m) => Math.max(unitsFor(rate * volume, quote) * quote.usd + used[m]! * volume, commitment) * withSupport),
      settings.horizon,
    )
}

/** A line for each number of units, valid up to the volume it carries; null where months differ or a minimum spend is agreed. */
export const provisionedLines = (option: OptionResult, settings: Settings, highest: number): Piece[] | null => {
  const parts = partsOf(option, settings)
  if (parts === null) return null
  const { quote, rates, commitment, used, fixed } = parts
  const first = rates[0]!
  const alike = rates.every((rate) => rate === first) && used.every((usd) => usd === used[0])
  if (!alike || commitment > 0) return null
  const withSupport = 1 + settings.scenario.apiSupportShare
  const slope = used[0]! * withSupport
  if (first === 0) return [{ upTo: Number.POSITIVE_INFINITY, fixed, slope }]
  const most = unitsFor(first * highest, quote)
  if ((most - quote.minimum) / quote.step > MOST_STEPS) return null
  const pieces: Piece[] = []
  // what the minimum carries, then each step
  for (let units = unitsFor(Number.MIN_VALUE, quote); ;) {
    const steps = Math.floor(units / quote.step + 1e-9) * quote.step
    pieces.push({ upTo: (steps * quote.rate) / first, fixed: fixed + units * quote.usd * withSupport, slope })
    if (units >= most) return pieces
    units = steps + quote.step
  }
}
