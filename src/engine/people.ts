/** What the people cost who run an option (`method.md` 6). */
import { formula } from './explain.ts'
import { CEILING_SLACK } from './replicas.ts'

const MONTHS_PER_YEAR = 12

/** Head counts in the data are per node of so many GPUs, so an instance of one GPU is not a node. */
export const GPUS_PER_STAFFED_NODE = 8

/** Nodes that people look after: whole eights of GPUs, however small the instances are. */
export const staffedNodes = formula({
  id: 'staffed-nodes',
  title: 'Nodes to look after, of 8 GPUs each',
  unit: '1',
  inputs: { gpus: '1' },
  text: 'ceil(gpus / 8)',
  source: 'method.md 6',
  compute: ({ gpus }) => Math.ceil(gpus / GPUS_PER_STAFFED_NODE - CEILING_SLACK) + 0,
})

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
