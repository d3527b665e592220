/** What does one accepted result of an option cost, with review and with those that are escalated (`method.md` 9 [F19])? */
import { acceptedCost } from '../accepted-cost.ts'
import { formula } from '../explain.ts'

export const acceptedShare = formula({
  id: 'accepted-share',
  title: 'Share of requests accepted in the end',
  unit: '1',
  inputs: { atOnce: '1', escalationShare: '1', afterEscalation: '1' },
  text: 'atOnce + escalationShare * afterEscalation',
  source: 'method.md 9 [F19]',
  compute: ({ atOnce, escalationShare, afterEscalation }) => atOnce + escalationShare * afterEscalation,
})

/** How an option's results are judged; shares 0…1, money in USD a request. */
export interface Acceptance {
  /** accepted at once; null: not known */
  readonly atOnce: number | null
  readonly reviewUsd: number
  /** share of all requests that goes to a person or a stronger model, of those not accepted at once */
  readonly escalationShare: number
  readonly escalationUsd: number
  /** of the escalated ones, accepted then */
  readonly afterEscalation: number
}

export type AcceptedView =
  | { readonly usdPerAccepted: number; readonly acceptedShare: number; readonly acceptedPerMonth: number }
  | { readonly usdPerAccepted: null; readonly why: string }

const FORGIVEN = 1e-9

/** `attemptUsd` USD a request; `requests` a month. No cost where it cannot be said, with the reason. */
export const acceptedView = (attemptUsd: number, requests: number, acceptance: Acceptance): AcceptedView => {
  const { atOnce, reviewUsd, escalationShare, escalationUsd, afterEscalation } = acceptance
  if (atOnce === null) return { usdPerAccepted: null, why: 'How many results are accepted is not known.' }
  if (atOnce + escalationShare > 1 + FORGIVEN)
    return { usdPerAccepted: null, why: 'More is escalated than is left after those accepted at once.' }
  const success = acceptedShare.bare({ atOnce, escalationShare, afterEscalation })
  if (success <= 0) return { usdPerAccepted: null, why: 'No result is accepted.' }
  return {
    usdPerAccepted: acceptedCost.bare({ attempt: attemptUsd, review: reviewUsd, escalationShare, escalation: escalationUsd, success }),
    acceptedShare: success,
    acceptedPerMonth: requests * success,
  }
}
