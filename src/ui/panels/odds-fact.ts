/** What do the draws say: how sure is the answer, and within which range lies the difference? */
import type { Odds } from '../../engine/odds/odds-result.ts'
import { odds as chanceWords } from '../../format/count.ts'
import { money, moneyShort, type Currency } from '../../format/money.ts'
import { rangeProse } from '../../format/range.ts'
import { factStrip, type FactStrip } from './fact-strip.ts'

export interface OddsFact {
  readonly headline: string
  readonly sentence: string
  readonly strip: FactStrip | null
}

/** `98 in 100 for the API`; null: a side is missing. */
export const oddsHeadline = ({ selfHostedCheaper }: Odds): string | null => {
  if (selfHostedCheaper === null) return null
  const { chance } = selfHostedCheaper
  return chance > 0.5 ? `${chanceWords(chance)} for self-hosting` : `${chanceWords(1 - chance)} for the API`
}

const rangeSentence = ({ p10, p90 }: NonNullable<Odds['difference']>, currency: Currency): string => {
  const write = (usd: number | null): string => money(usd === null ? null : Math.abs(usd), currency)
  if (p10 < 0 && p90 > 0) return `Eight draws in ten lie between ${write(p10)} a month for self-hosting and ${write(p90)} for the API.`
  const [near, far] = p10 < 0 ? [p90, p10] : [p10, p90]
  const ends = rangeProse(near, far, write)
  if (ends === write(near)) return `Eight draws in ten put the difference at about ${ends} a month.`
  return `Eight draws in ten put the difference between ${ends.replace(' to ', ' and ')} a month.`
}

const oddsStrip = ({ p10, p50, p90 }: NonNullable<Odds['difference']>, currency: Currency): FactStrip => {
  const [from, to] = [Math.min(0, p10), Math.max(0, p90)]
  const bands = [
    ...(p10 < 0 ? [{ from: p10, to: Math.min(0, p90), kind: 'own' as const }] : []),
    ...(p90 > 0 ? [{ from: Math.max(0, p10), to: p90, kind: 'api' as const }] : []),
  ]
  const text = (usd: number): string => moneyShort(Math.abs(usd), currency)
  const far = Math.abs(p10) > Math.abs(p90) ? [p10, p90] : [p90, p10]
  return factStrip(
    {
      bands,
      marks: [{ at: 0, kind: 'zero' }],
      dot: { at: p50, kind: p50 < 0 ? 'own' : 'api' },
      labels: [...far.map((at) => ({ at, text: text(at) })), { at: 0, text: text(0) }],
    },
    from,
    to,
  )
}

export const oddsFact = (odds: Odds, currency: Currency): OddsFact | null => {
  const headline = oddsHeadline(odds)
  if (headline === null) return null
  if (odds.difference === null) return { headline, sentence: 'The range of the difference is not known.', strip: null }
  return { headline, sentence: rangeSentence(odds.difference, currency), strip: oddsStrip(odds.difference, currency) }
}
