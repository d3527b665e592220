/** Explains the lines of a hybrid: those of its fleet as the base has them, with K replicas, and the part of the API's bill beside them. */
import { isSwapMonth } from '../compare/one-off-lines.ts'
import type { HybridChoice } from '../compare/hybrid-option.ts'
import { constant, formula, sum } from '../explain.ts'
import type { LineId, OptionResult } from '../result.ts'
import { apiLineExplainer } from './api-lines.ts'
import { inTokensOf, type ExplanationContext } from './explanation-context.ts'
import { fieldNode, wordsNode, type Node } from './leaves.ts'

export const keptReplicas = formula({
  id: 'kept-replicas',
  title: 'Replicas of a hybrid with spare',
  unit: 'replica',
  inputs: { minimum: 'replica', kept: 'replica', needed: 'replica', spare: 'replica' },
  text: 'max(minimum, min(kept, needed)) + spare',
  source: 'method.md 7',
  compute: ({ minimum, kept, needed, spare }) => Math.max(minimum, Math.min(kept, needed)) + spare,
})

export const restOfBill = formula({
  id: 'rest-of-bill',
  title: 'Bill of the API for the rest',
  unit: 'USD/month',
  inputs: { whole: 'USD/month', share: '1' },
  text: 'whole * share',
  source: 'method.md 7',
  compute: ({ whole, share }) => whole * share,
})

type Explainer = (id: LineId, m: number) => Node<'USD/month'>

const monthIn = ({ fleet }: HybridChoice, m: number): number => (fleet.months.length === 1 ? 0 : m)

/** The same context in which the fleet of a hybrid stands under the id of the option; any other option keeps its own. */
export const fleetContext = (option: OptionResult, given: ExplanationContext): ExplanationContext => {
  const hybrid = given.hybrids?.get(option.id)
  if (hybrid === undefined) return given
  const { rentedChoice, ownedChoice } = hybrid.fleetPart
  return {
    ...given,
    choices: new Map(rentedChoice === null ? [] : [[option.id, rentedChoice]]),
    ownedChoices: new Map(ownedChoice === null ? [] : [[option.id, ownedChoice]]),
    kept: (m, whole, spare) => {
      const month = hybrid.fleet.months[monthIn(hybrid, m)]!
      const { kept } = hybrid.cuts[monthIn(hybrid, m)]!
      const { minReplicas } = given.settings.scenario
      if (kept === 0) return constant('Replicas at the peak', 'replica', 0, 'An API takes all of this month.')
      const words = 'the most of any hour, chosen against the price of the API in that hour'
      if (hybrid.byHour)
        return wordsNode('Replicas at the peak', 'replica', kept + (spare.value ?? 0), 'hybrid-hours', words, { ...whole, spare })
      return keptReplicas.explain('Replicas at the peak', {
        minimum:
          hybrid.fleet.policy === 'to-zero'
            ? constant('At least', 'replica', 0, 'A fleet that scales to zero has no minimum.')
            : fieldNode('At least', 'replica', minReplicas, 'minReplicas', given.basisOf),
        kept: constant(
          'Replicas kept',
          'replica',
          hybrid.replicas,
          'With so many the whole option costs least; its total lists the others.',
        ),
        needed: wordsNode(
          'Replicas that would serve all of it',
          'replica',
          month.need,
          'fleet-week',
          'what the base alone would need, spare left out',
          whole,
        ),
        spare,
      })
    },
  }
}

const USAGE: ReadonlySet<LineId> = new Set<LineId>([
  'tokens-plain',
  'tokens-read',
  'tokens-write',
  'tokens-out',
  'call-fees',
  'cache-storage',
  'commitment-top-up',
  'support',
])

const usageNode = (option: OptionResult, hybrid: HybridChoice, api: Explainer, m: number): Node<'USD/month'> => {
  const usd = option.lines.find(({ id }) => id === 'api-usage')?.monthly[m] ?? 0
  const parts = hybrid.side.option.lines.filter(({ id }) => USAGE.has(id)).map(({ id }) => api(id, m))
  const whole = sum('Bill if the API took all', 'USD/month', parts)
  const all = whole.value ?? 0
  if (all === 0) return constant('Bill of the API for the rest', 'USD/month', usd, 'Nothing is billed in this month.')
  const { kept } = hybrid.cuts[monthIn(hybrid, m)]!
  return restOfBill.explain('Bill of the API for the rest', {
    whole,
    share: wordsNode(
      'Share of the bill',
      '1',
      usd / all,
      'hybrid-share',
      'what the replicas leave of each hour, at the price of that hour, and what they do not serve in time of the work that may wait; a commitment is paid in full',
      {
        replicas: constant('Replicas that serve', 'replica', kept, 'The rest of each hour is what is above the load they carry.'),
      },
    ),
  })
}

const firstUsed = ({ parts }: HybridChoice): number =>
  parts.findIndex(({ work, batch }) => batch > 0 || work.peak.some((share) => share > 0) || work.offPeak.some((share) => share > 0))

const isUsed = (option: OptionResult, m: number): boolean =>
  ['api-usage', 'api-people'].some((line) => (option.lines.find(({ id }) => id === line)?.monthly[m] ?? 0) > 0)

/** What the API adds to a line that falls once. */
const onceNode = (id: LineId, option: OptionResult, hybrid: HybridChoice, given: ExplanationContext, m: number): Node<'USD/month'> => {
  const { scenario, horizon } = given.settings
  const unused = (label: string, why: string): Node<'USD/month'> => constant(label, 'USD/month', 0, why)
  if (id === 'one-off')
    return m === firstUsed(hybrid)
      ? fieldNode('One-off, for the API', 'USD/month', scenario.apiOneOffUsd, 'apiOneOffUsd', given.basisOf)
      : unused('One-off, for the API', 'Paid in the first month in which the API is used.')
  if (id === 'model-swap')
    return isSwapMonth(m, scenario.swapEveryMonths) && isUsed(option, m)
      ? fieldNode('A newer model, of the API', 'USD/month', scenario.apiSwapUsd, 'apiSwapUsd', given.basisOf)
      : unused('A newer model, of the API', `A newer model takes over every ${scenario.swapEveryMonths} months.`)
  return m === horizon.months - 1
    ? fieldNode('Leaving the API', 'USD/month', scenario.apiExitUsd, 'apiExitUsd', given.basisOf)
    : unused('Leaving the API', 'Paid in the last month.')
}

const ONCE: ReadonlySet<LineId> = new Set<LineId>(['one-off', 'model-swap', 'exit'])

/** `fleetExplainer`: explains the lines of a rented or owned option in the context it is given. Null: the option is not possible. */
export const hybridLineExplainer = (
  option: OptionResult,
  given: ExplanationContext,
  fleetExplainer: (option: OptionResult, given: ExplanationContext) => Explainer | null,
): Explainer | null => {
  const hybrid = given.hybrids?.get(option.id)
  if (hybrid === undefined) return null
  const api = apiLineExplainer(hybrid.side.option, inTokensOf(hybrid.side.option.modelId, given))
  const fleet = fleetExplainer(option, fleetContext(option, given))
  if (api === null || fleet === null) return null
  return (id, m) => {
    if (id === 'api-usage') return usageNode(option, hybrid, api, m)
    if (id === 'api-people')
      return isUsed(option, m)
        ? api('people', m)
        : constant('People, for the API', 'USD/month', 0, 'Nothing goes to the API in this month.')
    if (!ONCE.has(id)) return fleet(id, m)
    const label = id === 'one-off' ? 'One-off' : id === 'exit' ? 'Leaving' : 'Newer models'
    return sum(label, 'USD/month', [fleet(id, m), onceNode(id, option, hybrid, given, m)])
  }
}

/** How many neighbours on each side of the number kept are listed. */
const NEIGHBOURS = 3

/** The total of a hybrid as a choice among numbers of replicas. */
export const keptChoice = (total: Node<'USD/month'>, option: OptionResult): Node<'USD/month'> => {
  const { hybrid } = option
  if (hybrid === null) return total
  const { replicas, mostReplicas, costByReplicas, byHour } = hybrid
  const from = Math.max(0, Math.min(replicas - NEIGHBOURS, mostReplicas - 2 * NEIGHBOURS))
  const among = costByReplicas
    .slice(from, from + 2 * NEIGHBOURS + 1)
    .map((value, index) => ({ label: `${from + index} ${from + index === 1 ? 'replica' : 'replicas'} kept`, value }))
  return {
    label: total.label,
    value: total.value,
    unit: 'USD/month',
    origin: {
      kind: 'choice',
      why: byHour
        ? 'Replicas chosen hour by hour against the price of the API: less than any number kept all the time.'
        : `Of every number of replicas from none to ${mostReplicas} the one with which the whole costs least.`,
      chosen: total,
      among,
    },
  }
}
