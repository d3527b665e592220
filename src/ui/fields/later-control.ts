/** Which controls are fetched when their group is opened? Those of a first visit are in the page. */
import type { Field } from '../../scenario/field.ts'

const LONG_LISTS = new Set(['models', 'offers', 'yardsticks'])

export const isLater = ({ kind, known, group, path }: Field): boolean =>
  kind === 'list' ||
  kind === 'record' ||
  (group === 'rules' && path !== 'rulePreset') ||
  (group === 'quality' && kind === 'toggle') ||
  (kind === 'choice' && known !== null && LONG_LISTS.has(known))
