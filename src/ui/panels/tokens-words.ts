/** What is to be said of the tokens an option's model needs, beside how its cost was made? */
import { countFull, ratio } from '../../format/count.ts'
import { money, type Currency } from '../../format/money.ts'
import { range, rangeProse } from '../../format/range.ts'
import type { Comparison, OptionResult, VerbosityCheck } from '../../engine/result.ts'

const FIGURES = 3

const times = (value: number): string => countFull(Number(value.toPrecision(FIGURES)))

/** `1.2 (1–1.3) times the tokens counted. German: …`; null: as many as counted, and nothing else is likely. */
const tokensSentence = ({ tokens }: OptionResult): string | null => {
  if (tokens === null) return null
  const { low, typical, high, text } = tokens.tokenRatio
  const lengths = [
    ...(tokens.visible === 1 ? [] : [`answers ${times(tokens.visible)} times as long`]),
    ...(tokens.reasoning === 1 ? [] : [`reasoning ${times(tokens.reasoning)} times as long`]),
  ]
  if (low === 1 && high === 1 && typical === 1 && lengths.length === 0) return null
  const band = low < high ? ` (${range(low, high, (end) => times(end ?? 1))})` : ''
  const longer = lengths.length === 0 ? '' : `, ${lengths.join(', ')}`
  return `Priced at ${times(typical)}${band} times the tokens counted for the same text${longer}. ${text}`
}

const lengthSentence = ({ low, high, usdAtLow, usdAtHigh, note }: VerbosityCheck, currency: Currency): string => {
  const at = `At ${rangeProse(low, high, ratio)} times the output, as published between open and proprietary models,`
  const caution = note === '' ? '' : ` (${note})`
  if (usdAtLow === null) return `${at} this option is not possible${caution}.`
  if (usdAtHigh === null) return `${at} this option costs ${money(usdAtLow, currency)} a month or more, up to not being possible${caution}.`
  const [least, most] = usdAtLow <= usdAtHigh ? [usdAtLow, usdAtHigh] : [usdAtHigh, usdAtLow]
  return `${at} this option costs ${rangeProse(least, most, (usd) => money(usd, currency))} a month${caution}. The comparison takes answers as long as those counted.`
}

/** Full sentences; none for an option that needs the tokens counted. */
export const tokensWords = (option: OptionResult, { verbosityCheck }: Comparison, currency: Currency): readonly string[] => {
  const check = verbosityCheck.find(({ optionId }) => optionId === option.id)
  return [tokensSentence(option), check === undefined ? null : lengthSentence(check, currency)].filter((sentence) => sentence !== null)
}
