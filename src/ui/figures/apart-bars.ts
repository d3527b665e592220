/** Figure 1, under the options that compete: which are kept out by a rule, and which are not compared on quality? One or two of each. */
import type { ApartReason, Comparison } from '../../engine/result.ts'
import { countFull, ratio } from '../../format/count.ts'
import { cheapestKeptOut, keepsOut } from '../rules/matrix-rows.ts'
import { ruleName, type RuleTerms } from '../rules/rule-words.ts'
import { isPossible, optionById, type PossibleOption } from './compared.ts'

export interface ApartOption {
  readonly option: PossibleOption
  /** in place of what it is */
  readonly reason: string
}

export interface ApartOptions {
  readonly heading: string
  readonly options: readonly ApartOption[]
  /** how many there are of each; the way to them stands beside it */
  readonly counts: string
}

const SHOWN_OF_RULES = 3
const NAMED_RULES = 3

type QualityReason = Extract<ApartReason, 'weaker' | 'contested' | 'unknown-quality'>
const OF_QUALITY: readonly (readonly [QualityReason, string])[] = [
  ['weaker', 'weaker'],
  ['contested', 'contested'],
  ['unknown-quality', 'without a score'],
]

const cheapest = ({ options }: Comparison, apart: ApartReason): PossibleOption | null =>
  options
    .filter(isPossible)
    .filter((option) => option.apart === apart)
    .reduce<PossibleOption | null>((best, option) => (best === null || option.levelised < best.levelised ? option : best), null)

const whyOf = ({ quality }: PossibleOption, reason: QualityReason): string => {
  if (reason === 'contested') return 'contested: two yardsticks disagree'
  if (reason === 'unknown-quality') return 'no score'
  const { difference } = quality
  return difference === null ? 'weaker' : `weaker by ${ratio(Math.abs(difference))} points`
}

/** What is used today, where it is one of these that stand apart. */
const todayAmong = (comparison: Comparison, reasons: readonly ApartReason[]): PossibleOption | null => {
  const today = optionById(comparison, comparison.verdict.usedTodayId)
  return today !== null && today.apart !== null && reasons.includes(today.apart) ? today : null
}

/** `Air gap; Licence of the model; and 3 more rules` */
const someOf = (names: readonly string[]): string => {
  const more = names.length - NAMED_RULES
  return more < 2 ? names.join('; ') : [...names.slice(0, NAMED_RULES), `and ${more} more rules`].join('; ')
}

const keptOutGroup = (comparison: Comparison, terms: RuleTerms | null): ApartOptions | null => {
  const notVerified = terms?.notVerified ?? 'allowed'
  const today = todayAmong(comparison, ['rule'])
  const shown = new Set(cheapestKeptOut(comparison, notVerified).map(({ option }) => option))
  if (today !== null) shown.add(today)
  const out = comparison.verdict.apart.rule
  if (shown.size === 0 || out === 0) return null
  const namesOf = (option: PossibleOption): readonly string[] =>
    comparison.rulesInForce.filter((rule) => keepsOut(option, rule, notVerified)).map((rule) => ruleName(rule, terms))
  return {
    heading: 'Kept out by a rule',
    options: [...shown]
      .filter((option, place) => place < SHOWN_OF_RULES || option === today)
      .map((option) => ({ option, reason: someOf(namesOf(option)) })),
    counts: `${countFull(out)} in all`,
  }
}

const qualityGroup = (comparison: Comparison): ApartOptions | null => {
  const { verdict } = comparison
  const options = OF_QUALITY.flatMap(([reason]) => {
    const shown = new Set([cheapest(comparison, reason), todayAmong(comparison, [reason])])
    return [...shown].flatMap((option) => (option === null ? [] : [{ option, reason: whyOf(option, reason) }]))
  })
  if (options.length === 0) return null
  const counts = OF_QUALITY.filter(([reason]) => verdict.apart[reason] > 0).map(
    ([reason, words]) => `${countFull(verdict.apart[reason])} ${words}`,
  )
  return { heading: 'Not compared on quality: the cheapest of each', options, counts: counts.join(', ') }
}

/** The groups that have something to show; `terms` null: rules are named without what the buyer set. */
export const apartOptions = (comparison: Comparison, terms: RuleTerms | null): readonly ApartOptions[] =>
  [keptOutGroup(comparison, terms), qualityGroup(comparison)].filter((group) => group !== null)
