/** From a monthly series to its levelised amount: the month itself where all are alike, else the discounted sum. */
import { levelise } from '../compare/time.ts'
import { constant, formula, sum } from '../explain.ts'
import { levelised } from '../present-value.ts'
import type { CostLine } from '../result.ts'
import type { ExplanationContext } from './explanation-context.ts'
import type { Node } from './leaves.ts'

export const discountedFlow = formula({
  id: 'discounted-flow',
  title: 'A month’s amount at today’s worth',
  unit: 'USD',
  inputs: { amount: 'USD/month', months: 'month', discountFactor: '1' },
  text: 'amount * months * discountFactor',
  source: 'method.md 8',
  compute: ({ amount, months, discountFactor }) => amount * months * discountFactor,
})

/** `ofMonth(m)` explains the line in month m; it is only asked for the months that differ. */
export const levelisedNode = (
  label: string,
  line: Pick<CostLine, 'monthly'>,
  given: ExplanationContext,
  ofMonth: (m: number) => Node<'USD/month'>,
): Node<'USD/month'> => {
  const { horizon, scenario } = given.settings
  if (line.monthly.every((usd) => usd === line.monthly[0])) return { ...ofMonth(0), label }
  const one = constant('One month', 'month', 1, 'Each amount is that of one month.')
  const flows = line.monthly.map((_, m) =>
    discountedFlow.explain(horizon.labels[m]!, {
      amount: ofMonth(m),
      months: one,
      discountFactor: constant(
        `Discount factor of month ${m + 1}`,
        '1',
        horizon.discount[m]!,
        `1 ÷ (1 + i)^${m + 1} with i = (1 + ${scenario.discountRate})^(1/12) − 1 a month`,
      ),
    }),
  )
  const months = horizon.discount.reduce((total, factor) => total + factor, 0)
  return levelised.explain(label, {
    presentValue: sum('Present value', 'USD', flows),
    discountedMonths: constant(
      'Discounted months',
      'month',
      months,
      'The sum of the discount factors: what one USD a month is worth today.',
    ),
  })
}

/** The levelised amount of a line that is explained in words only. */
export const leveliseLine = (line: CostLine, given: ExplanationContext): number => levelise(line.monthly, given.settings.horizon)
