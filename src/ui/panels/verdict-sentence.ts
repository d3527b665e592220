/** What does the comparison say in one sentence, and which figures in it open their explanation? */
import { odds as chanceWords } from '../../format/count.ts'
import { money, moneyFull, type Currency } from '../../format/money.ts'
import type { Odds } from '../../engine/odds/odds-result.ts'
import { verdictWithOdds } from '../../engine/odds/verdict-with-odds.ts'
import type { ApartReason, Comparison, OptionKind, OptionResult, VerdictKind } from '../../engine/result.ts'
import { quotedRule, type RuleTerms } from '../rules/rule-words.ts'
import type { FigureTarget } from '../../worker/protocol.ts'

/** A piece of a sentence: plain words, the name of an option underlined in its family, or a number that is a door. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'option'; readonly text: string; readonly family: OptionKind }
  | { readonly kind: 'figure'; readonly text: string; readonly full: string; readonly target: FigureTarget }

const words = (text: string): Piece => ({ kind: 'words', text })
const named = (option: OptionResult): Piece => ({ kind: 'option', text: option.name, family: option.kind })
const figure = (usd: number | null, currency: Currency, target: FigureTarget): Piece => ({
  kind: 'figure',
  text: money(usd, currency),
  full: moneyFull(usd, currency),
  target,
})
const total = (option: OptionResult, currency: Currency): Piece =>
  figure(option.levelised, currency, { kind: 'option', optionId: option.id })
const size = (usd: number | null): number | null => (usd === null ? null : Math.abs(usd))

/** The option with this id. */
export const optionOf = ({ options }: Comparison, id: string | null): OptionResult | null =>
  options.find((option) => option.id === id) ?? null

const QUALITY: readonly (ApartReason | null)[] = ['weaker', 'contested', 'unknown-quality']

/** Some options of this side are possible, and their quality keeps them apart. */
const apartByQuality = ({ options }: Comparison, apis: boolean): boolean =>
  options.some(({ kind, levelised, apart }) => kind.startsWith('api') === apis && levelised !== null && QUALITY.includes(apart))

/** Why there is no self-hosted side: the reason that most of the options on the list share. */
const noFleet = (comparison: Comparison): string => {
  const codes = comparison.options
    .filter(({ considered, kind }) => considered && kind === 'rented')
    .flatMap(({ reasons }) => reasons.map(({ code }) => code))
  if (codes.length === 0) {
    return apartByQuality(comparison, false)
      ? 'No self-hosted model is known to be as good.'
      : 'No model on your list can be hosted on rented GPUs.'
  }
  const most = [...new Set(codes)].toSorted(
    (a, b) => codes.filter((code) => code === b).length - codes.filter((code) => code === a).length,
  )[0]
  switch (most) {
    case 'ttft':
    case 'tpot':
    case 'busy':
      return 'No rented GPU meets your latency targets; how fast the APIs are is not known.'
    case 'outside-hours':
      return 'No rented GPU serves this: requests arrive outside your working hours.'
    case 'does-not-fit':
    case 'memory':
      return 'No rented GPU holds a model of your list.'
    case 'term-always-on':
      return 'No rented GPU is sold by the hour under your settings.'
    case 'no-offer':
      return 'Your settings leave no rental offer.'
    default:
      return 'No rented GPU can serve this.'
  }
}

/** Why there is no API. */
const noApi = (comparison: Comparison): string =>
  apartByQuality(comparison, true) ? 'No API is known to be as good.' : 'No API on your list is possible.'

/** What the odds make of the answer: where they say neither side, it is too close to call. */
export const shownKind = ({ verdict }: Comparison, odds: Odds | null): VerdictKind =>
  odds === null ? verdict.kind : verdictWithOdds(verdict, odds).kind

/** `Odds 45 to 55.`: of the API, which is named first, and of self-hosting. */
const oddsWords = (odds: Odds | null): string => {
  const chance = odds?.selfHostedCheaper?.chance
  if (chance === undefined) return ''
  const own = Math.round(chance * 100)
  return ` Odds ${100 - own} to ${own}.`
}

/** `98 in 100`: the chance of the side that is ahead; null: not known. */
export const oddsShort = (odds: Odds | null): string | null => {
  const chance = odds?.selfHostedCheaper?.chance
  return chance === undefined ? null : chanceWords(Math.max(chance, 1 - chance))
}

const cheaperOf = (a: OptionResult | null, b: OptionResult | null): OptionResult | null =>
  a === null || (b !== null && (b.levelised ?? 0) < (a.levelised ?? 0)) ? b : a

/** A hybrid that costs less than both sides, and the cheaper of them; null: there is none. */
const hybridSentence = (comparison: Comparison, currency: Currency): readonly Piece[] | null => {
  const { bestHybridId, bestApiId, bestSelfHostedId } = comparison.verdict
  const hybrid = optionOf(comparison, bestHybridId)
  if (hybrid === null) return null
  const costs = [named(hybrid), words(', costs '), total(hybrid, currency), words(' a month')]
  const alone = cheaperOf(optionOf(comparison, bestApiId), optionOf(comparison, bestSelfHostedId))
  if (alone === null) return [...costs, words('. Neither an API nor a fleet does it alone.')]
  const side = alone.kind.startsWith('api') ? 'API' : 'fleet'
  return [...costs, words(`, less than the cheapest ${side} alone, `), named(alone), words(' at '), total(alone, currency), words('.')]
}

/** Rules keep out possible options of the side that is missing. */
const ruledOut = ({ options, verdict: { bestApiId, bestSelfHostedId } }: Comparison): boolean =>
  options.some(
    ({ kind, levelised, apart }) =>
      levelised !== null && apart === 'rule' && (kind.startsWith('api') ? bestApiId === null : bestSelfHostedId === null),
  )

/** `Not allowed: “Air gap” leaves no API.`; null: a side is missing for another reason, or none is. */
const notAllowed = (comparison: Comparison, terms: RuleTerms | null): string | null => {
  const { barredBy, bestApiId, bestSelfHostedId } = comparison.verdict
  const side = bestApiId !== null ? 'self-hosted option' : bestSelfHostedId !== null ? 'API' : 'option'
  if (barredBy !== null) return `Not allowed: ${quotedRule(barredBy, terms)} leaves no ${side}.`
  // no rule alone does
  return ruledOut(comparison) ? `Not allowed: your rules leave no ${side}.` : null
}

/** `odds`: of this comparison; null: not worked out yet. `terms`: what the buyer set, for the names of rules. */
export const verdictSentence = (
  comparison: Comparison,
  currency: Currency,
  odds: Odds | null = null,
  terms: RuleTerms | null = null,
): readonly Piece[] => {
  const { difference } = comparison.verdict
  const joined = hybridSentence(comparison, currency)
  if (joined !== null) return joined
  const kind = shownKind(comparison, odds)
  const api = optionOf(comparison, comparison.verdict.bestApiId)
  const own = optionOf(comparison, comparison.verdict.bestSelfHostedId)
  const gap = figure(size(difference), currency, { kind: 'difference' })
  if (api !== null && own !== null) {
    if (kind === 'too-close')
      return [
        words('Too close to call: '),
        named(api),
        words(' and '),
        named(own),
        words(' both cost about '),
        total(api, currency),
        words(` a month.${oddsWords(odds)}`),
      ]
    if (kind === 'api-cheaper')
      return [
        words('Stay on an API: '),
        named(api),
        words(' costs '),
        total(api, currency),
        words(' a month, '),
        gap,
        words(' less than the cheapest self-hosted option, '),
        named(own),
        words('.'),
      ]
    return [
      named(own),
      words(' costs '),
      total(own, currency),
      words(' a month, '),
      gap,
      words(' less than the cheapest API, '),
      named(api),
      words('.'),
    ]
  }
  const only = api ?? own
  const refused = notAllowed(comparison, terms)
  if (only === null) return [words(refused ?? 'No option is left.')]
  if (refused !== null)
    return [words(`${refused} The cheapest allowed option is `), named(only), words(', '), total(only, currency), words(' a month.')]
  return [
    words(api === null ? `${noApi(comparison)} ` : `${noFleet(comparison)} `),
    words(api === null ? 'The cheapest option is ' : 'The cheapest API is '),
    named(only),
    words(', '),
    total(only, currency),
    words(' a month.'),
  ]
}

/** The grey sentence about the option in use today; null where it is none or is the answer itself. */
/** `said`: the buyer named it; otherwise it is an example to compare with. */
export const todaySentence = (comparison: Comparison, currency: Currency, said = true): readonly Piece[] | null => {
  const { verdict } = comparison
  const today = optionOf(comparison, verdict.usedTodayId)
  if (today === null || today.levelised === null) return null
  const pair = [verdict.bestApiId, verdict.bestSelfHostedId].flatMap((id) => optionOf(comparison, id) ?? [])
  if (pair.some(({ id }) => id === today.id)) return said ? [words(`${today.name} is what you use today.`)] : null
  const out = today.apart === 'rule' ? ', and a rule keeps it out' : ''
  if (!said)
    return [words(`For comparison, ${today.name} costs `), total(today, currency), words(`${out}. Set what you use today under Models.`)]
  const { levelised } = today
  const cheaper = pair.filter((option) => option.levelised !== null && option.levelised < levelised).length
  if (pair.length === 2 && cheaper === 2)
    return [words(`Both cost less than ${today.name}, which you use today: `), total(today, currency), words('.')]
  return [words(`${today.name}, which you use today, costs `), total(today, currency), words(`${out}.`)]
}

/** The answer in a few words, for the header once the verdict is out of sight and for the phone's bar. */
export const answerLine = (comparison: Comparison, currency: Currency, odds: Odds | null = null): string => {
  const { difference, bestHybridId } = comparison.verdict
  if (bestHybridId !== null) return 'A hybrid costs least'
  const kind = shownKind(comparison, odds)
  if (kind === 'none') return 'No option is left'
  const barred = notAllowed(comparison, null) !== null
  if (kind === 'only-api') return barred ? 'Self-hosting is not allowed' : 'No self-hosting is possible'
  if (kind === 'only-self-hosted') return barred ? 'No API is allowed' : 'No API is possible'
  if (kind === 'too-close') return 'Too close to call'
  const gap = money(size(difference), currency)
  return kind === 'api-cheaper' ? `API cheaper by ${gap}` : `Self-hosting cheaper by ${gap}`
}
