/**
 * How many tokens does a model make of a text for each token another model makes of it (τ of `method.md` 1)? By tokenizer family and
 * language. A tokenizer nobody measured counts as 1, with the spread of the measured ones as its band.
 */
import type { Quality, TokenizerFamily } from '../../catalogue/quality-schema.ts'

export interface TokenRatio {
  readonly low: number
  readonly typical: number
  readonly high: number
  /** same: one tokenizer · measured: both counted in this language · default: 1, as nothing better is known · published: a maker's statement */
  readonly kind: 'same' | 'measured' | 'default' | 'published'
  /** a full sentence */
  readonly text: string
}

type Tokenizers = Quality['tokenizers']

interface Counted {
  readonly family: TokenizerFamily | null
  /** columns of counts that the tokenizer is, or may be like */
  readonly columns: readonly string[]
  readonly over: { readonly low: number; readonly typical: number; readonly high: number }
}

const SAME = { low: 1, typical: 1, high: 1 }

const familyOf = (tokenizers: Tokenizers, modelId: string): TokenizerFamily | null =>
  tokenizers.families.find(({ id }) => id === tokenizers.familyOfModel[modelId]) ?? null

const countedAs = (tokenizers: Tokenizers, modelId: string): Counted => {
  const family = familyOf(tokenizers, modelId)
  if (family?.counts != null) return { family, columns: [family.counts], over: SAME }
  const measured = tokenizers.families.flatMap(({ counts }) => (counts === null ? [] : [counts]))
  if (family?.overEarlier === undefined) return { family, columns: measured, over: SAME }
  return { family, columns: [...measured, ...(family.earlierCounts === undefined ? [] : [family.earlierCounts])], over: family.overEarlier }
}

const ratiosOf = (tokenizers: Tokenizers, texts: readonly string[], from: Counted, to: Counted): number[] =>
  texts.flatMap((text) =>
    to.columns.flatMap((above) => from.columns.map((below) => tokenizers.counts[text]![above]! / tokenizers.counts[text]![below]!)),
  )

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/**
 * Tokens of `toModel` for each token of `fromModel`, the model the counts were taken with. Turned round it is its own inverse.
 * Where the data says that 1 is the default (English, code) the measured ratios are the band; in other languages they are the value.
 *
 * @throws RangeError on a language the data does not have
 */
export const tokenRatio = (fromModel: string, toModel: string, language: string, tokenizers: Tokenizers): TokenRatio => {
  const found = tokenizers.languages.find(({ id }) => id === language)
  if (found === undefined) throw new RangeError(`There are no token counts for the language "${language}".`)
  const from = countedAs(tokenizers, fromModel)
  const to = countedAs(tokenizers, toModel)
  if (fromModel === toModel || (from.family !== null && from.family === to.family))
    return {
      ...SAME,
      kind: 'same',
      text: `Both count with the ${from.family === null ? 'same' : `${from.family.name} family's`} tokenizer.`,
    }
  const ratios = ratiosOf(tokenizers, found.texts, from, to)
  const isMeasured = from.family?.counts != null && to.family?.counts != null
  const middle = (isMeasured && !found.defaultIsOne ? geometricMean(ratios) : 1) * (to.over.typical / from.over.typical)
  const least = Math.min(...ratios) * (to.over.low / from.over.high)
  const most = Math.max(...ratios) * (to.over.high / from.over.low)
  const band = { low: Math.min(least, middle), typical: middle, high: Math.max(most, middle) }
  const words = `${found.name}: ${from.family?.name ?? 'unmeasured tokenizer'} to ${to.family?.name ?? 'unmeasured tokenizer'}`
  if (from.over !== SAME || to.over !== SAME)
    return { ...band, kind: 'published', text: `${words}; its maker states more tokens than before, and nobody measured it here.` }
  if (!isMeasured) return { ...band, kind: 'default', text: `${words}; 1 is assumed, the band is what measured tokenizers differ by.` }
  if (found.defaultIsOne) return { ...band, kind: 'default', text: `${words}; 1 is the default, the band is what was measured.` }
  return {
    ...band,
    kind: 'measured',
    text: `${words}, counted on ${found.texts.length === 1 ? 'one text' : `${found.texts.length} texts`}.`,
  }
}
