/** Which rule costs the most, what do all of them cost together, and what would be left without them? */
import type { Comparison, OptionResult } from '../../engine/result.ts'
import type { RulePrice, RulePrices } from '../../engine/rules/rule-result.ts'
import { countFull } from '../../format/count.ts'
import { cardinal } from '../../format/ordinal.ts'
import { money, moneyShort, type Currency } from '../../format/money.ts'
import { familyOf } from '../figures/family.ts'
import { binds, NOTHING } from '../rules/matrix-model.ts'
import { quotedRule, type RuleTerms } from '../rules/rule-words.ts'
import { factStrip, type FactStrip } from './fact-strip.ts'
import { optionOf } from './verdict-sentence.ts'

export interface RuleFact {
  readonly headline: string
  readonly sentence: string
  readonly strip: FactStrip | null
}

/** A rule that leaves nothing binds harder than any price. */
const weight = ({ bestWithId, usdPerMonth }: RulePrice): number => (bestWithId === null ? Infinity : (usdPerMonth ?? 0))

export const dearest = ({ prices }: RulePrices): RulePrice | null =>
  prices.filter(binds).reduce<RulePrice | null>((most, price) => (most === null || weight(price) > weight(most) ? price : most), null)

const isSame = (one: number, other: number): boolean => Math.abs(one - other) < NOTHING

const atCost = (option: OptionResult | null, currency: Currency, words = ' for '): string =>
  option?.levelised == null ? '' : `${words}${money(option.levelised, currency)} a month`

/** From nothing to what is paid: what the rule adds is the band between the two marks. */
const stripOf = (without: number, paid: number, { kind }: OptionResult, currency: Currency): FactStrip => {
  const family = familyOf(kind)
  return factStrip(
    {
      bands: [{ from: without, to: paid, kind: 'range' }],
      marks: [{ at: without, kind: 'flip' }],
      dot: { at: paid, kind: family === 'api' || family === 'hosted' ? 'api' : 'own' },
      labels: [
        { at: paid, text: moneyShort(paid, currency) },
        { at: without, text: moneyShort(without, currency) },
      ],
    },
    0,
    paid,
  )
}

/** No rule costs anything by itself; several may, as each keeps out what another does. */
const noneAlone = (comparison: Comparison, { together }: RulePrices, currency: Currency): RuleFact => {
  const { rulesInForce, verdict } = comparison
  if (rulesInForce.length === 0) return { headline: 'none', sentence: 'No rule is in force.', strip: null }
  const out = verdict.apart.rule
  if (together !== null && binds(together)) {
    const without = optionOf(comparison, together.bestWithoutId)
    const other = without === null ? 'another option' : without.name
    const paid = optionOf(comparison, together.bestWithId)
    if (together.usdPerMonth === null)
      return {
        headline: 'together leave no option',
        sentence: `No rule alone does. Without any of them ${other} could be used${atCost(without, currency)}.`,
        strip: null,
      }
    const cheaper = paid?.levelised == null ? null : paid.levelised - together.usdPerMonth
    const least = cheaper === null ? '' : `, ${money(cheaper, currency)} a month`
    return {
      headline: `${money(together.usdPerMonth, currency)} a month together`,
      sentence: `No rule alone costs anything. Together they keep out ${other}${least}.`,
      strip: paid?.levelised == null || cheaper === null ? null : stripOf(cheaper, paid.levelised, paid, currency),
    }
  }
  const kept = out === 0 ? 'None keeps out an option.' : `${countFull(out)} options are kept out, none of them cheaper.`
  return { headline: money(0, currency), sentence: `No rule costs anything. ${kept}`, strip: null }
}

/** Every rule in force has its price, and so have all together; those that are not set may still be tried. */
export const arePriced = ({ rulesInForce }: Comparison, { prices, together }: RulePrices): boolean =>
  rulesInForce.every((rule) => prices.some((price) => price.rule === rule)) && (rulesInForce.length === 0 || together !== null)

/** Beside the price of the dearest; empty: there is only one rule, or no price of all. */
const allOfThem = ({ prices, together }: RulePrices, most: number, currency: Currency): string => {
  if (together === null || together.usdPerMonth === null || prices.length < 2) return ''
  const all = prices.length === 2 ? 'Both rules together' : `All ${cardinal(prices.length)} rules together`
  return isSame(together.usdPerMonth, most) ? ` ${all} cost no more.` : ` ${all}: ${money(together.usdPerMonth, currency)} a month.`
}

/** Of prices that are all worked out. */
export const ruleFact = (comparison: Comparison, prices: RulePrices, terms: RuleTerms | null, currency: Currency): RuleFact => {
  const price = dearest(prices)
  if (price === null) return noneAlone(comparison, prices, currency)
  const without = optionOf(comparison, price.bestWithoutId)
  const subject = quotedRule(price.rule, terms)
  const other = without === null ? 'another option' : without.name
  if (price.usdPerMonth === null || price.bestWithId === null) {
    return {
      headline: 'leaves no option',
      sentence: `${subject} leaves none: without it ${other} could be used${atCost(without, currency)}.`,
      strip: null,
    }
  }
  const paid = optionOf(comparison, price.bestWithId)
  const usd = money(price.usdPerMonth, currency)
  const paidUsd = paid?.levelised ?? null
  const cheaper = paidUsd === null ? null : paidUsd - price.usdPerMonth
  const alone =
    without !== null && without.id === paid?.id
      ? `${subject}: without it ${other} would cost ${money(cheaper, currency)} a month.`
      : `${subject} keeps out ${other}, ${money(cheaper, currency)} a month.`
  return {
    headline: `${usd} a month`,
    sentence: `${alone}${allOfThem(prices, price.usdPerMonth, currency)}`,
    strip: paid === null || paidUsd === null || cheaper === null ? null : stripOf(cheaper, paidUsd, paid, currency),
  }
}

/** Where nothing is left and no single rule would do: what is left without any; null: a single one does, nothing is, or not known yet. */
export const looseningOfAll = (comparison: Comparison, prices: RulePrices | null, currency: Currency): string | null => {
  const together = prices?.together ?? null
  const left = optionOf(comparison, together?.bestWithoutId ?? null)
  if (prices === null || together === null || left === null || prices.prices.some(({ bestWithoutId }) => bestWithoutId !== null))
    return null
  return `Only setting aside several rules leaves something. Without any: ${countFull(together.keepsOut)} ${together.keepsOut === 1 ? 'option' : 'options'}, the cheapest ${left.name}${atCost(left, currency, ', ')}.`
}

/** Where nothing is left: what each rule keeps out, and the single rules whose setting aside leaves something, the cheapest first. */
export interface Loosening {
  readonly text: string
  readonly nearest: string | null
}

export const looseningsOf = (
  comparison: Comparison,
  prices: RulePrices | null,
  terms: RuleTerms | null,
  currency: Currency,
): readonly Loosening[] => {
  const priced = new Map(prices?.prices.map((price) => [price.rule, price]))
  return comparison.rulesInForce
    .map((rule) => {
      const out = comparison.options.filter(({ findings }) =>
        findings.some(
          (finding) =>
            finding.rule === rule &&
            (finding.status === 'not-allowed' || (finding.status === 'not-verified' && terms?.notVerified === 'not-allowed')),
        ),
      ).length
      const price = priced.get(rule)
      const left = optionOf(comparison, price?.bestWithoutId ?? null)
      return {
        out,
        cost: left?.levelised ?? Infinity,
        text: `${quotedRule(rule, terms)} excludes ${countFull(out)} of ${countFull(comparison.options.length)} options.`,
        nearest:
          left === null || price === undefined
            ? null
            : `Without ${quotedRule(rule, terms)}: ${countFull(price.keepsOut)} ${price.keepsOut === 1 ? 'option' : 'options'}, the cheapest ${left.name}${atCost(left, currency, ', ')}.`,
      }
    })
    .filter(({ out }) => out > 0)
    .toSorted((a, b) => a.cost - b.cost || b.out - a.out)
}
