/** What a task takes and comes to with a model: its tokens against those counted, and how many of its results are accepted (`method.md` 1, 9). */
import { acceptedCost } from '../accepted-cost.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { acceptedView, type Acceptance } from '../quality/accepted-view.ts'
import type { CandidateTokens } from '../result.ts'
import type { DemandGroups } from './demand-groups.ts'

export interface TaskView {
  /** null: as counted */
  readonly tokens: CandidateTokens | null
  readonly acceptance: Acceptance
}

/** Of each model, worked out once. */
export const taskViews = (scenario: Scenario, groups: Pick<DemandGroups, 'tokensOf'>): ((modelId: string) => TaskView) => {
  const known = new Map<string, TaskView>()
  return (modelId) => {
    const found = known.get(modelId) ?? {
      tokens: groups.tokensOf(modelId),
      acceptance: {
        atOnce: scenario.acceptedShares[modelId] ?? scenario.acceptedShare,
        reviewUsd: scenario.reviewUsd,
        escalationShare: scenario.escalationShare,
        escalationUsd: scenario.escalationUsd,
        afterEscalation: scenario.acceptedAfterShare,
      },
    }
    known.set(modelId, found)
    return found
  }
}

/** Of work that two models share: results are accepted as either's are. `served`: the share of the first. */
export const sharedTask = (first: TaskView, second: TaskView, served: number): TaskView => {
  const [a, b] = [first.acceptance.atOnce, second.acceptance.atOnce]
  return {
    tokens: first.tokens,
    acceptance: { ...first.acceptance, atOnce: a === null || b === null ? null : served * a + (1 - served) * b },
  }
}

/** USD of an accepted result; null: there is none, or how many are accepted is not known. */
export const usdPerAccepted = (usdPerRequest: number | null, { acceptance }: TaskView): number | null =>
  usdPerRequest === null || acceptance.atOnce === null ? null : acceptedView(usdPerRequest, 0, acceptance).usdPerAccepted

/** USD a request for review, and for those escalated; null: of no model is it known how many results are accepted. */
export const judgingUsdPerRequest = (scenario: Scenario): number | null =>
  scenario.acceptedShare === null && Object.keys(scenario.acceptedShares).length === 0
    ? null
    : acceptedCost.bare({
        attempt: 0,
        review: scenario.reviewUsd,
        escalationShare: scenario.escalationShare,
        escalation: scenario.escalationUsd,
        success: 1,
      })
