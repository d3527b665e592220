/** What the people of an option cost in a month. */
import { pathFactor } from '../api-prices.ts'
import { constant } from '../explain.ts'
import { peopleCost, peopleForBoxes } from '../people.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, type Node } from './leaves.ts'

const costOf = (people: Node<'person'>, given: ExplanationContext, m: number): Node<'USD/month'> => {
  const { scenario } = given.settings
  return peopleCost.explain('People', {
    people,
    annual: fieldNode('A full-time year, all costs', 'USD/person-year', scenario.staffUsdPerYear, 'staffUsdPerYear', given.basisOf),
    wagePath: pathFactor.explain('Wages since the start', {
      perYear: fieldNode('Wage growth a year', '1', scenario.wageGrowth, 'wageGrowth', given.basisOf),
      monthIndex: constant('Months since the start', '1', m, given.settings.horizon.labels[m] ?? ''),
    }),
    share: fieldNode('Share charged here', '1', scenario.staffShareCharged, 'staffShareCharged', given.basisOf),
  })
}

export const apiPeopleNode = (given: ExplanationContext, m: number): Node<'USD/month'> =>
  costOf(fieldNode('People for an API', 'person', given.settings.scenario.apiFte, 'apiFte', given.basisOf), given, m)

/** `boxes`: instances of the month. */
export const rentedPeopleNode = (boxes: Node<'box'>, given: ExplanationContext, m: number): Node<'USD/month'> => {
  const { scenario } = given.settings
  const base = fieldNode('Evaluation and prompts', 'person', scenario.rentedFteBase, 'rentedFteBase', given.basisOf)
  const people =
    boxes.value === 0
      ? base
      : peopleForBoxes.explain('People for rented GPUs', {
          base,
          perBox: fieldNode('For the first instance', 'person', scenario.rentedFtePerNode, 'rentedFtePerNode', given.basisOf),
          boxes: { ...boxes, unit: '1' },
          elasticity: fieldNode('Growth with instances', '1', scenario.fteElasticity, 'fteElasticity', given.basisOf),
        })
  return costOf(people, given, m)
}
