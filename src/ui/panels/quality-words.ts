/** What does the verdict say of quality and of what is verified, in one grey sentence each? */
import { countFull } from '../../format/count.ts'
import { money, moneyFull, type Currency } from '../../format/money.ts'
import type { ApartReason, Comparison } from '../../engine/result.ts'
import { optionOf, type Piece } from './verdict-sentence.ts'

const APART: readonly (readonly [ApartReason, string])[] = [
  ['unknown-quality', 'unknown'],
  ['contested', 'contested'],
  ['weaker', 'weaker'],
]

/** `109 options with unknown, 15 contested and 94 weaker quality are listed apart`; null: none are. */
const apartWords = ({ verdict: { apart } }: Comparison): string | null => {
  const parts = APART.filter(([reason]) => apart[reason] > 0)
  const [first] = parts
  if (first === undefined) return null
  const most = countFull(apart[first[0]])
  const texts = parts.map(([reason, word], place) =>
    place === 0 ? `${most} ${apart[reason] === 1 ? 'option' : 'options'} with ${word}` : `${countFull(apart[reason])} ${word}`,
  )
  const joined = texts.length === 1 ? texts[0]! : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)!}`
  const one = parts.length === 1 && apart[first[0]] === 1
  return `${joined} quality ${one ? 'is' : 'are'} listed apart`
}

/** `nameOf`: the name of a model by its id. */
export const qualitySentence = (comparison: Comparison, nameOf: (modelId: string) => string): string => {
  const { quality, floorWanted } = comparison
  if (quality.floor === null) {
    if (floorWanted === null) return 'Quality is not compared: no floor is set.'
    return `Quality is not compared: ${nameOf(floorWanted.modelId)} has no score on ${quality.yardstickName}.`
  }
  const than = quality.floorModelId === null ? `${countFull(quality.floor)} points` : nameOf(quality.floorModelId)
  const floor = quality.floorModelId === null ? `At least ${than}` : `At least as good as ${than}`
  const apart = apartWords(comparison)
  return `${floor} on ${quality.yardstickName}${apart === null ? '' : `; ${apart}`}.`
}

/** The cheapest option of which every rule is verified, where that is another than the cheapest; null: it is the same, or no rule is in force. */
export const verifiedSentence = (comparison: Comparison, currency: Currency): readonly Piece[] | null => {
  const { verdict, ranking, rulesInForce } = comparison
  const [best] = ranking
  if (best === undefined || rulesInForce.length === 0) return null
  const { onlyVerified } = verdict
  if (onlyVerified === null) return [{ kind: 'words', text: 'No option has every rule verified.' }]
  const option = optionOf(comparison, onlyVerified.optionId)
  if (option === null || option.id === best) return null
  return [
    { kind: 'words', text: 'With only what is verified: ' },
    { kind: 'option', text: option.name, family: option.kind },
    { kind: 'words', text: ', ' },
    {
      kind: 'figure',
      text: money(onlyVerified.usdPerMonth, currency),
      full: moneyFull(onlyVerified.usdPerMonth, currency),
      target: { kind: 'option', optionId: option.id },
    },
    { kind: 'words', text: ' a month.' },
  ]
}
