/** What the people cost who run an option (`method.md` 6). */
import { formula } from './explain.ts'

const MONTHS_PER_YEAR = 12

/** `boxes` is a bare count: an elasticity of it has no unit. Where there are none, `peopleNeeded` leaves this part out. */
export const peopleForBoxes = formula({
  id: 'people-for-boxes',
  title: 'Full-time people',
  unit: 'person',
  inputs: { base: 'person', perBox: 'person', boxes: '1', elasticity: '1' },
  text: 'base + perBox * boxes ^ elasticity',
  source: 'method.md 6',
  compute: ({ base, perBox, boxes, elasticity }) => base + perBox * boxes ** elasticity,
})

export const peopleNeeded = (base: number, perBox: number, boxes: number, elasticity: number): number =>
  boxes > 0 ? peopleForBoxes.bare({ base, perBox, boxes, elasticity }) : base

export const peopleCost = formula({
  id: 'people-cost',
  title: 'Cost of the people',
  unit: 'USD/month',
  inputs: { people: 'person', annual: 'USD/person-year', wagePath: '1', share: '1' },
  text: 'people * annual / 12 * wagePath * share',
  source: 'method.md 6',
  compute: ({ people, annual, wagePath, share }) => ((people * annual) / MONTHS_PER_YEAR) * wagePath * share,
})
