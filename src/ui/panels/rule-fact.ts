/** Which rule costs the most, and what would be left without it?. */
import type { Comparison } from '../../engine/result.ts'
import type { RulePrice, RulePrices } from '../../engine/rules/rule-result.ts'
import { countFull } from '../../format/count.ts'
import { money, moneyShort, type Currency } from '../../format/money.ts'
import { familyOf } from '../figures/family.ts'
import { cheaperKeptOut } from '../rules/matrix-rows.ts'
import { binds } from '../rules/matrix-model.ts'
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

/** From nothing to what is paid: what the rule adds is the band between the two marks. */
const stripOf = (without: number, paid: number, family: 'api' | 'own', currency: Currency): FactStrip =>
  factStrip(
    {
      bands: [{ from: without, to: paid, kind: 'range' }],
      marks: [{ at: without, kind: 'flip' }],
      dot: { at: paid, kind: family },
      labels: [
        { at: paid, text: moneyShort(paid, currency) },
        { at: without, text: moneyShort(without, currency) },
      ],
    },
    0,
    paid,
  )

const nothing = (comparison: Comparison, currency: Currency): RuleFact => {
  const { rulesInForce, verdict } = comparison
  if (rulesInForce.length === 0) return { headline: 'none', sentence: 'No rule is in force.', strip: null }
  const out = verdict.apart.rule
  const cheaper = cheaperKeptOut(comparison)
  if (cheaper !== null)
    return {
      headline: `${money(0, currency)} each`,
      sentence: `No rule alone costs anything. Together they keep out ${cheaper.name}, ${money(cheaper.levelised, currency)} a month.`,
      strip: null,
    }
  const kept = out === 0 ? 'None keeps out an option.' : `${countFull(out)} options are kept out, none of them cheaper.`
  return { headline: money(0, currency), sentence: `No rule costs anything. ${kept}`, strip: null }
}

/** Every rule in force has its price; those that are not set may still be tried. */
export const arePriced = ({ rulesInForce }: Comparison, { prices }: RulePrices): boolean =>
  rulesInForce.every((rule) => prices.some((price) => price.rule === rule))

/** Of prices that are all worked out. */
export const ruleFact = (comparison: Comparison, prices: RulePrices, terms: RuleTerms | null, currency: Currency): RuleFact => {
  const price = dearest(prices)
  if (price === null) return nothing(comparison, currency)
  const without = optionOf(comparison, price.bestWithoutId)
  const subject = quotedRule(price.rule, terms)
  const other = without === null ? 'another option' : without.name
  if (price.usdPerMonth === null || price.bestWithId === null) {
    const costs = without?.levelised == null ? '' : ` for ${money(without.levelised, currency)} a month`
    return { headline: 'leaves no option', sentence: `${subject} leaves none: without it ${other} could be used${costs}.`, strip: null }
  }
  const paid = optionOf(comparison, price.bestWithId)
  const usd = money(price.usdPerMonth, currency)
  const paidUsd = paid?.levelised ?? null
  const cheaper = paidUsd === null ? null : paidUsd - price.usdPerMonth
  return {
    headline: `${usd} a month`,
    sentence:
      without !== null && without.id === paid?.id
        ? `${subject}: without it ${other} would cost ${money(cheaper, currency)} a month.`
        : `${subject} keeps out ${other}, ${money(cheaper, currency)} a month.`,
    strip:
      paid === null || paidUsd === null || cheaper === null
        ? null
        : stripOf(cheaper, paidUsd, familyOf(paid.kind) === 'api' || familyOf(paid.kind) === 'hosted' ? 'api' : 'own', currency),
  }
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
            : `Without ${quotedRule(rule, terms)}: ${countFull(price.keepsOut)} ${price.keepsOut === 1 ? 'option' : 'options'}, the cheapest ${left.name}${left.levelised === null ? '' : `, ${money(left.levelised, currency)} a month`}.`,
      }
    })
    .filter(({ out }) => out > 0)
    .toSorted((a, b) => a.cost - b.cost || b.out - a.out)
}
