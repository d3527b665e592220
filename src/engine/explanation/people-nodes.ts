/** What the people of an option cost in a month. */
import { pathFactor } from '../api-prices.ts'
import { staffOfPlace } from '../compare/staff-cost.ts'
import { constant, formula } from '../explain.ts'
import { peopleCost, peopleForBoxes, staffedNodes } from '../people.ts'
import type { ExplanationContext } from './explanation-context.ts'
import { fieldNode, replaceable, type Node } from './leaves.ts'

const YEAR = 'A full-time year, all costs'

export const gpusOfBoxes = formula({
  id: 'gpus-of-boxes',
  title: 'GPUs of all instances',
  unit: 'GPU',
  inputs: { boxes: 'box', gpusPerBox: 'GPU/box' },
  text: 'boxes * gpusPerBox',
  source: 'method.md 4',
  compute: ({ boxes, gpusPerBox }) => boxes * gpusPerBox,
})

/** The buyer's own figure, else that of the place. */
const yearNode = ({ settings: { scenario, catalogue }, basisOf }: ExplanationContext): Node<'USD/person-year'> =>
  scenario.staffUsdPerYear === null
    ? replaceable(YEAR, 'USD/person-year', staffOfPlace(scenario.place, catalogue).datum, 'staffUsdPerYear')
    : fieldNode(YEAR, 'USD/person-year', scenario.staffUsdPerYear, 'staffUsdPerYear', basisOf)

const costOf = (people: Node<'person'>, given: ExplanationContext, m: number): Node<'USD/month'> => {
  const { scenario } = given.settings
  return peopleCost.explain('People', {
    people,
    annual: yearNode(given),
    wagePath: pathFactor.explain('Wages since the start', {
      perYear: fieldNode('Wage growth a year', '1', scenario.wageGrowth, 'wageGrowth', given.basisOf),
      monthIndex: constant('Months since the start', '1', m, given.settings.horizon.labels[m] ?? ''),
    }),
    share: fieldNode('Share charged here', '1', scenario.staffShareCharged, 'staffShareCharged', given.basisOf),
  })
}

export const apiPeopleNode = (given: ExplanationContext, m: number): Node<'USD/month'> =>
  costOf(fieldNode('People for an API', 'person', given.settings.scenario.apiFte, 'apiFte', given.basisOf), given, m)

interface FleetPeople {
  readonly label: string
  readonly base: 'rentedFteBase' | 'ownedFteBase'
  readonly perNode: 'rentedFtePerNode' | 'ownedFtePerNode'
}

const fleetPeopleNode = (
  { label, base: baseField, perNode }: FleetPeople,
  boxes: Node<'box'>,
  gpusPerBox: Node<'GPU/box'>,
  given: ExplanationContext,
  m: number,
): Node<'USD/month'> => {
  const { scenario } = given.settings
  const base = fieldNode('Evaluation and prompts', 'person', scenario[baseField], baseField, given.basisOf)
  const people =
    boxes.value === 0
      ? base
      : peopleForBoxes.explain(label, {
          base,
          perBox: fieldNode('For the first node', 'person', scenario[perNode], perNode, given.basisOf),
          boxes: staffedNodes.explain('Nodes of 8 GPUs', { gpus: { ...gpusOfBoxes.explain('GPUs', { boxes, gpusPerBox }), unit: '1' } }),
          elasticity: fieldNode('Growth with nodes', '1', scenario.fteElasticity, 'fteElasticity', given.basisOf),
        })
  return costOf(people, given, m)
}

/** `boxes`: instances of the month. */
export const rentedPeopleNode = (
  boxes: Node<'box'>,
  gpusPerBox: Node<'GPU/box'>,
  given: ExplanationContext,
  m: number,
): Node<'USD/month'> =>
  fleetPeopleNode({ label: 'People for rented GPUs', base: 'rentedFteBase', perNode: 'rentedFtePerNode' }, boxes, gpusPerBox, given, m)

/** `nodes`: servers that stand in the month. */
export const ownedPeopleNode = (
  nodes: Node<'box'>,
  gpusPerNode: Node<'GPU/box'>,
  given: ExplanationContext,
  m: number,
): Node<'USD/month'> =>
  fleetPeopleNode({ label: 'People for own servers', base: 'ownedFteBase', perNode: 'ownedFtePerNode' }, nodes, gpusPerNode, given, m)
