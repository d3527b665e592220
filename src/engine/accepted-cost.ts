/** What one accepted result costs when some attempts fail or are escalated (`method.md` 9 [F19]). */
import { formula } from './explain.ts'

/** `success` is the share accepted in the end: p at once + e·p_e after escalation. */
export const acceptedCost = formula({
  id: 'accepted-cost',
  title: 'Cost per accepted result',
  unit: 'USD/request',
  inputs: { attempt: 'USD/request', review: 'USD/request', escalationShare: '1', escalation: 'USD/request', success: '1' },
  text: '(attempt + review + escalationShare * escalation) / success',
  source: 'method.md 9 [F19]',
  compute: ({ attempt, review, escalationShare, escalation, success }) => (attempt + review + escalationShare * escalation) / success,
})
