/** What moved, and what is announced: each change of a token price in a line of words. */
import type { Market } from '../../catalogue/market-schema.ts'
import type { Catalogue } from '../../catalogue/schema.ts'
import { things } from '../../format/count.ts'
import { dateText } from '../../format/date.ts'
import { announcedAfter, movesSince, type Move } from './price-moves.ts'
import { priceWords, stepDate } from './price-words.ts'
import { monthsBefore } from './time-axis.ts'

export type Period = '3' | '6' | '12'

export const PERIODS: readonly { readonly id: Period; readonly text: string }[] = [
  { id: '3', text: 'Three months' },
  { id: '6', text: 'Half a year' },
  { id: '12', text: 'A year' },
]

export interface MovedLine {
  readonly id: string
  readonly when: string
  readonly name: string
  readonly seller: string
  /** `cut`, `rise`; empty of an announced one */
  readonly what: string
  readonly from: string
  readonly to: string
}

export interface Moved {
  readonly sentence: string
  /** newest first */
  readonly lines: readonly MovedLine[]
  /** the next one first */
  readonly announced: readonly MovedLine[]
}

const lineOf = (move: Move, catalogue: Catalogue): MovedLine => {
  const { history, step, before, kind } = move
  const [modelId, another] = history.modelIds
  const model = another === undefined ? catalogue.models.find(({ id }) => id === modelId) : undefined
  return {
    id: `${history.provider}/${history.name}/${step.date}/${step.event}`,
    when: stepDate(step),
    name: history.moving || model === undefined ? history.name : model.name,
    seller: catalogue.apiProviders.find(({ id }) => id === history.provider)?.name ?? history.provider,
    what: kind === 'announced' ? '' : history.moving ? `${kind}, or another model under the name` : kind,
    from: before === null ? 'unknown' : priceWords(before, step.currency),
    to: priceWords(step, step.currency),
  }
}

export const moved = (market: Market, catalogue: Catalogue, period: Period): Moved => {
  const since = monthsBefore(market.asOf, Number(period))
  const moves = movesSince(market.tokenPrices, since, market.asOf)
  const announced = announcedAfter(market.tokenPrices, market.asOf)
  const [cuts, rises] = (['cut', 'rise'] as const).map((kind) => moves.filter((move) => move.kind === kind).length)
  const other = moves.length - cuts! - rises!
  const parts = [things(cuts!, 'cut'), things(rises!, 'rise'), ...(other === 0 ? [] : [`${other} both ways`])]
  return {
    sentence:
      `Recorded since ${dateText(since)}: ${parts.join(', ')} of token prices; ${things(announced.length, 'change is', 'changes are')} announced. ` +
      `The list is not complete: hosts of open models are hardly followed.`,
    lines: moves.map((move) => lineOf(move, catalogue)),
    announced: announced.map((move) => lineOf(move, catalogue)),
  }
}
